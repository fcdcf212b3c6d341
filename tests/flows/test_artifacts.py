"""What a run's summary says on Prefect's page, and that no page's text can do more there than be read."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.artifacts import LONGEST, markdown, plain
from tasks.options import Options
from tasks.run import pool
from tasks.run.job import Job
from tasks.run.limit import Lap
from tasks.run.start import run
from tasks.tables import SHIPPED
from tests.conftest import SAMPLES

HOSTILE = json.loads((Path(__file__).parent.parent / "cases" / "hostile.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("attack", [*HOSTILE, "a|b", "[x](javascript:alert(1))", "www.x.org", "`", "_a_ *b*", "a\n# b"])
def test_every_sign_of_a_page_is_escaped(attack):
    shown = plain(attack)
    assert not re.search(r"[!-/:-@\[-`{-~]", re.sub(r"\\[!-/:-@\[-`{-~]", "", shown))
    assert "\n" not in shown
    assert "\0" not in shown


@given(st.text())
def test_any_text_is_one_short_line(text):
    shown = plain(text)
    assert len(shown.splitlines()) <= 1
    assert len(shown) <= 2 * LONGEST
    shown.encode()


def test_text_stays_readable():
    assert plain("Токаев “met” 5 ministers – all") == "Токаев “met” 5 ministers – all"
    assert plain("x" * 500) == "x" * (LONGEST - 1) + "…"
    assert plain("Kassym-Jomart") == "Kassym\\-Jomart"


@pytest.fixture
def cleaned(tmp_path):
    def clean(**records):
        source = tmp_path / "in.jsonl"
        source.write_text("".join(json.dumps({"id": key, "text": text}) + "\n" for key, text in records.items()))
        with pool.opened("threads", 1) as workers:
            return run(Job(str(source), tmp_path / "out", [SHIPPED], Options()), workers), tmp_path / "out"

    return clean


def test_the_summary_counts_shows_repairs_and_the_slowest_shards(tmp_path):
    with pool.opened("threads", 1) as workers:
        job = Job(str(SAMPLES), tmp_path / "out", [SHIPPED], Options())
        summary = run(job, workers)
        told = markdown(summary, tmp_path / "out", [Lap(1.25, "abc", 5)])
        again = markdown(run(job, workers), tmp_path / "out", [])
    assert "| 5 | clean pages in the output |" in told
    assert "## Some repairs" in told
    assert "| 1.2 | 5 | part-abc |" in told
    assert "## Rejected" not in told
    assert "is up to date" in again
    assert "## Slowest" not in again


def test_rejected_pages_are_listed_with_reasons(cleaned):
    summary, output = cleaned(good="The talks went on, the minister said.", bad="\0\0\0")
    told = markdown(summary, output, [])
    assert "## Rejected pages (1 of 1)" in told
    assert r"in\.jsonl\#bad | " in told
