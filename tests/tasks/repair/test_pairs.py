import pytest

from tasks.repair.pairs import changes
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
