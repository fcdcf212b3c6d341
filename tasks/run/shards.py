"""Where one shard ends and the next begins: decided by the pages themselves, so that a new page moves no far border.

Content-defined chunking (as in rsync and backup programs) over the pages sorted by uri: a page whose hash is small
enough ends a shard. What a page weighs grows with its size, so that a shard is about a second of work of any kind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from tasks.run.job import TARGET
from tasks.run.known import Known, known

_BYTES = 32 * 1024
"""Bytes of a page that weigh as much as one more page."""
_HASHES = 1 << 64


@dataclass(frozen=True)
class Shard:
    """Pages that are cleaned together, as rows of `catalogue.COLUMNS`, and the key of their part."""

    number: int
    key: str
    rows: pa.Table

    @cached_property
    def pages(self) -> list[Known]:
        """The pages one by one."""
        return known(self.rows)


def cut(pages: Iterable[pa.RecordBatch], context: str, target: int = TARGET) -> Iterator[Shard]:
    """The shards of pages sorted by uri. `context` is the fingerprint of everything else results depend on.

    A shard weighs a quarter of `target` at least (the last may weigh less) and about four times `target` at most.
    """
    number = 0
    held: list[pa.RecordBatch] = []
    weight = 0.0
    for batch in pages:
        start = 0
        sizes, borders = batch["bytes"].to_numpy().tolist(), batch["border"].to_numpy().tolist()
        for end, (size, border) in enumerate(zip(sizes, borders, strict=True), 1):
            one = 1 + size / _BYTES
            weight += one
            if weight >= target * 4 or (weight >= target / 4 and border < one / target * _HASHES):
                yield _shard(number, [*held, batch.slice(start, end - start)], context)
                number, held, weight, start = number + 1, [], 0.0, end
        if start < batch.num_rows:
            held.append(batch.slice(start))
    if held:
        yield _shard(number, held, context)


def _shard(number: int, batches: list[pa.RecordBatch], context: str) -> Shard:
    rows = pa.Table.from_batches(batches)
    keys: list[str] = rows["key"].to_pylist()  # type: ignore[assignment]
    if rows["input"].null_count:
        keys = [
            f"kept {key}" if entry is None else key for key, entry in zip(keys, rows["input"].to_pylist(), strict=True)
        ]
    key = hashlib.sha256("\n".join((context, *keys)).encode()).hexdigest()[:16]
    return Shard(number, key, rows)
