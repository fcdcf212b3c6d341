"""Which of the dates in a page's lines is the article's: never the clock of the page, never one of a list of others."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from tasks.metadata.dates import Found, Label, first, label_of
from tasks.metadata.said import Said
from tasks.metadata.view import View
from tasks.metadata.zones import Zones, near

APART = timedelta(days=2)
"""Two dates that are further apart than this are not of one article."""
CLOCK = "chrome.clock"
"""The rule by which the page's own clock is removed."""
HEADLINE_WORDS = 4
"""Words from which on a short line may be the headline of another article."""
FURTHER = 12
"""Lines below a date at the foot in which another date says that both are of a list."""

_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_-]|\Z)")


class Dated(NamedTuple):
    """A moment without zone, and where it was found."""

    moment: datetime
    source: str


class _Candidate(NamedTuple):
    rank: float
    at: int
    moment: datetime
    label: Label


def in_lines(view: View, found: Zones, said: Said, day: datetime | None) -> Dated | None:
    """The date that the lines at the head or foot give the article; None where they give none, or leave it open.

    `day` is the day in the page's address: what no label calls the article's date must not be far from it.
    """
    candidates = [one for at in near(found) if at in said.dates and (one := _candidate(view, found, said, at, day))]
    if not candidates:
        return None
    best = min(candidates, key=lambda one: one.rank)
    if best.at == 0 and not best.label:  # a page's first line may be its clock, which is never earlier than the article
        best = next((one for one in candidates if one.label != "updated" and one.moment < best.moment - APART), best)
    return Dated(best.moment, "line: updated" if best.label == "updated" else "line")


def in_address(url: str | None) -> datetime | None:
    """The day that stands in an address ("…/2022/01/11/…"), or None."""
    match = _IN_ADDRESS.search(url) if url and ("/20" in url or "/19" in url) else None
    try:
        return datetime(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _candidate(view: View, found: Zones, said: Said, at: int, day: datetime | None) -> _Candidate | None:
    date = said.dates[at]
    label = date.label or (label_of(view.texts[at - 1]) if at and date.only else "")
    if view.rules[at] == CLOCK or not (date.only or label or at in said.bylines or at in said.credited):
        return None
    if label == "updated":
        return _Candidate(3, at, date.moment, label)
    if label:
        return _Candidate(2 if at in found.foot else 0, at, date.moment, label)
    if (day and abs(date.moment - day) > APART) or not _plausible(view, found, said, at):
        return None
    return _Candidate(1, at, date.moment, label)


def _plausible(view: View, found: Zones, said: Said, at: int) -> bool:
    """Whether a date without a label may be the article's, by where it stands."""
    if at in found.foot:
        between = range(found.foot.start, at)
        return not any(_heads(view, said, place) for place in between) and not _others(view, found, said, at)
    if found.title is None or at > found.title or at == found.title - 1:
        return True
    above = [said.dates[place] for place in range(found.head.start, found.title) if _bare(said.dates.get(place))]
    return at > 0 and len({date.moment.date() for date in above}) == 1


def _bare(date: Found | None) -> bool:
    return date is not None and date.only and not date.label


def _heads(view: View, said: Said, place: int) -> bool:
    """Whether a line may be another article's headline."""
    told = place in said.bylines or place in said.credited or place in said.dates
    return not told and len(view.texts[place].split()) >= HEADLINE_WORDS


def _others(view: View, found: Zones, said: Said, at: int) -> bool:
    """Whether other dates stand around the one at `at` below the article, as in a list of other articles."""
    own = said.dates[at].moment.date()
    around = range(found.foot.start, min(len(view.texts), at + FURTHER))
    dates = (said.dates.get(place) or first(view.texts[place]) for place in around)
    return any(_bare(date) and date.moment.date() != own for date in dates if date)
