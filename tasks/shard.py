"""The Prefect tasks of a run: one task run a piece of work, which a worker outside Prefect does.

A task run waits in a thread while a plain process works: thirty times cheaper than Prefect's own process runner, and
the workers import no Prefect. Only receipts cross, never pages.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypedDict

from prefect import State, Task, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import TaskRun
from prefect.futures import PrefectFuture

from tasks.passing import may_pass
from tasks.run.limit import Laps, Limited, Timed
from tasks.run.workers import Workers, settle

DELAYS = [2.0, 10.0, 50.0]
"""Seconds before work is tried again that failed for want of network or storage."""


class Call:
    """One piece of work, opaque to Prefect, which would otherwise look into it for other tasks' results."""

    def __init__(
        self, workers: Workers, laps: Laps, stage: str, function: Callable[[Any], Any], argument: object
    ) -> None:
        self._workers, self._laps = workers, laps
        self._stage, self._function, self._argument = stage, Limited(function), argument
        self._failure: BaseException | None = None
        self.done: Future[Any] = Future()

    def __call__(self) -> None:
        """Do the work and wait for it; its result stands in `done`."""
        try:
            timed: Timed = self._workers.submit(self._stage, self._function, self._argument).result()
        except BaseException as error:
            self._failure = error
            raise
        self._laps.add(self._argument, timed.seconds)
        settle(self.done, None, timed.result)

    def end(self, _: PrefectFuture[None]) -> None:
        """Prefect is done with the work, after its last try: if there is no result, why."""
        settle(self.done, self._failure or RuntimeError(f"Prefect gave up `{self._stage}` without a try"))


def passing(_: Task[..., Any], __: TaskRun, state: State[Any]) -> bool:
    """Whether a task run that failed is tried again: only where the failure may pass by itself."""
    return isinstance(state.data, BaseException) and may_pass(state.data)


class _Retries(TypedDict):
    retries: int
    retry_delay_seconds: list[float]
    retry_jitter_factor: float
    retry_condition_fn: Callable[[Task[..., Any], TaskRun, State[Any]], bool]


RETRIES: _Retries = {
    "retries": len(DELAYS),
    "retry_delay_seconds": DELAYS,
    "retry_jitter_factor": 0.5,
    "retry_condition_fn": passing,
}


@task(name="survey", cache_policy=NO_CACHE, persist_result=False, **RETRIES)
def survey(call: Call) -> None:
    """Read some input files: which pages there are, and which lines their sites repeat."""
    call()


@task(name="clean", cache_policy=NO_CACHE, persist_result=False, **RETRIES)
def clean(call: Call) -> None:
    """Clean the pages of one shard and write its part."""
    call()


@task(name="duplicates", cache_policy=NO_CACHE, persist_result=False, **RETRIES)
def duplicates(call: Call) -> None:
    """Look closely at pages that may tell the same story, or mark those of one part that do."""
    call()


STAGES: dict[str, Task[[Call], None]] = {"survey": survey, "clean": clean, "duplicates": duplicates}


MOST = 2000
"""Task runs of one flow run: more would make Prefect's database, and the page that shows them, slow."""


class TaskRuns:
    """Workers behind Prefect: each piece of work is a task run of the flow that is running, as far as MOST of them.

    Those beyond are done all the same; Prefect does not hear of them.
    """

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._begun = 0
        self.size = workers.size
        self.laps = Laps()

    def expect(self, size: int) -> None:
        """Get the workers ready; no task run."""
        self._workers.expect(size)

    def submit(self, stage: str, function: Callable[[Any], Any], task: object) -> Future[Any]:
        """Do `function(task)` in a worker, as a task run."""
        self._begun += 1
        if self._begun > MOST:
            return self._workers.submit(stage, function, task)
        call = Call(self._workers, self.laps, stage, function, task)
        STAGES[stage].submit(call).add_done_callback(call.end)
        return call.done
