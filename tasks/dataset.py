"""What a run has written, opened for questions: the four tables as DuckDB views, and a page with its record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from tasks import sql
from tasks.errors import UserError
from tasks.page import Edit, Mention, restore

TABLES = ("documents", "edits", "names", "rejected")
LISTED = 5
"""Most pages named when a word fits several."""


@dataclass(frozen=True)
class Record:
    """A page as the output tells of it: its row of `documents`, its edits in `seq` order, its names."""

    document: dict[str, Any]
    edits: list[Edit]
    mentions: list[Mention]

    @property
    def source(self) -> str:
        """The source text, restored from the clean text and the edits."""
        return restore(self.document["text"], self.edits)


class Dataset:
    """An output folder. Raises UserError where there is none, or where it holds no finished run."""

    def __init__(self, output: str | Path) -> None:
        self.output = Path(output)
        try:
            manifest = json.loads((self.output / "_manifest.json").read_bytes())
        except OSError:
            raise UserError(f"{output}: holds no finished run: run `corrigenda clean`, or check --output") from None
        except ValueError as error:
            raise UserError(f"{output}/_manifest.json: damaged ({error}): run `corrigenda clean` again") from None
        self.manifest: dict[str, Any] = manifest
        # Resolved once: a run that publishes meanwhile cannot mix its parts into the answer.
        self._folders = {table: (self.output / table).resolve() for table in TABLES}

    def parts(self, table: str) -> list[Path]:
        """The part files of one table, by name; the parts of one name in several tables hold the same pages."""
        return sorted(self._folders[table].glob("*.parquet"))

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection in memory, with a view for each table."""
        connection = duckdb.connect()
        for table in TABLES:
            files = self.parts(table)
            if files:
                connection.execute(f"CREATE VIEW {table} AS SELECT * FROM {sql.parquet(files)}")
        return connection

    def find(self, page: str) -> Record:
        """The page that `page` names: a doc_id or a part of it, a uri or its end, a URL. Raises UserError."""
        with self.connect() as connection:
            found = _candidates(connection, page)
            if not found:
                raise UserError(self._not_there(connection, page))
            if len(found) > 1:
                names = "\n  ".join(f"{doc_id}  {uri}" for doc_id, uri in found[:LISTED])
                more = f"\n  … and {len(found) - LISTED} more" if len(found) > LISTED else ""
                raise UserError(f"{page}: fits several pages; say more of it:\n  {names}{more}")
            (record,) = records_of(connection, [found[0][0]])
            return record

    def _not_there(self, connection: duckdb.DuckDBPyConnection, page: str) -> str:
        if self.parts("rejected"):
            query = "SELECT uri, error FROM rejected WHERE doc_id = ? OR uri = ? OR ends_with(uri, ?) LIMIT 1"
            row = connection.execute(query, [page, page, page]).fetchone()
            if row:
                return f"{row[0]}: was rejected: {row[1]}"
        return f"{page}: no such page in {self.output}: list them with `corrigenda query pages`"

    def records(self) -> Iterator[Record]:
        """Every page with its record, a part at a time, so that memory does not grow with the output."""
        for path in self.parts("documents"):
            edits = _by_page(self._folders["edits"] / path.name)
            names = _by_page(self._folders["names"] / path.name)
            for document in pq.ParquetFile(path).read().to_pylist():
                doc_id = document["doc_id"]
                yield _record(document, edits.get(doc_id, []), names.get(doc_id, []))


def _candidates(connection: duckdb.DuckDBPyConnection, page: str) -> list[tuple[str, str]]:
    """The pages that fit, by the first way in which any does: exactly, by the end of the uri, by a part of the id."""
    for condition in (
        "doc_id = $1 OR uri = $1 OR url = $1",
        "ends_with(uri, '/' || $1) OR ends_with(uri, '#' || $1)",
        "contains(doc_id, lower($1))",
    ):
        query = f"SELECT doc_id, uri FROM documents WHERE {condition} ORDER BY uri"
        if found := connection.execute(query, [page]).fetchall():
            return found
    return []


def records_of(connection: duckdb.DuckDBPyConnection, doc_ids: Sequence[str]) -> list[Record]:
    """The pages with these ids, in the order of their ids."""

    def select(table: str, order: str) -> list[dict[str, Any]]:
        wanted = "(SELECT unnest($1::VARCHAR[]) AS doc_id)"
        query = f"SELECT * FROM {table} SEMI JOIN {wanted} USING (doc_id) ORDER BY doc_id, {order}"
        return answer(connection, query, [list(doc_ids)]).to_pylist()

    edits, names = _grouped(select("edits", "seq")), _grouped(select("names", "start"))
    return [
        _record(document, edits.get(document["doc_id"], []), names.get(document["doc_id"], []))
        for document in select("documents", "uri")
    ]


def _by_page(path: Path) -> dict[str, list[dict[str, Any]]]:
    return _grouped(pq.ParquetFile(path).read().to_pylist() if path.exists() else [])


def _grouped(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {doc_id: list(group) for doc_id, group in groupby(rows, key=lambda row: row["doc_id"])}


def _record(document: dict[str, Any], edits: Sequence[dict[str, Any]], names: Sequence[dict[str, Any]]) -> Record:
    return Record(
        document,
        [Edit(**{name: row[name] for name in Edit._fields}) for row in edits],
        [Mention(**{name: row[name] for name in Mention._fields}) for row in names],
    )


def answer(connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] = ()) -> pa.Table:
    """The rows a query gives. Raises UserError with DuckDB's own words for a query that is wrong."""
    try:
        relation = connection.sql(sql, params=list(values))
    except duckdb.Error as error:
        raise UserError(f"the query failed: {error}") from None
    rows: pa.Table = pa.table({}) if relation is None else relation.to_arrow_table()
    return rows
