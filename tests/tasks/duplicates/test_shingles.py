import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.duplicates.shingles import _LOWERED_BY_CONTEXT, SKETCH, TOGETHER, jaccard, shingles, signatures

ALPHABET = "aäßЖж9 .,-'\n\t_中あกİΣ𝒳𠀀𐐀"


def signature(text):
    (found,) = signatures([text])
    return found


def reference(text):
    """The same in the plainest way: words as the standard library sees them, a character each without spaces."""
    words = re.findall(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W_\u0e00-\u9fff]+", text.lower())
    return {tuple(words[at : at + 3]) for at in range(len(words) - 2)}


@given(st.text("abЖ 9.,\n中あ", max_size=200))
def test_as_many_shingles_as_the_plain_way_finds(text):
    assert len(shingles(text)) == len(reference(text))


@given(st.text("ab \n", max_size=120), st.text("ab \n", max_size=120))
def test_the_similarity_is_exact(a, b):
    one, other = reference(a), reference(b)
    expected = len(one & other) / max(1, len(one | other))
    assert jaccard(shingles(a), shingles(b)) == pytest.approx(expected)


@given(st.text(ALPHABET, max_size=300))
def test_a_text_and_its_neighbours_do_not_matter(text):
    alone = shingles(text)
    assert (np.diff(alone.astype(object)) > 0).all() if len(alone) > 1 else True
    beside = shingles(f"{text} . one two three")
    assert np.isin(alone, beside).all()


@given(st.lists(st.text(ALPHABET, max_size=100), max_size=6))
def test_several_texts_have_the_signatures_that_each_has_alone(texts):
    assert signatures(texts) == [signature(text) for text in texts]


def test_more_texts_than_are_gone_through_at_once():
    texts = [f"story {number} " * 3_000 for number in range(4)]
    assert sum(map(len, texts)) > 2 * TOGETHER
    assert signatures(texts) == [signature(text) for text in texts]


@given(st.text(ALPHABET, max_size=100))
def test_capitals_do_not_count(text):
    assert (shingles(text) == shingles(text.lower())).all()


def test_long_texts_do_not_change_short_ones():
    before = shingles("a story of four words")
    assert len(shingles(" ".join(map(str, range(100_000))))) == 99_998
    assert (shingles("a story of four words") == before).all()


def test_hashes_are_the_same_on_every_machine_and_day():
    assert shingles("One two three four").tolist() == [913625475189546070, 12450624879832136404]


def test_case_and_punctuation_do_not_count():
    assert (shingles("One, two: THREE") == shingles("one two three")).all()


@pytest.mark.parametrize("text", ["", "one two", "...", "\n"])
def test_fewer_than_three_words_have_no_signature(text):
    assert signature(text) is None


def test_a_signature_is_the_smallest_hashes():
    text = " ".join(map(str, range(100)))
    found = signature(text)
    assert found.sketch == shingles(text)[:SKETCH].tolist()
    assert signature(text + " 100").digest != found.digest


def test_all_other_capitals_have_one_lower_case_wherever_they_stand():
    others = [character for character in map(chr, range(0x10000)) if len(character.lower()) != 1]
    assert [*others, "Σ"] == sorted(_LOWERED_BY_CONTEXT)
