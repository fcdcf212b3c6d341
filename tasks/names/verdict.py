"""What a capitalised word can be as part of a name: looked up exactly, if need be with an ending taken off."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_letters
from typing import TYPE_CHECKING, Literal, NamedTuple

from tasks.names.fold import APOSTROPHES, key
from tasks.names.inflection import Ending
from tasks.names.reader import POSSESSIVE

if TYPE_CHECKING:
    from tasks.names.table import NameTable, Part

SHORTEST_OTHER = 5
SHORTEST_ALONE = 4
SHORTEST_MADE_ALONE = 5
SHORTEST_LOOSE_ALONE = 6
LITERAL = ("canonical", "native", "table")
LOOSE = ("arabic", "respelled", "hangul", "equivalent")
"""Schemes that start from a Latin form or leave much open."""

Need = Literal["", "rest", "given"]


class Token(NamedTuple):
    """A word that can be part of a name: the family names and whole names it begins, and the endings taken off.

    `key` is the key of the word without them; `start:end` leaves an English possessive out. `need` says what must
    stand beside it: "rest" for the first of a name's words, "given" for an ordinary word that is a family name as well.
    `alone` says whether one of its family names, without an article, may be enough where nothing else stands beside it.
    `behind` are the beginnings of what can follow in a name of several words: a blank and two letters, in either case.
    """

    start: int
    end: int
    key: str
    surnames: tuple[Part, ...] = ()
    names: tuple[Part, ...] = ()
    endings: tuple[Ending, ...] = ()
    possessive: bool = False
    need: Need = ""
    alone: bool = False
    behind: frozenset[str] = frozenset()

    def goes_on(self, text: str, end: int) -> bool:
        """Whether what stands behind `end` in `text` can be the second word of a name; rarely wrongly so."""
        beginning = text[end : end + 3]
        return beginning in self.behind or beginning not in _PLAIN


_PLAIN = frozenset(f" {one}{other}" for one in ascii_letters for other in ascii_letters)
"""What stands behind most words: a blank and two letters that the key of a word begins with too, in lower case."""
UNKNOWN = Token(0, 0, "")


def token(end: int, word: str, table: NameTable, endings: Sequence[Ending] = ()) -> Token:
    """The token at 0 of a word that has parts; `word` is its key without the endings."""
    parts = table.parts[word]
    surnames = tuple(part for part in parts if part.role == "surname")
    names = tuple(part for part in parts if part.role != "surname")
    alone = (
        not names and not table.lexicon.common(word) and any(_enough(word, part, table, endings) for part in surnames)
    )
    behind = {start for part in parts if part.of > 1 for start in table.seconds.get(part[:3], ())}
    return Token(0, end, word, surnames, names, tuple(endings), alone=alone, behind=frozenset(behind))


def _enough(word: str, part: Part, table: NameTable, endings: Sequence[Ending]) -> bool:
    sure = table.distinctive[part.entity] and not part.weak and not part.prefixed
    return sure and long_enough(word, part, inflected=bool(endings))


def long_enough(name: str, part: Part, *, inflected: bool) -> bool:
    """Whether a family name without other evidence is long enough for the liberties its making took."""
    if part.made.startswith(LITERAL):
        return len(name) >= SHORTEST_ALONE
    if part.made.startswith(LOOSE):
        return len(name) >= SHORTEST_LOOSE_ALONE and not inflected
    return len(name) >= SHORTEST_MADE_ALONE


def judged(word: str, table: NameTable) -> Token | None:
    """What a capitalised word is: a token at 0, UNKNOWN, or None if it is ordinary."""
    low = word.lower()
    if low in table.parts:
        return _needing(token(len(word), low, table), table)
    if low in table.lexicon.english:
        return None
    found = _inflected(low, table) if word.isascii() and word.isalpha() else _folded(word, table)
    if found is None and len(low) >= SHORTEST_OTHER and word.isalpha() and low not in table.given:
        return UNKNOWN
    return found


def _needing(found: Token, table: NameTable) -> Token:
    parts = table.parts[found.key]
    if all(part.of > 1 for part in parts):
        return found._replace(need="rest")
    plain = all(part.role == "surname" and part.of == 1 and not part.prefixed for part in parts)
    return found._replace(need="given") if plain and table.lexicon.common(found.key) else found


def _folded(word: str, table: NameTable) -> Token | None:
    """A word that is not in the table as it stands: its diacritics, apostrophes and endings are looked at."""
    at = max(map(word.rfind, APOSTROPHES)) if not word.isalpha() else -1
    if at > 0 and key(word[at + 1 :]) == POSSESSIVE:
        whole = table.parts.get(key(word), ())
        if whole and all(part.of > 1 for part in whole):
            return _needing(token(len(word), key(word), table), table)
        found = _plain(word[:at], table)
        return found and found._replace(possessive=True)
    if at > 0:
        base = key(word[:at])
        marked = table.endings.marked.get(key(word[at + 1 :]))
        if marked and base in table.parts:
            return token(len(word), base, table, marked)
    return _plain(word, table)


def _plain(word: str, table: NameTable) -> Token | None:
    low = key(word)
    if low in table.parts:
        return token(len(word), low, table)
    if low in table.lexicon.english:
        return None
    found = _inflected(low, table)
    return found and found._replace(end=len(word))


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
    return token(len(low), stem, table, endings) if stem else None
