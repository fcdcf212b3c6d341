"""Lines that need no weighing: what the table decides alone, signatures, captions with their credit, contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tasks.chrome.contents import columns_of, contents_of, lists_of
from tasks.chrome.features import SHORT, SUBHEAD, Line, Sight

LABELS = frozenset(("account", "forum", "language", "navigation", "newsletter", "paywall", "related"))
"""Kinds of which a row of one word, alone between two paragraphs, may be a sub-head ("Support")."""
BESIDE = 2
"""Lines below the article in which an address alone is the article's source, and left to metadata."""
WIDEST_CAPTION, CREDIT = 250, 50
"""Widths of a caption, and of the credit at its end."""
ADDRESS = ("chrome.address", "an address alone, away from the article")
SIGNATURE = ("chrome.signature", "the name of who wrote a post, said twice")
EMBED = ("chrome.embed", "a post of another site with its author and handle, embedded")
CAPTION = ("chrome.caption", "ends in a name that is glued to the last sentence: a caption and its credit")

_GLUED = re.compile(r"[a-z][’”'\")]?\.[’”'\")]?(?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+\Z")
_ATTRIBUTION = re.compile(r"[—–-] ?.{1,60} ?\(@\w{1,20}\)")
_PICTURE = re.compile(r"\bpic\.(?:twitter|x)\.com/\w+\Z")
_TEXT = frozenset(("prose", "sentence"))
NAME = 25
"""Width of a poster's name."""
_BADGES = re.compile(r"# ?(?:gold|silver|bronze) badges?")
_HANDLE = re.compile(r"\(?@[\w.-]{2,30}\)?\Z")

Reason = tuple[str, str]


def settled(sight: Sight) -> dict[int, Reason | None]:
    """Why a line goes, by its place in the sight; None for a line that stays. The rest is weighed."""
    lines = sight.lines
    has_prose = any(lines[at].kind == "prose" for at in sight.run)
    found: dict[int, Reason | None] = dict.fromkeys(contents_of(lines, sight.run) | lists_of(lines, sight.run))
    if sight.forum:
        found.update(dict.fromkeys(_signatures(lines), SIGNATURE))
        found.update(dict.fromkeys((*columns_of(lines), *_posters(lines))))
    found.update(dict.fromkeys(_embedded(lines), EMBED))
    for at, line in enumerate(lines):
        if at in found:
            continue
        if line.entry is not None and line.entry.kind == SUBHEAD:
            if at + 1 < len(lines) and lines[at + 1].kind in _TEXT:
                found[at] = None
        elif line.certain and line.entry is not None:
            if not _may_be_subhead(line, sight, at):
                found[at] = f"chrome.{line.entry.kind}", f"{line.entry.match} in chrome.csv: {line.entry.text}"
            else:
                found[at] = None
        elif line.kind == "address":
            away = has_prose and not sight.run.start <= at < sight.run.stop + BESIDE
            found[at] = ADDRESS if away else None
        elif has_prose and _ends_in_credit(line):
            found[at] = CAPTION
    return found


def _may_be_subhead(line: Line, sight: Sight, at: int) -> bool:
    if line.entry is None or line.entry.kind not in LABELS or " " in line.folded or not 0 < at < len(sight.lines) - 1:
        return False
    return not sight.forum and sight.lines[at - 1].kind == sight.lines[at + 1].kind == "prose"


def _signatures(lines: Sequence[Line]) -> set[int]:
    """The places of names that the next line says again after a dash, or that stand above a handle or badges."""
    found: set[int] = set()
    for at, (name, line) in enumerate(pairwise(lines)):
        if name.width >= SHORT or line.width >= SHORT:
            continue
        if line.text[0] in "–—" and line.folded[1:].lstrip().startswith(name.folded):
            found.update((at, at + 1))
        elif name.kind not in _TEXT and _is_card(line):
            found.add(at)
    return found


def _is_card(line: Line) -> bool:
    if line.text[0] in "(@":
        return _HANDLE.match(line.text) is not None
    return line.certain and _BADGES.search(line.folded) is not None


def _posters(lines: Sequence[Line]) -> set[int]:
    """The places of single words above a date: the names of those who wrote the posts."""
    return {
        at
        for at, (name, line) in enumerate(pairwise(lines))
        if line.kind == "date" and not name.certain and name.width <= NAME and " " not in name.folded
    }


def _embedded(lines: Sequence[Line]) -> set[int]:
    """The places of embedded posts: author and handle, the line above them, and lines that end in a picture."""
    found = {at for at, line in enumerate(lines) if line.text[-30:].count("pic.") and _PICTURE.search(line.text)}
    for at, (above, line) in enumerate(pairwise(lines), 1):
        if line.text[0] in "—–-" and "(@" in line.text and _ATTRIBUTION.match(line.text):
            found.update((at - 1, at) if above.width < WIDEST_CAPTION + SHORT else (at,))
    return found


def _ends_in_credit(line: Line) -> bool:
    if line.width > WIDEST_CAPTION or not line.text[-1].isalpha():
        return False
    end = line.text[-CREDIT:]
    return "." in end and _GLUED.search(end) is not None
