"""What can be said of each line by itself: pieces of evidence, each with a weight in the table evidence.csv.

A piece of evidence is a tuple of words and small numbers, such as ("near", "comment") or ("length", 3). The first
opinion on a line, the log odds that it belongs to the article, is the sum of the weights of all that holds for it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

from tasks.html.element import Element
from tasks.html.survey import HEADINGS, Survey, signature

Evidence = tuple[str | int, ...]
Pairs = Mapping[Evidence, complex]
"""The weights for both opinions, the real part for the first, the imaginary for the second: one sum adds both."""

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
_TILES = 5
"""Levels, the block itself included, at which a tile is looked for."""
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
    copies: int
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
    heads: int
    article: str


class First:
    """The evidence on each line of one page, as the line alone, its elements and its neighbours give it."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._tiles: dict[int, bool] = {}
        self._sorts = [self._sort(i) for i in range(len(survey.lines))]

    def of(self, i: int) -> list[Evidence]:
        """All that holds for line `i`."""
        chain = self._survey.chains[i]
        return [*self._of_element(chain), *_of_text(self._looks(i)), *_of_neighbours(self._neighbours(i))]

    def opinions(self, weights: Pairs) -> tuple[list[float], list[float]]:
        """The first opinion on every line, and what the same evidence adds to the second.

        Lines that look alike, that have like neighbours, or that stand in like elements are weighed once.
        """
        base = weights.get(("always",), 0j)
        known: dict[object, complex] = {}
        total: list[complex] = []
        for i, chain in enumerate(self._survey.chains):
            element, parent = chain[0], chain[0].parent
            stands = (parent.number if parent else -1, element.shape, element.own, self._tile(element))
            one = known.get(stands)
            if one is None:
                one = known[stands] = _weigh(self._of_element(chain), weights)
            looks = self._looks(i)
            two = known.get(looks)
            if two is None:
                two = known[looks] = _weigh(_of_text(looks), weights)
            neighbours = self._neighbours(i)
            three = known.get(neighbours)
            if three is None:
                three = known[neighbours] = _weigh(_of_neighbours(neighbours), weights)
            total.append(base + one + two + three)
        return [pair.real for pair in total], [pair.imag for pair in total]

    def _of_element(self, chain: Sequence[Element]) -> list[Evidence]:
        survey, block = self._survey, chain[0]
        near = frozenset[str]().union(*[element.own for element in chain[:NEAR]])
        found: list[Evidence] = [("tag", block.tag if "-" not in block.tag else "custom")]
        found += [("own", kind) for kind in block.own]
        found += [("near", kind) for kind in near]
        found += [("above", kind) for kind in block.above - near]
        found += [("in", tag) for tag in block.inside if tag != block.tag]
        for level, element in enumerate(chain[1:4], 1):
            found.append(("share", level, bisect_right(SHARES, element.prose / survey.total)))
            found.append(("density", level, bisect_right(DENSITIES, density(element))))
        found.append(("shape", bisect_right(SHARES, survey.shapes[signature(block)] / survey.total)))
        if any(map(self._tile, chain[:_TILES])):
            found.append(("tile",))
        return found

    def _tile(self, element: Element) -> bool:
        tile = self._tiles.get(element.number)
        if tile is None:
            tile = self._tiles[element.number] = _is_tile(element)
        return tile

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
            min(3, survey.copies[text]),
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
            min(2, survey.heads[i]),
            survey.article[i],
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
    found += [(coarse, name) for name in ("bold", "clock") if getattr(looks, name)]
    found += [(name,) for name in ("capitals", "sign", "links", "title") if getattr(looks, name)]
    if looks.copies > 1:
        found.append(("copies", looks.copies, coarse))
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
        found.append(("heads", around.heads))
    found.append(("article", around.article))
    return found


def _weigh(held: Sequence[Evidence], weights: Pairs) -> complex:
    return sum(map(weights.get, held, repeat(0j)), 0j)


def density(element: Element) -> float:
    """The share of an element's text that is linked."""
    return element.linked / max(1, element.characters)


def _is_tile(element: Element) -> bool:
    """Whether the element is one of three or more of a kind side by side, each mostly a link: a list of teasers."""
    parent = element.parent
    if parent is None or element.tag == "p" or "." not in element.shape or parent.alike(element.shape) < _ROW:
        return False
    return density(element) > _TILED
