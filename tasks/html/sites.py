"""Rules for single sites: BeautifulSoup finds what the selectors of `sites.csv` name, and marks it for the reader.

The one place where a page's tree is built in Python: only for pages of a site that has a row, and only of what is left
when scripts, styles and the like are out. BeautifulSoup's selectors (`:has()`, `:-soup-contains()`) reach what a
fragment of markup cannot say by class alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from tasks.html.choose import Reason
from tasks.html.element import MARK, Element
from tasks.html.lines import Line
from tasks.html.rules import SiteRow

KEPT = "kept by sites.csv"
DROPPED = "dropped by sites.csv"

_MARKS = frozenset((KEPT, DROPPED))


def mark(markup: str, row: SiteRow) -> str:
    """The markup with an attribute on every element that the row keeps or drops."""
    from bs4 import BeautifulSoup  # most runs have no row

    tree = LexborHTMLParser(markup)
    for node in tree.css("style, script:not([type*='ld+json'])"):
        node.decompose()
    soup = BeautifulSoup(tree.html or "", "lxml")
    for selector, value in ((row.keep, KEPT), (row.drop, DROPPED)):
        for element in soup.select(selector) if selector else ():
            element[MARK] = value
    return soup.decode(formatter="minimal")


def site_verdicts(lines: Sequence[Line]) -> dict[int, Reason | None]:
    """What marks in the markup say of the lines, by index: None to keep it, or the reason why it goes."""
    marks = [_mark(line.element) for line in lines]
    verdicts: dict[int, Reason | None] = {i: None for i, mark in enumerate(marks) if mark == KEPT}
    if verdicts:
        verdicts = {i: verdicts.get(i, ("html.sites", "outside what sites.csv keeps")) for i in range(len(lines))}
    verdicts.update({i: ("html.sites", DROPPED) for i, mark in enumerate(marks) if mark == DROPPED})
    return verdicts


def _mark(element: Element) -> str:
    """The mark on the element or the nearest above that has one; being dropped weighs more than being kept."""
    at: Element | None = element
    if not element.above & _MARKS and not element.own & _MARKS:
        return ""
    while at is not None:
        for mark in (DROPPED, KEPT):
            if mark in at.own:
                return mark
        at = at.parent
    return ""
