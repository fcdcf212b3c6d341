"""Where the work of a run is done on this machine: plain processes, or threads."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.abc import MetaPathFinder
from multiprocessing import active_children, connection, get_context, parent_process
from typing import Any, Literal

from tasks.errors import UserError
from tasks.run.workers import Workers, settle

Kind = Literal["processes", "threads", "dask"]

COLLECT = (50_000, 20, 100)
"""When a worker looks for garbage: the tables are so many objects that looking often costs more than the pages."""
SMALL = 6 << 20
"""Bytes of pages that one thread cleans before two worker processes have started."""
TRIES = 3
"""How often a piece of work is begun when the process that does it dies."""


def cores() -> int:
    """The processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def opened(kind: Kind = "processes", workers: int | None = None, address: str | None = None) -> Iterator[Workers]:
    """Workers of a kind, `workers` of them or as many as there are cores. `address` is that of a Dask scheduler.

    Processes whose number is not said are started only when there is enough for them to do.
    """
    size = workers or cores()
    if kind == "dask":
        from tasks.run.cluster import cluster

        with cluster(address, workers) as found:
            yield found
    elif kind == "threads":
        with ThreadPoolExecutor(size) as executor:
            yield Threads(executor, size)
    else:
        processes = AsNeeded(size) if workers is None else Processes(size)
        try:
            yield processes
        except Exception:
            raise
        except BaseException:  # Ctrl-C, or cancelled from Prefect's page
            processes.stop()
            raise
        finally:
            processes.close()


@dataclass
class Threads:
    """Workers that are threads of this process: for tests, and for where processes are forbidden."""

    executor: ThreadPoolExecutor
    size: int

    def submit(self, stage: str, function: Callable[[Any], Any], task: object) -> Future[Any]:  # noqa: ARG002
        """Do `function(task)` in a thread."""
        return self.executor.submit(function, task)

    def expect(self, size: int) -> None:
        """Threads are always ready."""


class Processes:
    """Workers that are plain processes. One that is killed costs its work a second try, not the run."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._lock = threading.Lock()
        self._started = self._stopped = False
        self._executor = self._new()

    def _new(self) -> ProcessPoolExecutor:
        # Spawned, not forked: a copy of a process with running threads (Prefect's, Arrow's) can hang.
        return ProcessPoolExecutor(self.size, mp_context=get_context("spawn"), initializer=_settle)

    def stop(self) -> None:
        """End what is being done at once: nothing half-written is ever seen, and finished parts are kept."""
        self._stopped = True
        for process in active_children():
            process.kill()

    def close(self) -> None:
        """Wait for what is being done, and drop what has not begun."""
        self._executor.shutdown(cancel_futures=True)

    def submit(self, stage: str, function: Callable[[Any], Any], task: object) -> Future[Any]:
        """Do `function(task)` in a process."""
        done: Future[Any] = Future()
        self._begin(done, stage, function, task, TRIES)
        return done

    def expect(self, size: int) -> None:  # noqa: ARG002
        """Start the processes, so that they import the stages while this one does."""
        if not self._started:
            self._started = True
            for _ in range(self.size):
                self._executor.submit(import_module, "tasks.run.clean")

    def _begin(self, done: Future[Any], stage: str, function: Callable[[Any], Any], task: object, tries: int) -> None:
        with self._lock:
            try:
                inner = self._executor.submit(function, task)
            except BrokenProcessPool:
                self._executor = self._new()
                inner = self._executor.submit(function, task)

        def finished(inner: Future[Any]) -> None:
            error = None if inner.cancelled() else inner.exception()
            if inner.cancelled() or self._stopped:
                done.cancel()
            elif isinstance(error, BrokenProcessPool) and tries > 1 and not done.cancelled():
                self._begin(done, stage, function, task, tries - 1)
            elif isinstance(error, BrokenProcessPool):
                settle(done, UserError(_killed(stage)))
            else:
                settle(done, error, None if error else inner.result())

        inner.add_done_callback(finished)


class AsNeeded:
    """One thread of this process while there is little to do, worker processes from where there is more."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._thread = ThreadPoolExecutor(1)
        self._processes: Processes | None = None

    def expect(self, size: int) -> None:
        """Start the processes if there is enough for them to do."""
        if size > SMALL:
            self._processes = self._processes or Processes(self.size)
            self._processes.expect(size)

    def submit(self, stage: str, function: Callable[[Any], Any], task: object) -> Future[Any]:
        """Do `function(task)`, here or in a process."""
        return (self._processes or Threads(self._thread, 1)).submit(stage, function, task)

    def stop(self) -> None:
        """End what the processes do at once; what this one does is little, and is waited for."""
        if self._processes:
            self._processes.stop()

    def close(self) -> None:
        """Wait for what is being done, and drop what has not begun."""
        self._thread.shutdown(cancel_futures=True)
        if self._processes:
            self._processes.close()


def _killed(stage: str) -> str:
    return (
        f"worker processes were killed by the system {TRIES} times during `{stage}`, most likely for want of memory:"
        " what is finished is kept; use fewer --workers, then run the same command again, and it goes on from there"
    )


def _settle() -> None:
    """What a worker process does first: leave Ctrl-C to its parent, and end when its parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.meta_path.insert(0, _NoPandas())
    gc.set_threshold(*COLLECT)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


class _NoPandas(MetaPathFinder):
    """Keeps pyarrow from importing pandas where it is installed: a second and 40 MB a worker, for nothing."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:  # noqa: ARG002
        """Raises ModuleNotFoundError for pandas; knows nothing else."""
        if fullname == "pandas":
            raise ModuleNotFoundError("pandas is of no use in a worker", name=fullname)


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
