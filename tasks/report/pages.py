"""The pages of a report: a row for each, and what opens when one is chosen; sampled where there are too many."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import duckdb

from tasks.dataset import Record, answer, records_of
from tasks.page import EditError
from tasks.pieces import Piece, pieces

ROWS = 2_000
"""Most pages listed: a fixed sample of the others, by id, which is as good as random."""
DETAILS = 1_100_000
"""Most bytes of before and after, packed, of all pages together."""
CHUNK = 20
"""Pages packed together: more pack better, fewer open sooner."""
FETCHED = 1_000
"""Pages fetched together: each time the whole output is gone through."""
TITLE = 120


class Listed(NamedTuple):
    """The pages of a report: their rows, their packed details in chunks, and of how many pages they are a sample."""

    rows: list[list[Any]]
    chunks: list[str]
    of: int


def listed(connection: duckdb.DuckDBPyConnection) -> Listed:
    """The pages that go into the report. The same output gives the same report."""
    (total,) = answer(connection, "SELECT count(*) AS n FROM documents").to_pylist()
    sql = """SELECT doc_id, uri, site, title, published_at, words, edits_applied, edits_proposed, flags, duplicate_of
             FROM documents ORDER BY doc_id LIMIT $1"""
    chosen = answer(connection, sql, [ROWS]).to_pylist()
    chunks: list[str] = []
    size = 0
    for chunk in _chunks(connection, [row["doc_id"] for row in chosen]):
        size += len(chunk)
        if size > DETAILS:
            break
        chunks.append(chunk)
    rows = [_row(row, n // CHUNK if n // CHUNK < len(chunks) else -1) for n, row in enumerate(chosen)]
    return Listed(sorted(rows, key=lambda row: row[1]), chunks, int(total["n"]))


def _row(row: dict[str, Any], chunk: int) -> list[Any]:
    title = row["title"] or ""
    return [
        row["doc_id"],
        row["uri"],
        row["site"] or "",
        title if len(title) <= TITLE else title[: TITLE - 1] + "…",
        row["published_at"].isoformat(" ", "minutes") if row["published_at"] else "",
        row["words"],
        row["edits_applied"],
        row["edits_proposed"],
        row["flags"],
        bool(row["duplicate_of"]),
        chunk,
    ]


def _chunks(connection: duckdb.DuckDBPyConnection, doc_ids: list[str]) -> Iterator[str]:
    fetched = (
        record
        for first in range(0, len(doc_ids), FETCHED)
        for record in records_of(connection, doc_ids[first : first + FETCHED])
    )
    while some := list(islice(fetched, CHUNK)):
        details = {record.document["doc_id"]: _detail(record) for record in some}
        packed = json.dumps(details, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        yield base64.b64encode(gzip.compress(packed, 9, mtime=0)).decode()


def _detail(record: Record) -> dict[str, Any]:
    try:
        found = pieces(record.document["text"], record.edits)
    except EditError as error:
        return {"error": str(error)}
    return {
        "pieces": list(_packed(found)),
        "proposed": [
            [edit.rule, edit.before, edit.after, edit.reason] for edit in record.edits if edit.mode == "proposed"
        ],
        "names": sorted({(mention.surface, mention.canonical) for mention in record.mentions}),
    }


def _packed(found: Iterable[Piece]) -> Iterator[Any]:
    """A piece without edits as its text; another as source, clean text, and for each edit stage, rule, reason."""
    for piece in found:
        if piece.edits:
            yield [piece.source, piece.clean, [[edit.stage, edit.rule, edit.reason] for edit in piece.edits]]
        else:
            yield piece.source
