from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tasks.page import Edit, apply, undo
from tasks.repair.compose import composed


@st.composite
def edits(draw, text):
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    found = []
    for start, end in zip(places[::2], places[1::2], strict=False):
        if not found or start > found[-1].end or (start == found[-1].end and start < end and found[-1].before):
            found.append(
                Edit("substitution", f"r{start}", start, end, text[start:end], draw(st.text("xy", max_size=3)))
            )
    return found


@given(st.text("ab ", max_size=12), st.data())
def test_two_rounds_become_one(text, data):
    first = data.draw(edits(text))
    between = apply(text, first)
    second = data.draw(edits(between))
    one = composed(text, first, second)
    assert apply(text, one) == apply(between, second)
    assert undo(apply(text, one), one) == text
    assert all(a.end <= b.start for a, b in pairwise(one))


def test_the_record_names_both_rules():
    first = [Edit("substitution", "a", 4, 7, "the", "the the")]
    second = [Edit("substitution", "b", 8, 15, "the old", "old")]
    (one,) = composed("was the old man", first, second)
    assert (one.rule, one.before, one.after, one.reason) == ("b", "the old", "the old", " (after a)")


def test_deletions_side_by_side_keep_their_order():
    first = [Edit("substitution", "r2", 2, 10, "a" * 8, ""), Edit("substitution", "r10", 10, 11, "a", "")]
    assert composed("a" * 11, first, []) == first
