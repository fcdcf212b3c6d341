"""The words beside a name: a text read one word forward or back at a time, each looked at once."""

from __future__ import annotations

import re
from typing import NamedTuple

from tasks.names.fold import APOSTROPHES, key

BLANKS = " \u00a0"
HYPHENS = "-‑"
GAPS = BLANKS + HYPHENS + "\n"
MARKS = ",.;:!?)"
"""Marks that end a word and are no part of it."""
POSSESSIVE = "s"
WINDOW = 48
"""Code points looked at for the word before another."""

_LETTERS = r"[^\W\d_]"
WORD = rf"{_LETTERS}+(?:[{APOSTROPHES}]{_LETTERS}+)*"
_GAP = rf"(?:[{BLANKS}]|[{HYPHENS}](?:\n[ ]*)?|[ ]?\n[ ]*)"
_NEXT = re.compile(rf"({_GAP})({WORD})")
_PREVIOUS = re.compile(rf"(?<![^\W\d_])({WORD})({_GAP})\Z")
_INITIALS = re.compile(rf"(?<!\w)((?:{_LETTERS}{{1,3}}\.[ \u00a0-]?)+)\Z")


_INITIAL = re.compile(rf"{_LETTERS}(?=[. ])")
GENITIVE = "'’"
_PIECE = re.compile(_LETTERS + "+")


class Word(NamedTuple):
    """A word of the text at `start:end` (without a possessive), its key, and the gap between it and its neighbour."""

    start: int
    end: int
    key: str
    text: str
    gap: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def possessive(self) -> bool:
        """Whether an English possessive was left off its end."""
        return len(self.text) > self.end - self.start


def behind(text: str, end: int) -> Word | None:
    """The word behind `end` in `text`, if only a blank, a hyphen or one line break stands between."""
    gap = text[end : end + 1]
    if gap == " ":
        start = end + 1
        stop = text.find(" ", start)
        if stop > start and text[stop - 1] in MARKS:
            stop -= 1
        word = text[start:stop] if stop > 0 else ""
        if word.isalpha():
            return tuple.__new__(Word, (start, stop, key(word), word, gap))  # half the cost of Word(…)
    match = _NEXT.match(text, end) if gap in GAPS else None
    return _word(match[2], match.start(2), match[1]) if match else None


def continuing(text: str, end: int) -> Word | None:
    """The next word of a name behind `end`, also over a plural genitive (Workers' Party) or a full stop (St. Paul)."""
    mark = text[end : end + 1]
    if mark and ((mark in GENITIVE and text[end - 1] in "sS") or (mark == "." and end < len(text) - 1)):
        match = _INITIAL.match(text, end + 1) if mark == "." else None
        return _word(match[0], end + 1, "") if match else behind(text, end + 1)
    return behind(text, end)


class Reader:
    """A text and the neighbours of its words, remembered for the time one page takes.

    `titles` are keys of words that are no initials, though a full stop follows them (Mr., Gen.).
    """

    def __init__(self, text: str, titles: frozenset[str] = frozenset()) -> None:
        self.text = text
        self._titles = titles
        self._next: dict[int, Word | None] = {}
        self._previous: dict[int, Word | None] = {}
        self._continuing: dict[int, Word | None] = {}

    def following(self, end: int) -> Word | None:
        """The word behind `end`, if only a blank, a hyphen or one line break stands between."""
        if end not in self._next:
            self._next[end] = behind(self.text, end)
        return self._next[end]

    def name_behind(self, end: int) -> Word | None:
        """The word behind `end`, if it can be of a name: it begins with a capital, or a hyphen joins it."""
        gap, first = self.text[end : end + 1], self.text[end + 1 : end + 2]
        if gap not in GAPS or (gap == " " and first not in GAPS and not first.isupper()):
            return None  # most often so, and no word need be read
        word = self.following(end)
        return word if word and (word.capital or word.gap in HYPHENS) else None

    def continuing(self, end: int) -> Word | None:
        """The next word of a name behind `end`."""
        if end not in self._continuing:
            self._continuing[end] = continuing(self.text, end)
        return self._continuing[end]

    def preceding(self, start: int) -> Word | None:
        """The word before `start`, if only a blank, a hyphen or one line break stands between."""
        if start not in self._previous:
            self._previous[start] = self._before(start)
        return self._previous[start]

    def _before(self, start: int) -> Word | None:
        text = self.text
        if start < 1 or text[start - 1] not in GAPS:
            return None
        if text[start - 1] == " ":
            if start > 1 and text[start - 2] not in "\n " and not text[start - 2].isalpha():
                return None
            at = text.rfind(" ", 0, start - 1) + 1
            word = text[at : start - 1]
            if word.isalpha():
                return tuple.__new__(Word, (at, start - 1, key(word), word, " "))
        reach = max(0, start - WINDOW)
        if text[start - 2 : start - 1] not in {"\n", " "}:  # the gap is one character, and no word holds a blank
            reach = max(reach, text.rfind(" ", 0, start - 1) + 1)
        match = _PREVIOUS.search(text, reach, start)
        return _word(match[1], match.start(1), match[2]) if match else None

    def initials(self, start: int) -> tuple[int, str] | None:
        """Where initials in front of `start` begin, and their letters as keys ('K.-J. ' gives 'kj')."""
        if "." not in self.text[max(0, start - 2) : start]:
            return None
        match = _INITIALS.search(self.text, max(0, start - WINDOW), start)
        first, letters = start, ""
        pieces = list(_PIECE.finditer(match[1])) if match else []
        for piece in reversed(pieces):
            if not piece[0][0].isupper() or key(piece[0]) in self._titles:
                break
            first, letters = (match.start() if match else 0) + piece.start(), key(piece[0])[:1] + letters
        return (first, letters) if letters else None


def _word(text: str, start: int, gap: str) -> Word:
    end = len(text)
    if text[-1] in "sS" and end > 2 and text[-2] in APOSTROPHES:  # noqa: PLR2004 - a possessive has two characters
        end -= 2
    return Word(start, start + end, key(text[:end]), text, gap)
