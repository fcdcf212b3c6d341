"""Endings that other languages put on a name: taken off at look-up, or generated where they replace letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from tasks.names.fold import key
from tasks.tables import files, read_csv

VOWELS = frozenset("aeiouyаеёиоуыэюяіїє")
SHORTEST = 4
"""Letters that must be left of a name when an ending is taken off."""


class EndingRow(BaseModel):
    """One row of `inflections.csv`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str
    ending: str
    replaces: str = ""
    after: Literal["", "C", "V"] = ""
    case: str = ""
    strength: Literal["sure", "paired"]


class Ending(NamedTuple):
    """What an ending says: its language, and whether the given name must carry an ending as well (`paired`)."""

    language: str
    after: str
    paired: bool
    nominative: bool = False
    genitive: bool = False


@dataclass(frozen=True)
class Endings:
    """The endings to take off, bare and behind an apostrophe, and those that replace letters (generated)."""

    bare: dict[str, tuple[Ending, ...]]
    marked: dict[str, tuple[Ending, ...]]
    replacing: tuple[EndingRow, ...]
    longest: int

    def split(self, word: str) -> Iterable[tuple[str, Ending]]:
        """Each way to read the key `word` as a name with an ending: the name's key and the ending, shortest first."""
        for size in range(1, min(self.longest, len(word) - SHORTEST) + 1):
            for ending in self.bare.get(word[-size:], ()):
                stem = word[:-size]
                if not ending.after or (stem[-1] in VOWELS) == (ending.after == "V"):
                    yield stem, ending

    def replaced(self, word: str, language: str = "") -> list[str]:
        """The inflected forms of `word` (a native spelling or a romanised key) made by endings that replace letters.

        With a `language`, by those of that language only.
        """
        return [
            word[: -len(row.replaces)] + row.ending
            for row in self.replacing
            if word.endswith(row.replaces) and len(word) > len(row.replaces) and language in ("", row.language)
        ]


def load(folders: Sequence[Path]) -> tuple[Endings, list[Path]]:
    """The endings of `inflections.csv` in the table folders, and the files read. Raises TableError."""
    paths = files(folders, "inflections.csv")
    rows = [located.row for path in paths for located in read_csv(path, EndingRow)]
    bare: dict[str, tuple[Ending, ...]] = {}
    marked: dict[str, tuple[Ending, ...]] = {}
    for row in rows:
        if row.replaces:
            continue
        table = marked if row.ending.startswith("'") else bare
        ending = Ending(
            row.language, row.after, row.strength == "paired", row.case == "nominative", row.case == "genitive"
        )
        table[key(row.ending)] = (*table.get(key(row.ending), ()), ending)
    longest = max(map(len, bare), default=0)
    return Endings(bare, marked, tuple(row for row in rows if row.replaces), longest), paths
