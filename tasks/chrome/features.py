"""What can be seen of each line of a page: the evidence on which a line is kept or removed.

Every feature is a yes or a no, so that a weight is the whole of what a feature says (`seeds/models/chrome.csv`).
A line is seen by itself (`_alone`), by its neighbours and by where it stands to the page's prose and its headline
(`_in_context`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from tasks.chrome.headline import address_words, find, guess, title_words
from tasks.chrome.table import ChromeTable, Entry, loose
from tasks.chrome.words import FUNCTION_WORDS

SEEN = 400
"""Code points of a line that are looked at: its beginning; longer lines are prose or not by then."""
SHORT = 120
"""Width from which on a line is too long for a button, a name or a menu."""
MENU, MENU_WORDS, TAIL = 60, 8, 100
"""A line longer than MENU whose last MENU_WORDS words (looked for in its last TAIL code points) all begin with a capital
and that no stop ends is a menu that lost its separators."""
FORUM_LINES = 6
"""Lines of a forum's furniture that make a page a forum page."""

_END = re.compile(r"[.!?。！？؟।][\"'”’»)\]]{0,2}\Z")
_WIDE = re.compile(r"[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ITEM = re.compile(r"(?:[-–—•*·]|\(?\d{1,2}[.)])\s")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}:\d\d|\b\d{1,3} (?:second|minute|hour|day|week|month|year)s? ago\b")
_JOINED = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]")
_INITIAL = re.compile(r"(?:\A|\s)[A-ZÀ-ÞА-ЯЁІЇЄҐ]")
_DIGIT = re.compile(r"\d")

_LENGTHS: tuple[tuple[int, str], ...] = (
    (3, "length 3"),
    (12, "length 12"),
    (25, "length 25"),
    (45, "length 45"),
    (80, "length 80"),
)
_LENGTHS += ((140, "length 140"), (240, "length 240"), (10**9, "length more"))
_DISTANCES: tuple[tuple[int, str], ...] = ((1, " 1"), (2, " 2"), (4, " 4"), (8, " 8"), (10**9, " more"))
_SHARES: tuple[tuple[float, str], ...] = (
    (0.0, "prose passed none"),
    (0.5, "prose passed half"),
    (0.9, "prose passed most"),
)
_SHARES += ((0.99, "prose passed nearly all"), (1.0, "prose passed all"))
_VALUES = {"prose": 1.0, "sentence": 0.3, "short": -0.6, "date": -0.6, "tiny": -0.8, "number": -0.8, "table": -1.5}
_OWN_KINDS = frozenset(("section", "counter", "forum", "related", "comment", "player", "tags"))


class Line(NamedTuple):
    """One line with text on it. `width` counts a Chinese, Japanese, Korean or Thai character as three.

    `kind` is what its neighbours see: prose, table, date, number, sentence, tiny or short. `names` are its features.
    """

    number: int
    text: str
    folded: str
    entry: Entry | None
    width: int
    kind: str
    names: list[str]


class Sight(NamedTuple):
    """The lines of a page with their features, and the place of the headline among them, where it is known."""

    lines: list[Line]
    headline: int | None


def see(lines: Sequence[str], table: ChromeTable, url: str | None = None, title: str | None = None) -> Sight:
    """All features of all lines with text. Linear in the text."""
    seen = [_alone(index, text, table) for index, line in enumerate(lines) if (text := line.strip())]
    folded = [line.folded for line in seen]
    prose = [line.kind == "prose" for line in seen]
    run = _best_run(seen)
    headline = find(folded, prose, title_words(title) or address_words(url))
    known = headline is not None
    if headline is None and run:
        start = next((at for at in run if prose[at] and "ends as a sentence" in seen[at].names), run.start)
        headline = guess(folded, [_may_be_headline(line) for line in seen[:start]], start)
    _in_context(seen, headline, known, run)
    return Sight(seen, headline)


def _may_be_headline(line: Line) -> bool:
    return (
        line.entry is None
        and 15 <= line.width <= 200
        and line.kind not in ("date", "number")
        and line.text[-1] not in ".:"
    )


def _best_run(lines: Sequence[Line]) -> range:
    """The consecutive lines that together look most like an article: the maximum subarray over a plain line score."""
    best = total = 0.0
    found, start = range(0), 0
    for at, line in enumerate(lines):
        value = _VALUES[line.kind]
        total += value if line.kind != "prose" else value + min(line.width, 400) / 200
        if total <= 0:
            total, start = 0.0, at + 1
        elif total > best:
            best, found = total, range(start, at + 1)
    return found


