import pytest

from tasks.repair.quotes import changes, marked


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


def test_a_line_broken_at_a_width_is_no_paragraph_to_turn_marks_in():
    assert list(changes(marked(["and so “it went on. “Then he"]))) == []
