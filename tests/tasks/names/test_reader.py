import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.names.reader import _NEXT, _PREVIOUS, Reader, _word, behind, continuing


def test_neighbours_stop_at_punctuation():
    reader = Reader("said. Tokayev, who")
    assert reader.preceding(6) is None
    assert reader.following(13) is None


def test_neighbours_over_blank_hyphen_and_line_break():
    reader = Reader("Kassym-Jomart\nTokayev's aide")
    jomart, kassym = reader.preceding(14), reader.preceding(7)
    assert jomart
    assert (jomart.text, jomart.gap) == ("Jomart", "\n")
    assert kassym
    assert (kassym.text, kassym.gap) == ("Kassym", "-")
    tokayev = reader.following(13)
    assert tokayev
    assert (tokayev.key, tokayev.possessive, tokayev.end) == ("tokayev", True, 21)


def test_an_empty_line_parts_words():
    assert Reader("Jomart\n\nTokayev").preceding(8) is None


def test_initials():
    assert Reader("by K.-J. Tokayev").initials(9) == (3, "kj")
    assert Reader("by V. V. Putin").initials(9) == (3, "vv")
    assert Reader("the end. Putin").initials(9) is None
    assert Reader("Putin").initials(0) is None
    titles = frozenset({"mr", "gen"})
    assert Reader("said Mr. Putin", titles).initials(9) is None
    assert Reader("said Gen. S. K. Shoigu", titles).initials(16) == (10, "sk")


@pytest.mark.parametrize(
    ("text", "end", "behind"),
    [
        ("Workers' Party", 7, "Party"),
        ("St. Petersburg", 2, "Petersburg"),
        ("H.W. Bush", 1, "W"),
        ("Cox Bazar", 3, "Bazar"),
        ("the rest' Party", 8, None),
        ("Party.", 5, None),
        ("Party", 5, None),
    ],
)
def test_the_next_word_of_a_name(text, end, behind):
    word = continuing(text, end)
    assert (word.text if word else None) == behind


PIECES = st.sampled_from(["A", "b", "é", "İ", "²", "7", "_", "'s", "’", ".", ",", " ", " ", "\u00a0", "-", "\n", "习"])


@given(st.lists(PIECES, max_size=12).map("".join), st.data())
def test_the_short_way_to_the_next_word_leads_where_the_long_way_does(text, data):
    end = data.draw(st.integers(0, len(text)))
    found = _NEXT.match(text, end)
    assert behind(text, end) == (found and _word(found[2], found.start(2), found[1]))


@given(st.lists(PIECES, max_size=12).map("".join), st.data())
def test_the_short_way_to_the_word_before_leads_where_the_long_way_does(text, data):
    start = data.draw(st.integers(0, len(text)))
    found = _PREVIOUS.search(text, 0, start)
    assert Reader(text).preceding(start) == (found and _word(found[1], found.start(1), found[2]))
