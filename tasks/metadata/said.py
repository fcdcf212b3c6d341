"""What the lines above and below an article say of it, each line asked once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tasks.metadata import bylines, dates, sources
from tasks.metadata.view import View
from tasks.metadata.zones import Zones


class Said(NamedTuple):
    """By places in the view: who wrote the article, whom it credits, the date in a line, who posted it.

    `bylines` are all lines that are one, those without a person's name too; `named` are the names in lines of another
    form, `sources` addresses called the source, `agencies` agencies in lines of nothing else.
    """

    authors: dict[int, str]
    bylines: frozenset[int]
    named: dict[int, str]
    credited: dict[int, str]
    sources: tuple[str, ...]
    agencies: dict[int, str]
    dates: dict[int, dates.Found]
    posters: dict[int, str]


def heard(view: View, found: Zones, order: dates.Order | None) -> Said:
    """What the lines of a page's head and foot say; `order` is that of days and months in its dates."""
    texts = view.texts
    places = (*found.head, *found.foot)
    words = bylines.saying(texts, places)
    dated = {at: date for at in dates.dating(texts, places) if (date := dates.first(texts[at], order))}
    parted = bylines.parted(texts, places)
    lines = [at for at in dict.fromkeys((*words, *parted)) if bylines.is_byline(texts[at])]
    return Said(
        {at: name for at in lines if (name := bylines.author(texts[at]))},
        frozenset(lines),
        _named(texts, found, words),
        {at: name for at in words if (name := sources.credited(texts[at]))},
        tuple(address for at in words if (address := sources.address(texts[at]))),
        _agencies(texts, found, dated),
        dated,
        {at: name for at in bylines.posting(texts, found.head) if (name := bylines.poster(texts[at], texts[at + 1]))},
    )


def _named(texts: Sequence[str], found: Zones, words: Sequence[int]) -> dict[int, str]:
    signed = {at: name for at in bylines.roles(texts, found.head) if (name := bylines.signed(texts[at]))}
    below = {
        at + 1: name for at in words if at + 1 < len(texts) and (name := bylines.labelled(texts[at], texts[at + 1]))
    }
    return signed | below


def _agencies(texts: Sequence[str], found: Zones, dated: dict[int, dates.Found]) -> dict[int, str]:
    within = {
        at: name for at, date in dated.items() if at in found.head and date.only and (name := sources.within(texts[at]))
    }
    below = range(found.head.start if found.title is None else found.title + 1, found.head.stop)
    alone = {
        at: name
        for at in sources.agencies(texts, below)
        if (name := sources.agency_alone(texts[at], bool(dated.keys() & {at - 1, at + 1})))
    }
    return within | alone
