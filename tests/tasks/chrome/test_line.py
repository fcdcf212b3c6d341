import pytest

from tasks import memo
from tasks.chrome import load
from tasks.chrome.line import REMEMBERED, lines_of
from tasks.tables import SHIPPED

LINES = [
    "Share",
    "3 May 2021",
    "Harbour Festival",
    "海運会社は木曜日",
    "Politics",
    "The council decided on Monday that the old school would be torn down, although many had asked it not to.",
]


@pytest.fixture
def table():
    return load([SHIPPED])


def test_a_line_is_the_same_whether_it_was_seen_before_or_not(table):
    first = lines_of(LINES, table)
    assert [line.text for line in first] == LINES
    assert lines_of(LINES[::-1], table) == first[::-1]
    assert lines_of(LINES[2:], load([SHIPPED])) == first[2:]


def test_short_lines_are_remembered_and_no_others(table):
    edge = "a" * REMEMBERED
    lines_of([*LINES, edge, edge + "a"], table)
    assert set(table.lines_known) == {*LINES[:-1], edge}


def test_never_more_lines_than_the_bound_are_remembered(table, monkeypatch):
    monkeypatch.setattr(memo, "MOST", 3)
    for number in range(10):
        lines_of([f"Harbour {number}", "Share"], table)
        assert len(table.lines_known) <= 3


def test_no_lines(table):
    assert lines_of([], table) == []
