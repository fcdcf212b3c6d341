"""A run watched from Prefect's page: a progress bar and a few lines of log."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.logging import get_run_logger
from prefect.settings import PREFECT_API_URL

from tasks.run.watch import Silence, Stage, Watch

BAR = 2.0
"""Seconds between two moves of the bar."""
LOG = 5.0
"""Seconds before the first line of a stage; each further one waits half as long again, so that a day is a page."""


def of_run() -> Watch:
    """Who watches for Prefect's page; nobody where there is no server that lives longer than the run."""
    return Page() if PREFECT_API_URL.value() else Silence()


class Page:
    """Moves a progress artifact and logs. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._logger = get_run_logger()
        self._artifact: UUID | None = None
        self._stage: Stage = "survey"
        self._total: int | None = None
        self._done = self._rejected = 0
        self._moved = self._said = clock()
        self._wait = LOG

    def begin(self, stage: Stage, pages: int | None) -> None:
        """Say which stage begins, and set its bar to the beginning."""
        self._stage, self._total = stage, pages
        self._done = self._rejected = 0
        self._wait, self._said = LOG, self._clock()
        self._logger.info("%s%s", stage, f": {pages:,} pages" if pages is not None else "")
        self._move()

    def advance(self, pages: int, rejected: int = 0) -> None:
        """Move the bar and log, if it is time to."""
        self._done += pages
        self._rejected += rejected
        now = self._clock()
        if now - self._moved >= BAR:
            self._move()
        if now - self._said >= self._wait:
            self._said, self._wait = now, self._wait * 1.5
            self._logger.info(self._told())

    def note(self, message: str) -> None:
        """Log the message as a warning."""
        self._logger.warning(message)

    def _told(self) -> str:
        of = f" of {self._total:,}" if self._total else ""
        rejected = f", {self._rejected:,} rejected" if self._rejected else ""
        return f"{self._stage}: {self._done:,}{of} pages{rejected}"

    def _move(self) -> None:
        self._moved = self._clock()
        share = 100.0 if self._stage == "publish" else 100 * self._done / self._total if self._total else 0.0
        with suppress(Exception):  # a courtesy: a server that does not answer stops no run
            if self._artifact is None:
                made = create_progress_artifact(min(share, 100.0), "progress", self._told())
                self._artifact = (
                    made if isinstance(made, UUID) else None
                )  # never a coroutine here: this is no event loop
            else:
                update_progress_artifact(self._artifact, min(share, 100.0), self._told())


class Both:
    """Two who watch."""

    def __init__(self, first: Watch, second: Watch) -> None:
        self._watches = (first, second)

    def begin(self, stage: Stage, pages: int | None) -> None:
        """Tell both."""
        for watch in self._watches:
            watch.begin(stage, pages)

    def advance(self, pages: int, rejected: int = 0) -> None:
        """Tell both."""
        for watch in self._watches:
            watch.advance(pages, rejected)

    def note(self, message: str) -> None:
        """Tell both."""
        for watch in self._watches:
            watch.note(message)
