"""What can be seen of each line of a page: the evidence on which a line is kept or removed.

Every feature is a yes or a no, so that a weight is the whole of what a feature says (`seeds/models/chrome.csv`).
A line is seen by itself (`line.py`: its kind) and by where it stands to the page's prose, its headline and its
neighbours (`_in_context`). On forum pages, where short lines among dates and names are posts, every feature is one of
its own. Position and continuity are the main signal: the features were chosen on sites split by site, and more of them
(words, widths, marks, repetition, capitals) did no better on sites not seen.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from tasks.chrome.headline import ABOVE, LOOKED_AT, address_words, find, guess, hints, title_words
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
JUST_UNDER = 3

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
    """The lines of a page, the place of its headline where known, its run, and whether it is a forum's page.

    `named` says that the page's title or address names the headline, which is guessed at otherwise. `closing` is the
    place of the heading that closes the article; past the end if none does.
    """

    lines: list[Line]
    headline: int | None
    named: bool
    run: range
    forum: bool
    closing: int


def see(lines: Sequence[str], table: ChromeTable, url: str | None = None, title: str | None = None) -> Sight:
    """All features of all lines with text. Linear in the text."""
    seen = lines_of(lines, table)
    forum = _is_forum(seen)
    if forum and table.posts:
        seen = [between_posts(line, table.posts) for line in seen]
    kinds = [line.kind for line in seen]
    near = [] if forum else _prose_near(seen)
    run = _best_run(seen, _POSTS if forum else _ARTICLE, near)
    headline, named = _headline(seen, run, title_words(title) or address_words(url), url)
    counted = _counted(kinds, near)
    sight = Sight(seen, headline, named, run, forum, _closing(seen, counted))
    _in_context(sight, kinds, _passed(counted))
    return sight


def _is_forum(lines: Sequence[Line]) -> bool:
    furniture = sum([line.entry is not None and line.entry.kind == "forum" for line in lines])
    signs = 2 * furniture + sum([line.kind == "date" for line in lines])
    return furniture > 0 and signs >= max(FORUM, FORUM_SHARE * len(lines))


def _prose_near(lines: Sequence[Line]) -> list[int]:
    """How many lines of prose stand within NEAR lines of each line, itself included; a wide one needs no other."""
    passed = [0] * NEAR + [*accumulate([line.kind == "prose" for line in lines], initial=0)]
    passed += [passed[-1]] * NEAR
    width = 2 * NEAR + 1
    return [passed[at + width] - passed[at] if line.width < WIDEST else width for at, line in enumerate(lines)]


def _best_run(lines: Sequence[Line], values: Mapping[str, float], near: Sequence[int]) -> range:
    """The consecutive lines that together look most like an article: the maximum subarray over a plain line score."""
    best = total = 0.0
    found, start = range(0), 0
    for at, line in enumerate(lines):
        value = values[line.kind]
        if line.kind == "prose":
            value += min(line.width, WIDEST) / 200
            total += value if not near or near[at] >= IN_RUN else _ALONE * value
        else:
            total += value
        if total <= 0:
            total, start = 0.0, at + 1
        elif total > best:
            best, found = total, range(start, at + 1)
    return found


def _headline(lines: Sequence[Line], run: range, wanted: frozenset[str], url: str | None) -> tuple[int | None, bool]:
    folded = [line.folded for line in lines]
    if wanted:
        top = lines[:LOOKED_AT]
        named = [_may_be_named(line) for line in top]
        place = find(folded[:LOOKED_AT], [line.kind == "prose" for line in top], named, wanted)
        if place is not None:
            return place, True
    start = next((at for at in run if lines[at].kind == "prose" and ends(lines[at].text)), run.start)
    likely = [at for at in range(max(0, start - ABOVE), start) if _may_be_headline(lines[at])]
    return guess(folded, likely, [lines[at].text[-1] == "." for at in likely], hints(url)), False


def _may_be_named(line: Line) -> bool:
    return (
        line.width <= MOST and line.kind not in _NO_HEADLINE and not (line.kind == "prose" and line.text[-1] in ".,;")
    )


def _may_be_headline(line: Line) -> bool:
    if line.entry is not None or line.kind in _NO_HEADLINE or line.kind == "date":
        return False
    return LEAST <= line.width <= MOST and line.text[-1] not in ".:"


def _in_context(sight: Sight, kinds: Sequence[str], shares: Sequence[str]) -> None:
    lines, headline, named, run, forum, closing = sight
    say = _SAID[forum]
    before, passed, place, following = say["before"], say["prose passed"], say["place"], say["before the next"]
    above = place["above the headline" if named else "above the guessed headline"]
    under = place["headline not known" if headline is None else "under the headline"]
    top = -1 if headline is None else headline
    beside = ["none", *[_COARSE[kind] for kind in kinds], "none", "none"]
    sides = (say["above the run"],) * run.start + (say["in the run"],) * len(run)
    sides += (say["below the run"],) * (len(lines) - len(sides))
    for at, (line, side, share, after) in enumerate(zip(lines, sides, shares, [*kinds, "none"][1:], strict=True)):
        if line.certain:
            continue
        line.names.extend(
            (
                side[line.kind],
                before[after],
                passed[share],
                above if at < top else under if at > top else place["the headline"],
                side[_AFTER[beside[at]]],
                following[beside[at + 3]],
            )
        )
        if 0 <= top < at <= top + JUST_UNDER:
            line.names.append(place["just under the headline"])
        if at > closing:
            line.names.append(place["after a closing heading"])


def _counted(kinds: list[str], near: Sequence[int]) -> list[str]:
    """The kinds, with prose that stands among lines of other kinds as `blurb`; all as they are if there is no other."""
    if not near:
        return kinds
    counted = ["blurb" if kind == "prose" and few < PASSED else kind for kind, few in zip(kinds, near, strict=True)]
    return counted if "prose" in counted else kinds


def _closing(lines: Sequence[Line], kinds: Sequence[str]) -> int:
    """The first heading, late enough on the page, after which nothing belongs to the article; past the end if none."""
    least = CLOSED_AT * kinds.count("prose")
    passed = 0
    for at, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "prose":
            passed += 1
        elif line.entry is not None and line.entry.closes and line.width < SHORT and 0 < passed >= least:
            return at
    return len(lines)


def _passed(kinds: Sequence[str]) -> list[str]:
    total = kinds.count("prose")
    if not total:
        return ["never"] * len(kinds)
    passed = accumulate([kind == "prose" for kind in kinds], initial=0)
    return [_SHARE_NAMES[bisect_left(_SHARES, share / total)] for share in passed][: len(kinds)]


class _About(dict[str, str]):
    """The names of what the context says about one thing, made once."""

    def __init__(self, before: str) -> None:
        super().__init__()
        self._before = before

    def __missing__(self, what: str) -> str:
        name = self[what] = self._before + what
        return name


def _said(page: str) -> dict[str, _About]:
    sides = ("above the run", "in the run", "below the run", "before", "before the next", "prose passed")
    return {"place": _About(page), **{side: _About(f"{page}{side}: ") for side in sides}}


_SAID = (_said(""), _said("forum: "))
"""On forum pages what the context says are features of their own."""
_COARSE = defaultdict(lambda: "other", prose="text", sentence="text", table="table")
"""What stands beside a line, in few words."""
_AFTER = {"text": "after text", "table": "after other", "other": "after other", "none": "after other"}
