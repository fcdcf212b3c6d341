import subprocess
import sys

import pytest

from tasks.run import pool
from tests.tasks.run.corpus import clean, tree, uris, write_records


@pytest.mark.slow
def test_the_same_bytes_whoever_does_the_work(pages, output, tables, tmp_path):
    clean(pages, output, tables)
    for kind, size in (("threads", 1), ("threads", 4), ("processes", 1), ("processes", 2), ("processes", 4)):
        other = tmp_path / f"{kind}{size}"
        with pool.opened(kind, size) as workers:
            clean(pages, other, tables, workers=workers)
        assert tree(other) == tree(output), (kind, size)


def test_a_large_file_is_shared_by_all_workers(output, tables, tmp_path, monkeypatch):
    monkeypatch.setattr("tasks.run.batches.BYTES", 1000)
    monkeypatch.setattr("tasks.run.batches.RECORDS", 7)
    source = tmp_path / "a.jsonl"
    write_records(source, range(60))
    with pool.opened("threads", 2) as workers:
        assert clean(source, output, tables, workers=workers).documents == 60
    assert uris(output) == [f"{n:04}" for n in range(60)]
    clean(source, tmp_path / "alone", tables)
    assert tree(output) == tree(tmp_path / "alone")


def test_what_a_worker_imports_holds_no_prefect():
    program = "import sys, tasks.run.clean, tasks.run.survey, tasks.run.pool; sys.exit('prefect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_run_with_nothing_to_do_imports_no_stage():
    program = "import sys, tasks.run.start; sys.exit('tasks.pipeline' in sys.modules or 'duckdb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
