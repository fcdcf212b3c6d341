"""A run watched from a terminal, or from a log."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from tasks.run.watch import Stage, Watch

EVERY = 5.0
"""Seconds between two lines of a log."""

_DOING: dict[Stage, str] = {
    "survey": "reading",
    "clean": "cleaning",
    "duplicates": "comparing",
    "publish": "publishing",
}


class Bar:
    """A live bar: pages, pages a second, time left, rejected. Only pages that are worked on count for the speed."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("reading", total=None, speed="", rejected="")
        self._pace = Pace()

    def begin(self, stage: Stage, pages: int | None) -> None:
        """Show the stage and begin its bar anew."""
        self._pace = Pace()
        self._progress.reset(self._task, description=_DOING[stage], total=pages, speed="", rejected="")

    def advance(self, pages: int, rejected: int = 0) -> None:
        """Move the bar on."""
        self._pace.add(pages, rejected)
        told = f"{self._pace.rejected:,} rejected" if self._pace.rejected else ""
        self._progress.update(self._task, advance=pages, speed=f"{self._pace.speed:,.0f} pages/s", rejected=told)

    def note(self, message: str) -> None:
        """Print the message above the bar."""
        self._progress.console.print(message, style="yellow", markup=False, highlight=False)


class Lines:
    """A plain line every few seconds. `say` prints one; `clock` gives seconds."""

    def __init__(self, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._say, self._clock = say, clock
        self._stage: Stage = "survey"
        self._total: int | None = None
        self._pace = Pace(clock)
        self._said = clock()

    def begin(self, stage: Stage, pages: int | None) -> None:
        """A new stage; said with its first line."""
        self._stage, self._total, self._pace = stage, pages, Pace(self._clock)
        self._said = self._clock()

    def advance(self, pages: int, rejected: int = 0) -> None:
        """Say how far it is, if it is time for a line."""
        self._pace.add(pages, rejected)
        if self._clock() - self._said < EVERY or self._pace.pages == self._total:
            return
        self._said = self._clock()
        done, total = self._pace.pages, self._total
        words = [f"{_DOING[self._stage]}: {done:,}{f' of {total:,}' if total else ''} pages"]
        words.append(f"{self._pace.speed:,.0f} pages/s")
        if total and self._pace.speed:
            words.append(f"{(total - done) / self._pace.speed:,.0f} s left")
        if self._pace.rejected:
            words.append(f"{self._pace.rejected:,} rejected")
        self._say(", ".join(words))

    def note(self, message: str) -> None:
        """Say the message."""
        self._say(message)


class Pace:
    """How much is done, and how fast."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()
        self.pages = 0
        self.rejected = 0

    def add(self, pages: int, rejected: int) -> None:
        """So many more."""
        self.pages += pages
        self.rejected += rejected

    @property
    def speed(self) -> float:
        """Pages a second since the stage began."""
        return self.pages / max(self._clock() - self._began, 1e-3)


@contextmanager
def watching(console: Console) -> Iterator[Watch]:
    """A live bar on a terminal, lines elsewhere."""
    if not console.is_terminal:
        yield Lines(lambda line: console.print(line, markup=False, highlight=False, soft_wrap=True))
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[rejected]}", style="yellow"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bar(progress)
