"""Names of files in DuckDB's SQL, whatever characters they hold."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def quoted(name: str | Path) -> str:
    """A name as a literal.

    >>> print(quoted("O'Brien"))
    'O''Brien'
    """
    return "'" + str(name).replace("'", "''") + "'"


def parquet(paths: Iterable[str | Path], settings: str = "") -> str:
    """The rows of Parquet files, for a FROM clause; a folder called `a=b` is no column of theirs.

    >>> print(parquet(["a.parquet"], "filename = true"))
    read_parquet(['a.parquet'], hive_partitioning = false, filename = true)
    """
    rest = f", {settings}" if settings else ""
    return f"read_parquet([{', '.join(map(quoted, paths))}], hive_partitioning = false{rest})"
