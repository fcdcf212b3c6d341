"""Lines that stand on many pages of one site: the site's template, learned from the run's own pages.

Three pages as the limit: two would learn away an article that a site carries twice (measured on 1,689 pages in five
languages). The result depends on the counts alone, not on the order of pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import blake2b

FEWEST_PAGES = 3
"""A line on fewer pages than this is no template; a site with fewer pages claims nothing."""
LONGEST = 600
"""Code points: a longer line is no furniture. Wire stories repeat, but are told apart by the share below."""
PROSE = 100
"""From this length on a line is likely a sentence of an article that the site carries more than once."""
PROSE_SHARE = 0.2
"""A line as long as prose must stand on this share of the site's pages to be its template."""

_DIGITS = re.compile(r"\d+")
_ZEROS = bytes.maketrans(b"123456789", b"0" * 9)
_OTHER_DIGITS = (b"\xd9", b"\xdb", b"\xdf", b"\xe0", b"\xe1", b"\xea", b"\xef", b"\xf0")
"""The first bytes, in UTF-8, of scripts with digits of their own."""


def line_keys(text: str) -> list[int]:
    """A stable 64-bit key for each line of `text`; 0 for a line that can never be furniture (empty, or very long).

    Lines that differ only in digits, case and outer white space share a key. The lowest bit says that the line is as
    long as prose, so that `learn` can ask more of it.
    """
    lines = [line.strip().lower() for line in text.split("\n")]  # each by itself: most are ASCII, which is fast
    folded = _without_numbers("\n".join(lines)).split(b"\n")
    return [
        0 if not line or len(line) > LONGEST else _key(coded, len(line) >= PROSE)
        for line, coded in zip(lines, folded, strict=True)
    ]


def _without_numbers(text: str) -> bytes:
    """The text with every number as 0."""
    coded = text.encode("utf-8", "surrogatepass")
    if any(lead in coded for lead in _OTHER_DIGITS):
        return _DIGITS.sub("0", text).encode("utf-8", "surrogatepass")
    coded = coded.translate(_ZEROS)  # ten times as fast, for digits that are a byte each
    while b"00" in coded:
        coded = coded.replace(b"00", b"0")
    return coded


def _key(folded: bytes, long: bool) -> int:
    key = int.from_bytes(blake2b(folded, digest_size=8).digest(), "big")
    return (key | 1 if long else key & ~1) or 2


def learn(pages: int, counts: Mapping[int, int]) -> frozenset[int]:
    """The keys that are the furniture of a site with `pages` pages; `counts` says on how many pages each key stands.

    A site with fewer than FEWEST_PAGES pages claims nothing.
    """
    if pages < FEWEST_PAGES:
        return frozenset()
    long = max(FEWEST_PAGES, PROSE_SHARE * pages)
    return frozenset(key for key, count in counts.items() if key and count >= (long if key & 1 else FEWEST_PAGES))
