"""A page as the set of its runs of three words, and the few hashes by which its likes are found.

The set's smallest hashes are a uniform sample of it (the bottom-k sketch of Broder, 1997): of two pages whose sets have
the Jaccard similarity J, a share of about J of the smallest hashes of both together stands in both sketches. A word is
a run of letters and digits; in scripts that put no spaces between words each character counts as one.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

WORDS = 3
"""Words a shingle."""
SKETCH = 16
"""Hashes a sketch. Two pages with J = 0.7 share fewer than five of them once in about 3,000 pairs."""

_OTHER, _LETTER, _WORD = 0, 1, 2
_PLANE = 0xFFFF
"""The last code point of the basic plane; what lies beyond counts as a word a character (Han, mostly)."""
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


def signature(text: str) -> Signature | None:
    """The signature of a text; None where it has fewer than WORDS words."""
    found = shingles(text)
    if not len(found):
        return None
    digest = int.from_bytes(hashlib.blake2b(found.tobytes(), digest_size=8).digest(), "little")
    return Signature(digest, found[:SKETCH].tolist())


def shingles(text: str) -> Hashes:
    """The hashes of the text's runs of WORDS words, in lower case: sorted, each once."""
    words = _words(text.lower())
    if len(words) < WORDS:
        return np.empty(0, np.uint64)
    count = len(words) - WORDS + 1
    together = sum((words[at : at + count] * place for at, place in enumerate(_PLACES)), np.zeros(count, np.uint64))
    return _distinct(_mixed(together))


def _distinct(hashes: Hashes) -> Hashes:
    hashes.sort()  # numpy.unique hashes first and is half as fast on so few
    return hashes[np.concatenate(([True], hashes[1:] != hashes[:-1]))]


def jaccard(a: Hashes, b: Hashes) -> float:
    """The share of the hashes of both sets that stand in both."""
    both = len(np.intersect1d(a, b, assume_unique=True))
    return both / max(1, len(a) + len(b) - both)


def _words(text: str) -> Hashes:
    """A hash for each word: a polynomial over its characters, read off the running sum over the whole text."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if not len(points):
        return np.empty(0, np.uint64)
    kinds = _kinds()[np.minimum(points, _PLANE)]
    kinds[points > _PLANE] = _WORD
    before = np.concatenate(([_OTHER], kinds[:-1]))
    after = np.concatenate((kinds[1:], [_OTHER]))
    starts = np.flatnonzero((kinds == _WORD) | ((kinds == _LETTER) & (before != _LETTER)))
    ends = np.flatnonzero((kinds == _WORD) | ((kinds == _LETTER) & (after != _LETTER))) + 1
    powers, inverses = _powers(len(points))
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum((points + np.uint64(1)) * powers, dtype=np.uint64)))
    return _mixed((sums[ends] - sums[starts]) * inverses[starts])


def _mixed(hashes: Hashes) -> Hashes:
    """Bits well mixed (the finaliser of splitmix64), so that the smallest are a fair sample."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * _MIX[0]
    hashes = (hashes ^ (hashes >> np.uint64(27))) * _MIX[1]
    mixed: Hashes = hashes ^ (hashes >> np.uint64(31))
    return mixed


@lru_cache(maxsize=1)
def _kinds() -> NDArray[np.uint8]:
    """For each code point of the basic plane: part of no word, part of a word, or a word of its own."""
    kinds = np.array([_LETTER if chr(point).isalnum() else _OTHER for point in range(_PLANE + 1)], np.uint8)
    for first, last in _SPACELESS:
        block = kinds[first : last + 1]
        block[block == _LETTER] = _WORD
    return kinds


_powers_of: tuple[Hashes, Hashes] = (np.ones(1, np.uint64), np.ones(1, np.uint64))


def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The powers of the polynomial's base and of its inverse; the longest asked for so far is kept."""
    global _powers_of  # noqa: PLW0603 - a cache whose content depends on nothing
    if len(_powers_of[0]) < count:
        size = 1 << count.bit_length()
        with np.errstate(over="ignore"):
            _powers_of = (
                np.cumprod(np.concatenate(([np.uint64(1)], np.full(size - 1, _BASE))), dtype=np.uint64),
                np.cumprod(np.concatenate(([np.uint64(1)], np.full(size - 1, _INVERSE))), dtype=np.uint64),
            )
    return _powers_of[0][:count], _powers_of[1][:count]
