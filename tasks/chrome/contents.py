"""Short lines that belong to the text: contents that name its headings, lists under a colon, columns of numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from tasks.chrome.line import Line

FEWEST = 3
"""Lines in a row that make a table of contents, a list or a column; fewer may be a teaser, a button, a vote."""
JUST_UNDER = 2
"""Lines under a heading in which its text begins."""
_HEADINGS = frozenset(("heading", "short", "tiny", "sentence", "number", "table"))
_ITEMS = frozenset(("heading", "short", "tiny", "sentence", "number"))
_TEXT = frozenset(("prose", "sentence"))


def contents_of(lines: Sequence[Line], run: range) -> set[int]:
    """The places of the lines of contents, and of the headings that they name inside the run; empty if none."""
    folded = [line.folded for line in lines if line.kind != "prose"]
    if len(folded) - len(set(folded)) < FEWEST:
        return set()
    again = {text for text, count in Counter(folded).items() if count > 1}
    if len(again) < FEWEST:
        return set()
    heads: dict[str, list[int]] = defaultdict(list)
    for at in range(max(0, run.start - JUST_UNDER), run.stop):
        if (
            lines[at].folded in again
            and lines[at].kind in _HEADINGS
            and any(line.kind in _TEXT for line in lines[at + 1 : at + 1 + JUST_UNDER])
        ):
            heads[lines[at].folded].append(at)
    found: set[int] = set()
    if len(heads) < FEWEST:
        return found
    for row in _rows(not line.certain and _names_another(at, heads.get(line.folded)) for at, line in enumerate(lines)):
        names = {lines[at].folded for at in row}
        if len(names) >= FEWEST:
            found.update(row, *(heads[name] for name in names))
    return found


def _names_another(at: int, places: Sequence[int] | None) -> bool:
    return places is not None and (len(places) > 1 or places[0] != at)


def _rows(wanted: Iterator[bool]) -> Iterator[list[int]]:
    for is_wanted, group in groupby(enumerate(wanted), key=lambda pair: pair[1]):
        if is_wanted:
            yield [at for at, _ in group]


def lists_of(lines: Sequence[Line], run: range) -> set[int]:
    """The places of list items without marks: short lines between a line that ends in a colon and a paragraph.

    The run may end above such a list; it is looked for in all that follows.
    """
    found: set[int] = set()
    first = next((at for at in range(run.start, len(lines)) if lines[at].text[-1] == ":"), len(lines))
    start = None
    for at in range(first, len(lines)):
        line = lines[at]
        if line.text[-1] == ":" and not line.certain:
            start = at
        elif start is not None and (line.certain or line.kind not in _ITEMS):
            if line.kind in _TEXT and at - start > FEWEST:
                found.update(range(start, at))
            start = None
    return found


def columns_of(lines: Sequence[Line]) -> set[int]:
    """The places of numbers that stand in a row: a column of a table, or the way to other pages."""
    return {at for row in _rows(line.folded == "#" for line in lines) if len(row) >= FEWEST for at in row}
