"""What `corrigenda check` says of the substitution tables: every sentence in them is tried against the whole table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tasks.page import Page, apply
from tasks.repair.rule import Kept, Rule
from tasks.repair.substitution import edits
from tasks.repair.table import Entry, Rows, SubstitutionTable, compiled, read
from tasks.repair.wording import same_capitals
from tasks.tables import Located, Problem, TableError

_LEVELS = {
    "certain": frozenset({"certain"}),
    "probable": frozenset({"certain", "probable"}),
    "human": frozenset({"certain", "probable", "human"}),
}


def problems(folders: Sequence[Path]) -> list[Problem]:
    """Everything wrong with the substitution tables of these folders, sorted by place."""
    try:
        rows = read(folders)
        table = SubstitutionTable(compiled(rows), "")
    except TableError as error:
        return error.problems
    found: list[Problem] = []
    for located in rows.rules:
        if located.row.status != "retired":
            found += _untrue_sentences(located, table)
            found += _untested_guards(located, table)
    found += _chains(rows, table)
    return sorted(found)


def _cleaned(sentence: str, further: str, rule: Rule, table: SubstitutionTable, level: str) -> str:
    """What the table makes of a sentence on a page that also holds `further`."""
    role = "title" if rule.where == "title" else "content"
    text = f"{sentence}\n{further}"
    page = Page("", text, text, language="en", roles=(role, *["content"] * (1 + further.count("\n"))))  # type: ignore[arg-type]
    done = apply(text, edits(page, table, _LEVELS[level]))
    return done.split("\n", 1)[0]


def _untrue_sentences(located: Located[Rule], table: SubstitutionTable) -> Iterator[Problem]:
    rule = located.row
    table = _awake(table, rule)
    for example in rule.examples:
        became = _cleaned(example.bad, example.page, rule, table, rule.confidence)
        if became != example.good:
            what = f"{rule.id}: {example.bad!r} becomes {became!r}"
            yield located.problem(what, f"correct find, a guard or the good form {example.good!r}")
    for kept in [*rule.keep, *(Kept(text=example.good, page=example.page) for example in rule.examples)]:
        became = _cleaned(kept.text, kept.page, rule, table, _broadest(rule))
        if became != kept.text:
            what = f"{rule.id}: the sentence to keep {kept.text!r} becomes {became!r}"
            yield located.problem(what, "narrow find or add a guard")


def _broadest(rule: Rule) -> str:
    return "human" if rule.confidence == "human" else "probable"


def _awake(table: SubstitutionTable, rule: Rule) -> SubstitutionTable:
    """The table with a shadow rule applied, so that its sentences can be tried."""
    if rule.status != "shadow":
        return table
    return _with(table, (e._replace(shadow=False) if e.id == rule.id else e for e in table.entries))


def _with(table: SubstitutionTable, entries: Iterable[Entry]) -> SubstitutionTable:
    other = SubstitutionTable(tuple(entries), "")
    other.__dict__["triggers"] = table.triggers  # the literals are the same, so the automaton is
    return other


def _untested_guards(located: Located[Rule], table: SubstitutionTable) -> Iterator[Problem]:
    for name in located.row.guards():
        bare = located.row.model_copy(update={name: []})
        mutant = _with(table, (e._replace(rule=bare) if e.id == bare.id else e for e in table.entries))
        if not any(_untrue_sentences(Located(bare, located.path, located.line), mutant)):
            yield located.problem(
                f"{bare.id}: no sentence would notice if {name} were missing", f"add a keep that only {name} protects"
            )


def _chains(rows: Rows, table: SubstitutionTable) -> Iterator[Problem]:
    """Rows whose output triggers a row, whatever the guards say."""
    where = {one.row.id: one for one in rows.rules} | {f"typo.{one.row.typo}": one for one in rows.typos}
    for entry in table.entries:
        for hit in table.triggers.hits(entry.replace):
            other = table.entries[hit.which]
            if not _considers(other, entry.replace[hit.start : hit.end]):
                continue
            yield where[entry.id].problem(
                f"{entry.id}: its output {entry.replace!r} triggers {other.id} ({other.find!r})",
                "let one of the two rules do the whole repair",
            )


def _considers(entry: Entry, surface: str) -> bool:
    """Whether the row looks at words written so, with these capitals."""
    if entry.rule is None:
        return True
    return surface == entry.find if entry.rule.case == "exact" else same_capitals(surface, entry.find)
