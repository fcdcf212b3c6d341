"""What an output suggests for the tables: rows for a person to judge, never applied by themselves."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from tasks.dataset import Dataset, answer
from tasks.errors import UserError


@dataclass(frozen=True)
class Candidates:
    """One file of candidates: its name, the table its rows may go to, and the query that finds them."""

    file: str
    table: str
    sql: str


KINDS = (
    Candidates(
        "names.csv",
        "names.csv",
        """SELECT rule, before AS form, after AS stands_for, count(*) AS hits, count(DISTINCT doc_id) AS pages,
                  arg_min(reason, (doc_id, seq)) AS evidence, arg_min(uri, doc_id) AS seen_on
           FROM edits JOIN documents USING (doc_id) WHERE edits.mode = 'proposed' AND stage = 'names'
           GROUP BY ALL HAVING hits >= $1 ORDER BY pages DESC, hits DESC, form""",
    ),
    Candidates(
        "substitutions.csv",
        "substitutions.toml",
        """SELECT rule, mode, before, after, count(*) AS hits, count(DISTINCT doc_id) AS pages,
                  arg_min(reason, (doc_id, seq)) AS evidence, arg_min(uri, doc_id) AS seen_on
           FROM edits JOIN documents USING (doc_id)
           WHERE edits.mode IN ('proposed', 'guarded') AND stage IN ('substitution', 'punctuation')
           GROUP BY ALL HAVING hits >= $1 ORDER BY pages DESC, hits DESC, rule, before""",
    ),
    Candidates(
        "chrome.csv",
        "chrome.csv",
        """SELECT line, count(*) AS hits, count(DISTINCT doc_id) AS pages, count(DISTINCT site) AS sites,
                  arg_min(uri, doc_id) AS seen_on
           FROM (SELECT doc_id, uri, site, unnest(string_split(text, chr(10) || chr(10))) AS line FROM documents)
           WHERE length(line) BETWEEN 2 AND 80 GROUP BY line HAVING pages >= greatest($1, 3)
           ORDER BY sites DESC, pages DESC, line""",
    ),
)


def candidates(output: str, fewest: int) -> dict[str, pa.Table]:
    """The candidates by file name: those seen at least `fewest` times. Raises UserError."""
    with Dataset(output).connect() as connection:
        return {kind.file: answer(connection, kind.sql, [fewest]) for kind in KINDS}


def write(found: dict[str, pa.Table], folder: Path) -> None:
    """Write each file of candidates to `folder`. Raises UserError where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in found.items():
            with (folder / name).open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream)
                writer.writerow(rows.column_names)
                writer.writerows(row.values() for row in rows.to_pylist())
    except OSError as error:
        raise UserError(f"{folder}: cannot be written ({error.strerror}): choose another --to") from None
