"""Where one shard ends and the next begins: decided by the pages themselves, so that a new page moves no far border.

Content-defined chunking (as in rsync and backup programs) over the pages sorted by uri: a page whose hash is small
enough ends a shard. What a page weighs grows with its size, so that a shard is about a second of work of any kind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tasks.run.catalogue import Known

TARGET = 400
"""Weight at which a shard is most likely to end; a page of plain text weighs a little over 1."""
LEAST = TARGET // 4
MOST = TARGET * 4
_BYTES = 32 * 1024
"""Bytes of a page that weigh as much as one more page."""
_HASHES = 1 << 64


@dataclass(frozen=True)
class Shard:
    """Pages that are cleaned together, and what their part is called. `keys` run parallel to `pages`."""

    number: int
    key: str
    pages: tuple[Known, ...]
    keys: tuple[str, ...]


def page_key(page: Known) -> str:
    """A hash of what a page's result depends on beside the context: 32 hexadecimal digits."""
    what = f"{page.uri}\0{page.nth}\0{page.record}\0{page.lines}"
    return hashlib.blake2b(what.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def cut(pages: Iterable[Known], context: str) -> Iterator[Shard]:
    """The shards of pages sorted by uri. `context` is the fingerprint of everything else results depend on."""
    number = 0
    held: list[Known] = []
    weight = 0.0
    for page in pages:
        held.append(page)
        one = 1 + page.bytes / _BYTES
        weight += one
        if weight >= MOST or (weight >= LEAST and _hash(page.uri) < one / TARGET * _HASHES):
            yield _shard(number, held, context)
            number, held, weight = number + 1, [], 0.0
    if held:
        yield _shard(number, held, context)


def _hash(uri: str) -> int:
    return int.from_bytes(hashlib.blake2b(uri.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _shard(number: int, pages: list[Known], context: str) -> Shard:
    keys = tuple(map(page_key, pages))
    key = hashlib.sha256("\n".join((context, *keys)).encode()).hexdigest()[:16]
    return Shard(number, key, tuple(pages), keys)
