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
        rows = [(page.uri, page.key, shard.key, page.bytes) for page in shard.pages if page.nth == 1]
        columns = [pa.array(column, kind) for column, (_, kind) in zip(zip(*rows, strict=True), _COLUMNS, strict=True)]
        if rows:
            self._writer.write_table(pa.table(columns, schema=SCHEMA))

    def close(self) -> None:
        """Make the file complete."""
        self._writer.close()
