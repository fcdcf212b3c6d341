"""What a run's summary says on Prefect's page, and that no page's text can do more there than be read."""

import json
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
def test_nothing_of_a_page_is_markup(attack):
    shown = plain(attack)
    for sign in "<>[]()|`*_~!\\\n\"':/.@#\0":
        assert sign not in shown.replace("&#", "")


@given(st.text())
def test_any_text_is_one_short_line(text):
    shown = plain(text)
    assert shown.isprintable()
    assert len(shown) <= LONGEST * len("&#1114111;")


def test_letters_and_digits_stay_readable():
    assert plain("Токаев met 5 ministers") == "Токаев met 5 ministers"
    assert plain("x" * 500) == "x" * (LONGEST - 1) + "&#8230;"


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
    assert "in&#46;jsonl&#35;bad | " in told
