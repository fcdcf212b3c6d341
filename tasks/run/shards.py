"""Where one shard ends and the next begins: decided by the pages themselves, so that a new page moves no far border.

Content-defined chunking (as in rsync and backup programs) over the pages sorted by uri: a page whose hash is small
enough ends a shard. What a page weighs grows with its size, so that a shard is about a second of work of any kind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tasks.run.catalogue import Known
from tasks.run.job import TARGET

_BYTES = 32 * 1024
"""Bytes of a page that weigh as much as one more page."""
_HASHES = 1 << 64


@dataclass(frozen=True)
class Shard:
    """Pages that are cleaned together, and the key of their part."""

    number: int
    key: str
    pages: tuple[Known, ...]


def cut(pages: Iterable[Known], context: str, target: int = TARGET) -> Iterator[Shard]:
    """The shards of pages sorted by uri. `context` is the fingerprint of everything else results depend on.

    A shard weighs a quarter of `target` at least (the last may weigh less) and about four times `target` at most.
    """
    number = 0
    held: list[Known] = []
    weight = 0.0
    for page in pages:
        held.append(page)
        one = 1 + page.bytes / _BYTES
        weight += one
        if weight >= target * 4 or (weight >= target / 4 and page.border < one / target * _HASHES):
            yield _shard(number, held, context)
            number, held, weight = number + 1, [], 0.0
    if held:
        yield _shard(number, held, context)


def _shard(number: int, pages: list[Known], context: str) -> Shard:
    keys = (f"kept {page.key}" if page.input is None else page.key for page in pages)
    key = hashlib.sha256("\n".join((context, *keys)).encode()).hexdigest()[:16]
    return Shard(number, key, tuple(pages))
