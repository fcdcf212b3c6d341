import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.triggers import Triggers, fold, whole

ALPHABET = "abK01_ İßΣσς習-'.\u212a"


def alike(text):
    return fold(text).replace("ς", "σ")


def slowly(literals, text):
    """Every occurrence as whole words, by trying each place."""
    folded = alike(text)
    return sorted(
        (start, start + len(literal), n)
        for n, literal in enumerate(map(alike, literals))
        for start in range(len(folded) - len(literal) + 1)
        if folded.startswith(literal, start) and whole(folded, start, start + len(literal))
    )


@given(st.lists(st.text(ALPHABET, min_size=1, max_size=4), max_size=6), st.text(ALPHABET, max_size=20))
def test_all_hits_are_found_and_nothing_else(literals, text):
    assert [tuple(hit) for hit in Triggers(literals, ignore_case=True).hits(text)] == slowly(literals, text)


@given(st.lists(st.text(ALPHABET, min_size=1, max_size=3), max_size=6), st.text(ALPHABET, max_size=60), st.data())
def test_every_hit_that_touches_a_span_is_found_near_it_and_nothing_that_is_no_hit(literals, text, data):
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).map(tuple)
    spans = sorted(data.draw(st.lists(places, max_size=3)))
    triggers = Triggers(literals, ignore_case=True)
    near = triggers.hits_near(text, spans)
    assert near == sorted(set(near))
    assert set(near) <= set(triggers.hits(text))
    assert all(hit in near for hit in triggers.hits(text) if any(hit.start <= b and hit.end >= a for a, b in spans))


def test_a_longer_hit_that_fails_its_boundary_hides_no_shorter_one():
    assert [hit.which for hit in Triggers(["pace", "pace of"]).hits("the pace official")] == [0]


def test_case_counts_unless_it_is_ignored():
    assert Triggers(["Pace"]).hits("pace PACE Pace") == [(10, 14, 0)]
    assert len(Triggers(["Pace"], ignore_case=True).hits("pace PACE Pace")) == 3


LIKE = ["a 1", "a 2", "a 12", "on 1 may", "on 2 may", "习近平", "习", "«", "»", "ΕΛ.ΑΣ", "."]
TEXTS = st.lists(st.sampled_from(["A 1", "a 12", "on 1 may", "习近平", "«", "ελ.ας", "Ελ.Ασ", "o'clock"]), max_size=9)


@given(st.permutations(LIKE), TEXTS, st.sampled_from([" ", ", ", "\n"]))
def test_literals_that_look_alike_without_figures_marks_and_other_letters_are_told_apart(literals, words, gap):
    text = gap.join(words)
    assert [tuple(hit) for hit in Triggers(literals, ignore_case=True).hits(text)] == slowly(literals, text)


@pytest.mark.parametrize(
    ("literals", "text"), [(["0", "0."], "0"), (["a", ".a"], "a"), (["a.", ".a"], ".a."), (["习"], "习")]
)
def test_a_literal_does_not_reach_beyond_the_text(literals, text):
    triggers = Triggers(literals)
    assert [tuple(hit) for hit in triggers.hits(text)] == slowly(literals, text)
    assert triggers.hits_near(f"{text} " * 9, [(1, 2)])[0] == triggers.hits(text)[0]


def test_a_long_beginning_that_many_share_leads_to_each_of_them():
    literals = [f"the beginning of these {word}" for word in ("is", "is long", "was", "isle", "x" * 99)]
    text = f"the beginning of these is long; the beginning of these isle. The beginning of these {'x' * 99}"
    assert [hit.which for hit in Triggers(literals, ignore_case=True).hits(text)] == [0, 1, 3, 4]


@given(st.text())
def test_folding_keeps_the_length(text):
    assert len(fold(text)) == len(text)


def test_no_literals_no_hits():
    assert Triggers([]).hits("anything") == []


def test_it_can_be_sent_to_a_worker():
    copy = pickle.loads(pickle.dumps(Triggers(["pace"], ignore_case=True)))
    assert copy.hits("Pace") == [(0, 4, 0)]
