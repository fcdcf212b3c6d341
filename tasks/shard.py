"""The Prefect tasks of a run: one task run a piece of work, which a worker outside Prefect does.

A task run waits in a thread while a plain process works: thirty times cheaper than Prefect's own process runner, and
the workers import no Prefect. Only receipts cross, never pages.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from prefect import Task, task
from prefect.cache_policies import NO_CACHE

from tasks.run.workers import Workers, settle


class Call:
    """One piece of work, opaque to Prefect, which would otherwise look into it for other tasks' results."""

    def __init__(self, workers: Workers, stage: str, function: Callable[[Any], Any], argument: object) -> None:
        self._workers, self._stage, self._function, self._argument = workers, stage, function, argument
        self.done: Future[Any] = Future()

    def __call__(self) -> None:
        """Do the work and wait for it; its outcome stands in `done`."""
        try:
            result = self._workers.submit(self._stage, self._function, self._argument).result()
        except BaseException as error:
            settle(self.done, error)
            raise
        settle(self.done, None, result)


@task(name="survey", cache_policy=NO_CACHE, persist_result=False)
def survey(call: Call) -> None:
    """Read some input files: which pages there are, and which lines their sites repeat."""
    call()


@task(name="clean", cache_policy=NO_CACHE, persist_result=False)
def clean(call: Call) -> None:
    """Clean the pages of one shard and write its part."""
    call()


@task(name="duplicates", cache_policy=NO_CACHE, persist_result=False)
def duplicates(call: Call) -> None:
    """Look closely at pages that may tell the same story, or mark those of one part that do."""
    call()


STAGES: dict[str, Task[[Call], None]] = {"survey": survey, "clean": clean, "duplicates": duplicates}


class TaskRuns:
    """Workers behind Prefect: every piece of work is a task run of the flow that is running."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self.size = workers.size

    def submit(self, stage: str, function: Callable[[Any], Any], task: object) -> Future[Any]:
        """Do `function(task)` in a worker, as a task run."""
        call = Call(self._workers, stage, function, task)
        STAGES[stage].submit(call)
        return call.done
