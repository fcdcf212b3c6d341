"""The words of many texts, counted at once: to cut each at its white space took a fifth of the time of writing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
TOGETHER = 64
"""Texts that are gone through at once: of usual ones, about as many as the processor's cache holds."""

_LAST_WHITE = 0x3000
"""No white space stands beyond this code point; to ask all others would cost each process 50 ms at its start."""
_BEYOND_ASCII = [character.encode() for character in map(chr, range(0x80, _LAST_WHITE + 1)) if character.isspace()]
_LEADS = sorted({white[0] for white in _BEYOND_ASCII})
_TWO, _THREE = ([int.from_bytes(white) for white in _BEYOND_ASCII if len(white) == size] for size in (2, 3))


def counted(texts: Sequence[bytes]) -> list[int]:
    """How many words each text has, cut at white space: `len(text.split())` of texts that are given in UTF-8."""
    return [count for at in range(0, len(texts), TOGETHER) for count in _counted(texts[at : at + TOGETHER])]


def _counted(texts: Sequence[bytes]) -> list[int]:
    characters = np.frombuffer(b"\n".join([*texts, b""]), np.uint8)
    borders = [0, *accumulate(len(text) + 1 for text in texts)]
    starts = _starts(characters)
    counts = [int(np.count_nonzero(starts[start:end])) for start, end in pairwise(borders)]
    for at in set((np.searchsorted(borders, _beyond_ascii(characters), "right") - 1).tolist()):
        counts[at] = len(texts[at].decode().split())
    return counts


def _starts(characters: Bytes) -> NDArray[np.bool_]:
    """Where words begin, by white space that is ASCII: a blank, tab to carriage return, the four separators."""
    blank = (characters == 0x20) | (characters - np.uint8(0x09) < 5) | (characters - np.uint8(0x1C) < 4)  # noqa: PLR2004
    starts: NDArray[np.bool_] = ~blank
    starts[1:] &= blank[:-1]
    return starts


def _beyond_ascii(characters: Bytes) -> NDArray[np.intp]:
    """Where white space that is not ASCII begins: rare, so its texts are cut in the plain way."""
    leads = np.flatnonzero(np.logical_or.reduce([characters == lead for lead in _LEADS]))
    first, second, third = (characters.take(leads + step, mode="clip").astype(np.int32) for step in range(3))
    two = first << 8 | second
    return leads[np.isin(two, _TWO) | np.isin(two << 8 | third, _THREE)]
