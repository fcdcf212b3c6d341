"""Closed lists: what a word is besides a name (English, a common family name, a given name, a title, a namesake)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from tasks.tables import files, read_csv

FOLDER = "lexicon"
LISTS = ("english", "surnames", "given_names", "titles", "offices", "patronymics", "regions", "possessions")


class NamesakeRow(BaseModel):
    """One row of `lexicon/namesakes.csv`: a word that shows that the name beside it is something named after it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    word: str
    position: Literal["after", "beside", "before"]
    kinds: str


class ParticleRow(BaseModel):
    """One row of `romanisation/articles.csv`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    word: str
    kind: Literal["article", "particle"]


@dataclass(frozen=True)
class Lexicon:
    """The lists, as keys (lower case, no diacritics). `namesakes` holds (kind, position, word).

    `offices` are beginnings of descriptions, `patronymics` endings of patronymics, `regions`
    what stands behind a comma after the name of a place of the New World,
    `possessions` what people in the news have, in a noun that is no verb.
    """

    english: frozenset[str]
    surnames: frozenset[str]
    given: frozenset[str]
    titles: frozenset[str]
    namesakes: frozenset[tuple[str, str, str]]
    articles: frozenset[str]
    particles: frozenset[str]
    offices: tuple[str, ...]
    patronymics: tuple[str, ...]
    regions: frozenset[str]
    possessions: frozenset[str]

    def common(self, key: str) -> bool:
        """Whether a word by itself identifies nobody: an English word, a common family name or a given name."""
        return key in self.english or key in self.surnames or key in self.given

    def different_given(self, key: str) -> bool:
        """Whether a capitalised word in front of a family name must be taken for a given name."""
        return key not in self.titles and (key in self.given or key not in self.english)


def load(folders: Sequence[Path]) -> tuple[Lexicon, list[Path]]:
    """The lists of the table folders, all layers together, and the files read. Raises TableError."""
    english, surnames, given, titles, offices, patronymics, regions, possessions = (
        _lists(folders, name) for name in LISTS
    )
    namesake_paths = files([folder / FOLDER for folder in folders], "namesakes.csv")
    article_paths = files([folder / "romanisation" for folder in folders], "articles.csv")
    namesakes = [located.row for path in namesake_paths for located in read_csv(path, NamesakeRow)]
    articles = [located.row for path in article_paths for located in read_csv(path, ParticleRow)]
    lexicon = Lexicon(
        english=_entries(english),
        surnames=_entries(surnames),
        given=_entries(given),
        titles=_entries(titles),
        namesakes=frozenset((kind, row.position, row.word) for row in namesakes for kind in row.kinds.split()),
        articles=frozenset(row.word for row in articles if row.kind == "article"),
        particles=frozenset(row.word for row in articles if row.kind == "particle"),
        offices=tuple(sorted(_entries(offices))),
        patronymics=tuple(sorted(_entries(patronymics))),
        regions=_entries(regions),
        possessions=_entries(possessions),
    )
    lists = [*english, *surnames, *given, *titles, *offices, *patronymics, *regions, *possessions]
    return lexicon, [*lists, *namesake_paths, *article_paths]


def _lists(folders: Sequence[Path], name: str) -> list[Path]:
    return files([folder / FOLDER for folder in folders], f"{name}.txt")


def _entries(paths: Sequence[Path]) -> frozenset[str]:
    """The lines of word lists, without comments."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").split("\n"))
    return frozenset(line for line in lines if line and line[0] != "#")
