"""A page's rows in the four tables, gathered for one part."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import chain
from typing import Any

import pyarrow as pa

from tasks.page import Edit, Page
from tasks.write.schemas import DOCUMENTS, SCHEMAS, Table
from tasks.write.words import counted

TWICE = "this uri stands more than once in the input: one record was kept; give each record an id of its own"

_TEXT, _WORDS = map(DOCUMENTS.get_field_index, ("text", "words"))
_BEFORE, _REASON, _MODE = map(Edit._fields.index, ("before", "reason", "mode"))


def doc_id(uri: str) -> str:
    """The id of the page at `uri`: 16 hexadecimal digits."""
    return hashlib.sha256(uri.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _filled(text: str) -> int:
    return len([*filter(str.strip, text.split("\n"))])


class Rows:
    """The rows of one part, as they come."""

    def __init__(self) -> None:
        self._columns: dict[Table, list[list[Any]]] = {table: [[] for _ in schema] for table, schema in SCHEMAS.items()}

    def add(self, page: Page, signature: tuple[int, list[int]] | None) -> None:
        """Take in a clean page: a row of documents, its edits and names, the digest and sketch of its text if any.

        Raises UnicodeEncodeError, before anything is taken in, where a text of it cannot be written as UTF-8.
        """
        key = doc_id(page.uri)
        edits, mentions = tuple(zip(*page.edits, strict=True)), tuple(zip(*page.mentions, strict=True))
        modes = edits[_MODE] if edits else ()
        text = page.text.encode()
        found = (page.title, page.author, page.url, page.credited, *page.tags, *page.source_urls)
        "".join(chain(filter(None, found), *edits[_BEFORE:_REASON])).encode()
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
                text,
                _filled(page.source),
                _filled(page.text),
                None,  # words: counted for all pages at once
                modes.count("applied"),
                modes.count("proposed"),
                list(page.flags),
                None,
                None,
                page.fetched_at,
                page.sha256,
            ),
        )
        self._extend("edits", ([key] * len(page.edits), range(len(page.edits)), *edits))
        self._extend("names", ([key] * len(page.mentions), *mentions))
        if signature is not None:
            self._add("signatures", (key, page.published_at, *signature))

    def reject(self, uri: str, url: str | None, stage: str, error: str, payload: bytes) -> None:
        """Take in a page that could not be cleaned, with its raw bytes."""
        sha256 = hashlib.sha256(payload).hexdigest()
        self._add("rejected", (doc_id(uri), uri, url, stage, error, sha256, payload))

    def tables(self) -> dict[Table, pa.Table]:
        """The Arrow tables, one for each schema."""
        documents: list[Any] = [*self._columns["documents"]]
        documents[_WORDS] = counted(documents[_TEXT])
        documents[_TEXT] = pa.array(documents[_TEXT], pa.binary()).view(pa.string())  # need not be proved again
        return {table: _table(table, columns) for table, columns in {**self._columns, "documents": documents}.items()}

    def _add(self, table: Table, row: Sequence[Any]) -> None:
        for column, value in zip(self._columns[table], row, strict=True):
            column.append(value)

    def _extend(self, table: Table, columns: Sequence[Sequence[Any]]) -> None:
        """Add rows that come as columns, the first columns of the table; no row has none but the first of them."""
        for column, values in zip(self._columns[table], columns, strict=False):
            column.extend(values)


def _table(table: Table, columns: Sequence[Any]) -> pa.Table:
    schema = SCHEMAS[table]
    names = ("doc_id", "seq", *Edit._fields) if table == "edits" else schema.names
    return pa.table(dict(zip(names, columns, strict=True)), schema=schema)
