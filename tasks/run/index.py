"""The list of pages that goes with a generation: which page is in which part, and what it was made from."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.run.shards import Shard

_COLUMNS: list[tuple[str, pa.DataType]] = [
    ("uri", pa.string()),
    ("key", pa.string()),
    ("part", pa.string()),
    ("bytes", pa.int64()),
]
SCHEMA = pa.schema(_COLUMNS)


class Index:
    """Written shard by shard, so that a run's memory does not grow with its pages."""

    def __init__(self, path: Path) -> None:
        self._writer = pq.ParquetWriter(path, SCHEMA, compression="zstd")

    def add(self, shard: Shard) -> None:
        """List the pages of a shard."""
        first = [number == 1 for number in shard.rows["nth"].to_pylist()]
        rows = shard.rows.filter(pa.array(first))
        parts = pa.repeat(pa.scalar(shard.key), rows.num_rows)
        if rows.num_rows:
            columns = [rows["uri"], rows["key"], parts, rows["bytes"]]
            self._writer.write_table(pa.table(columns, schema=SCHEMA))

    def close(self) -> None:
        """Make the file complete."""
        self._writer.close()
