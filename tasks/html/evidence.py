"""What can be said of each line by itself: pieces of evidence, each with a weight in the table evidence.csv.

A piece of evidence is a tuple of words and small numbers, such as ("near", "comment") or ("length", 3). The first
opinion on a line, the log odds that it belongs to the article, is the sum of the weights of all that holds for it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from tasks.html.element import Element
from tasks.html.survey import HEADINGS, Survey, ancestors, runs, signature

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
_COARSE = ("short", "short", "short", "middle", "middle", "long", "long", "long")


class First:
    """The evidence on each line of one page, as the line alone, its elements and its neighbours give it."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._elements: dict[int, list[Evidence]] = {}
        self._sums: dict[int, tuple[float, float]] = {}
        self._sorts = [self._sort(i) for i in range(len(survey.lines))]

    def of(self, i: int) -> list[Evidence]:
        """All that holds for line `i`."""
        return self._of_element(self._survey.lines[i].element) + self._of_text(i) + self._of_neighbours(i)

    def opinions(self, first: Weights, second: Weights) -> tuple[list[float], list[float]]:
        """The first opinion on every line, and what the same evidence adds to the second."""
        opinions: list[float] = []
        also: list[float] = []
        base = first.get(("always",), 0.0), second.get(("always",), 0.0)
        for i, line in enumerate(self._survey.lines):
            element = line.element
            sums = self._sums.get(element.number)
            if sums is None:
                held = self._of_element(element)
                sums = _weigh(held, first) + base[0], _weigh(held, second) + base[1]
                self._sums[element.number] = sums
            held = self._of_text(i) + self._of_neighbours(i)
            opinions.append(sums[0] + _weigh(held, first))
            also.append(sums[1] + _weigh(held, second))
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

    def _of_text(self, i: int) -> list[Evidence]:
        survey = self._survey
        line = survey.lines[i]
        text, tag = line.text, line.element.tag
        length = bisect_right(LENGTHS, survey.size[i])
        coarse = _COARSE[length]
        sort = "heading" if tag in HEADINGS else tag if tag in _PLAIN else "other"
        found: list[Evidence] = [
            ("length", length),
            (coarse, "link", bisect_right(_LINKED, survey.linked[i])),
            (coarse, "ends" if survey.ends[i] else "open"),
            (coarse, sort),
        ]
        if line.bold * 2 > len(text):
            found.append((coarse, "bold"))
        if coarse != "long" and text.isupper():
            found.append(("capitals",))
        if coarse != "long" and _CLOCK.search(text):
            found.append((coarse, "clock"))
        if survey.copies[text] > 1:
            found.append((coarse, "twice"))
        if text[0] in _SIGNS:
            found.append(("sign",))
        if line.links > 1 and survey.linked[i] > 0.5:
            found.append(("links",))
        if text.lower() in survey.titles:
            found.append(("title",))
        if survey.declared:
            found.append((coarse, "declared", self._declared(text)))
        return found

    def _declared(self, text: str) -> str:
        found = runs(text)
        share = len(found & self._survey.declared) / len(found)
        return "yes" if share > 0.7 else "partly" if share > 0.2 else "no"

    def _of_neighbours(self, i: int) -> list[Evidence]:
        survey, sorts = self._survey, self._sorts
        last = len(sorts) - 1
        tag = survey.lines[i].element.tag
        kind: str | int = "heading" if tag in HEADINGS else bisect_right((4, 13, 26), survey.size[i])
        found: list[Evidence] = [
            ("before", kind, sorts[i - 1] if i else "none"),
            ("after", kind, sorts[i + 1] if i < last else "none"),
            ("before2", sorts[i - 2] if i > 1 else "none"),
            ("after2", sorts[i + 2] if i + 1 < last else "none"),
        ]
        if survey.h1 >= 0:
            found.append(("h1", "ahead" if i < survey.h1 else "here" if i == survey.h1 else "behind"))
        return found

    def _sort(self, i: int) -> str:
        survey = self._survey
        if survey.prose[i]:
            return "prose"
        if survey.linked[i] > 0.6:
            return "link"
        if survey.lines[i].element.tag in HEADINGS:
            return "heading"
        return "short" if survey.size[i] < 8 else "text"


def _weigh(held: Sequence[Evidence], weights: Weights) -> float:
    return sum([weights[evidence] for evidence in held if evidence in weights])


def density(element: Element) -> float:
    """The share of an element's text that is linked."""
    return element.linked / max(1, element.characters)


def _tile(element: Element) -> bool:
    """Whether the element is one of three or more of a kind side by side, each mostly a link: a list of teasers."""
    parent = element.parent
    if parent is None or element.tag == "p" or "." not in element.shape or parent.shapes.get(element.shape, 0) < 3:
        return False
    return density(element) > 0.4
