"""The substitution table as the engine uses it: phrase rules and typing errors of all layers, compiled to literals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from tasks.page import Confidence
from tasks.repair.rule import Heard, Rule, Typo, WordList
from tasks.repair.template import TemplateError, expand
from tasks.repair.wording import plain, same_capitals
from tasks.tables import Located, Problem, TableError, files, fingerprint, read_csv, read_toml
from tasks.triggers import Triggers

RULES, TYPOS, LISTS, SILENCE = "substitutions.toml", "typos.csv", "lists.toml", "silence.csv"

_TYPO = "typo."

Row = TypeVar("Row", bound=BaseModel)


class Entry(NamedTuple):
    """One literal of the table. `rule` is None for a typing error; what is `shadow` is logged and never applied."""

    id: str
    find: str
    replace: str
    confidence: Confidence
    shadow: bool
    rule: Rule | None

    def means(self, surface: str) -> bool:
        """Whether the row means words written so: they are its own but, it may be, for their capitals."""
        if self.rule is None or surface == self.find:
            return True
        return self.rule.case == "carry" and same_capitals(surface, self.find)


@dataclass(frozen=True)
class Rows:
    """What stands in the table files, after layering, retired rows included."""

    rules: tuple[Located[Rule], ...]
    typos: tuple[Located[Typo], ...]
    lists: tuple[Located[WordList], ...]
    silence: tuple[Located[Heard], ...]
    paths: tuple[Path, ...]


@dataclass(frozen=True)
class SubstitutionTable:
    """Compiled phrase rules and typing errors. Picklable; the automaton is built where it is first used."""

    entries: tuple[Entry, ...]
    fingerprint: str

    @cached_property
    def triggers(self) -> Triggers:
        """The matcher; a hit's `which` is the place of its entry."""
        return Triggers([entry.find for entry in self.entries], ignore_case=True)

    def __getstate__(self) -> dict[str, object]:
        return {"entries": self.entries, "fingerprint": self.fingerprint}


def load(folders: Sequence[Path]) -> SubstitutionTable:
    """The table of these folders, bottom layer first. Raises TableError naming file, line and remedy."""
    rows = read(folders)
    return SubstitutionTable(compiled(rows), fingerprint(rows.paths))


def read(folders: Sequence[Path]) -> Rows:
    """The rows of all layers, a later one in the place of an earlier one with the same key. Raises TableError."""
    problems: list[Problem] = []
    lists = _layered(folders, LISTS, lambda path: read_toml(path, "list", WordList), lambda row: row.name, problems)
    rules = _layered(folders, RULES, lambda path: read_toml(path, "rule", Rule), lambda row: row.id, problems)
    typos = _layered(folders, TYPOS, lambda path: read_csv(path, Typo), lambda row: row.typo, problems)
    silence = _layered(folders, SILENCE, lambda path: read_csv(path, Heard), lambda row: row.rule, problems)
    if problems:
        raise TableError(problems)
    paths = [path for name in (LISTS, RULES, TYPOS) for path in files(folders, name)]
    return Rows(rules, typos, lists, silence, tuple(paths))


def _layered(
    folders: Sequence[Path],
    name: str,
    reader: Callable[[Path], list[Located[Row]]],
    key: Callable[[Row], str],
    problems: list[Problem],
) -> tuple[Located[Row], ...]:
    rows: dict[str, Located[Row]] = {}
    for folder in folders:
        layer: dict[str, Located[Row]] = {}
        for path in files([folder], name):
            try:
                found = reader(path)
            except TableError as error:
                problems += error.problems
                continue
            for one in found:
                first = layer.setdefault(key(one.row), one)
                if first is not one:
                    what = f"{key(one.row)} stands already in {Path(first.path).name}:{first.line}"
                    problems.append(one.problem(what, "give it another key or remove one of the two"))
        rows |= layer
    return tuple(rows.values())


def compiled(rows: Rows) -> tuple[Entry, ...]:
    """Every literal of the rows that are not retired, in an order that does not depend on theirs. Raises TableError."""
    lists = {one.row.name: [plain(word) for word in one.row.words] for one in rows.lists}
    problems: list[Problem] = []
    entries: list[Entry] = []
    for one in rows.rules:
        if one.row.status != "retired":
            try:
                entries += _literals(one.row, lists)
            except TemplateError as error:
                problems.append(one.problem(str(error), "correct the template"))
    if problems:
        raise TableError(problems)
    return tuple(sorted([*entries, *_typos(rows.typos)], key=lambda entry: entry.id))


def _literals(rule: Rule, lists: Mapping[str, Sequence[str]]) -> Iterator[Entry]:
    shadow = rule.status == "shadow"
    pairs = {pair for find in rule.find for pair in expand(plain(find), rule.replace, lists)}
    return (Entry(rule.id, find, replace, rule.confidence, shadow, rule) for find, replace in sorted(pairs))


def _typos(typos: Iterable[Located[Typo]]) -> Iterator[Entry]:
    for row in sorted((one.row for one in typos if one.row.status != "retired"), key=lambda row: row.typo):
        yield Entry(f"{_TYPO}{row.typo}", row.typo, row.correction, "certain", row.status == "shadow", None)
