"""The given names of the table beside a family name: each word looked up once a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from tasks.names.inflection import Ending
from tasks.names.reader import Reader, Word

if TYPE_CHECKING:
    from tasks.names.table import NameTable, Part

Carried: TypeAlias = "tuple[Part, tuple[Ending, ...]]"
"""A given name that a word can be, and the ending it carries."""


class Givens:
    """What the words of one page can be as given names; `reader` and `table` are the page's and the run's."""

    def __init__(self, reader: Reader, table: NameTable) -> None:
        self.reader, self.table = reader, table
        self._around: dict[tuple[int, int, int], list[dict[int, list[Carried]]]] = {}

    def of(self, word: Word, entity: int) -> Sequence[Carried]:
        """The given names of an entity that `word` can be."""
        return self.table.carriers[word.key].get(entity, ())

    def beside(self, core: int, start: int, end: int, entity: int) -> bool:
        """Whether a given name of an entity may stand beside a family name at `core:end`, its article at `start`."""
        at = (core, start, end)
        around = self._around.get(at)
        if around is None:
            around = self._around[at] = [found for word in self._words(*at) if (found := self.table.carriers[word.key])]
        return any(entity in found for found in around) if around else False

    def _words(self, core: int, start: int, end: int) -> Iterator[Word]:
        """The words that may be given names: those before the family name, over a patronymic, and the one behind."""
        for place in (core, start) if core != start else (core,):
            word = self.reader.preceding(place)
            if word:
                yield word
                further = word.capital and word.key.endswith(self.table.lexicon.patronymics)
                if further and (beyond := self.reader.preceding(word.start)):
                    yield beyond
        if behind := self.reader.name_behind(end):
            yield behind


def carried(word: str, table: NameTable) -> dict[int, list[Carried]]:
    """The given names that a word can be, for each entity that bears one."""
    found: dict[int, list[Carried]] = {}
    for part in table.given.get(word, ()):
        found.setdefault(part.entity, []).append((part, ()))
    if word not in table.lexicon.given and table.begins(word):
        _inflected(word, table, found)
    return found


def _inflected(word: str, table: NameTable, found: dict[int, list[Carried]]) -> None:
    """Add what `word` can be with an ending, for entities that have no given name just like it."""
    exact = set(found)
    for stem, ending in table.endings.split(word):
        for part in table.given.get(stem, ()):
            if part.entity not in exact:
                found.setdefault(part.entity, []).append((part, (ending,)))
