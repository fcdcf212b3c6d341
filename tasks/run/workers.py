"""What a run asks of its workers, whoever they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, InvalidStateError, wait
from contextlib import suppress
from typing import Any, Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 2
"""Tasks that wait beside those being done, so that no worker waits for the planning."""


class Workers(Protocol):
    """Where the work is done: `size` tasks at a time."""

    size: int

    def submit(self, stage: str, function: Callable[[Any], Any], task: object) -> Future[Any]:
        """Do `function(task)` elsewhere. `stage` names the work to people."""

    def expect(self, size: int) -> None:
        """Get ready: there will soon be work on so many bytes of pages, all in all."""


def each(
    workers: Workers, stage: str, function: Callable[[Task], Result], tasks: Iterable[Task]
) -> Iterator[tuple[Task, Result]]:
    """Each task with its result, as they finish; only a few more than there are workers are held at a time."""
    running: dict[Future[Result], Task] = {}
    try:
        for task in tasks:
            running[workers.submit(stage, function, task)] = task
            if len(running) >= workers.size + AHEAD:
                yield from _finished(running)
        while running:
            yield from _finished(running)
    finally:
        for future in running:
            future.cancel()


def settle(done: Future[Any], error: BaseException | None, result: object = None) -> None:
    """Give a future its error or result, unless nobody waits for it any more."""
    with suppress(InvalidStateError):
        if error is None:
            done.set_result(result)
        else:
            done.set_exception(error)


def _finished(running: dict[Future[Result], Task]) -> Iterator[tuple[Task, Result]]:
    ready, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in ready:
        yield running.pop(future), future.result()
