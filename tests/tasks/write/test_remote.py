"""An output on a store: what a run sends, what readers find, what the next run takes up."""

import json
import shutil

import fsspec
import pandas
import pyarrow.parquet as pq
import pytest

from tasks.errors import UserError
from tasks.run import pool
from tasks.run.job import Job
from tasks.run.start import run
from tasks.tables import SHIPPED
from tasks.write.remote import LOCK, is_remote, mirrored
from tests.conftest import SAMPLES


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def memory():
    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    return system


@pytest.fixture
def pages(tmp_path):
    shutil.copytree(SAMPLES, tmp_path / "pages")
    return tmp_path / "pages"


def clean(pages, url):
    with mirrored(url) as folder, pool.opened("threads", 1) as workers:
        return run(Job(str(pages), folder, [SHIPPED]), workers)


def documents(system, root):
    names = system.find(f"{root}/documents")
    return sorted(uri for name in names for uri in pq.read_table(system.open(name))["uri"].to_pylist())


def test_an_output_on_a_store_is_written_and_brought_up_to_date(memory, pages):
    assert clean(pages, "memory://out").cleaned == 5
    assert len(documents(memory, "/out")) == 5
    before = set(memory.find("/out"))
    assert clean(pages, "memory://out").parts_done == 0
    assert set(memory.find("/out")) == before
    (pages / "000_a268eea6bc8a44c1.txt").unlink()
    clean(pages, "memory://out")
    assert len(documents(memory, "/out")) == 4
    parts = json.loads(memory.cat("/out/_manifest.json"))["parts"]
    assert len(memory.find("/out/documents")) == len(parts)


@pytest.mark.usefixtures("memory")
def test_another_machine_goes_on_from_there(pages, cache):
    clean(pages, "memory://out")
    shutil.rmtree(cache)
    assert clean(pages, "memory://out").parts_done == 0


def test_what_others_put_beside_the_output_stays(memory, pages):
    memory.pipe("/out/notes.txt", b"mine")
    clean(pages, "memory://out")
    assert memory.cat("/out/notes.txt") == b"mine"


def test_a_second_run_is_told_who_holds_the_output(memory, pages):
    memory.pipe(f"/out/{LOCK}", json.dumps({"host": "elsewhere", "pid": 7}).encode())
    with pytest.raises(UserError, match="process 7 on elsewhere is writing"):
        clean(pages, "memory://out")
    assert not memory.exists("/out/documents")


def test_a_failed_run_sends_nothing_and_lets_go(memory, tmp_path):
    with pytest.raises(UserError, match="no such file"):
        clean(tmp_path / "gone", "memory://out")
    assert memory.find("/out") == []


@pytest.mark.parametrize(("output", "remote"), [("output", False), ("s3://b/x", True), ("file:///x", False)])
def test_what_is_a_store(output, remote):
    assert is_remote(output) == remote


def test_a_store_that_does_not_exist_is_said_clearly():
    with pytest.raises(UserError, match="nothing://x"), mirrored("nothing://x"):
        pass


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_real_bucket_is_written_and_read_by_pandas(s3, pages):
    assert clean(pages, "s3://pages/out").cleaned == 5
    assert clean(pages, "s3://pages/out").parts_done == 0
    assert len(pandas.read_parquet("s3://pages/out/documents")) == 5
    assert not s3.exists(f"pages/out/{LOCK}")
