"""The cases of tests/cases/names-*.csv, and what counts as right: shared by the tests and the benchmark."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from tasks.names import NameTable, standardise
from tasks.page import Page

CASES = Path(__file__).resolve().parents[2] / "cases"


@dataclass(frozen=True)
class Case:
    """One row: `canonical` is the name that must be found (a variant) or must not be found (a trap)."""

    kind: str
    surface: str
    canonical: str
    context: str
    known: str = ""


def cases(name: str) -> list[Case]:
    """The rows of a case file, with the surface put into its context."""
    with (CASES / name).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(line for line in stream if not line.startswith("#")))[1:]
    found = (Case(*row) for row in rows)
    return [
        Case(c.kind, surface, c.canonical, c.context.replace("{}", surface), c.known)
        for c in found
        for surface in [c.surface.replace("\\n", "\n")]
    ]


def page(text: str) -> Page:
    """An English page of that text."""
    return Page("case", text, text, language="en")


def bearer(name: str, table: NameTable) -> str:
    """The canonical form that the table has now for a name; it may be another than when the case was written."""
    mentions = standardise(page(name), table, "annotate").mentions
    return mentions[0].canonical if mentions else name


def found(case: Case, table: NameTable) -> bool:
    """Whether a variant is recognised as the entity."""
    canonical = bearer(case.canonical, table)
    mentions = standardise(page(case.context), table, "apply").mentions
    return any(mention.canonical == canonical and mention.surface in case.surface for mention in mentions)


def harmed(case: Case, table: NameTable) -> bool:
    """Whether a trap was rewritten, or recognised as the entity that it is not."""
    clean = standardise(page(case.context), table, "apply")
    at = case.context.rindex(case.surface)
    wrong = bearer(case.canonical, table) if case.canonical else None
    mistaken = any(m.canonical == wrong and m.start < at + len(case.surface) and m.end > at for m in clean.mentions)
    return mistaken or clean.text != case.context
