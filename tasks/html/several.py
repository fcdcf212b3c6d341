"""Where a page holds several articles, such as one that loads the next below the first: to which a line belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from tasks.html.element import Element
from tasks.html.lines import Line

_MOST_HEADS = 3
"""Further h1 from which they are the sections of one text, not the headlines of other articles."""
_FEWEST_WORDS = 40
"""Words of prose in the `article` element that holds the headline, for it to be the article."""
_LEAST = 0.5
"""Prose in it for each word of prose in no `article` element; below this such elements are teasers on the page."""


def headlines(lines: Sequence[Line], titles: Set[str], prose: Sequence[float]) -> tuple[int, list[int]]:
    """The line of the headline (-1: none), and for each line how many headlines of other articles stand above it.

    The headline is the first h1 that says one of `titles` (in lower case), or else the first. Only where one does is
    another h1 below it taken for another article's; and not for lines beside which `prose` stands above that h1: there
    it heads a section or a box of the same article. `prose` runs parallel to the lines.
    """
    tops = [i for i, line in enumerate(lines) if line.element.tag == "h1"]
    said = [i for i in tops if lines[i].text.lower() in titles]
    head = (said or tops or [-1])[0]
    others = {i for i in tops if said and i > head and i not in said}
    if not others or len(others) > _MOST_HEADS:
        return head, [0] * len(lines)
    first = min(others)
    own = {line.element.parent for line, words in zip(lines[:first], prose, strict=False) if words}
    count = 0
    passed: list[int] = []
    for i, line in enumerate(lines):
        count += i in others
        passed.append(0 if line.element.parent in own else count)
    return head, passed


def articles(lines: Sequence[Line], prose: Sequence[float], head: int) -> list[str]:
    """Where each line stands to the page's own `article` element, that of line `head` or the one with most prose.

    "main": in it; "nested": in another one within it; "other": in another beside it; "out": in none; and "none" for
    all lines where the page has no such element, or uses them for something else. `prose` runs parallel to the lines.
    """
    nearest = [_article(line.element) for line in lines]
    held: Counter[int] = Counter()
    outside = 0.0
    for words, element in zip(prose, nearest, strict=True):
        if element is None:
            outside += words
        else:
            held[element.number] += int(words)
    if not held:
        return ["none"] * len(lines)
    own = nearest[head] if head >= 0 else None
    main = own.number if own is not None else -1
    if held[main] < _FEWEST_WORDS:
        main = max(held, key=lambda number: (held[number], -number))
    if held[main] < _LEAST * outside:
        return ["none"] * len(lines)
    known = {main: "main"}
    return ["out" if element is None else _place(element, main, known) for element in nearest]


def _article(element: Element) -> Element | None:
    """The nearest `article` element, itself or above."""
    if "article" not in element.inside:
        return None
    at: Element | None = element
    while at is not None and at.tag != "article":
        at = at.parent
    return at


def _place(element: Element, main: int, known: dict[int, str]) -> str:
    place = known.get(element.number)
    if place is None:
        above = element.parent
        while above is not None and above.number != main:
            above = above.parent
        place = known[element.number] = "other" if above is None else "nested"
    return place
