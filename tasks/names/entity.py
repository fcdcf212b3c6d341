"""The rows of `names.csv` and the entities they make up: one person, place or organisation a group of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from tasks.names.fold import joined, words
from tasks.tables import Located, Problem, TableError, files, read_csv

Kind = Literal["person", "place", "organisation"]
Method = Literal["", "spelling", "rival", "dated", "acronym", "short", "misspelling"]


class Row(BaseModel):
    """One row: the head of a group (`form` empty) or a further form of the entity named by `entity`."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    entity: str
    kind: Literal["", "person", "place", "organisation"] = ""
    canonical: str = ""
    native: str = ""
    language: str = ""
    description: str = ""
    wikidata: str = ""
    form: str = ""
    method: Method = ""
    evidence: str = ""
    surname: str = ""

    @model_validator(mode="after")
    def _complete(self) -> Row:
        if not self.entity:
            raise ValueError("the entity's id is missing")
        if self.form:
            if not self.method:
                raise ValueError(f"the form {self.form!r} needs a method")
            if self.canonical or self.kind:
                raise ValueError("a row with a form does not repeat kind or canonical form")
        elif not (self.kind and self.canonical):
            raise ValueError("the first row of an entity needs a kind and a canonical form")
        elif self.surname and not _within(words(self.surname), words(self.canonical)):
            raise ValueError(f"surname {self.surname!r} does not stand in {self.canonical!r}")
        return self


@dataclass(frozen=True)
class Native:
    """One native spelling and the ISO 639-1 code of its language."""

    language: str
    text: str


@dataclass(frozen=True)
class Form:
    """A further form of an entity: its spelling and what kind of form it is."""

    text: str
    method: Method
    evidence: str

    @property
    def ambiguous(self) -> bool:
        """Whether the table says that the form also means something else: it needs other evidence on the page."""
        return "ambiguous" in self.evidence

    @property
    def mistranslated(self) -> bool:
        """Whether the table says that the form of an organisation's name is a mistranslation and nothing else."""
        return "translated" in self.evidence and not self.ambiguous

    @property
    def english(self) -> bool:
        """Whether the table says that the form is (also) English: "en, fr: acronym"."""
        languages, colon, _ = self.evidence.partition(":")
        return bool(colon) and "en" in languages.replace(" ", "").split(",")


@dataclass(frozen=True)
class Entity:
    """One entity of the table. `given` and `surname` split a person's canonical form; `native` its own spellings.

    `surname` is empty where no part of the name stands for the person alone.
    """

    id: str
    kind: Kind
    canonical: str
    surname: str
    native: tuple[Native, ...]
    forms: tuple[Form, ...] = ()
    description: str = ""
    path: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    @property
    def given(self) -> str:
        """The canonical form without the surname; empty for places, organisations and people without a surname."""
        return without(self.canonical, self.surname) if self.surname else ""

    @property
    def surname_first(self) -> bool:
        """Whether the canonical form begins with the surname (Xi Jinping)."""
        return bool(self.surname) and self.canonical.startswith(self.surname) and self.canonical != self.surname


def without(name: str, part: str) -> str:
    """What `name` has in front of `part`, or behind it where it begins with it; without a joined article."""
    if name.startswith(part + " "):
        return name[len(part) + 1 :].strip()
    before = name.rpartition(part)[0]
    if before.endswith("-"):
        before = before.rpartition(" ")[0]
    return before.strip()


def load(folders: Sequence[Path]) -> tuple[list[Entity], list[Path]]:
    """The entities of the table folders, and the files read; an entity of a later folder adds to an earlier one.

    Raises TableError for rows that do not fit, and for forms whose entity has no first row.
    """
    paths = files(folders, "names.csv")
    heads: dict[str, Located[Row]] = {}
    forms: dict[str, list[Located[Row]]] = {}
    for path in paths:
        for located in read_csv(path, Row):
            if located.row.form:
                forms.setdefault(located.row.entity, []).append(located)
            else:
                heads[located.row.entity] = located
    problems = list(_orphans(heads, forms))
    if problems:
        raise TableError(problems)
    return [_entity(head, forms.get(name, [])) for name, head in heads.items()], paths


def _orphans(heads: dict[str, Located[Row]], forms: dict[str, list[Located[Row]]]) -> Iterator[Problem]:
    for name, rows in forms.items():
        if name not in heads:
            yield rows[0].problem(
                f"the entity {name!r} has forms but no first row", "add a row with its kind and canonical form"
            )


def _entity(head: Located[Row], rows: list[Located[Row]]) -> Entity:
    row = head.row
    forms = tuple(Form(r.row.form, r.row.method, r.row.evidence) for r in rows)
    assert row.kind, "the row's validator has seen to it"
    surname = row.surname if row.kind == "person" else ""
    natives = tuple(_natives(row))
    return Entity(row.entity, row.kind, row.canonical, surname, natives, forms, row.description, head.path, head.line)


def _natives(row: Row) -> Iterator[Native]:
    for spelling in filter(None, (part.strip() for part in row.native.split("|"))):
        language, colon, text = spelling.partition(":")
        if colon and len(language) in (2, 3) and language.isalpha():
            yield Native(language, text.strip())
        else:
            yield Native(row.language, spelling)


def _within(part: list[str], whole: list[str]) -> bool:
    return any(whole[i : i + len(part)] == part for i in range(len(whole) - len(part) + 1))


def same_key(entities: Sequence[Entity]) -> list[list[Entity]]:
    """Entities of one kind whose canonical forms have the same key: two groups for one thing, or a real namesake."""
    by_key = sorted(entities, key=lambda entity: (entity.kind, joined(entity.canonical), entity.id))
    grouped = (list(group) for _, group in groupby(by_key, key=lambda entity: (entity.kind, joined(entity.canonical))))
    return [group for group in grouped if len(group) > 1]
