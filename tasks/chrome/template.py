"""Lines that stand on many pages of one site: the site's template, learned from the run's own pages.

Three pages as the limit: two would learn away an article that a site carries twice (measured on 1,689 pages in five
languages). The result depends on the counts alone, not on the order of pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from tasks.chrome.fold import numbers_as_zeros

FEWEST_PAGES = 3
"""A line on fewer pages than this is no template; a site with fewer pages claims nothing."""
LONGEST = 600
"""Code points: a longer line is no furniture. Wire stories repeat, but are told apart by the share below."""
PROSE = 100
"""From this length on a line is likely a sentence of an article that the site carries more than once."""
PROSE_SHARE = 0.2
"""A line as long as prose must stand on this share of the site's pages to be its template."""


def line_keys(text: str) -> list[int]:
    """A stable 64-bit key for each line of `text`; 0 for a line that can never be furniture (empty, or very long).

    Lines that differ only in digits and outer white space share a key, short ones also if they differ in case: buttons
    and headings are written both ways, sentences are not. The lowest bit says that the line is as long as prose, so
    that `learn` can ask more of it.
    """
    stripped = [line.strip() for line in text.split("\n")]
    lines = [line.lower() if len(line) < PROSE else line for line in stripped]
    folded = numbers_as_zeros("\n".join(lines)).split(b"\n")
    return [
        0 if not line or len(line) > LONGEST else _key(coded, len(line) >= PROSE)
        for line, coded in zip(lines, folded, strict=True)
    ]


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
