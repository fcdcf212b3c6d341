import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.repair.quotes import _clean, _curly, changes, marked


@pytest.mark.parametrize(
    "text",
    [
        "“One.” “Two.”",
        '"One." "Two."',
        "“First paragraph,\n“second,” he said.",
        "no marks",
        "“Open. “Nested” he said.",
        'a 5" nail',
    ],
)
def test_marks_that_can_be_right_stay(text):
    assert list(changes(marked(text.split("\n")))) == []


def test_changes_are_told_in_places_of_the_text():
    text = "“Yes.”\nHe said: “We go. “"
    found = changes(marked(text.split("\n")))
    assert [(text[one.start : one.end], one.rule, one.after) for one in found] == [(" “", "quote.closing", "”")]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("the“plan” of “all", "quote.space-before"),
        ("“ plan” of “all", "quote.space-inside"),
        ("“plan ” of “all", "quote.space-inside"),
        ("“a plan”for “all", "quote.space-after"),
        ("a plan, ”he said", "quote.space-inside"),
    ],
)
def test_marks_astray_are_seen_where_one_is_lost(text, rule):
    assert [one.rule for one in changes(marked([text]))] == [rule]


def test_a_line_broken_at_a_width_is_no_paragraph_to_turn_marks_in():
    assert list(changes(marked(["and so “it went on. “Then he"]))) == []


PIECES = ["“", "”", "“", "”", '"', " ", " ", ".", ",", "!", "word", "The", "said", "a", "5", "(", ")", "’", "—"]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_a_line_that_is_passed_over_needs_no_change(line):
    if _clean(line, line.count("“"), line.count("”")):
        assert not list(_curly(line))


def test_lines_without_marks_are_counted_in_the_places_of_those_with_them():
    assert [tuple(line) for line in marked(["none", '“one” "two', "", "”"])] == [
        (5, '“one” "two', 1, 1, 1),
        (17, "”", 0, 1, 0),
    ]
