"""A page's lines measured once: lengths, links, what is prose, and the sums of these over the elements above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tasks.html.element import Element
from tasks.html.lines import Line, ends_sentence

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
LEVELS = 8
"""Elements above a line, the line's own included, over which sums are made."""
_SHORTEST_PROSE = 8
_SURELY_PROSE = 25
_MOST_LINKED = 0.4
_RUN = 12
_FEWEST_DECLARED = 200

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


def signature(block: Element) -> Signature:
    """What elements that were made from one template share: their tag and class, and those of their parent."""
    return block.shape, block.parent.shape if block.parent else ""


def runs(text: str) -> frozenset[str]:
    """The runs of twelve letters or digits in a text: what two printings of one sentence share."""
    letters = "".join(filter(str.isalnum, text))
    return frozenset([letters[i : i + _RUN] for i in range(max(1, len(letters) - _RUN + 1))])


class Survey:
    """The measures of a page's lines; every list runs parallel to `lines`.

    `declared` is the article's text as the page's structured data give it, "" where they do not; `titles` holds the
    page's titles and headlines in lower case.
    """

    def __init__(self, lines: Sequence[Line], declared: str = "", titles: Iterable[str] = ()) -> None:
        self.lines = lines
        self.chains = [ancestors(line.element) for line in lines]
        self.size = [units(line.text) for line in lines]
        self.linked = [line.linked / max(1, len(line.text)) for line in lines]
        self.ends = [ends_sentence(line.text) for line in lines]
        self.prose = [self._prose(i) for i in range(len(lines))]
        self.total = sum(self.prose) or 1.0
        self.copies = Counter(line.text for line in lines)
        self.shapes: Counter[Signature] = Counter()
        self.titles = frozenset(titles)
        self.declared = runs(declared) if len(declared) > _FEWEST_DECLARED else frozenset()
        self.h1 = next((i for i, line in enumerate(lines) if line.element.tag == "h1"), -1)
        self._add_up()

    def _prose(self, i: int) -> float:
        size = self.size[i]
        if self.linked[i] > _MOST_LINKED or size < _SHORTEST_PROSE or not (self.ends[i] or size > _SURELY_PROSE):
            return 0.0
        return size

    def _add_up(self) -> None:
        for line, chain, prose in zip(self.lines, self.chains, self.prose, strict=True):
            if prose:
                self.shapes[signature(line.element)] += int(prose)
            characters, linked = len(line.text), line.linked
            for element in chain:
                element.characters += characters
                element.linked += linked
                element.prose += prose
