"""Lines that need no weighing: what the table decides alone, signatures, captions with their credit, contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tasks.chrome.contents import columns_of, contents_of, lists_of
from tasks.chrome.context import Reason
from tasks.chrome.features import Sight
from tasks.chrome.line import SHORT, SUBHEAD, Line
from tasks.chrome.sign import AUTHOR, CAPTION, CREDITED, PICTURE
from tasks.chrome.table import POST

LABELS = frozenset(("account", "forum", "language", "navigation", "newsletter", "paywall", "related"))
"""Kinds of which a row of one word, alone between two paragraphs, may be a sub-head ("Support")."""
BESIDE = 2
"""Lines below the article in which an address alone is the article's source, and left to metadata."""
WIDEST_POST = 370
"""Width of an embedded post."""
ADDRESS = ("chrome.address", "an address alone, away from the article")
RECORDING = ("chrome.embed", "the address of a picture or a recording, embedded")
SIGNATURE = ("chrome.signature", "the name of who wrote a post, said twice")
EMBED = ("chrome.embed", "a post of another site with its author and handle, embedded")
JUMP = ("chrome.pagination", "below a way to other forums")
TAGS = ("chrome.tags", "a list of tags above a button to share")
CAPTIONS = {
    CAPTION: ("chrome.caption", "ends in a name that is glued to the last sentence: a caption and its credit"),
    CREDITED: ("chrome.caption", "ends in brackets that say who took the picture: a caption and its credit"),
}

_NUMBERED = re.compile(r"#\d")
_RECORDING = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|mp[34]|m4[av]|mov|webm|m3u8)(?:\?\S{0,200})?\Z", re.IGNORECASE)
_NAMES = frozenset(("tiny", "number"))
_TEXT = frozenset(("prose", "sentence"))
_OPENING = frozenset(("prose", "sentence", "short", "heading", "tiny"))
NAME = 25
"""Width of a poster's name."""
_BADGES = re.compile(r"# ?(?:gold|silver|bronze) badges?")
_TAG = re.compile(r"[a-z0-9][a-z0-9.+#-]{0,24}\Z")
_HANDLE = re.compile(r"\(?@[\w.-]{2,30}\)?\Z")


def settled(sight: Sight) -> dict[int, Reason | None]:
    """Why a line goes, by its place in the sight; None for a line that stays. The rest is weighed."""
    lines = sight.lines
    has_prose = sight.has_prose
    found: dict[int, Reason | None] = dict.fromkeys(contents_of(lines, sight.run) | lists_of(lines, sight.run))
    if sight.forum:
        posts = lines[: sight.closing]
        found.update(dict.fromkeys((*columns_of(lines), *_named(posts), *_openings(posts))))
        found.update(dict.fromkeys(_signatures(lines), SIGNATURE))
        found.update(dict.fromkeys(_tags(lines), TAGS))
        found.update(dict.fromkeys(_after_a_jump(lines), JUMP))
    found.update(dict.fromkeys(_embedded(lines), EMBED))
    for at, (text, _, entry, _, kind, certain, sign) in enumerate(lines):
        if at in found:
            continue
        if entry is not None and entry.kind == SUBHEAD:
            if at + 1 < len(lines) and lines[at + 1].kind in _TEXT:
                found[at] = None
        elif entry is not None and certain:
            found[at] = None if entry.kind in LABELS and _may_be_subhead(sight, at) else entry.reason
        elif kind == "address":
            away = has_prose and not sight.run.start <= at < sight.run.stop + BESIDE
            found[at] = RECORDING if _RECORDING.search(text) else ADDRESS if away else None
        elif sign and has_prose:
            found[at] = CAPTIONS[sign]
    return found


def _may_be_subhead(sight: Sight, at: int) -> bool:
    lines = sight.lines
    if sight.forum or " " in lines[at].folded or not 0 < at < len(lines) - 1:
        return False
    return lines[at - 1].kind == lines[at + 1].kind == "prose"


def _signatures(lines: Sequence[Line]) -> set[int]:
    """The places of names that the next line says again, or that stand above a handle, badges or a post's number."""
    found: set[int] = set()
    for at, (name, line) in enumerate(pairwise(lines)):
        if name.width >= SHORT or line.width >= SHORT:
            continue
        if line.text[0] in "–—" and line.folded[1:].lstrip().startswith(name.folded):
            found.update((at, at + 1))
        elif name.kind not in _TEXT and name.kind != "date" and _is_card(line):
            found.add(at)
    return found


def _is_card(line: Line) -> bool:
    if line.text[0] in "(@":
        return _HANDLE.match(line.text) is not None
    return line.certain and (line.folded == "##" or _BADGES.search(line.folded) is not None)


def _posters(lines: Sequence[Line]) -> set[int]:
    """The places of single words above a date or a poster's rank: the names of those who wrote the posts."""
    return {
        at
        for at, (name, line) in enumerate(pairwise(lines))
        if not name.certain
        and name.kind in _NAMES
        and name.width <= NAME
        and " " not in name.folded
        and _is_under_a_name(line)
    }


def _named(lines: Sequence[Line]) -> set[int]:
    """The places of posters' names, wherever they stand alone."""
    names = {lines[at].folded for at in _posters(lines)}
    return {at for at, line in enumerate(lines) if line.folded in names and not line.certain}


def _openings(lines: Sequence[Line]) -> set[int]:
    """The places of lines right below the number of a post, or its poster's card, with which its text begins."""
    return {
        at
        for at, (above, line) in enumerate(pairwise(lines), 1)
        if line.kind in _OPENING and not line.certain and _heads_a_post(above)
    }


def _heads_a_post(line: Line) -> bool:
    if not line.certain:
        return line.kind == "date" and _NUMBERED.search(line.text) is not None
    return line.folded == "##" or (line.entry is not None and line.entry.kind == POST and ": " in line.folded)


def _is_under_a_name(line: Line) -> bool:
    if not line.certain:
        return line.kind == "date"
    return line.entry is not None and line.entry.kind in ("forum", POST) and line.text[0].isalnum() and line.width > 1


def _tags(lines: Sequence[Line]) -> set[int]:
    """The places of tags: lines of one word in small letters, or one with a hyphen, above a button to share."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if line.certain and line.entry is not None and line.entry.kind == "share":
            start = at
            while start and not lines[start - 1].certain and _TAG.match(lines[start - 1].text):
                start -= 1
            if at - start > 1 or "-" in lines[start].text:
                found.update(range(start, at))
    return found


def _after_a_jump(lines: Sequence[Line]) -> Iterator[int]:
    """The places of the short lines after a heading, under which a forum lists all its others."""
    jumped = False
    for at, line in enumerate(lines):
        if jumped and line.width < SHORT and line.kind != "prose":
            yield at
        jumped = jumped or (line.entry is not None and line.entry.closes and line.entry.kind == "pagination")


def _embedded(lines: Sequence[Line]) -> set[int]:
    """The places of embedded posts: author and handle, the line above them, and lines that end in a picture."""
    found: set[int] = set()
    for at in [at for at, line in enumerate(lines) if line.sign]:
        if lines[at].sign == AUTHOR:
            found.update((at - 1, at) if at and lines[at - 1].width < WIDEST_POST else (at,))
        elif lines[at].sign == PICTURE:
            found.add(at)
    return found
