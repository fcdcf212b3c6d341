"""What can be said of each line by itself: pieces of evidence, each with a weight in the table evidence.csv.

A piece of evidence is a tuple of words and small numbers, such as ("near", "comment") or ("length", 3). The first
opinion on a line, the log odds that it belongs to the article, is the sum of the weights of all that holds for it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from tasks.html.element import Element
from tasks.html.survey import HEADINGS, Survey, ancestors, signature

Evidence = tuple[str | int, ...]
Weights = Mapping[Evidence, float]

LENGTHS = (2, 4, 7, 13, 26, 51, 101)
SHARES = (0.02, 0.1, 0.3, 0.6)
DENSITIES = (0.1, 0.25, 0.5, 0.8)
NEAR = 3
"""Levels, the block itself included, at which what an element is named counts as near."""
_LINKED = (0.001, 0.2, 0.6, 0.95)
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\b|\b(?:19|20)\d\d\b")
_SIGNS = "©@#|/→»›>←•"
_PLAIN = frozenset(("p", "div", "li"))
_MOSTLY = 0.6
_SHORT = 8
_LONG = 5
_ROW = 3
_TILED = 0.4
SIZES = (4, 13, 26)
_COARSE = ("short", "short", "short", "middle", "middle", "long", "long", "long")


class _Looks(NamedTuple):
    """How a line looks: everything about it alone that is evidence."""

    length: int
    linked: int
    ends: bool
    sort: str
    bold: bool
    capitals: bool
    clock: bool
    twice: bool
    sign: bool
    links: bool
    title: bool
    declared: str


class _Neighbours(NamedTuple):
    """What stands before and after a line, and where the page's h1 is."""

    kind: str | int
    before: str
    after: str
    before2: str
    after2: str
    h1: str


class First:
    """The evidence on each line of one page, as the line alone, its elements and its neighbours give it."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._sorts = [self._sort(i) for i in range(len(survey.lines))]

    def of(self, i: int) -> list[Evidence]:
        """All that holds for line `i`."""
        element = self._survey.lines[i].element
        return [*self._of_element(element), *_of_text(self._looks(i)), *_of_neighbours(self._neighbours(i))]

    def opinions(self, first: Weights, second: Weights) -> tuple[list[float], list[float]]:
        """The first opinion on every line, and what the same evidence adds to the second.

        Lines that look alike, that have like neighbours, or that stand in like elements are weighed once.
        """
        base = first.get(("always",), 0.0), second.get(("always",), 0.0)
        sums: dict[object, tuple[float, float]] = {}

        def weighed(alike: object, held: Callable[[], Sequence[Evidence]]) -> tuple[float, float]:
            known = sums.get(alike)
            if known is None:
                evidence = held()
                known = sums[alike] = _weigh(evidence, first), _weigh(evidence, second)
            return known

        opinions: list[float] = []
        also: list[float] = []
        for i, line in enumerate(self._survey.lines):
            element, parent = line.element, line.element.parent
            stands = (parent.number if parent else -1, element.shape, element.own, _tile(element))
            one = weighed(stands, partial(self._of_element, element))
            looks = self._looks(i)
            two = weighed(looks, partial(_of_text, looks))
            neighbours = self._neighbours(i)
            three = weighed(neighbours, partial(_of_neighbours, neighbours))
            opinions.append(base[0] + one[0] + two[0] + three[0])
            also.append(base[1] + one[1] + two[1] + three[1])
        return opinions, also

    def _of_element(self, block: Element) -> list[Evidence]:
        survey = self._survey
        chain = ancestors(block)
        near = frozenset[str]().union(*(element.own for element in chain[:NEAR]))
        found: list[Evidence] = [("tag", block.tag if "-" not in block.tag else "custom")]
        found += [("own", kind) for kind in block.own]
        found += [("near", kind) for kind in near]
        found += [("above", kind) for kind in block.above if kind not in near]
        found += [("in", tag) for tag in block.inside if tag != block.tag]
        for level, element in enumerate(chain[1:4], 1):
            found.append(("share", level, bisect_right(SHARES, element.prose / survey.total)))
            found.append(("density", level, bisect_right(DENSITIES, density(element))))
        found.append(("shape", bisect_right(SHARES, survey.shapes[signature(block)] / survey.total)))
        if any(map(_tile, chain[:5])):
            found.append(("tile",))
        return found

    def _looks(self, i: int) -> _Looks:
        survey = self._survey
        line = survey.lines[i]
        text, tag = line.text, line.element.tag
        length = bisect_right(LENGTHS, survey.size[i])
        brief = length < _LONG
        return _Looks(
            length,
            bisect_right(_LINKED, survey.linked[i]),
            survey.ends[i],
            "heading" if tag in HEADINGS else tag if tag in _PLAIN else "other",
            line.bold * 2 > len(text),
            brief and text.isupper(),
            brief and _CLOCK.search(text) is not None,
            survey.copies[text] > 1,
            text[0] in _SIGNS,
            line.links > 1 and survey.linked[i] > _MOSTLY,
            text.lower() in survey.titles,
            survey.told[i] if survey.told else "",
        )

    def _neighbours(self, i: int) -> _Neighbours:
        survey, sorts = self._survey, self._sorts
        last = len(sorts) - 1
        tag = survey.lines[i].element.tag
        h1 = survey.h1
        return _Neighbours(
            "heading" if tag in HEADINGS else bisect_right(SIZES, survey.size[i]),
            sorts[i - 1] if i else "none",
            sorts[i + 1] if i < last else "none",
            sorts[i - 2] if i > 1 else "none",
            sorts[i + 2] if i + 1 < last else "none",
            "" if h1 < 0 else "ahead" if i < h1 else "here" if i == h1 else "behind",
        )

    def _sort(self, i: int) -> str:
        survey = self._survey
        if survey.prose[i]:
            return "prose"
        if survey.linked[i] > _MOSTLY:
            return "link"
        if survey.lines[i].element.tag in HEADINGS:
            return "heading"
        return "short" if survey.size[i] < _SHORT else "text"


def _of_text(looks: _Looks) -> list[Evidence]:
    coarse = _COARSE[looks.length]
    found: list[Evidence] = [
        ("length", looks.length),
        (coarse, "link", looks.linked),
        (coarse, "ends" if looks.ends else "open"),
        (coarse, looks.sort),
    ]
    found += [(coarse, name) for name in ("bold", "clock", "twice") if getattr(looks, name)]
    found += [(name,) for name in ("capitals", "sign", "links", "title") if getattr(looks, name)]
    if looks.declared:
        found.append((coarse, "declared", looks.declared))
    return found


def _of_neighbours(around: _Neighbours) -> list[Evidence]:
    found: list[Evidence] = [
        ("before", around.kind, around.before),
        ("after", around.kind, around.after),
        ("before2", around.before2),
        ("after2", around.after2),
    ]
    if around.h1:
        found.append(("h1", around.h1))
    return found


def _weigh(held: Sequence[Evidence], weights: Weights) -> float:
    return sum([weights[evidence] for evidence in held if evidence in weights])


def density(element: Element) -> float:
    """The share of an element's text that is linked."""
    return element.linked / max(1, element.characters)


def _tile(element: Element) -> bool:
    """Whether the element is one of three or more of a kind side by side, each mostly a link: a list of teasers."""
    parent = element.parent
    if parent is None or element.tag == "p" or "." not in element.shape or parent.alike(element.shape) < _ROW:
        return False
    return density(element) > _TILED
