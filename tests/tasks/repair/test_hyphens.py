import pytest

from tasks.repair.hyphens import changes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a stop- gap plan, a stop-gap plan", [("stop- gap", "stop-gap")]),
        ("a stop -gap plan, a Stop-Gap plan", [("stop -gap", "stop-gap")]),
        ("a gov- ernment, a government", [("gov- ernment", "government")]),
        ("a gov -ernment, a government", []),
        ("come in- to the room, into it", []),
        ("a stop- gap plan, a stop-gaps plan, nonstop-gap", []),
        ("short- and long-term", []),
        ("nothing here", []),
    ],
)
def test_a_torn_word_is_mended_where_the_page_has_it_whole(text, found):
    assert [(text[one.start : one.end], one.after) for one in changes(text)] == found
