"""The words of a text that can be part of a name: looked up exactly, if need be with an ending taken off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal, NamedTuple

from tasks.names.fold import APOSTROPHES, key
from tasks.names.inflection import Ending
from tasks.names.reader import POSSESSIVE, continuing
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


Need = Literal["", "rest", "given"]


class Token(NamedTuple):
    """A word that can be part of a name: its parts, and the endings taken off (none for an exact hit).

    `key` is the key of the word without them; `start:end` leaves an English possessive out. `need` says what must
    stand beside it: "rest" for the first of a name's words, "given" for an ordinary word that is a family name as well.
    """

    start: int
    end: int
    key: str
    parts: tuple[Part, ...]
    endings: tuple[Ending, ...] = ()
    possessive: bool = False
    need: Need = ""


_UNKNOWN = Token(0, 0, "", ())


class _Words(dict[str, "Token | None"]):
    """What the capitalised words of one text are, each judged once: a token at 0, _UNKNOWN, or None if ordinary."""

    def __init__(self, table: NameTable) -> None:
        super().__init__()
        self._table, self._ordinary = table, table.ordinary

    def __missing__(self, word: str) -> Token | None:
        low = word.lower()
        if low in self._ordinary:
            self[word] = None
            return None
        table = self._table
        found = table.parts.get(low)
        token = None
        if found is not None:
            token = Token(0, len(word), low, found, need=_need(low, found, table))
        elif low not in table.lexicon.english:
            token = _inflected(low, table) if word.isascii() and word.isalpha() else _folded(word, table)
            if token is None and len(low) >= SHORTEST_OTHER and word.isalpha() and low not in table.given:
                token = _UNKNOWN
        self[word] = token
        return token


def scan(text: str, table: NameTable) -> tuple[list[Token], list[tuple[int, str]]]:
    """The capitalised words of `text` that can be part of a name, in order, and where unknown words stand.

    Words of scripts without capital letters are looked up whole.
    """
    tokens: list[Token] = []
    others: list[tuple[int, str]] = []
    words = _Words(table)
    hyphenated = "-\n" in text
    for match in _CAPITAL.finditer(text):
        token = words[match[0]]
        if hyphenated and text.startswith("-\n", match.end()):
            token = _broken(text, match, table) or token
        if token is None:
            continue
        if token is _UNKNOWN:
            others.append((match.start(), match[0]))
        elif token.need != "rest" or _continued(text, match.end(), table):
            tokens.append(_moved(token, match.start()))
    if _may_be_caseless(text):
        tokens = sorted(tokens + _caseless(text, table), key=lambda token: token.start)
    return tokens, others


def _need(low: str, parts: Sequence[Part], table: NameTable) -> Need:
    if all(part.of > 1 for part in parts):
        return "rest"
    plain = all(part.role == "surname" and part.of == 1 and not part.prefixed for part in parts)
    return "given" if plain and table.lexicon.common(low) else ""


def _continued(text: str, end: int, table: NameTable) -> bool:
    """Whether the word behind `end` can be the second of a name."""
    word = continuing(text, end)
    return word is not None and (word.key in table.later or key(word.text) in table.later)


def _moved(token: Token, by: int) -> Token:
    start, end, word, parts, endings, possessive, need = token
    return Token(start + by, end + by, word, parts, endings, possessive, need)


def _may_be_caseless(text: str) -> bool:
    """Whether a text may hold letters of a script without capitals: not if it fits the usual Western characters."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return True
    return False


SHORTEST_OTHER = 5


def _broken(text: str, match: re.Match[str], table: NameTable) -> Token | None:
    """A word hyphenated at the end of a line, if its two halves are one word of the table; counted from its start."""
    rest = _HALF.match(text, match.end() + 2)
    whole = key(match[0] + rest[0]) if rest else ""
    known = rest and whole in table.parts
    return Token(0, rest.end() - match.start(), whole, table.parts[whole]) if rest and known else None


def _caseless(text: str, table: NameTable) -> list[Token]:
    found = ((match, key(match[0])) for match in _CASELESS.finditer(text))
    return [Token(m.start(), m.end(), low, table.parts[low]) for m, low in found if low in table.parts]


def _folded(word: str, table: NameTable) -> Token | None:
    """A word that is not in the table as it stands: its diacritics, apostrophes and endings are looked at."""
    at = max(map(word.rfind, APOSTROPHES)) if not word.isalpha() else -1
    if at > 0 and key(word[at + 1 :]) == POSSESSIVE:
        whole = table.parts.get(key(word), ())
        if whole and all(part.of > 1 for part in whole):
            return Token(0, len(word), key(word), whole, need="rest")
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
    if low in table.parts:
        return Token(0, len(word), low, table.parts[low])
    if low in table.lexicon.english:
        return None
    token = _inflected(low, table)
    return token and token._replace(end=len(word))


def _inflected(low: str, table: NameTable) -> Token | None:
    """A key that is not in the table as a name with an ending; None for a family name that everybody knows."""
    if not table.begins(low) or low in table.lexicon.surnames:
        return None
    stem = ""
    endings: list[Ending] = []
    for shorter, ending in table.endings.split(low):
        if shorter in table.parts and (not stem or shorter == stem):
            stem = shorter
            endings.append(ending)
    return Token(0, len(low), stem, table.parts[stem], tuple(endings)) if stem else None
