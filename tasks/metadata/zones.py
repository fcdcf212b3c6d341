"""Where on a page its title, date and author stand: shortly above the article's paragraphs, or shortly below."""

from __future__ import annotations

from typing import NamedTuple

from tasks.metadata import bylines, dates
from tasks.metadata.view import View
from tasks.metadata.vocabulary import AGENCIES

PARAGRAPH = 80
"""Code points from which on a kept line is taken for a paragraph."""
LONGEST_PARTED = 160
"""Code points up to which a line of several parts ("World | By Jane Doe | 3 May 2022") is none."""
LONGEST_LEAD = 250
"""Code points of a lead: a first paragraph above the byline, the date or the paragraph that begins with a dateline."""
MOST_BELOW_LEAD = 6
"""Lines between a lead right under the title and the first paragraph, where a byline or the date may stand."""
ABOVE, BELOW = 12, 6
"""Lines above the first paragraph, and below the last one, that may speak of the article."""


class Zones(NamedTuple):
    """Places in the view: `head` ends at the first paragraph, `foot` begins after the last; `title` may be unknown."""

    head: range
    foot: range
    title: int | None


def zones(view: View, titled: int | None) -> Zones:
    """The zones of a page; `titled` is the index of its title's line in the present text, if it is known."""
    place = view.lines.index(titled) if titled is not None and titled in view.lines else None
    number = len(view.texts)
    first = _paragraph(view, place, range(number))
    if first is not None and " | " in view.texts[first] and len(view.texts[first]) <= LONGEST_PARTED:
        first = _paragraph(view, place, range(first + 1, number))
    if first is None:
        return Zones(range(number), range(0), place)
    last = _paragraph(view, place, range(number - 1, first, -1)) or first
    if place is not None and place < first <= place + 2 and last > first + 1:
        second = _paragraph(view, place, range(first + 1, last + 1)) or last
        first = second if second > first + 1 and _is_lead(view, first, second) else first
    start = max(0, first - ABOVE) if place is None or place > first else max(0, min(place - 4, first - ABOVE))
    return Zones(range(start, first), range(last + 1, min(number, last + 1 + BELOW)), place)


def _paragraph(view: View, place: int | None, places: range) -> int | None:
    """The first of `places` that holds a kept paragraph and not the title."""
    texts, lines = view.texts, view.lines
    for at in places:
        if len(texts[at]) >= PARAGRAPH and lines[at] is not None and at != place and not texts[at].startswith("http"):
            return at
    return None


def _is_lead(view: View, first: int, second: int) -> bool:
    """Whether the first paragraph, right below the title, is a lead above the byline or the date."""
    if second - first > MOST_BELOW_LEAD + 1 or len(view.texts[first]) > LONGEST_LEAD:
        return False
    return any(map(_opens, view.texts[first + 1 : second]))


def _opens(text: str) -> bool:
    said = bylines.byline(text)
    if said is not None:
        return said.strip(" .").lower() in AGENCIES or bylines.author(text) is not None
    date = dates.first(text)
    return date is not None and date.only and date.label == "published"


def near(found: Zones) -> list[int]:
    """The places that may speak of the article, those under the title first, then those above it, then the foot."""
    split = found.title + 1 if found.title is not None and found.title in found.head else found.head.start
    return [*range(split, found.head.stop), *reversed(range(found.head.start, split)), *found.foot]
