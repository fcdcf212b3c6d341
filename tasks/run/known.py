"""A page as a run plans it: a row of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pyarrow as pa

from tasks.run.spool import Place


class Known(NamedTuple):
    """A page in its order.

    `nth` counts the pages that share its uri. `key` is a hash of what its result depends on beside the context,
    `border` of its uri alone. `lines` are the keys of its lines that are furniture of its site. `input` is None for a
    page that the source no longer has. `old_key` and `old_part` say what it was in the published output, if it was.
    """

    uri: str
    nth: int
    input: str | None
    key: str
    border: int
    bytes: int
    lines: Sequence[int]
    place: Place | None
    old_key: str | None
    old_part: str | None


COLUMNS = (
    "uri", "nth", "input", "key", "border", "bytes", "lines", "spool_file", "spool_at", "spool_length", "old_key",
    "old_part",
)  # fmt: skip


def known(pages: pa.Table) -> list[Known]:
    """The pages in rows of `COLUMNS`."""
    rows = zip(*(pages[name].to_pylist() for name in COLUMNS), strict=True)
    return [
        Known._make((*row[:7], None if row[7] is None else Place._make(row[7:10]), *row[10:]))  # spool_file, …
        for row in rows
    ]
