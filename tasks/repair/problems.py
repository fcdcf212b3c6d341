"""What `corrigenda check` says of the substitution tables: every sentence in them is tried against the whole table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tasks.page import Page, apply
from tasks.repair.rule import Kept, Rule, Typo
from tasks.repair.substitution import edits
from tasks.repair.table import Entry, Rows, SubstitutionTable, compiled, read
from tasks.repair.wording import plain
from tasks.tables import Located, Problem, TableError

BUDGET = 2.0
"""Changes in a million words of edited English above which a certain rule needs somebody's judgement."""

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
    where = _origins(rows)
    found = [*_chains(table, where), *_rivals(table, where), *_loud(rows)]
    for located in rows.rules:
        if located.row.status != "retired":
            found += _untrue_sentences(located, table)
            found += _untested_guards(located, table)
    return sorted(found)


def unused(folders: Sequence[Path], texts: Iterable[str]) -> list[Problem]:
    """The phrase rules none of these English pages triggered, guarded hits included. Raises TableError."""
    rows = read(folders)
    table = SubstitutionTable(compiled(rows), "")
    seen = {edit.rule for text in texts for edit in edits(Page("", text, text, language="en"), table, frozenset())}
    idle = (one for one in rows.rules if one.row.status != "retired" and one.row.id not in seen)
    return sorted(one.problem(f"{one.row.id}: no page triggered it", "show a real use or retire it") for one in idle)


def origins(folders: Sequence[Path]) -> dict[str, Located[Rule] | Located[Typo]]:
    """Where the row behind each id of the compiled table stands. Raises TableError."""
    return _origins(read(folders))


def _origins(rows: Rows) -> dict[str, Located[Rule] | Located[Typo]]:
    return {**{one.row.id: one for one in rows.rules}, **{f"typo.{one.row.typo}": one for one in rows.typos}}


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
    """The table with `rule` in the place of the row of its id, applied even if it is a shadow rule."""
    first = bisect_left(table.entries, rule.id, key=lambda entry: entry.id)
    last = bisect_right(table.entries, rule.id, key=lambda entry: entry.id)
    mine = tuple(entry._replace(rule=rule, shadow=False) for entry in table.entries[first:last])
    other = SubstitutionTable(table.entries[:first] + mine + table.entries[last:], "")
    other.__dict__["triggers"] = table.triggers  # the literals are the same, so the automaton is
    return other


def _untested_guards(located: Located[Rule], table: SubstitutionTable) -> Iterator[Problem]:
    for name in located.row.guards():
        bare = located.row.model_copy(update={name: []})
        if not any(_untrue_sentences(Located(bare, located.path, located.line), table)):
            what = f"{bare.id}: no sentence would notice if {name} were missing"
            yield located.problem(what, f"add a keep that only {name} protects")


def _chains(table: SubstitutionTable, where: Mapping[str, Located[Rule] | Located[Typo]]) -> Iterator[Problem]:
    """Rows whose output triggers a row, whatever the guards say: cleaning twice must be cleaning once."""
    outputs = {entry.replace: entry for entry in table.entries}
    for output, entry in outputs.items():
        for hit in table.triggers.hits(plain(output)):
            other = table.entries[hit.which]
            if other.means(plain(output)[hit.start : hit.end]):
                what = f"{entry.id}: its output {output!r} triggers {other.id} ({other.find!r})"
                yield where[entry.id].problem(what, "let one of the two rules do the whole repair")


def _rivals(table: SubstitutionTable, where: Mapping[str, Located[Rule] | Located[Typo]]) -> Iterator[Problem]:
    """Unguarded rows that find the same words: one of them can never be made."""
    first: dict[str, Entry] = {}
    for entry in table.entries:
        if entry.rule is None or not any(entry.rule.guards()):
            other = first.setdefault(entry.find, entry)
            if other.id != entry.id:
                what = f"{entry.id}: {entry.find!r} is found by {other.id} too"
                yield where[entry.id].problem(what, "remove it from one of the two rules, or guard both")


def _loud(rows: Rows) -> Iterator[Problem]:
    """Certain rules that were heard too often in edited English, according to silence.csv."""
    heard = {one.row.rule: one.row for one in rows.silence}
    for located in rows.rules:
        record = heard.get(located.row.id)
        if record and located.row.confidence == "certain" and record.per_million > BUDGET and not record.judged:
            what = f"{record.rule}: {record.per_million} changes in a million words of edited English, {BUDGET} allowed"
            yield located.problem(what, "guard it, make it probable, or judge its changes in silence.csv")
