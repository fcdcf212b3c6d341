"""What can be seen of each line of a page: the evidence on which a line is kept or removed.

Every feature is a yes or a no, so that a weight is the whole of what a feature says (`seeds/models/chrome.csv`).
A line is seen by itself (`line.py`: its kind) and by where it stands to the page's prose, its headline and its
neighbours (`contexts`). On forum pages, where short lines among dates and names are posts, every feature is one of
its own. Position and continuity are the main signal: the features were chosen on sites split by site, and more of them
(words, widths, marks, repetition, capitals) did no better on sites not seen.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, compress, repeat
from typing import NamedTuple

from tasks.chrome.context import BELOW, IN, JUST_UNDER, OVER, UNDER, Context
from tasks.chrome.headline import ABOVE, LOOKED_AT, address_words, find, guess, hints, parts_of, title_words
from tasks.chrome.line import SHORT, Line, between_posts, ends, lines_of
from tasks.chrome.table import ChromeTable

FORUM = 8
"""Dated lines and, counted twice, lines of a forum's furniture that make a page a forum page."""
FORUM_SHARE = 0.08
"""Share of a page's lines that these must be: a long page of news has some, too, in its lists of other articles."""
CLOSED_AT = 0.6
"""Share of the page's prose that must have passed before a closing heading closes the article."""
LEAST, MOST = 15, 200
"""Widths of a headline that is guessed at."""
NEXT = 3
"""Lines that stand just under the headline."""

_SHARES = (0.0, 0.5, 0.9, 0.99)
_SHARE_NAMES = ("none", "half", "most", "nearly all", "all")
_ARTICLE = {
    "prose": 1.0, "sentence": 0.4, "heading": -0.5, "short": -0.5, "date": -0.5, "address": -0.4, "tiny": -0.6,
    "number": -0.6, "counter": -0.8, "menu": -1.0, "section": -1.0, "table": -1.2,
}  # fmt: skip
_POSTS = {
    "prose": 1.0, "sentence": 0.8, "heading": -0.3, "short": -0.3, "date": -0.3, "address": -0.2, "tiny": -0.4,
    "number": -0.3, "counter": -0.3, "menu": -0.8, "section": -0.6, "table": -0.7,
}  # fmt: skip
"""What a line of each kind adds to a run: on a forum's page short lines stand between the posts."""
_NO_HEADLINE = frozenset(("number", "address"))
WIDEST = 400
"""Width up to which a wider line of prose counts for more in the best run; no teaser's blurb is as wide."""
_ALONE = 0.3
"""What a line of prose among lines that are none adds to a run, as a share of other prose: the blurb of a teaser."""
NEAR = 2
"""Lines on each side among which a paragraph of an article has others."""
IN_RUN, PASSED = 2, 3
"""Lines of prose, itself among them, that make a paragraph one of an article: in the best run, and to count by."""


class Sight(NamedTuple):
    """The lines of a page, where its article is, and whether it is a forum's page.

    `numbers` says which line of the page each is. `headline` is the place of the headline where known; `named` says
    that the page's title or address names it, which is guessed at otherwise. `closing` is the place of the heading that
    closes the article, past the end if none does; `passed` how much of the prose stands above each line.
    """

    lines: list[Line]
    kinds: list[str]
    numbers: Sequence[int]
    headline: int | None
    named: bool
    run: range
    forum: bool
    closing: int
    passed: list[str]

    @property
    def has_prose(self) -> bool:
        """Whether there is a paragraph in the run: otherwise nothing says where an article is."""
        return "prose" in self.kinds[self.run.start : self.run.stop]


def see(lines: Sequence[str], table: ChromeTable, url: str | None = None, title: str | None = None) -> Sight:
    """What can be seen of all lines with text. Linear in the text."""
    texts = [*map(str.strip, lines)]
    seen = lines_of([*filter(None, texts)], table)
    numbers = range(len(texts)) if len(seen) == len(texts) else [*compress(range(len(texts)), texts)]
    kinds = [line.kind for line in seen]
    prose = [kind == "prose" for kind in kinds]
    forum = _is_forum(seen, kinds)
    if forum and table.posts:
        seen = [between_posts(line, table.posts) for line in seen]
    near = {} if forum else _prose_near(seen, prose)
    run = _best_run(seen, kinds, _POSTS if forum else _ARTICLE, near)
    headline, named = _headline(seen, prose, run, title, url)
    counted = _counted(prose, near)
    return Sight(seen, kinds, numbers, headline, named, run, forum, _closing(seen, counted), _passed(counted))


def _is_forum(lines: Sequence[Line], kinds: Sequence[str]) -> bool:
    furniture = len([line for line in lines if line.entry is not None and line.entry.kind == "forum"])
    return furniture > 0 and 2 * furniture + kinds.count("date") >= max(FORUM, FORUM_SHARE * len(kinds))


