import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.repair.pairs import _mixed, changes
from tasks.repair.quotes import marked


def mended(text):
    for one in sorted(changes(text, marked(text.split("\n"))), key=lambda one: -one.start):
        text = text[: one.start] + one.after + text[one.end :]
    return text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a „plan“ and", "a “plan” and"),
        ('first\nthe «plan" and', "first\nthe «plan» and"),
        ("the “plan'' and", "the “plan” and"),
        ("the “plan» and", "the “plan” and"),
        ("the «plan'' and", "the «plan» and"),
    ],
)
def test_a_pair_of_two_kinds_becomes_one_kind(text, after):
    assert mended(text) == after


@pytest.mark.parametrize(
    "text",
    [
        'the “plan and "another" one',
        'the “screen is 27" wide',
        "an „open one",
        'two “open “ones" here',
        "“plan” and «another»",
    ],
)
def test_what_is_not_certain_is_left(text):
    assert list(changes(text, marked(text.split("\n")))) == []


PIECES = ["“", "”", '"', "''", "'", "«", "»", "‘", " ", ".", ",", "word", "The", "5", "("]


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_no_line_is_passed_over_that_could_be_mended(line):
    found = list(_mixed(0, line, "“", "”")) if abs(line.count("“") - line.count("”")) == 1 else []
    assert set(found) <= set(changes(line, marked([line])))
