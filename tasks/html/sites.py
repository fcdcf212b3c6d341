"""Rules for single sites: BeautifulSoup finds what the selectors of `sites.csv` name, and marks it for the reader.

The one place where a page's tree is built in Python: only for pages of a site that has a row, and only of what is left
when scripts, styles and the like are out. BeautifulSoup's selectors (`:has()`, `:-soup-contains()`) reach what a
fragment of markup cannot say by class alone.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from tasks.html.element import MARK
from tasks.html.rules import SiteRow

KEPT = "kept by sites.csv"
DROPPED = "dropped by sites.csv"

_UNREAD = re.compile(
    r"<(script|style|svg|noscript|template)\b(?![^>]*ld\+json)[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL
)


def mark(markup: str, row: SiteRow) -> str:
    """The markup with an attribute on every element that the row keeps or drops."""
    soup = BeautifulSoup(_UNREAD.sub(" ", markup), "lxml")
    for selector, value in ((row.keep, KEPT), (row.drop, DROPPED)):
        for element in soup.select(selector) if selector else ():
            element[MARK] = value
    return soup.decode(formatter="minimal")
