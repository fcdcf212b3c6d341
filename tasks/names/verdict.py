"""What a capitalised word can be as part of a name: looked up exactly, if need be with an ending taken off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from tasks.names.fold import APOSTROPHES, key
from tasks.names.inflection import Ending
from tasks.names.reader import POSSESSIVE

if TYPE_CHECKING:
    from tasks.names.table import NameTable, Part

SHORTEST_OTHER = 5
MOST = 16_384
"""Words whose verdicts are remembered at most; a text of 3 KB has 35 different ones with a capital."""

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


UNKNOWN = Token(0, 0, "", ())


class Verdicts(dict[str, "Token | None"]):
    """What capitalised words are: a token at 0, UNKNOWN, or None if ordinary.

    A verdict depends on the word and the table alone, so those of earlier pages are kept, never more than MOST.
    """

    def __init__(self, table: NameTable) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, word: str) -> Token | None:
        if len(self) >= MOST:
            self.clear()
        token = self[word] = _judged(word, self._table)
        return token


def _judged(word: str, table: NameTable) -> Token | None:
    low = word.lower()
    found = table.parts.get(low)
    if found is not None:
        return Token(0, len(word), low, found, need=_need(low, found, table))
    if low in table.lexicon.english:
        return None
    token = _inflected(low, table) if word.isascii() and word.isalpha() else _folded(word, table)
    if token is None and len(low) >= SHORTEST_OTHER and word.isalpha() and low not in table.given:
        return UNKNOWN
    return token


def _need(low: str, parts: Sequence[Part], table: NameTable) -> Need:
    if all(part.of > 1 for part in parts):
        return "rest"
    plain = all(part.role == "surname" and part.of == 1 and not part.prefixed for part in parts)
    return "given" if plain and table.lexicon.common(low) else ""


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
