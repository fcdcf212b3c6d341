import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.protected import spans, touches


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("see https://example.org/a/the-end?x=1 now", ["https://example.org/a/the-end?x=1"]),
        ("see www.example.org, now", ["www.example.org,"]),
        ("write to a.b+c@example.co.uk now", ["a.b+c@example.co.uk"]),
        ("@the_user and #occured", ["@the_user", "#occured"]),
        ("Yo_Mama_Been_Loggin wrote", ["Yo_Mama_Been_Loggin"]),
        ("run `teh code` now", ["`teh code`"]),
        ("on vesnikkavkaza.net today", ["vesnikkavkaza.net"]),
        ("It is over. The end.", []),
        ("5 p.m. in the U.S. on Monday", []),
        ("nothing here", []),
    ],
)
def test_what_no_repair_may_touch(text, held):
    assert [text[start:end] for start, end in spans(text)] == held


@pytest.mark.parametrize(
    ("start", "end", "touched"),
    [(0, 3, False), (0, 4, True), (5, 6, True), (8, 9, False), (11, 13, True), (2, 30, True)],
)
def test_touching_shares_a_character(start, end, touched):
    assert touches([(3, 8), (12, 20)], start, end) is touched


def test_nothing_is_touched_where_nothing_is_protected():
    assert not touches([], 0, 5)


@pytest.mark.parametrize("piece", ["a.", "a_", "@", "http://", "a@a.", "-.", "`"])
def test_hostile_text_takes_linear_time(piece):
    spans(piece * (100_000 // len(piece)))


PIECES = ["a", "end", ".", "www.", "http://", "@", "#", "_", "/", "-", "+", "”", "<", "1", "é", "com"]
WORD = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)


@given(st.lists(WORD, max_size=6), st.sampled_from([" ", "  ", "\n", "\u00a0", "\t "]))
def test_what_is_protected_in_a_word_does_not_depend_on_the_words_around_it(words, gap):
    expected, at = [], 0
    for word in words:
        expected += [(at + start, at + end) for start, end in spans(f"{word} @")]
        at += len(word + gap)
    assert spans(gap.join([*words, "@"])) == expected
