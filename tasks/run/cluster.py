"""Workers on a Dask cluster: the machines of somebody's cluster, or processes of this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

from tasks.errors import UserError
from tasks.run.workers import settle

TIMEOUT = 20
"""Seconds a scheduler has to answer."""
RETRIES = 2
"""How often work is begun again when the worker that did it is lost."""


@contextmanager
def cluster(address: str | None = None, workers: int | None = None) -> Iterator[Dask]:
    """The cluster at `address` (such as `tcp://host:8786`), or one of this machine. Raises UserError."""
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise UserError("Dask is not installed: install corrigenda[dask], or leave out --pool dask") from None
    if address is None:
        local = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)  # type: ignore[no-untyped-call]
        with local, Client(local) as client:  # type: ignore[no-untyped-call]
            yield Dask(client)
        return
    try:
        client = Client(address, timeout=TIMEOUT)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UserError(f"{address}: no Dask scheduler answers there ({error}): check --address") from None
    with client:
        yield Dask(client)


class Dask:
    """Workers behind a Dask scheduler. They must see the input and the output under the same paths as this process."""

    def __init__(self, client: Any) -> None:  # noqa: ANN401 - distributed ships no types
        self._client = client
        self.size = max(1, sum(client.nthreads().values()))

    def expect(self, size: int) -> None:
        """The cluster's workers are there already."""

    def submit(self, stage: str, function: Callable[[Any], Any], task: object) -> Future[Any]:
        """Do `function(task)` on a worker; on another if that one is lost."""
        remote = self._client.submit(function, task, key=None, pure=False, retries=RETRIES)
        done: Future[Any] = Future()

        def finished(remote: Any) -> None:  # noqa: ANN401
            if remote.cancelled():
                done.cancel()
            elif (error := remote.exception()) is not None:
                settle(done, _explained(stage, error))
            else:
                settle(done, None, remote.result())

        remote.add_done_callback(finished)
        return done


def _explained(stage: str, error: BaseException) -> BaseException:
    if type(error).__name__ != "KilledWorker":
        return error
    return UserError(
        f"workers of the Dask cluster died again and again during `{stage}` ({error}): what is finished is kept;"
        " look at their logs (most likely they want memory), then run the same command again"
    )
