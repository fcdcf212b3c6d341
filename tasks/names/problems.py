"""What is wrong with a table of names, beyond what loading it refuses: rows that merge two entities, or cannot be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tasks.names import entity as entities
from tasks.names.entity import Entity
from tasks.names.fold import joined
from tasks.names.table import load
from tasks.tables import Problem


def problems(folders: Sequence[Path]) -> list[Problem]:
    """Every problem of the names in the table folders, sorted by place. Raises TableError where they cannot be loaded."""
    table = load(folders)
    return sorted([*_twins(table.entities), *_rival_claims(table.entities)])


def _twins(table: Sequence[Entity]) -> Iterator[Problem]:
    for group in entities.same_key(table):
        for entity in group[1:]:
            what = f"{entity.id} has the same canonical form as {group[0].id} ({entity.canonical})"
            yield Problem(entity.path, entity.line, what, "merge the two groups, or tell the canonical forms apart")


def _rival_claims(table: Sequence[Entity]) -> Iterator[Problem]:
    """Hand-written forms that are another entity's canonical name."""
    owners = {(entity.kind, joined(entity.canonical)): entity for entity in table}
    for entity in table:
        for form in entity.forms:
            other = owners.get((entity.kind, joined(form.text)))
            if other is not None and other is not entity:
                what = f"{form.text!r}, a form of {entity.id}, is the canonical form of {other.id}"
                yield Problem(entity.path, entity.line, what, "remove the form")
