# ruff: noqa: SIM905 - names of elements read best as words in a row
"""A page's lines measured once: lengths, links, what is prose, and the sums of these over the elements above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tasks.html.element import CONSENT, Element
from tasks.html.lines import Line, ends_sentence
from tasks.html.several import articles, headlines

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
LEVELS = 8
"""Elements above a line, the line's own included, over which sums are made."""
_LONG = 100
"""Characters of a line that is likely no entry of a menu."""
_SHORTEST_PROSE = 8
_SURELY_PROSE = 25
_MOST_LINKED = 0.4
_REPEATED = 3
"""Times that a line stands on a page from which it is no prose: nobody writes a sentence three times."""
_RUN = 12
_STEP = 5
_FEWEST_DECLARED = 200
_SHOWN = 0.7
"""Share of the declared text that must stand on the page."""
_SAME, _PARTLY = 0.7, 0.2
"""Shares of a line's runs of letters that stand in the declared text, from which it is there, or in part."""

Signature = tuple[str, str]


def units(text: str) -> float:
    """The length of a text in words, or in pairs of characters where its script puts no spaces between words."""
    if text.isascii() or max(text) < "\u0e00":
        return text.count(" ") + 1.0
    wide = sum(map("\u0e00".__le__, text))
    return max(text.count(" ") + 1.0, wide / 2)


def ancestors(element: Element, levels: int = LEVELS) -> list[Element]:
    """The element and those above it, `levels` in all at most."""
    found: list[Element] = []
    at: Element | None = element
    while at is not None and len(found) < levels:
        found.append(at)
        at = at.parent
    return found


def _chains(lines: Sequence[Line]) -> list[tuple[Element, ...]]:
    """The ancestors of each line's element; those of its parent are looked up once for all its children."""
    above: dict[int, tuple[Element, ...]] = {}
    chains: list[tuple[Element, ...]] = []
    for line in lines:
        parent = line.element.parent
        if parent is None:
            chains.append((line.element,))
            continue
        chain = above.get(parent.number)
        if chain is None:
            chain = above[parent.number] = tuple(ancestors(parent, LEVELS - 1))
        chains.append((line.element, *chain))
    return chains


def in_question(lines: Sequence[Line]) -> list[int]:
    """The lines that may belong to the article: all that stand in no navigation, foot or button.

    Where most of a page's text stands in such, its makers use these elements for something else: then all lines but
    those that ask for leave to set cookies.
    """
    asked = [i for i, line in enumerate(lines) if not _asks_leave(line.element)]
    long = [i for i in asked if lines[i].linked * 2 < len(lines[i].text) > _LONG]
    outside = sum(len(lines[i].text) for i in long if not lines[i].element.furniture)
    if outside * 2 < sum(len(lines[i].text) for i in long):
        return asked
    return [i for i in asked if not lines[i].element.furniture]


def _asks_leave(element: Element) -> bool:
    return element.furniture and (CONSENT in element.own or CONSENT in element.above)


def signature(block: Element) -> Signature:
    """What elements that were made from one template share: their tag and class, and those of their parent."""
    return block.shape, block.parent.shape if block.parent else ""


def runs(text: str, step: int = 1) -> frozenset[str]:
    """The runs of twelve letters or digits at every `step` in a text: what two printings of it share."""
    letters = "".join(filter(str.isalnum, text))
    return frozenset([letters[i : i + _RUN] for i in range(0, max(1, len(letters) - _RUN + 1), step)])


class Survey:
    """The measures of a page's lines; every list runs parallel to `lines`.

    `h1` is the headline's line, `heads` and `article` say which of several articles a line is in (several.py).
    `declared` is the article's text as the page's structured data give it, "" where they do not; `titles` holds the
    page's titles and headlines in lower case.
    """

    def __init__(self, lines: Sequence[Line], declared: str = "", titles: Iterable[str] = ()) -> None:
        self.lines = lines
        self.chains = _chains(lines)
        self.size = [units(line.text) for line in lines]
        self.linked = [line.linked / max(1, len(line.text)) for line in lines]
        self.ends = [ends_sentence(line.text) for line in lines]
        self.copies = Counter(line.text for line in lines)
        self.prose = [self._prose(i) for i in range(len(lines))]
        self.total = sum(self.prose) or 1.0
        self.shapes: Counter[Signature] = Counter()
        self.titles = frozenset(titles)
        self.told = self._compare(declared)
        self.h1, self.heads = headlines(lines, self.titles, self.prose)
        self.article = articles(lines, self.prose, self.h1)
        self._add_up()

    def _prose(self, i: int) -> float:
        size = self.size[i]
        if self.linked[i] > _MOST_LINKED or size < _SHORTEST_PROSE or not (self.ends[i] or size > _SURELY_PROSE):
            return 0.0
        return size if self.copies[self.lines[i].text] < _REPEATED else 0.0

    def _compare(self, declared: str) -> list[str]:
        """For each line whether the declared text says it ("yes", "partly", "no"); empty where that text is of no use.

        It is not where it is short, or where the page does not show it.
        """
        if len(declared) < _FEWEST_DECLARED:
            return []
        known = runs(declared)
        shown = 0.0
        told: list[str] = []
        for line in self.lines:
            own = runs(line.text, _STEP)
            share = len(own & known) / len(own)
            shown += share * len(line.text)
            told.append("yes" if share > _SAME else "partly" if share > _PARTLY else "no")
        return told if shown > _SHOWN * len(declared) else []

    def _add_up(self) -> None:
        for line, chain, prose in zip(self.lines, self.chains, self.prose, strict=True):
            if prose:
                self.shapes[signature(line.element)] += int(prose)
            characters, linked = len(line.text), line.linked
            for element in chain:
                element.characters += characters
                element.linked += linked
                element.prose += prose
