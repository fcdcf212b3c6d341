"""A limit on the time of one piece of work, and how long it took.

The limit is there for work that would never end, not for work that is slow: it is a hundred times what any page has
been seen to need, so that no busy machine runs into it. It ends the run and never decides what becomes of a page:
results do not depend on the clock.
"""

from __future__ import annotations

import faulthandler
import heapq
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from tasks.errors import UserError

LEAST = 120.0
"""Seconds any piece of work may take."""
PER_PAGE = 0.5
PER_BYTE = 40e-6
"""Further seconds for each page and each byte (40 a megabyte)."""
SLOWEST = 5


class Size(NamedTuple):
    """How large a piece of work is; 0 where that is not known."""

    pages: int
    bytes: int

    @property
    def seconds(self) -> float:
        """The longest it may take."""
        return LEAST + PER_PAGE * self.pages + PER_BYTE * self.bytes


class Timed(NamedTuple):
    """The result of a piece of work, and the seconds it took."""

    result: Any
    seconds: float


class Lap(NamedTuple):
    """A shard and the seconds it took."""

    seconds: float
    name: str
    pages: int


def size_of(task: object) -> Size:
    """The size of a piece of work."""
    from tasks.run.clean import Work  # here, so that a run with nothing to do loads no stage
    from tasks.run.survey import Batch

    if isinstance(task, Work):
        return Size(len(task.pages), sum(item.place.length for item in task.pages if item.place))
    if isinstance(task, Batch):
        records = task.records or ()
        files = sum(max(entry.size, 0) for entry in task.inputs) if task.records is None else 0
        return Size(len(records), files + sum(len(record.payload) for record in records))
    return Size(0, 0)


def name_of(task: object) -> str:
    """What a piece of work is, for people."""
    from tasks.run.clean import Work
    from tasks.run.survey import Batch

    if isinstance(task, Work):
        return f"shard {task.key} ({task.pages[0].uri} to {task.pages[-1].uri})"
    if isinstance(task, Batch):
        return f"input {task.inputs[0].path} and {len(task.inputs) - 1} more files"
    return type(task).__name__


@dataclass(frozen=True)
class Limited:
    """`function` under the limit of its task. Raises UserError naming the work that took too long."""

    function: Callable[[Any], Any]

    def __call__(self, task: object) -> Timed:
        """Do `function(task)`."""
        started = time.monotonic()
        with _limited(size_of(task).seconds, task):
            result = self.function(task)
        return Timed(result, time.monotonic() - started)


@contextmanager
def _limited(seconds: float, task: object) -> Iterator[None]:
    """Interrupt what takes longer; what cannot be interrupted ends its process at twice the time, saying where it was.

    Only the main thread of a process can be interrupted: threads and Dask's workers have no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(*_: object) -> None:
        raise UserError(
            f"{name_of(task)}: took more than {seconds:.0f} s: nothing was changed; a page in it makes a stage hang:"
            " find it with `corrigenda try PAGE`, take it out of the input, and report it"
        )

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    faulthandler.dump_traceback_later(2 * seconds, exit=True, file=sys.__stderr__ or sys.stderr)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class Laps:
    """The slowest shards of a run."""

    def __init__(self) -> None:
        self._heap: list[Lap] = []
        self._lock = threading.Lock()

    def add(self, task: object, seconds: float) -> None:
        """Note how long a piece of work took; only shards are kept."""
        from tasks.run.clean import Work

        if isinstance(task, Work):
            with self._lock:
                heapq.heappush(self._heap, Lap(seconds, task.key, len(task.pages)))
                if len(self._heap) > SLOWEST:
                    heapq.heappop(self._heap)

    @property
    def slowest(self) -> list[Lap]:
        """The slowest first."""
        with self._lock:
            return sorted(self._heap, reverse=True)