def _prose_near(lines: Sequence[Line], prose: Sequence[bool]) -> dict[int, int]:
    """How many lines of prose stand within NEAR lines of each, itself included; a wide one needs no other."""
    padded, around = bytes(NEAR) + bytes(prose), 2 * NEAR + 1
    return {
        at: padded.count(1, at, at + around) if lines[at].width < WIDEST else around
        for at in compress(range(len(prose)), prose)
    }


def _best_run(
    lines: Sequence[Line], kinds: Sequence[str], values: Mapping[str, float], near: Mapping[int, int]
) -> range:
    """The consecutive lines that together look most like an article: the maximum subarray over a plain line score."""
    best = total = 0.0
    first = last = start = 0
    for at, kind in enumerate(kinds):
        value = values[kind]
        if kind == "prose":
            value += min(lines[at].width, WIDEST) / 200
            if near.get(at, IN_RUN) < IN_RUN:
                value *= _ALONE
        total += value
        if total <= 0:
            total, start = 0.0, at + 1
        elif total > best:
            best, first, last = total, start, at + 1
    return range(first, last)


def _headline(
    lines: Sequence[Line], prose: Sequence[bool], run: range, title: str | None, url: str | None
) -> tuple[int | None, bool]:
    address = parts_of(url)
    wanted = title_words(title) or address_words(address)
    if wanted:
        top = [line.folded for line in lines[:LOOKED_AT]]
        place = find(top, prose, lambda at: _may_be_named(lines[at]), wanted)
        if place is not None:
            return place, True
    start = next((at for at in run if prose[at] and ends(lines[at].text)), run.start)
    likely = [at for at in range(max(0, start - ABOVE), start) if _may_be_headline(lines[at])]
    if not likely:
        return None, False
    stopped = [lines[at].text[-1] == "." for at in likely]
    place = guess([lines[at].folded for at in likely], stopped, hints(address))
    return None if place is None else likely[place], False


def _may_be_named(line: Line) -> bool:
    return (
        line.width <= MOST and line.kind not in _NO_HEADLINE and not (line.kind == "prose" and line.text[-1] in ".,;")
    )


def _may_be_headline(line: Line) -> bool:
    if line.entry is not None or line.kind in _NO_HEADLINE or line.kind == "date":
        return False
    return LEAST <= line.width <= MOST and line.text[-1] not in ".:"


def _counted(prose: list[bool], near: Mapping[int, int]) -> list[bool]:
    """Which prose counts: none that stands among lines of other kinds, a blurb, unless there is no other."""
    blurbs = [at for at, others in near.items() if others < PASSED]
    if not blurbs or len(blurbs) == len(near):
        return prose
    counted = prose.copy()
    for at in blurbs:
        counted[at] = False
    return counted


def _closing(lines: Sequence[Line], counted: Sequence[bool]) -> int:
    """The first heading, late enough on the page, after which nothing belongs to the article; past the end if none."""
    least = CLOSED_AT * sum(counted)
    for at in [at for at, line in enumerate(lines) if line.entry is not None and line.entry.closes]:
        if lines[at].width < SHORT and not counted[at] and 0 < sum(counted[:at]) >= least:
            return at
    return len(lines)


def _passed(counted: Sequence[bool]) -> list[str]:
    said = _shares(sum(counted))
    return [said[above] for above in accumulate(counted, initial=0)][: len(counted)]


@lru_cache(maxsize=256)
def _shares(total: int) -> tuple[str, ...]:
    """What is said of each number of paragraphs that may stand above a line, of that many in all."""
    if not total:
        return ("never",)
    return tuple(_SHARE_NAMES[bisect_left(_SHARES, passed / total)] for passed in range(total + 1))


def contexts(sight: Sight) -> Iterator[Context]:
    """Where each line stands to the run, the headline, the closing heading and its neighbours."""
    kinds = sight.kinds
    count = len(kinds)
    start, stop = sight.run.start, sight.run.stop
    sides = [OVER] * start + [IN] * (stop - start) + [BELOW] * (count - stop)
    closed = [False] * (sight.closing + 1) + [True] * (count - sight.closing)
    return zip(
        repeat(sight.forum),
        sides,
        kinds,
        [*kinds[1:], "none"],
        sight.passed,
        _places(sight),
        ["other", *map(_ABOVE.__getitem__, kinds)],
        [*map(_COARSE.__getitem__, kinds[2:]), "none", "none"],
        closed,
        strict=False,
    )


def _places(sight: Sight) -> list[str]:
    count, top = len(sight.lines), sight.headline
    if top is None:
        return ["headline not known"] * count
    above = "above the headline" if sight.named else "above the guessed headline"
    return [above] * top + ["the headline"] + [JUST_UNDER] * NEXT + [UNDER] * (count - top)


_ABOVE = {**dict.fromkeys(_ARTICLE, "other"), "prose": "text", "sentence": "text"}
_COARSE = {**_ABOVE, "table": "table"}
"""What stands above a line, and after the next one, in few words."""
