"""Where the work of a run is done: plain processes, threads, or this very thread."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Literal

Kind = Literal["processes", "threads", "dask"]


def cores() -> int:
    """The processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass
class Pool:
    """Workers behind an executor of the standard library."""

    executor: Executor
    size: int

    def submit(self, stage: str, function: Callable[[Any], Any], task: object) -> Future[Any]:  # noqa: ARG002 - for people
        """Do `function(task)` in a worker."""
        return self.executor.submit(function, task)


@contextmanager
def opened(kind: Kind = "processes", workers: int | None = None, address: str | None = None) -> Iterator[Pool]:  # noqa: ARG001
    """Workers of a kind, `workers` of them or as many as there are cores."""
    size = workers or cores()
    executor: Executor
    if kind == "threads":
        executor = ThreadPoolExecutor(size)
    else:
        # Not forked: a copy of a process with running threads (Prefect's, Arrow's) can hang.
        executor = ProcessPoolExecutor(size, mp_context=get_context("spawn"))
    try:
        yield Pool(executor, size)
    finally:
        executor.shutdown(cancel_futures=True)
