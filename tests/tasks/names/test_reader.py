import pytest

from tasks.names.reader import Reader, continuing


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
