from hypothesis import given
from hypothesis import strategies as st

from tasks.page import Edit, apply
from tasks.repair.overlap import core, resolved


def edit(text, before, after, rule="r"):
    start = text.index(before)
    return Edit("substitution", rule, start, start + len(before), before, after)


def test_the_longest_is_made():
    text = "the maintenance forces of the pace"
    found = [edit(text, "forces of the pace", "forces of peace", "a"), edit(text, text, "the peacekeeping forces", "b")]
    done = resolved(found)
    assert apply(text, done) == "the peacekeeping forces"
    assert [(one.rule, one.mode, one.reason) for one in done] == [
        ("a", "suppressed", "overlaps b"),
        ("b", "applied", ""),
    ][::-1]


def test_two_that_share_only_words_they_keep_are_both_made():
    text = "died, according the maintenance unit of the pace"
    found = [
        edit(text, "according the", "according to the", "a"),
        edit(text, "the maintenance unit of the pace", "the peacekeeping unit", "b"),
    ]
    assert apply(text, resolved(found)) == "died, according to the peacekeeping unit"


def test_a_core_is_whole_words():
    text = "in paratroopers units now"
    assert core(edit(text, "paratroopers units", "paratrooper units"))[2:6] == (3, 15, "paratroopers", "paratrooper")
    assert core(edit(text, "in paratroopers", "paratroopers"))[2:6] == (0, 3, "in ", "")
    assert core(edit(text, "units now", "units just now"))[2:6] == (22, 22, "", "just ")


WORDS = ["the", "unit", "of", "pace", "peace", "in", "morning"]


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8),
    st.lists(
        st.tuples(st.integers(0, 7), st.integers(1, 4), st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)),
        max_size=6,
    ),
    st.randoms(),
)
def test_whatever_overlaps_the_result_fits_and_the_order_of_rows_is_of_no_account(words, spans, random):
    text = " ".join(words)
    starts = [len(" ".join(words[:n])) + (n > 0) for n in range(len(words))]
    found = []
    for number, (first, count, after) in enumerate(spans):
        if first < len(words):
            before = " ".join(words[first : first + count])
            start = starts[first]
            found.append(Edit("substitution", f"r{number}", start, start + len(before), before, " ".join(after)))
    expected = resolved(found)
    apply(text, expected)
    random.shuffle(found)
    assert resolved(found) == expected
