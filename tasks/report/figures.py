"""The figures of a report: totals and plots, each a query over the output."""

from __future__ import annotations

from typing import Any, NamedTuple

import duckdb

from tasks.dataset import answer

BARS = 15
"""Most bars of one plot; the rest is summed up in a last one."""

REPAIRS = "('encoding', 'punctuation', 'substitution', 'names')"


class Bar(NamedTuple):
    """One bar: its label, its number, and its length in per cent of the longest."""

    label: str
    number: int
    length: float


class Plot(NamedTuple):
    """Bars under a title, with what their counts count."""

    title: str
    unit: str
    bars: list[Bar]


PLOTS: tuple[tuple[str, str, str], ...] = (
    (
        "Repairs by family",
        "repairs",
        f"""SELECT stage || CASE stage WHEN 'substitution' THEN ': ' || split_part(rule, '.', 1) ELSE '' END, count(*)
            FROM edits WHERE mode = 'applied' AND stage IN {REPAIRS} GROUP BY 1""",
    ),
    (
        "Site chrome by reason",
        "lines",
        "SELECT rule, count(*) FROM edits WHERE mode = 'applied' AND stage = 'chrome' GROUP BY 1",
    ),
    ("Names by entity", "mentions", "SELECT canonical, count(*) FROM names GROUP BY 1"),
    ("Pages by site", "pages", "SELECT coalesce(site, '(unknown)'), count(*) FROM documents GROUP BY 1"),
    ("Quality flags", "pages", "SELECT flag, count(*) FROM (SELECT unnest(flags) AS flag FROM documents) GROUP BY 1"),
    (
        "Near-duplicate clusters by size",
        "clusters",
        """SELECT size || ' pages', count(*) FROM
           (SELECT count(*) AS size FROM documents WHERE cluster IS NOT NULL GROUP BY cluster HAVING count(*) > 1)
           GROUP BY size""",
    ),
    (
        "What was proposed, by rule",
        "proposals",
        "SELECT rule, count(*) FROM edits WHERE mode = 'proposed' GROUP BY 1",
    ),
)

MONTHS = """SELECT coalesce(strftime(published_at, '%Y-%m'), '(no date)'), count(*) FROM documents GROUP BY 1"""


def plots(connection: duckdb.DuckDBPyConnection) -> list[Plot]:
    """Every plot that has a bar."""
    found = [_plot(title, unit, _counts(connection, sql)) for title, unit, sql in PLOTS]
    months = sorted(_counts(connection, MONTHS))[-2 * BARS :]
    found.insert(4, _plot("Pages by month", "pages", months, ranked=False))
    return [plot for plot in found if plot.bars]


def _counts(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[str, int]]:
    rows = answer(connection, sql).to_pylist()
    return [(str(label), int(count)) for label, count in (row.values() for row in rows)]


def _plot(title: str, unit: str, counts: list[tuple[str, int]], *, ranked: bool = True) -> Plot:
    if ranked:
        counts = sorted(counts, key=lambda pair: (-pair[1], pair[0]))
        rest = sum(count for _, count in counts[BARS:])
        counts = counts[:BARS] + ([(f"{len(counts) - BARS} others", rest)] if rest else [])
    longest = max((count for _, count in counts), default=1)
    return Plot(title, unit, [Bar(label, count, round(100 * count / longest, 1)) for label, count in counts])


def totals(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Counts of the whole run, for the head of the report and its funnel of lines."""
    sql = f"""SELECT
        (SELECT count(*) FROM documents) AS pages,
        (SELECT coalesce(sum(lines_in), 0)::BIGINT FROM documents) AS lines_in,
        (SELECT coalesce(sum(lines_out), 0)::BIGINT FROM documents) AS lines_out,
        (SELECT count(*) FROM edits WHERE mode = 'applied' AND stage = 'chrome') AS chrome,
        (SELECT count(*) FROM edits WHERE mode = 'applied' AND stage = 'metadata') AS metadata,
        (SELECT count(*) FROM edits WHERE mode = 'applied' AND stage IN {REPAIRS}) AS repairs,
        (SELECT count(*) FROM edits WHERE mode = 'proposed') AS proposals,
        (SELECT count(*) FROM names) AS names,
        (SELECT count(*) FROM rejected) AS rejected"""
    (row,) = answer(connection, sql).to_pylist()
    return {name: int(value) for name, value in row.items()}


def funnel(counts: dict[str, int]) -> list[Bar]:
    """The lines of the sources, and what is left of them after chrome and after metadata."""
    steps = [
        ("lines in the sources", counts["lines_in"]),
        ("without site chrome", counts["lines_in"] - counts["chrome"]),
        ("in the clean text", counts["lines_out"]),
    ]
    longest = max(counts["lines_in"], 1)
    return [Bar(label, count, round(100 * count / longest, 1)) for label, count in steps]


def rejected(connection: duckdb.DuckDBPyConnection, most: int) -> list[dict[str, Any]]:
    """The first pages that could not be cleaned, with reasons."""
    sql = "SELECT uri, stage, error, octet_length(payload) AS bytes FROM rejected ORDER BY uri LIMIT $1"
    return answer(connection, sql, [most]).to_pylist()


def rules(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Any]]:
    """For each rule that changed or proposed something: its stage, edits, pages, confidence."""
    sql = """SELECT rule, arg_min(stage, (doc_id, seq)), count(*), count(DISTINCT doc_id),
                    arg_min(confidence, (doc_id, seq))
             FROM edits WHERE mode IN ('applied', 'proposed') AND stage != 'layout' GROUP BY rule ORDER BY rule"""
    return {row[0]: list(row[1:]) for row in (tuple(r.values()) for r in answer(connection, sql).to_pylist())}
