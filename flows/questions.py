"""Questions to an output: what `corrigenda explain`, `undo` and `query` print."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pyarrow as pa
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tasks.ask import undo
from tasks.ask.explanation import of_record, show
from tasks.ask.questions import QUESTIONS
from tasks.dataset import Dataset, answer
from tasks.errors import UserError


def explain(output: str, page: str, *, everything: bool, as_json: bool) -> None:
    """Print one page with all that was done to it. Raises UserError."""
    explanation = of_record(Dataset(output).find(page))
    if as_json:
        print(json.dumps(explanation.as_dict(), ensure_ascii=False))
    else:
        show(explanation, Console(highlight=False), everything=everything)


def undo_page(output: str, page: str) -> None:
    """Print one page's source text, exactly, in UTF-8. Raises UserError."""
    sys.stdout.flush()
    sys.stdout.buffer.write(Dataset(output).find(page).source.encode("utf-8", "surrogatepass"))


def undo_all(output: str, folder: Path) -> None:
    """Write every page's source text below `folder`. Raises UserError."""
    count = undo.write_sources(Dataset(output).records(), folder)
    print(f"{count} source texts written below {folder}")


def undo_rule(output: str, rule: str, folder: Path | None) -> None:
    """Tell what `rule` did, and write the texts of its pages without it below `folder`, if given. Raises UserError."""
    dataset = Dataset(output)
    effect = undo.effect(dataset, rule)
    print(f"{rule}: {effect.edits} edits on {effect.pages} pages; for example:")
    for uri, edit in effect.examples:
        print(f"  {uri}: {edit.before!r} -> {edit.after!r}")
    print(f"Without it {effect.dependent} later edits fall too, and {effect.revived} hits of other rules come to life.")
    if folder is None:
        print("Nothing was written: --to DIR writes the texts without it. To retire it for good, see docs/tables.md.")
    else:
        count = undo.write_without(dataset, rule, folder)
        print(f"{count} texts without it written below {folder}")


def query(output: str, question: str | None, word: str | None, sql: str | None, *, limit: int, form: str) -> None:
    """Print what a question or SQL gives. Raises UserError."""
    if question is None and sql is None:
        _list_questions()
        return
    values: list[object] = []
    if sql is None:
        sql, values = _named(str(question), word)
    elif question is not None:
        raise UserError("query takes a question or --sql, not both")
    with Dataset(output).connect() as connection:
        rows = answer(connection, sql, values)
    _print(rows, limit, form)


def _named(question: str, word: str | None) -> tuple[str, list[object]]:
    asked = QUESTIONS.get(question)
    if asked is None:
        raise UserError(f"{question}: no such question: ask one of {', '.join(QUESTIONS)}, or use --sql")
    if asked.word and word is None:
        raise UserError(f"{question}: says {asked.tells}: give the {asked.word}")
    if word is not None and not asked.word:
        raise UserError(f"{question}: takes no further word: leave {word} out")
    return asked.sql, [word] if asked.word else []


def _list_questions() -> None:
    table = Table("question", "tells")
    for name, asked in QUESTIONS.items():
        table.add_row(f"{name} {asked.word}".strip(), asked.tells)
    Console().print(table)


def _print(rows: pa.Table, limit: int, form: str) -> None:
    if form == "json":
        for row in rows.to_pylist():
            print(json.dumps(row, ensure_ascii=False, default=str))
    elif form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(rows.column_names)
        writer.writerows(row.values() for row in rows.to_pylist())
    else:
        table = Table(*rows.column_names)
        for row in rows.slice(0, limit).to_pylist():
            table.add_row(*(Text("" if value is None else str(value)) for value in row.values()))
        Console().print(table)
        if rows.num_rows > limit:
            print(f"{rows.num_rows - limit} more rows: --limit shows them")
