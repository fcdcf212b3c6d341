import sys

from hypothesis import given
from hypothesis import strategies as st

from tasks.write.words import TOGETHER, counted

WHITE = "".join(character for character in map(chr, range(sys.maxunicode + 1)) if character.isspace())


@given(st.lists(st.text(WHITE + "ab\x08\x0e\x1b!Āé“中\u2010\u2060\ufeff😀", max_size=30), max_size=8))
def test_words_are_what_split_gives(texts):
    assert counted([text.encode() for text in texts]) == [len(text.split()) for text in texts]


def test_every_kind_of_white_space_parts_words():
    texts = [f"one{white}two" for white in WHITE]
    assert len(texts) > 20
    assert counted([text.encode() for text in texts]) == [2] * len(texts)


def test_more_texts_than_are_gone_through_at_once():
    assert counted([b"word " * number for number in range(3 * TOGETHER)]) == [*range(3 * TOGETHER)]
    assert counted([]) == []
