"""The words of a text that can be part of a name: looked up exactly, if need be with an ending taken off."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from tasks.names.fold import APOSTROPHES, key
from tasks.names.inflection import Ending
from tasks.names.reader import POSSESSIVE
from tasks.names.table import NameTable, Part

LAST_CASED = 0x1F00
"""Scripts with capital letters are looked at below this code point: Latin, Greek, Cyrillic, Armenian."""


def _capitals() -> str:
    """The capital letters below LAST_CASED, as the inside of a character class."""
    runs: list[list[int]] = []
    for code in range(LAST_CASED):
        if unicodedata.category(chr(code)) not in ("Lu", "Lt"):
            continue
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"{chr(a)}-{chr(b)}" if a < b else chr(a) for a, b in runs)


# The look-behind comes second, since a search for a first letter from a set is the fast one.
_CAPITAL = re.compile(rf"[{_capitals()}](?<!\w.)[a-z]*+[^\W\d_]*(?:[{APOSTROPHES}][^\W\d_]+)*")
_HALF = re.compile(r"[^\W\d_]+")
_CASELESS = re.compile("[\u0590-\u07ff\u10d0-\u10ff\u3400-\u9fff\uac00-\ud7af]+")


class Token(NamedTuple):
    """A word that can be part of a name: its parts, and the endings taken off (none for an exact hit).

    `key` is the key of the word without them; `start:end` leaves an English possessive out.
    """

    start: int
    end: int
    key: str
    parts: tuple[Part, ...]
    endings: tuple[Ending, ...] = ()
    possessive: bool = False


def scan(text: str, table: NameTable) -> tuple[list[Token], list[tuple[int, str]]]:
    """The capitalised words of `text` that can be part of a name, in order, and where the others stand.

    Words of scripts without capital letters are looked up whole.
    """
    tokens: list[Token] = []
    others: list[tuple[int, str]] = []
    seen: dict[str, Token | None] = {}
    parts, english, hyphenated = table.parts, table.lexicon.english, "-\n" in text
    for match in _CAPITAL.finditer(text):
        word = match[0]
        low = word.lower()
        found = parts.get(low)
        if hyphenated and text.startswith("-\n", match.end()) and (token := _broken(text, match, table)):
            tokens.append(token)
        elif found is not None:
            tokens.append(Token(match.start(), match.end(), low, found))
        elif low not in english:
            start = match.start()
            if word not in seen:
                seen[word] = _folded(word, table)
            known = seen[word]
            if known is not None:
                tokens.append(_moved(known, start))
            elif len(low) >= SHORTEST_OTHER and word.isalpha() and low not in table.given:
                others.append((start, word))
    if _may_be_caseless(text):
        tokens = sorted(tokens + _caseless(text, table), key=lambda token: token.start)
    return tokens, others


def _moved(token: Token, by: int) -> Token:
    start, end, *rest = token
    return Token(start + by, end + by, *rest)


def _may_be_caseless(text: str) -> bool:
    """Whether a text may hold letters of a script without capitals: not if it fits the usual Western characters."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return True
    return False


SHORTEST_OTHER = 5


def _broken(text: str, match: re.Match[str], table: NameTable) -> Token | None:
    """A word hyphenated at the end of a line, if its two halves are one word of the table."""
    rest = _HALF.match(text, match.end() + 2)
    whole = key(match[0] + rest[0]) if rest else ""
    return Token(match.start(), rest.end(), whole, table.parts[whole]) if rest and whole in table.parts else None


def _caseless(text: str, table: NameTable) -> list[Token]:
    found = ((match, key(match[0])) for match in _CASELESS.finditer(text))
    return [Token(m.start(), m.end(), low, table.parts[low]) for m, low in found if low in table.parts]


def _folded(word: str, table: NameTable) -> Token | None:
    """A word that is not in the table as it stands: its diacritics, apostrophes and endings are looked at."""
    at = max(map(word.rfind, APOSTROPHES)) if not word.isalpha() else -1
    if at > 0 and key(word[at + 1 :]) == POSSESSIVE:
        token = _plain(word[:at], table)
        return token and token._replace(possessive=True)
    if at > 0:
        base = key(word[:at])
        marked = table.endings.marked.get(key(word[at + 1 :]))
        if marked and base in table.parts:
            return Token(0, len(word), base, table.parts[base], marked)
    return _plain(word, table)


def _plain(word: str, table: NameTable) -> Token | None:
    low = key(word)
    end = len(word)
    parts = table.parts
    if low in parts:
        return Token(0, end, low, parts[low])
    if low in table.lexicon.english or low in table.lexicon.surnames or not table.begins(low):
        return None
    stem = ""
    endings: list[Ending] = []
    for shorter, ending in table.endings.split(low):
        if shorter in parts and (not stem or shorter == stem):
            stem = shorter
            endings.append(ending)
    return Token(0, end, stem, parts[stem], tuple(endings)) if stem else None
