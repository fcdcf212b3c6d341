import subprocess
import sys
import time

import pytest

from tasks.errors import UserError
from tasks.run import pool
from tests.tasks.run.corpus import clean, tree, write_folder

pytest.importorskip("distributed", reason="distributed is not installed: make test sets it up")


@pytest.fixture
def cluster(free_port):
    """A Dask scheduler and two worker processes on loopback: the address, and the workers."""
    address = f"tcp://127.0.0.1:{free_port}"
    with_dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    scheduler = subprocess.Popen(
        [*with_dask, "--host", "127.0.0.1", "--port", str(free_port), "--no-dashboard"], stderr=subprocess.DEVNULL
    )
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-nanny", "--nthreads", "1"]
    workers = [subprocess.Popen([*worker, "--no-dashboard"], stderr=subprocess.DEVNULL) for _ in range(2)]
    yield address, workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_loses_a_worker_writes_the_same_bytes(cluster, output, tables, tmp_path):
    address, workers = cluster
    write_folder(tmp_path / "pages", range(600))
    clean(tmp_path / "pages", output, tables)
    done = []

    class Watch:
        def begin(self, stage, pages):  # noqa: ARG002
            done.append(stage)

        def advance(self, pages, rejected=0):  # noqa: ARG002
            if done[-1] == "clean" and workers[0].poll() is None:
                workers[0].kill()

        def note(self, message):
            done.append(message)

    with pool.opened("dask", address=address) as opened:
        deadline = time.monotonic() + 60
        while len(opened._client.nthreads()) < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        opened.size = 2
        clean(tmp_path / "pages", tmp_path / "other", tables, workers=opened, watch=Watch())
    assert workers[0].poll() is not None
    assert tree(tmp_path / "other") == tree(output)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_on_this_machine(pages, output, tables, tmp_path):
    clean(pages, output, tables)
    with pool.opened("dask", 1) as opened:
        clean(pages, tmp_path / "other", tables, workers=opened)
    assert tree(tmp_path / "other") == tree(output)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_is_not_there(free_port, monkeypatch):
    monkeypatch.setattr("tasks.run.cluster.TIMEOUT", 1)
    with pytest.raises(UserError, match="--address"), pool.opened("dask", address=f"tcp://127.0.0.1:{free_port}"):
        pass
