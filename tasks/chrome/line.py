"""A line by itself: what kind of line it is, by the table, its width and how many function words it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tasks.chrome.fold import loose_lines
from tasks.chrome.sign import sign_of
from tasks.chrome.table import ChromeTable, Entry
from tasks.chrome.words import FUNCTION_WORDS

SEEN = 120
"""Code points of a line that are looked at: its beginning; longer lines are prose or not by then."""
REMEMBERED = 60
"""Code points of a line up to which what it is by itself is remembered."""
SHORT = 120
"""Width from which on a line is too long for a button, a name or a menu."""
PROSE, PROSE_SHARE = 100, 0.15
SENTENCE, SENTENCE_SHARE = 60, 0.2
"""A line this wide with this share of function words is prose; the shorter kind must end as a sentence, too."""
MANY = 0.3
DATED, TINY = 60, 25
WIDE_PROSE = 60
"""Width from which on a line in a script without spaces is taken for prose."""
MENU, MENU_WORDS, TAIL = 110, 8, 100
"""A line longer than MENU whose last MENU_WORDS words (looked for in its last TAIL code points) begin with a capital
and that no stop ends is a menu that lost its separators."""
HEADING = 55
"""Width beyond which a line without a stop is long for a sub-head: a teaser's headline, a caption, a list item."""
_DOUBTFUL = frozenset(("section", "counter", "subhead"))
"""Kinds whose lines may be content, too: a sub-head, a score."""
_SHOWN = "error"
"""The kind of the lines that an error page consists of: they tell what the page is, and stay."""
_TELLING = frozenset(
    (
        "account",
        "advertisement",
        "app",
        "comment",
        "consent",
        "follow",
        "legal",
        "newsletter",
        "paywall",
        "share",
        "teaser",
    )
)
"""Kinds whose beginnings decide alone: in a short line, and those of many words in a notice, too."""
CREDIT, SUBHEAD = "credit", "subhead"
"""Kinds of rows that say who took a picture, and that head a part of an article (of a menu, if no text follows)."""
NOTICE, MANY_WORDS = 300, 4
LONG_NOTICE, MOST_WORDS = 900, 6
"""Widths of a notice, and of a long one; words of a beginning that no sentence of an article shares."""

_IS_FUNCTION_WORD = FUNCTION_WORDS.__contains__
_END = re.compile(r"[.!?。！？؟।][\"'”’»)\]]{0,2}\Z")
_LAST = frozenset(".!?。！？؟।\"'”’»)]")
"""What a sentence may end in: a look at the last letter tells most lines apart."""
_WIDE = re.compile(r"[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ITEM = re.compile(r"(?:[-–—•*·▪●]|\(?\d{1,2}[.)])\s+\S")
_DATE = re.compile(
    r"\b\d{1,2}\b.{1,14}\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\b.{1,6}\b\d{1,2}\b|\d{1,2}:\d\d"
    r"|\b\d{1,3} (?:second|minute|min|hour|hr|day|week|month|year)s? ago\b"
)
_DIGIT = re.compile(r"\d")


class Line(NamedTuple):
    """One line with text on it, by itself. `width` counts a Chinese, Japanese, Korean or Thai character as three.

    `kind` is one of prose, sentence, heading, short, tiny, date, number, address, menu, counter, section and table.
    `certain` says that the table decides alone, `sign` what the text shows the line to be (`sign.py`).
    """

    text: str
    folded: str
    entry: Entry | None
    width: int
    kind: str
    certain: bool
    sign: str


_NEW = Line("", "", None, 0, "", False, "")


def lines_of(texts: Sequence[str], table: ChromeTable) -> list[Line]:
    """The lines, each with its kind; `texts` have no white space around them, and none is empty.

    Short ones are remembered: most lines of a page are furniture, which other pages of its site repeat.
    """
    known = table.lines_known
    found = [known.get(text, _NEW) if len(text) <= REMEMBERED else _NEW for text in texts]
    places = [at for at, line in enumerate(found) if line is _NEW]
    folded = loose_lines([texts[at][:SEEN] for at in places])
    for at, loosened in zip(places, folded, strict=True):
        text = texts[at]
        line = found[at] = alone(text, loosened, table)
        if len(text) <= REMEMBERED:
            known.keep(text, line)
    return found


def alone(text: str, folded: str, table: ChromeTable) -> Line:
    """What a line is by itself; `folded` is its beginning as a loose line."""
    size = len(text)
    entry = table.find(folded)
    if entry is not None and _decides(entry, size):
        return Line(text, folded, entry, size, "table", True, sign_of(text, size))
    share, width = 0.0, size
    if size >= SENTENCE or not text.isascii():
        words = folded.split(" ")
        share = sum(map(_IS_FUNCTION_WORD, words)) / len(words)
        if not share and not text.isascii():
            width += 2 * len(_WIDE.findall(text))
            if width > 2 * size and width > WIDE_PROSE:
                share = MANY
    if entry is not None and width < SHORT:
        kind = "section" if entry.kind == SUBHEAD else entry.kind if entry.kind in _DOUBTFUL else "table"
    elif share >= PROSE_SHARE and width >= SENTENCE and _is_prose(text, width, share):
        kind = "menu" if size > MENU and text[-1].isalpha() and _is_menu(text[-TAIL:]) else "prose"
    else:
        kind = _short_kind(text, folded, size, width)
    sign = sign_of(text, width)
    return tuple.__new__(Line, (text, folded, entry, width, kind, False, sign))  # half the cost of Line(…)


def between_posts(line: Line, posts: ChromeTable) -> Line:
    """The line as the rows see it that hold between the posts of a forum only."""
    if line.certain or line.width >= SHORT:
        return line
    entry = posts.find(line.folded)
    return line if entry is None else line._replace(entry=entry, certain=True)


def _is_prose(text: str, width: int, share: float) -> bool:
    return width >= PROSE or (share >= SENTENCE_SHARE and ends(text))


def _short_kind(text: str, folded: str, size: int, width: int) -> str:
    if "#" in folded and width < DATED:
        if _DATE.search(text):
            return "date"
        if len(_DIGIT.findall(text)) * 3 > size:
            return "number"
    if text.startswith("http") and " " not in text:
        return "address"
    if text[-1] in ",;" or ends(text) or (not text[0].isalpha() and _ITEM.match(text)):
        return "sentence"
    if size > MENU and text[-1].isalpha() and _is_menu(text[-TAIL:]):
        return "menu"
    return "tiny" if width <= TINY else "heading" if width <= HEADING else "short"


def _decides(entry: Entry, size: int) -> bool:
    if entry.match in ("line", "pattern"):
        return entry.kind not in _DOUBTFUL and entry.kind != _SHOWN
    if entry.kind == CREDIT:
        return size < SHORT
    if entry.match != "prefix" or entry.kind not in _TELLING:
        return False
    words = entry.text.count(" ") + 1
    return size < SHORT or (words >= MANY_WORDS and size < (LONG_NOTICE if words >= MOST_WORDS else NOTICE))


def _is_menu(tail: str) -> bool:
    if tail.rsplit(None, 1)[-1][0].islower():
        return False
    words = tail.split()[1:]
    return len(words) >= MENU_WORDS and all(word[0].isupper() or not word[0].isalnum() for word in words[-MENU_WORDS:])


def ends(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    return text[-1:] in _LAST and _END.search(text, max(0, len(text) - 4)) is not None
