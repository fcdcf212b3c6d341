"""DuckDB bases for what a run must join and sort: a fixed share of memory, and the disk beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from tasks import sql

MEMORY, PAGES_A_MEGABYTE = 64, 10_000
"""Megabytes that a base holds in memory, and for how many pages one more; the rest is on disk."""
_BATCH = 4096


def opened(work: Path) -> duckdb.DuckDBPyConnection:
    """An empty base that keeps within its room in memory; what goes beyond is laid down in the folder `work`.

    It is no file: DuckDB packs and logs what it writes to one, a third of the time, for nobody. It has one thread: each
    one more would need a share of that room, and takes as much time of the processor.
    """
    base = duckdb.connect(":memory:")
    base.execute(
        f"SET temp_directory={sql.quoted(work)}; SET threads=1; SET enable_progress_bar=false;"
        " SET preserve_insertion_order=false"
    )
    make_room(base, 0)
    return base


def make_room(base: duckdb.DuckDBPyConnection, pages: int) -> None:
    """Let a base hold as much in memory as it needs for so many pages."""
    base.execute(f"SET memory_limit='{MEMORY + pages // PAGES_A_MEGABYTE}MB'")


def rows_of(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    """The rows of a result, of which only a few are held at a time."""
    while rows := result.fetchmany(_BATCH):
        yield from rows
