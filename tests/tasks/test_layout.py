import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.layout import tidy
from tasks.page import Page, restore


def page(text):
    return Page(uri="u", source=text, text=text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" \n ", ""),
        ("One.\nTwo.", "One.\n\nTwo."),
        ("One.\n\n\n\nTwo.\n", "One.\n\nTwo."),
        ("One. \n\t  Two.", "One.\n\nTwo."),
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("A  line keeps  its inner spaces.", "A  line keeps  its inner spaces."),
    ],
)
def test_paragraphs_are_separated_by_one_blank_line(text, expected):
    assert tidy(page(text)).text == expected


@given(st.text(alphabet="ab \t\n\u00a0", max_size=60))
def test_layout_changes_white_space_only_settles_at_once_and_can_be_undone(text):
    after = tidy(page(text))
    assert after.text.split() == text.split()
    assert tidy(page(after.text)).edits == ()
    assert restore(after.text, after.edits) == text
    assert [line.strip() for line in text.split("\n") if line.strip()] == [p for p in after.text.split("\n\n") if p]
