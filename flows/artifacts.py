"""What Prefect's page shows of a run beside its state: a summary, tables, a link to the report, tags.

Page text means no good: everything that comes from a page is shown as plain text. An artifact is a courtesy: where it
cannot be made, the run goes on and its log says so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import duckdb
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.client.orchestration import get_client
from prefect.context import FlowRunContext
from prefect.logging import get_run_logger

from tasks.dataset import Dataset, answer
from tasks.report import page
from tasks.run.job import Summary
from tasks.run.limit import Lap

REPORT_URL = "CORRIGENDA_REPORT_URL"
"""Environment variable: where people's browsers find the output folder, if it is served to them."""
LONGEST = 160
"""Most characters of a page's text in one cell."""
EXAMPLES, REJECTED, ROWS = 8, 20, 25
"""Most repairs, rejected pages and table rows shown."""

_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
"""Line ends, what PostgreSQL refuses, and what turns the direction of the text after it."""

_COUNTS: tuple[tuple[str, str], ...] = (
    ("documents", "clean pages in the output"),
    ("rejected", "rejected pages"),
    ("cleaned", "pages cleaned by this run"),
    ("lines_removed", "lines of site chrome removed"),
    ("repairs", "repairs"),
    ("proposed", "changes proposed"),
    ("names", "names recognised"),
)

RULES = """SELECT rule, any_value(stage) AS stage, count(*) AS edits, count(DISTINCT doc_id) AS pages FROM edits
           WHERE mode = 'applied' AND stage IN ('encoding', 'punctuation', 'substitution', 'names')
           GROUP BY rule ORDER BY edits DESC, rule LIMIT $1"""
REASONS = """SELECT rule AS reason, count(*) AS lines, count(DISTINCT doc_id) AS pages FROM edits
             WHERE mode = 'applied' AND stage = 'chrome' GROUP BY rule ORDER BY lines DESC, reason LIMIT $1"""
_EXAMPLES = """SELECT arg_min(before, (doc_id, seq)), arg_min(after, (doc_id, seq)), rule, count(*) AS edits FROM edits
               WHERE mode = 'applied' AND stage IN ('substitution', 'names') GROUP BY rule
               ORDER BY edits DESC, rule LIMIT $1"""
_REJECTED = "SELECT uri, stage, error FROM rejected ORDER BY uri LIMIT $1"


def show(summary: Summary, output: Path, slowest: Sequence[Lap]) -> None:
    """Show on Prefect's page what a run did; `output` is the folder it wrote."""
    for make in (_tag, _texts, _tables, _link):
        try:
            make(summary, output, slowest)
        except Exception as error:
            get_run_logger().warning("The run is well, but its page is not complete: %s", error)


def plain(text: object, longest: int = LONGEST) -> str:
    """Text that Markdown shows as it is: one line, cut to `longest` characters, a backslash before every sign.

    Entities would be as safe, but Prefect's page shows them as they are written.
    """
    line = _CONTROL.sub(" ", str(text)).strip()
    if len(line) > longest:
        line = line[: longest - 1] + "…"
    return _SIGN.sub(r"\\\g<0>", line)


def markdown(summary: Summary, output: Path, slowest: Sequence[Lap]) -> str:
    """The summary of a run."""
    return "\n".join(_lines(summary, output, slowest))


def _lines(summary: Summary, output: Path, slowest: Sequence[Lap]) -> Iterator[str]:
    if not summary.parts_done:
        yield f"**{plain(summary.output)} is up to date: nothing has changed since it was written.**"
    else:
        yield f"**{plain(summary.source)} is clean: {summary.cleaned:,} pages in {summary.seconds:.1f} s.**"
    yield from _table("count", "what", rows=[(f"{getattr(summary, name):,}", what) for name, what in _COUNTS])
    yield from (f"\n> {plain(note, 500)}" for note in summary.notes)
    with Dataset(output).connect() as connection:
        if summary.parts_done:
            examples = [tuple(map(plain, row[:3])) for row in _rows(connection, _EXAMPLES, EXAMPLES)]
            yield from _section("Some repairs", "before", "after", "rule", rows=examples)
        if summary.rejected:
            rejected = [tuple(map(plain, row)) for row in _rows(connection, _REJECTED, REJECTED)]
            title = f"Rejected pages ({len(rejected)} of {summary.rejected:,})"
            yield from _section(title, "page", "stage", "why", rows=rejected)
    laps = [(f"{lap.seconds:.1f}", f"{lap.pages:,}", f"part-{lap.name}") for lap in slowest]
    yield from _section("Slowest shards", "seconds", "pages", "part", rows=laps)


def _section(title: str, *head: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        yield f"\n## {title}"
        yield from _table(*head, rows=rows)


def _table(*head: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"\n| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, most: int) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in answer(connection, sql, [most]).to_pylist()]


def _texts(summary: Summary, output: Path, slowest: Sequence[Lap]) -> None:
    create_markdown_artifact(markdown(summary, output, slowest), key="run", description=f"Into {summary.output}")


def _tables(summary: Summary, output: Path, _: Sequence[Lap]) -> None:
    if not summary.parts_done:
        return
    with Dataset(output).connect() as connection:
        for key, sql, tells in (
            ("top-rules", RULES, "The rules that repaired most"),
            ("top-chrome-reasons", REASONS, "Why lines were taken for site chrome"),
        ):
            create_table_artifact(answer(connection, sql, [ROWS]).to_pylist(), key=key, description=tells)


def _link(_: Summary, output: Path, __: Sequence[Lap]) -> None:
    served = os.environ.get(REPORT_URL)
    link = f"{served.rstrip('/')}/{page.NAME}" if served else (output / page.NAME).resolve().as_uri()
    create_link_artifact(link, key="report", link_text="The report", description="The run as a page to look at")


def _tag(_: Summary, output: Path, __: Sequence[Lap]) -> None:
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        return
    made_from = Dataset(output).manifest["made_from"]
    version = metadata.version("corrigenda")
    tags = {f"tables:{made_from['tables'][:12]}", f"code:{made_from['code'][:12]}", f"version:{version}"}
    with get_client(sync_client=True) as client:
        client.update_flow_run(context.flow_run.id, tags=sorted({*context.flow_run.tags, *tags}))
