"""A page as the set of its runs of three words, and the few hashes by which its likes are found.

The set's smallest hashes are a uniform sample of it (the bottom-k sketch of Broder, 1997): of two pages whose sets have
the Jaccard similarity J, a share of about J of the smallest hashes of both together stands in both sketches. A word is
a run of letters and digits; in scripts that put no spaces between words each character counts as one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

WORDS = 3
"""Words a shingle."""
SKETCH = 16
"""Hashes a sketch. Two pages with J = 0.7 share fewer than five of them once in about 3,000 pairs."""
TOGETHER = 1 << 15
"""Code points that are gone through at once: about as many as the processor's cache holds with what is made of them."""
_USUAL = 8 * TOGETHER
"""Code points of which the powers are kept: 4 MB."""

_OTHER, _LETTER, _WORD = 0, 1, 2
_PLANE = 0xFFFF
"""The last code point of the basic plane; what lies beyond counts as a word a character (Han, mostly)."""
_LOWERED_BY_CONTEXT = "\N{GREEK CAPITAL LETTER SIGMA}\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"
"""Capitals whose lower case is not always one and the same character; all others of the basic plane have such a one."""
_SPACELESS = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
)
_BASE = np.uint64(0x9E3779B97F4A7C15)
_INVERSE = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_PLACES = np.array([0xD6E8FEB86659FD93, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB], np.uint64)


class Signature(NamedTuple):
    """What is kept of a page to find its likes: a hash of its whole set of shingles, and the smallest of them."""

    digest: int
    sketch: list[int]


def signatures(texts: Iterable[str]) -> list[Signature | None]:
    """The signature of each text; None where it has fewer than WORDS words.

    Several at once cost half of what they cost one by one: so much of that is calls for short vectors.
    """
    return [_signature(found) for some in _batches(texts) for found in _sets(some)]


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    some: list[str] = []
    length = 0
    for text in texts:
        some.append(text)
        length += len(text)
        if length >= TOGETHER:
            yield some
            some, length = [], 0
    if some:
        yield some


def _signature(found: Hashes) -> Signature | None:
    if not len(found):
        return None
    digest = int.from_bytes(hashlib.blake2b(found.tobytes(), digest_size=8).digest(), "little")
    return Signature(digest, found[:SKETCH].tolist())


def shingles(text: str) -> Hashes:
    """The hashes of the text's runs of WORDS words, in lower case: sorted, each once."""
    return _sets([text])[0]


def _sets(texts: Sequence[str]) -> list[Hashes]:
    """The shingles of each text: those of the words of all of them, without those that reach from text to text."""
    words, borders = _words(texts)
    count = max(0, len(words) - WORDS + 1)
    together = sum((words[at : at + count] * place for at, place in enumerate(_PLACES)), np.zeros(count, np.uint64))
    hashes = _mixed(together)
    return [_distinct(hashes[start : max(start, end - WORDS + 1)]) for start, end in pairwise(borders)]


def _distinct(hashes: Hashes) -> Hashes:
    hashes.sort()  # numpy.unique hashes first and is half as fast on so few
    fresh = np.ones(len(hashes), np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=fresh[1:])
    return hashes[fresh]


def jaccard(a: Hashes, b: Hashes) -> float:
    """The share of the hashes of both sets that stand in both."""
    both = len(np.intersect1d(a, b, assume_unique=True))
    return both / max(1, len(a) + len(b) - both)


def _words(texts: Sequence[str]) -> tuple[Hashes, list[int]]:
    """A hash for each word of some texts, and where in this the words of each text begin, and the last one's end.

    The hash is a polynomial over the word's characters, read off the running sum over all texts.
    """
    points, borders = _points(texts)
    places = points.astype(np.intp)
    kind_of, value_of = _tables()
    kinds, values = kind_of.take(places, mode="clip"), value_of.take(places, mode="clip")
    if places.max() > _PLANE:
        beyond = places > _PLANE
        kinds[beyond], values[beyond] = _WORD, points[beyond] + np.uint64(1)
    starts, ends = _spans(kinds)
    powers, inverses = _powers(len(points))
    sums = np.zeros(len(points) + 1, np.uint64)
    values *= powers
    np.cumsum(values, out=sums[1:])
    words = _mixed((sums[ends] - sums[starts]) * inverses[starts])
    return words, np.searchsorted(starts, borders).tolist()


def _spans(kinds: NDArray[np.uint8]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where words begin and where they end, in a text that ends with what is part of no word."""
    letters, alone = kinds == _LETTER, kinds == _WORD
    first, last = letters.copy(), letters.copy()
    np.greater(letters[1:], letters[:-1], out=first[1:])
    np.greater(letters[:-1], letters[1:], out=last[:-1])
    return np.flatnonzero(first | alone), np.flatnonzero(last | alone) + 1


def _points(texts: Sequence[str]) -> tuple[NDArray[np.uint32], list[int]]:
    """The code points of some texts, a line feed after each, and where each begins, and the last one's end."""
    texts = [text.lower() if any(map(text.__contains__, _LOWERED_BY_CONTEXT)) else text for text in texts]
    points = _encoded(texts)
    if points.max() > _PLANE:
        texts = [text.lower() for text in texts]
        points = _encoded(texts)
    return points, [0, *accumulate(len(text) + 1 for text in texts)]


def _encoded(texts: Sequence[str]) -> NDArray[np.uint32]:
    return np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)


def _mixed(hashes: Hashes) -> Hashes:
    """Bits well mixed (the finaliser of splitmix64), so that the smallest are a fair sample."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * _MIX[0]
    hashes = (hashes ^ (hashes >> np.uint64(27))) * _MIX[1]
    mixed: Hashes = hashes ^ (hashes >> np.uint64(31))
    return mixed


@cache
def _tables() -> tuple[NDArray[np.uint8], Hashes]:
    """Kind and value of each code point of the basic plane.

    The kind is: part of no word, part of a word, or a word of its own. The value, in a polynomial, is that of its lower
    case.
    """
    characters = [*map(chr, range(_PLANE + 1))]
    kinds = np.array([_LETTER if character.isalnum() else _OTHER for character in characters], np.uint8)
    for first, last in _SPACELESS:
        block = kinds[first : last + 1]
        block[block == _LETTER] = _WORD
    lower = [ord(character.lower()[:1]) for character in characters]
    return kinds, np.array(lower, np.uint64) + np.uint64(1)


def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The powers of the polynomial's base and of its inverse, from the 0th on; those for usual texts are kept."""
    base, inverse = _usual_powers() if count <= _USUAL else _powers_to(count)
    return base[:count], inverse[:count]


@cache
def _usual_powers() -> tuple[Hashes, Hashes]:
    return _powers_to(_USUAL)


def _powers_to(count: int) -> tuple[Hashes, Hashes]:
    base, inverse = np.full(count, _BASE), np.full(count, _INVERSE)
    base[0] = inverse[0] = 1
    return np.cumprod(base, dtype=np.uint64), np.cumprod(inverse, dtype=np.uint64)
