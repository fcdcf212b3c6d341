"""A page's rows in the four tables, gathered for one part."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from tasks.page import Edit, Page
from tasks.write.schemas import SCHEMAS, Table

TWICE = "this uri stands more than once in the input: one record was kept; give each record an id of its own"


def doc_id(uri: str) -> str:
    """The id of the page at `uri`: 16 hexadecimal digits."""
    return hashlib.sha256(uri.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _filled(text: str) -> int:
    return sum(1 for line in text.split("\n") if line and not line.isspace())


class Rows:
    """The rows of one part, as they come."""

    def __init__(self) -> None:
        self._columns: dict[Table, list[list[Any]]] = {table: [[] for _ in schema] for table, schema in SCHEMAS.items()}

    def add(self, page: Page, signature: tuple[int, list[int]] | None) -> None:
        """Take in a clean page: a row of documents, its edits and names, the digest and sketch of its text if any.

        Raises UnicodeEncodeError, before anything is taken in, where a text of it cannot be written as UTF-8.
        """
        for text in (page.source, page.text, page.title, page.author, page.url, page.credited, *page.tags):
            (text or "").encode()
        key = doc_id(page.uri)
        modes = [edit.mode for edit in page.edits]
        self._add(
            "documents",
            (
                key,
                page.uri,
                page.url,
                page.site,
                page.media_type,
                page.title,
                page.author,
                page.published_at,
                page.published_from,
                page.credited,
                list(page.source_urls),
                list(page.tags),
                page.language,
                page.text,
                _filled(page.source),
                _filled(page.text),
                len(page.text.split()),
                modes.count("applied"),
                modes.count("proposed"),
                list(page.flags),
                None,
                None,
                page.fetched_at,
                page.sha256,
            ),
        )
        edits, names = len(page.edits), len(page.mentions)
        self._extend("edits", ([key] * edits, range(edits), *zip(*page.edits, strict=True)))
        self._extend("names", ([key] * names, *zip(*page.mentions, strict=True)))
        if signature is not None:
            self._add("signatures", (key, page.published_at, *signature))

    def reject(self, uri: str, url: str | None, stage: str, error: str, payload: bytes) -> None:
        """Take in a page that could not be cleaned, with its raw bytes."""
        sha256 = hashlib.sha256(payload).hexdigest()
        self._add("rejected", (doc_id(uri), uri, url, stage, error, sha256, payload))

    def tables(self) -> dict[Table, pa.Table]:
        """The Arrow tables, one for each schema."""
        return {table: _table(table, columns) for table, columns in self._columns.items()}

    def _add(self, table: Table, row: Sequence[Any]) -> None:
        for column, value in zip(self._columns[table], row, strict=True):
            column.append(value)

    def _extend(self, table: Table, columns: Sequence[Sequence[Any]]) -> None:
        """Add rows that come as columns, the first columns of the table; no row has none but the first of them."""
        for column, values in zip(self._columns[table], columns, strict=False):
            column.extend(values)


def _table(table: Table, columns: Sequence[Sequence[Any]]) -> pa.Table:
    schema = SCHEMAS[table]
    names = ("doc_id", "seq", *Edit._fields) if table == "edits" else schema.names
    return pa.table(dict(zip(names, columns, strict=True)), schema=schema)