def _alone(index: int, text: str, table: ChromeTable) -> Line:
    head = text[:SEEN]
    folded = loose(head)
    words = folded.split(" ")
    size = len(text)
    width = size if text.isascii() else size + 2 * len(_WIDE.findall(head))
    share = sum(map(FUNCTION_WORDS.__contains__, words)) / len(words)
    if width > 2 * size:
        share = 0.35 if width > 60 else 0.1
    stop = _END.search(text, max(0, size - 4)) is not None
    entry = table.find(folded)
    names = [next(name for most, name in _LENGTHS if width <= most)]
    names.append("no function words" if not share else "few function words" if share < 0.15 else "function words")
    if len(words) > 3 and len(_INITIAL.findall(head)) > 0.6 * len(words):
        names.append("mostly capital words")
    if share >= 0.3:
        names.append("many function words")
    if stop:
        names.append("ends as a sentence")
    names += _marks(text, head, size)
    if entry is not None:
        names.append(_of_entry(entry, width))
    return Line(index, text, folded, entry, width, _kind(width, share, stop, entry, names), names)


def _marks(text: str, head: str, size: int) -> Iterator[str]:
    first, last = text[0], text[-1]
    if last == ":":
        yield "ends with a colon"
    elif last == "…" or text.endswith("..."):
        yield "is cut off"
    elif last == "?":
        yield "asks"
    if first in "\"'“„«‘":
        yield "begins with a quotation mark"
    elif first.islower():
        yield "begins with a small letter"
    elif _ITEM.match(text):
        yield "list item"
    if size < SHORT:
        digits = len(_DIGIT.findall(text))
        if digits and _DATE.search(text):
            yield "date or time"
        if digits * 3 > size:
            yield "mostly digits"
        if "|" in text or "»" in text or "›" in text:
            yield "separators"
        if text.isupper():
            yield "all capitals"
        elif text.istitle() and " " in text:
            yield "every word a capital"
    if _ADDRESS.search(head):
        yield "address" if " " in text or not text.startswith("http") else "only an address"
    if size > MENU and last.isalpha() and not last.isupper() and _is_menu(text[-TAIL:]):
        yield "ends as a menu"
    if len(_JOINED.findall(head)) > 1:
        yield "words run together"


def _is_menu(tail: str) -> bool:
    words = tail.split()[1:]
    return len(words) >= MENU_WORDS and all(word[0].isupper() or not word[0].isalnum() for word in words[-MENU_WORDS:])


def _of_entry(entry: Entry, width: int) -> str:
    if entry.match in ("line", "pattern"):
        return f"table: {entry.kind}" if entry.kind in _OWN_KINDS else "table: furniture"
    return f"table: {entry.match} of a {'short' if width < SHORT else 'long'} line"


def _kind(width: int, share: float, stop: bool, entry: Entry | None, names: Sequence[str]) -> str:
    if entry is not None and (width < SHORT or entry.match in ("line", "pattern")):
        return "table"
    if (width >= 100 and share >= 0.15) or (width >= 60 and stop and share >= 0.2):
        return "prose"
    if "date or time" in names and width < 60:
        return "date"
    if "mostly digits" in names:
        return "number"
    return "sentence" if stop else "tiny" if width <= 25 else "short"


def _in_context(lines: Sequence[Line], headline: int | None, known: bool, run: range) -> None:
    count = len(lines)
    kinds = ["none", "none", *(line.kind for line in lines), "none", "none"]
    prose = [0, *accumulate(line.kind == "prose" for line in lines)]
    repeats = Counter(line.folded for line in lines if line.width < SHORT)
    forum = sum(line.entry is not None and line.entry.kind == "forum" for line in lines) >= FORUM_LINES
    since = _distances([line.kind == "prose" for line in lines])
    until = _distances([line.kind == "prose" for line in reversed(lines)])[::-1]
    closed = False
    for at, line in enumerate(lines):
        names = line.names
        before, after = kinds[at + 1], kinds[at + 3]
        names.append(f"after {before}")
        names.append(f"before {after}")
        names.append(f"two after {kinds[at]}")
        names.append(f"two before {kinds[at + 4]}")
        names.append("since prose" + since[at])
        names.append("until prose" + until[at])
        passed = prose[at] / prose[count] if prose[count] else -1.0
        names.append("no prose" if passed < 0 else next(name for most, name in _SHARES if passed <= most))
        if line.width < SHORT:
            if repeats[line.folded] > 1:
                names.append("repeated" if repeats[line.folded] < 4 else "repeated often")
            if line.kind != "prose":
                names.append(f"between {_side(before)} and {_side(after)}")
        if closed:
            names.append("after a closing heading")
        elif line.entry is not None and line.entry.closes and line.width < 80:
            closed = True
        names.append(_place(at, headline, known))
        names.append("above the run" if at < run.start else "in the run" if at < run.stop else "below the run")
        if forum:
            names.append(f"forum: {line.kind}")


def _distances(prose: Sequence[bool]) -> list[str]:
    found: list[str] = []
    last = None
    for at, here in enumerate(prose):
        found.append(" none" if last is None else next(name for most, name in _DISTANCES if at - last <= most))
        if here:
            last = at
    return found


def _side(kind: str) -> str:
    return kind if kind in ("prose", "table") else "text"


def _place(at: int, headline: int | None, known: bool) -> str:
    if headline is None:
        return "headline not known"
    if at < headline:
        return "above the headline" if known else "above the guessed headline"
    return (
        "the headline" if at == headline else "just under the headline" if at <= headline + 3 else "under the headline"
    )
