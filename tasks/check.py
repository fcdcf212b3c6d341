"""Everything that can be wrong with a set of tables, in each of them and between them: what `corrigenda check` prints.

Like `tasks/pipeline.py`, one of the few files that see several rooms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from tasks import chrome, html, names
from tasks.names.entity import Entity
from tasks.page import Page, applied
from tasks.repair import substitution
from tasks.repair.problems import origins, unused
from tasks.repair.problems import problems as repair_problems
from tasks.tables import Problem, TableError

Check = Callable[[Sequence[Path]], list[Problem]]

ROOMS: tuple[Check, ...] = (repair_problems, chrome.problems, html.problems, names.problems)
"""What each room says of its own tables."""


def problems(folders: Sequence[Path]) -> list[Problem]:
    """Everything wrong with the tables of these folders (bottom layer first), sorted by place."""
    found: set[Problem] = set()
    broken = False
    for room in ROOMS:
        try:
            found.update(room(folders))
        except TableError as error:
            found.update(error.problems)
            broken = True
    if not broken:
        try:
            found.update(_between(folders))
        except TableError as error:
            found.update(error.problems)
    return sorted(found)


def dead(folders: Sequence[Path], texts: Iterable[str]) -> list[Problem]:
    """The phrase rules that none of the pages `texts` triggered, each as a problem at its place. Raises TableError."""
    return unused(folders, texts)


def _between(folders: Sequence[Path]) -> Iterator[Problem]:
    """What one table makes of another's output: nothing, or cleaning twice would not be cleaning once."""
    phrases, known = substitution.load(folders), names.load(folders)
    for entity in known.entities:
        yield from _renamed(entity, phrases)
    where = origins(folders)
    outputs = {entry.replace: entry for entry in phrases.entries if not entry.replace.islower()}  # names have capitals
    for entry in outputs.values():
        page = names.standardise(_english(entry.replace), known, "apply")
        for edit in applied(page.edits):
            if edit.before in entry.find:
                continue  # the page's own spelling, which the names stage standardises afterwards
            what = (
                f"{entry.id}: its output {entry.replace!r} holds {edit.before!r}, which names.csv calls {edit.after!r}"
            )
            yield where[entry.id].problem(what, "write the canonical form in replace")


def _renamed(entity: Entity, phrases: substitution.SubstitutionTable) -> Iterator[Problem]:
    for edit in applied(substitution.repair(_english(entity.canonical), phrases).edits):
        what = f"{entity.id}: the canonical form {entity.canonical!r} triggers the rule {edit.rule}"
        yield Problem(entity.path, entity.line, what, f"guard {edit.rule} or correct the name")


def _english(text: str) -> Page:
    return Page("", text, text, language="en")
