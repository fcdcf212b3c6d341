"""The words of a text that can be part of a name, and the words around them."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from tasks.names.fold import APOSTROPHES, key
from tasks.names.inflection import Ending
from tasks.names.table import NameTable, Part

POSSESSIVE = frozenset("s")
WINDOW = 64
"""Code points looked at beside a word for the word before or behind it."""


def _capitals() -> str:
    """The upper-case letters of Unicode up to Latin Extended Additional, as the inside of a character class."""
    upper = [c for c in range(min(sys.maxunicode, 0x1F00)) if unicodedata.category(chr(c)) in ("Lu", "Lt")]
    runs: list[list[int]] = []
    for code in upper:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"{chr(a)}-{chr(b)}" if a < b else chr(a) for a, b in runs)


_LETTERS = r"[^\W\d_]"
_TAIL = rf"{_LETTERS}*(?:[{APOSTROPHES}]{_LETTERS}+)*"
_CAPITAL = re.compile(rf"(?<!\w)[{_capitals()}]{_TAIL}")
_CASELESS_LETTERS = "\u0590-\u07ff\u10d0-\u10ff\u3400-\u9fff\uac00-\ud7af"
_CASELESS = re.compile(rf"[{_CASELESS_LETTERS}]+")
_GAP = r"(?:[ \u00a0]|[-‑](?:\n[ ]*)?|[ ]?\n[ ]*(?=\S))"
_NEXT = re.compile(rf"({_GAP})({_LETTERS}{_TAIL})")
_PREVIOUS = re.compile(rf"(?<!\w)({_LETTERS}{_TAIL})({_GAP})\Z")
_INITIALS = re.compile(rf"(?<!\w)((?:[{_capitals()}]{_LETTERS}{{0,2}}\.[ \u00a0-]?)+)\Z")


class Word(NamedTuple):
    """A word of the text at `start:end` (without a possessive), its key, and the gap between it and its neighbour."""

    start: int
    end: int
    key: str
    text: str
    gap: str = ""

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def possessive(self) -> bool:
        """Whether an English possessive was left off its end."""
        return len(self.text) > self.end - self.start


class Token(NamedTuple):
    """A word that can be part of a name: its parts, and the endings taken off (none for an exact hit)."""

    start: int
    end: int
    key: str
    parts: tuple[Part, ...]
    endings: tuple[Ending, ...]
    possessive: bool


def scan(text: str, table: NameTable) -> Iterator[Token]:
    """Every capitalised word of `text` that can be part of a name, in order; scripts without case count whole."""
    parts = table.parts
    for match in _CAPITAL.finditer(text):
        word = match[0]
        low = word.lower() if word.isascii() else key(word)
        found = parts.get(low)
        if found is not None:
            yield Token(match.start(), match.end(), low, found, (), False)
        elif len(low) > SHORTEST_INFLECTED:
            token = _inflected(match.start(), word, low, table)
            if token is not None:
                yield token
    if not text.isascii():
        for match in _CASELESS.finditer(text):
            low = key(match[0])
            if low in parts:
                yield Token(match.start(), match.end(), low, parts[low], (), False)


SHORTEST_INFLECTED = 3


def _inflected(start: int, word: str, low: str, table: NameTable) -> Token | None:
    parts = table.parts
    at = max(word.rfind(mark) for mark in APOSTROPHES)
    if at > 0:
        base, tail = key(word[:at]), key(word[at + 1 :])
        if base in parts and tail in POSSESSIVE:
            return Token(start, start + at, base, parts[base], (), True)
        if base in parts and tail in table.endings.marked:
            return Token(start, start + len(word), base, parts[base], table.endings.marked[tail], False)
        if tail in POSSESSIVE:
            token = _inflected(start, word[:at], base, table)
            return token and token._replace(possessive=True)
        low = key(word)
        if low in parts:
            return Token(start, start + len(word), low, parts[low], (), False)
    elif word[-1] in APOSTROPHES:
        return None
    return _bare_ending(start, word, low, table)


def _bare_ending(start: int, word: str, low: str, table: NameTable) -> Token | None:
    found: tuple[Part, ...] = ()
    endings: tuple[Ending, ...] = ()
    stem = ""
    for shorter, ending in table.endings.split(low):
        parts = table.parts.get(shorter)
        if parts and (not endings or shorter == stem):
            stem, found, endings = shorter, parts, (*endings, ending)
    if not found or low in table.lexicon.english or low in table.lexicon.surnames:
        return None
    return Token(start, start + len(word), stem, found, endings, False)


def following(text: str, end: int) -> Word | None:
    """The word behind `end`, if only a blank, a hyphen or one line break stands between."""
    match = _NEXT.match(text, end, end + WINDOW)
    return _word(match[2], match.start(2), match[1]) if match else None


def preceding(text: str, start: int) -> Word | None:
    """The word before `start`, if only a blank, a hyphen or one line break stands between."""
    match = _PREVIOUS.search(text, max(0, start - WINDOW), start)
    return _word(match[1], match.start(1), match[2]) if match else None


def initials(text: str, start: int) -> tuple[int, str] | None:
    """Where initials in front of `start` begin, and their letters as keys ('K.-J. ' gives 'kj')."""
    match = _INITIALS.search(text, max(0, start - WINDOW), start)
    if not match:
        return None
    letters = [key(piece) for piece in re.split(r"[. \u00a0-]+", match[1]) if piece]
    return match.start(), "".join(piece[:1] for piece in letters)


def _word(text: str, start: int, gap: str) -> Word:
    at = max(text.rfind(mark) for mark in APOSTROPHES)
    end = at if at > 0 and key(text[at + 1 :]) in POSSESSIVE else len(text)
    return Word(start, start + end, key(text[:end]), text, gap)
