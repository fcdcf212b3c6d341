from tasks.metadata.view import lines
from tasks.page import Page


def page(text):
    return Page(uri="page", source=text, text=text)


def test_kept_and_removed_lines_in_their_order():
    before = page("Home\nTitle\n\nShare\nText\nFooter")
    after = before.without_lines("chrome", {0: ("a", "x"), 3: ("b", "x"), 5: ("c", "x")})
    assert [*zip(*lines(after), strict=True)] == [
        ("Home", None, "a"), ("Title", 0, ""), ("Share", None, "b"), ("Text", 2, ""), ("Footer", None, "c"),
    ]  # fmt: skip


def test_the_numbers_are_those_of_the_present_text():
    after = page("Home\nTitle\n\nText").without_lines("chrome", {0: ("a", "x")})
    assert all(
        after.lines[line].strip() == text for text, line, _ in zip(*lines(after), strict=True) if line is not None
    )


def test_nothing_removed():
    assert lines(page("one\n\ntwo")).lines == (0, 2)
