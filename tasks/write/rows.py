"""A page's rows in the four tables, gathered for one part."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from tasks.page import Page
from tasks.write.schemas import SCHEMAS, Table

TWICE = "this uri stands more than once in the input: one record was kept; give each record an id of its own"


def doc_id(uri: str) -> str:
    """The id of the page at `uri`: 16 hexadecimal digits."""
    return hashlib.sha256(uri.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _filled(text: str) -> int:
    return sum(1 for line in text.split("\n") if line and not line.isspace())


class Rows:
    """The rows of one part, column by column."""

    def __init__(self) -> None:
        self._columns: dict[Table, dict[str, list[Any]]] = {
            table: {name: [] for name in schema.names} for table, schema in SCHEMAS.items()
        }

    def add(self, page: Page, signature: tuple[int, list[int]] | None) -> None:
        """Take in a clean page: a row of documents, its edits and names, the digest and sketch of its text if any."""
        key = doc_id(page.uri)
        modes = [edit.mode for edit in page.edits]
        self._extend(
            "documents",
            [
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
                )
            ],
        )
        self._extend(
            "edits",
            (
                (key, seq, e.stage, e.rule, e.reason, e.start, e.end, e.before, e.after, e.confidence, e.mode)
                for seq, e in enumerate(page.edits)
            ),
        )
        self._extend("names", ((key, *mention) for mention in page.mentions))
        if signature is not None:
            self._extend("signatures", [(key, page.published_at, *signature)])

    def reject(self, uri: str, url: str | None, stage: str, error: str, payload: bytes) -> None:
        """Take in a page that could not be cleaned, with its raw bytes."""
        sha256 = hashlib.sha256(payload).hexdigest()
        self._extend("rejected", [(doc_id(uri), uri, url, stage, error, sha256, payload)])

    def _extend(self, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
        columns = list(self._columns[table].values())
        for row in rows:
            for column, value in zip(columns, row, strict=True):
                column.append(value)

    def tables(self) -> dict[Table, pa.Table]:
        """The four Arrow tables."""
        return {name: pa.table(columns, schema=SCHEMAS[name]) for name, columns in self._columns.items()}
