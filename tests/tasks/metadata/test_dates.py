import csv
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.metadata.dates import dating, declared, first, order_of

CASES = (Path(__file__).parents[2] / "cases" / "metadata_dates.csv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(line for line in CASES if not line.startswith("#")))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['line']} {row['order']}")
def test_a_date_is_read_as_printed_or_not_at_all(row):
    found = first(row["line"], row["order"] or None)
    assert (found.moment.isoformat() if found else "") == row["moment"]
    if found:
        assert dating([row["line"]], [0]) == [0]
        assert (found.label, "yes" if found.only else "no") == (row["label"], row["only"])


def test_of_two_dates_the_first_counts():
    assert first("11 January 2022, updated 12 January 2022").moment == datetime(2022, 1, 11)


def test_a_span_holds_the_date():
    line = "Berlin, 11 January 2022"
    found = first(line)
    assert line[found.start : found.end] == "11 January 2022"
    assert not found.timed


def test_a_paragraph_is_no_date_line():
    assert first("11 January 2022 " + "was a day like any other in the harbour " * 5) is None


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        (["03/04/2024", "13/04/2024"], "day"),
        (["03/04/2024", "04/13/2024"], "month"),
        (["03/04/2024 2:15 PM"], None),
        (["03/04/2024"], None),
        (["13.04.2024"], None),
    ],
)
def test_one_clear_date_tells_the_order_of_all(lines, order):
    assert order_of(lines) == order


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-01-11T11:31:00+06:00", datetime(2022, 1, 11, 11, 31)),
        ("2022-01-11", datetime(2022, 1, 11)),
        ("11 January 2022", datetime(2022, 1, 11)),
        ("last week", None),
    ],
)
def test_declared_dates(text, moment):
    assert declared(text) == moment


@given(st.text(alphabet="0123456789/.-: JanurydeT,年月日pmAM", max_size=60))
def test_any_line_goes_through(line):
    found = first(line)
    assert found is None or 0 <= found.start < found.end <= len(line)
