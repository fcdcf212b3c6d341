"""`corrigenda clean` as a stranger calls it: a new machine, no server, nothing configured."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow.parquet as pq
import pytest

from tests.conftest import SAMPLES

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
CORRIGENDA = Path(sys.executable).with_name("corrigenda")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def clean(home, tmp_path):
    """Run `corrigenda clean …` in a process of its own; the output is `out` below the test's folder."""

    def run(*words):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
        environment = {**kept, "HOME": str(home), "PREFECT_HOME": str(home / "prefect"), "COLUMNS": "160"}
        command = [CORRIGENDA, "clean", *map(str, words), "--output", str(tmp_path / "out")]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300, check=False
        )

    return run


def said(done):
    """What stands on standard error beside the lines that show progress in a log."""
    return [line for line in done.stderr.splitlines() if not re.fullmatch(r"\w+: [\d,]+ .*pages/s.*", line)]


def test_the_sample_pages_quietly_and_readably(clean, tmp_path):
    done = clean(SAMPLES)
    assert (done.returncode, said(done)) == (0, [])
    assert "5  pages, clean" in done.stdout
    assert "corrigenda explain" in done.stdout
    out = tmp_path / "out"
    assert {"documents", "edits", "names", "rejected", "_manifest.json", "report"} <= {
        path.name for path in out.iterdir()
    }
    assert (out / "report" / "index.html").is_file()
    assert len(pandas.read_parquet(out / "documents")) == 5
    assert len(polars.read_parquet(out / "documents")) == 5
    assert duckdb.sql(f"SELECT count(*) FROM '{out}/documents/*.parquet'").fetchall() == [(5,)]
    schema = pq.read_schema(next((out / "documents").glob("*.parquet")))
    assert str(schema.field("published_at").type) == "timestamp[us]"
    assert schema.field("text").metadata[b"description"]
    again = clean(SAMPLES)
    assert (again.returncode, said(again)) == (0, [])
    assert "up to date" in again.stdout


def test_bad_pages_are_rejected_and_the_rest_is_cleaned(clean, tmp_path):
    pages = tmp_path / "pages"
    shutil.copytree(SAMPLES, pages)
    (pages / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    (pages / "strange.txt").write_bytes(bytes(range(128, 256)) * 3)
    (pages / "dangling.txt").symlink_to(tmp_path / "gone")
    done = clean(pages, "--strict")
    assert (done.returncode, said(done)) == (1, [])
    assert "3  pages rejected" in done.stdout
    rejected = pandas.read_parquet(tmp_path / "out" / "rejected").set_index("uri")
    reasons = {Path(uri).name: row["error"] for uri, row in rejected.iterrows()}
    assert "binary" in reasons["picture.txt"]
    assert "character set" in reasons["strange.txt"]
    assert "No such file" in reasons["dangling.txt"]
    payload = rejected.loc[next(uri for uri in rejected.index if uri.endswith("picture.txt"))]["payload"]
    assert payload == b"\x89PNG\r\n\x1a\n\0\0\0"


def test_nothing_that_could_be_cleaned_is_status_1(clean, tmp_path):
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\0")
    assert clean(tmp_path / "picture.txt").returncode == 1


def held(output):
    """Every file of an output but the lock, which names the last run that held it."""
    return {path: path.read_bytes() for path in output.rglob("*") if path.is_file() and path.name != "lock"}


def test_a_wrong_call_is_status_2_and_harms_no_output(clean, tmp_path):
    assert clean(SAMPLES).returncode == 0
    before = held(tmp_path / "out")
    (tmp_path / "empty").mkdir()
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "typos.csv").write_text("typo,correction\nteh\n")
    calls = {
        "no such file or folder": [tmp_path / "gone"],
        "holds no files": [tmp_path / "empty"],
        "typos.csv:2:": [SAMPLES, "--tables", tmp_path / "tables"],
    }
    for what, words in calls.items():
        done = clean(*words)
        assert done.returncode == 2, done
        assert what in done.stderr
        assert "Traceback" not in done.stderr
    assert held(tmp_path / "out") == before
