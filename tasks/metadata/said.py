"""What the lines above and below an article say of it, each line asked once."""

from __future__ import annotations

from typing import NamedTuple

from tasks.metadata import bylines, dates
from tasks.metadata.view import View
from tasks.metadata.zones import Zones


class Said(NamedTuple):
    """By places in the view: who wrote the article, whom it credits, the first date in a line, who posted it."""

    authors: dict[int, str]
    credited: dict[int, str]
    dates: dict[int, dates.Found]
    posters: dict[int, str]


def heard(view: View, found: Zones, order: dates.Order | None) -> Said:
    """What the lines of a page's head and foot say; `order` is that of days and months in its dates."""
    texts = view.texts
    places = (*found.head, *found.foot)
    words = bylines.saying(texts, places)
    return Said(
        {at: name for at in words if (name := bylines.author(texts[at]))},
        {at: name for at in words if (name := bylines.credited(texts[at]))},
        {at: date for at in dates.dating(texts, places) if (date := dates.first(texts[at], order))},
        {at: name for at in bylines.posting(texts, found.head) if (name := bylines.poster(texts[at], texts[at + 1]))},
    )
