"""Where on a page its title, date and author stand: shortly above the article's paragraphs, or shortly below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.metadata.view import Seen

PARAGRAPH = 80
"""Code points from which on a kept line is taken for a paragraph."""
ABOVE, BELOW = 12, 6
"""Lines above the first paragraph, and below the last one, that may speak of the article."""


class Zones(NamedTuple):
    """Places in the view: `head` ends at the first paragraph, `foot` begins after the last; `title` may be unknown."""

    head: range
    foot: range
    title: int | None


def zones(view: Sequence[Seen], titled: int | None) -> Zones:
    """The zones of a page; `titled` is the index of its title's line in the present text, if it is known."""
    place = next((at for at, seen in enumerate(view) if titled is not None and seen.line == titled), None)
    kept = [at for at, seen in enumerate(view) if seen.line is not None and at != place]
    paragraphs = [at for at in kept if len(view[at].text) >= PARAGRAPH and not view[at].text.startswith("http")]
    if not paragraphs:
        return Zones(range(len(view)), range(0), place)
    first, last = paragraphs[0], paragraphs[-1]
    start = max(0, first - ABOVE) if place is None or place > first else max(0, min(place - 4, first - ABOVE))
    return Zones(range(start, first), range(last + 1, min(len(view), last + 1 + BELOW)), place)


def near(found: Zones) -> Iterator[int]:
    """The places that may speak of the article, those under the title first, then those above it, then the foot."""
    split = found.title + 1 if found.title is not None and found.title in found.head else found.head.start
    yield from range(split, found.head.stop)
    yield from reversed(range(found.head.start, split))
    yield from found.foot
