import pytest

from tasks.repair.hyphens import changes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a long- term plan, a long-term plan", [("long- term", "long-term")]),
        ("a long -term plan, a Long-Term plan", [("long -term", "long-term")]),
        ("a gov- ernment, a government", [("gov- ernment", "government")]),
        ("a gov -ernment, a government", []),
        ("come in- to the room, into it", []),
        ("a long- term plan, a long-terms plan, overlong-term", []),
        ("short- and long-term", []),
        ("nothing here", []),
    ],
)
def test_a_torn_word_is_mended_where_the_page_has_it_whole(text, found):
    assert [(text[one.start : one.end], one.after) for one in changes(text)] == found
