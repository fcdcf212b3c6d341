"""What is wrong with a table of names, beyond what loading it refuses, and where generated forms collide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tasks.names import entity as entities
from tasks.names import lexicon as lexicons
from tasks.names import variants
from tasks.names.entity import Entity
from tasks.names.fold import joined, key, words
from tasks.names.lexicon import Lexicon
from tasks.names.table import NameTable, Part, load
from tasks.names.verdict import LITERAL
from tasks.tables import Problem

SHORTEST = 3
"""Letters from which a collision is worth a line: shorter forms are never recognised alone."""


def problems(folders: Sequence[Path]) -> list[Problem]:
    """Every problem of the hand-written names in the table folders, sorted by place. Raises TableError."""
    table, _ = entities.load(folders)
    lexicon, _ = lexicons.load(folders)
    generator, _ = variants.load(folders)
    _ = generator.schemes, generator.equivalents  # read, since loading a table with a memo does not
    load(folders)
    return sorted({*_twins(table), *_rival_claims(table), *_plain_words(table, lexicon)})


def collisions(folders: Sequence[Path]) -> list[Problem]:
    """The generated forms that are not recognised by themselves, since they are something else too; sorted by place.

    They do no harm and need no repair; they say which forms need a full name on the page. Raises TableError.
    """
    table = load(folders)
    return sorted({*_shared(table), *_ordinary(table)})


def _twins(table: Sequence[Entity]) -> Iterator[Problem]:
    for group in entities.same_key(table):
        for entity in group[1:]:
            what = f"{entity.id} has the same canonical form as {group[0].id} ({entity.canonical})"
            yield Problem(entity.path, entity.line, what, "merge the two groups, or tell the canonical forms apart")


def _rival_claims(table: Sequence[Entity]) -> Iterator[Problem]:
    """Forms that are another entity's canonical name."""
    owners = {(entity.kind, joined(entity.canonical)): entity for entity in table}
    for entity in table:
        for form in entity.forms:
            other = owners.get((entity.kind, joined(form.text)))
            if other is not None and other.id != entity.id and not form.ambiguous:
                what = f"{form.text!r}, a form of {entity.id}, is the canonical form of {other.id}"
                yield Problem(entity.path, entity.line, what, "remove the form, or call it ambiguous in its evidence")


def _plain_words(table: Sequence[Entity], lexicon: Lexicon) -> Iterator[Problem]:
    """Forms of one word, to be rewritten, that are English words."""
    for entity in table:
        for form in entity.forms:
            plain = len(words(form.text)) == 1 and key(form.text) in lexicon.english
            if plain and form.method in ("rival", "spelling", "misspelling") and not form.ambiguous:
                what = f"{form.text!r}, a form of {entity.id}, is an English word"
                yield Problem(entity.path, entity.line, what, "remove the form, or call it ambiguous in its evidence")


def _shared(table: NameTable) -> Iterator[Problem]:
    for word, parts in table.parts.items():
        bearers = {part.entity: part for part in parts if part.role == "surname" and part.of == 1}
        names = {key(table.entities[number].surname) for number in bearers}
        if len(names) < 2 or len(word) < SHORTEST:  # noqa: PLR2004 - a collision has two sides
            continue
        for number, part in bearers.items():
            if not part.made.startswith(LITERAL):
                entity = table.entities[number]
                others = ", ".join(sorted(_placed(table.entities[other]) for other in bearers if other != number))
                what = f"{word!r} ({part.made}) of {entity.id} is also a form of {others}"
                yield Problem(entity.path, entity.line, what, _demanded(part))


def _ordinary(table: NameTable) -> Iterator[Problem]:
    lexicon = table.lexicon
    lists = {
        "an English word": lexicon.english,
        "a common family name": lexicon.surnames,
        "a given name": lexicon.given,
    }
    for word, parts in table.parts.items():
        named = [name for name, listed in lists.items() if word in listed]
        for part in parts if named and len(word) >= SHORTEST else ():
            if part.role != "given" and part.of == 1 and not part.made.startswith(LITERAL):
                entity = table.entities[part.entity]
                what = f"{word!r} ({part.made}) of {entity.id} is also {' and '.join(named)}"
                yield Problem(entity.path, entity.line, what, _demanded(part))


def _placed(entity: Entity) -> str:
    return f"{entity.id} ({Path(entity.path).name}:{entity.line})"


def _demanded(part: Part) -> str:
    """What a page must hold for a generated form to count that is something else too; nothing need be done."""
    if part.role == "surname":
        return "counts only beside the given name or initials, or with the full name elsewhere on the page"
    return "never counts: to have it recognised, add a row with this form"
