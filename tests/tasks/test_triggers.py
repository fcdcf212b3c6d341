import pickle

from hypothesis import given
from hypothesis import strategies as st

from tasks.triggers import Triggers, fold, whole

ALPHABET = "ab İß-'."


def slowly(literals, text):
    """Every occurrence as whole words, by trying each place."""
    folded = fold(text)
    return sorted(
        (start, start + len(literal), n)
        for n, literal in enumerate(map(fold, literals))
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


@given(st.text())
def test_folding_keeps_the_length(text):
    assert len(fold(text)) == len(text)


def test_no_literals_no_hits():
    assert Triggers([]).hits("anything") == []


def test_it_can_be_sent_to_a_worker():
    copy = pickle.loads(pickle.dumps(Triggers(["pace"], ignore_case=True)))
    assert copy.hits("Pace") == [(0, 4, 0)]
