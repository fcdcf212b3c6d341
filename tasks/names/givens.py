"""The given names of the table beside a family name: each word looked up once a page."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.names.inflection import Ending
from tasks.names.reader import Reader, Word
from tasks.names.table import NameTable, Part

Carried = tuple[Part, tuple[Ending, ...]]
"""A given name that a word can be, and the ending it carries."""


class Givens:
    """What the words of one page can be as given names; `reader` and `table` are the page's and the run's."""

    def __init__(self, reader: Reader, table: NameTable) -> None:
        self.reader, self.table = reader, table
        self._of: dict[str, dict[int, list[Carried]]] = {}
        self._around: dict[tuple[int, int, int], set[int]] = {}

    def of(self, word: Word, entity: int) -> Sequence[Carried]:
        """The given names of an entity that `word` can be."""
        return self._all(word.key).get(entity, ())

    def _all(self, word: str) -> dict[int, list[Carried]]:
        found = self._of.get(word)
        if found is None:
            found = self._of[word] = self._exact(word)
            if word not in self.table.lexicon.given and self.table.begins(word):
                self._inflected(word, found)
        return found

    def _exact(self, word: str) -> dict[int, list[Carried]]:
        found: dict[int, list[Carried]] = {}
        for part in self.table.given.get(word, ()):
            found.setdefault(part.entity, []).append((part, ()))
        return found

    def _inflected(self, word: str, found: dict[int, list[Carried]]) -> None:
        """Add what `word` can be with an ending, for entities that have no given name just like it."""
        exact = set(found)
        for stem, ending in self.table.endings.split(word):
            for part in self.table.given.get(stem, ()):
                if part.entity not in exact:
                    found.setdefault(part.entity, []).append((part, (ending,)))

    def around(self, core: int, start: int, end: int) -> set[int]:
        """The entities of which a given name may stand beside a family name at `core:end`, its article at `start`."""
        at = (core, start, end)
        if at not in self._around:
            before = [self.reader.preceding(place) for place in dict.fromkeys((core, start))]
            further = [
                self.reader.preceding(word.start)
                for word in before
                if word and word.capital and word.key.endswith(self.table.lexicon.patronymics)
            ]
            words = filter(None, (*before, *further, self.reader.following(end)))
            self._around[at] = {entity for word in words for entity in self._all(word.key)}
        return self._around[at]
