"""Which pages may tell the same story, from their sketches alone, and which of them do.

An inverted index from each hash of a sketch to the pages that have it, sorted in arrays. A hash that very many pages
share would make every pair of them a candidate; so under each hash the pages stand in the order of their sketches,
which puts near-copies side by side, and each is paired with a few of the next. The cost is linear in the pages,
whatever they say, and the outcome depends on the set of pages alone. What grows with the pages waits on disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tasks.duplicates.shingles import SKETCH, Hashes, jaccard

WINDOW, NARROW, MANY = 24, 6, 64
"""Pages behind it that a page is paired with under one hash; and under a hash that more than MANY pages share, which
says little by itself: near-copies stand side by side there, or are found under other hashes."""
LOOKED_UP = 10
"""Hashes of a sketch by which its likes are looked up. Two pages with J = 0.7 share fewer than two of them once in
about 7,000 pairs; all 16 would make twice the pairs."""
TOGETHER = 2
"""Hashes under which two pages must stand side by side for their sketches to be compared. Different sets that are
alike have at least three in common, however small they are."""
SHARED = 0.3
"""Share of the smaller sketch that both must have in common for their whole sets to be compared."""
NEAR = 0.7
"""Least Jaccard similarity of two pages that tell the same story."""
PASS = 100_000
"""Pages whose hashes are sorted in one pass; of more, each pass takes a share of the hashes."""
HELD = 2_000_000
"""Pairs that are held in memory before they are filed."""
FILED = 25_000
"""Pages whose pairs share a file."""
_BATCH = 1024

_Marks = NDArray[np.uint32]
_RANK = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_MARK = np.uint64(1)


class _Sets(NamedTuple):
    """The different sets of shingles, in the order of their sketches: digests, and sketches as rows of marks.

    A mark is half of a hash with its lowest bit set; where a sketch has fewer hashes its row ends in half of its
    digest, with that bit not set.
    """

    digests: Hashes
    marks: _Marks


def find(base: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """Fill `candidates (a, b)` from `signatures (doc_id, digest, sketch)`: digests of sets that may be alike, a < b.

    Pages with the same set of shingles are one in this. `folder` is where arrays may wait. Gives the number of
    candidates.
    """
    base.execute("CREATE OR REPLACE TABLE candidates (a UBIGINT, b UBIGINT)")
    sets = _sets(base, folder)
    count = 0
    for pairs in _together(sets, folder):
        for at in range(0, len(pairs), _BATCH * SKETCH):
            count += _add_alike(base, sets, pairs[at : at + _BATCH * SKETCH])
    return count


def _sets(base: duckdb.DuckDBPyConnection, folder: Path) -> _Sets:
    pages = int(base.execute("SELECT count(*) FROM signatures").fetchall()[0][0])
    digests = np.empty(pages, np.uint64)
    marks = np.memmap(folder / "marks.bin", np.uint32, "w+", shape=(max(1, pages), SKETCH))[:pages]
    at = 0
    for batch in base.sql("SELECT digest, sketch FROM signatures").to_arrow_reader(_BATCH * SKETCH):
        here = slice(at, at := at + batch.num_rows)
        digests[here] = batch["digest"].to_numpy()
        marks[here] = (digests[here, None] & ~_MARK).astype(np.uint32)
        has = np.arange(SKETCH) < np.diff(batch["sketch"].offsets.to_numpy())[:, None]
        marks[here][has] = (batch["sketch"].flatten().to_numpy() | _MARK).astype(np.uint32)
    order = _order(digests, marks)
    once = np.append(True, digests[order][1:] != digests[order][:-1])[:pages]
    return _Sets(digests[order[once]], _sorted(marks, order[once], folder))


def _order(digests: Hashes, marks: _Marks) -> NDArray[np.intp]:
    """The rows in the order of their marks, then digests; by two marks at first, which tell nearly all apart."""
    begins = marks[:, 0].astype(np.uint64) << _RANK | marks[:, 1]
    order = np.argsort(begins)
    begins = begins[order]
    tied = np.zeros(len(order), bool)
    tied[1:] = begins[1:] == begins[:-1]
    tied[:-1] |= tied[1:]
    rows = order[tied]
    order[tied] = rows[np.lexsort((digests[rows], *marks[rows].T[::-1]))]
    return order


def _sorted(marks: _Marks, order: NDArray[np.intp], folder: Path) -> _Marks:
    """The rows of `marks` in an order, in a file of their own."""
    rows = np.memmap(folder / "sorted.bin", np.uint32, "w+", shape=(max(1, len(order)), SKETCH))
    for at in range(0, len(order), PASS):
        rows[at : at + PASS] = marks[order[at : at + PASS]]
    return rows[: len(order)]


def _together(sets: _Sets, folder: Path) -> Iterator[Hashes]:
    """The pairs of pages that stand side by side often enough, as ranks: that of the first in the upper half."""
    count = len(sets.digests)
    files = [folder / f"pairs-{number:06}.bin" for number in range(count // FILED + 1)]
    for file in files:
        file.write_bytes(b"")
    held: list[Hashes] = []
    size = 0
    passes = count // PASS + 1
    for number in range(passes):
        for pairs in _side_by_side(_postings(sets.marks, passes, number)):
            held.append(pairs)
            size += len(pairs)
            if size > HELD:
                _file(held, files)
                held, size = [], 0
    _file(held, files)
    for file in files:
        pairs, times = np.unique(np.fromfile(file, np.uint64), return_counts=True)
        yield pairs[times >= TOGETHER]
        file.unlink()


def _postings(marks: _Marks, passes: int, number: int) -> Hashes:
    """The marks of one pass, each above the rank of a page that has it: sorted, without those of one page alone."""
    found = [np.empty(0, np.uint64)]
    for at in range(0, len(marks), FILED):
        some = marks[at : at + FILED, :LOOKED_UP]
        rows, columns = np.nonzero((some & 1).astype(bool) & ((some >> 1) % passes == number))
        found.append(some[rows, columns].astype(np.uint64) << _RANK | (rows + at).astype(np.uint64))
    postings = np.concatenate(found)
    postings.sort()
    same = postings[1:] >> _RANK == postings[:-1] >> _RANK
    shared = np.zeros(len(postings), bool)
    shared[1:] |= same
    shared[:-1] |= same
    return postings[shared]


def _side_by_side(postings: Hashes) -> Iterator[Hashes]:
    """Each page under a hash with those that stand behind it, as far as the hash reaches."""
    hashes, ranks = postings >> _RANK, postings & _LOW
    _, sizes = np.unique(hashes, return_counts=True)
    reach = np.repeat(np.where(sizes > MANY, NARROW, WINDOW), sizes)
    for step in range(1, min(WINDOW + 1, len(postings))):
        near = (hashes[step:] == hashes[:-step]) & (reach[:-step] >= step)
        yield ranks[:-step][near] << _RANK | ranks[step:][near]


def _file(pairs: list[Hashes], files: list[Path]) -> None:
    """Add pairs to the files, by the rank of the first page."""
    found = np.concatenate([np.empty(0, np.uint64), *pairs])
    numbers = found // np.uint64(FILED << 32)
    for number, file in enumerate(files):
        with file.open("ab") as stream:
            found[numbers == number].tofile(stream)


def _add_alike(base: duckdb.DuckDBPyConnection, sets: _Sets, pairs: Hashes) -> int:
    """Take in those pairs whose sketches have enough in common. Their number."""
    one, other = (pairs >> _RANK).astype(np.intp), (pairs & _LOW).astype(np.intp)
    first, second = sets.marks[one], sets.marks[other]
    shared = sum(np.count_nonzero(first == second[:, [column]], axis=1) for column in range(SKETCH))
    smaller = np.minimum(np.count_nonzero(first & 1, axis=1), np.count_nonzero(second & 1, axis=1))
    alike = shared >= SHARED * smaller
    ends = np.sort(np.stack((sets.digests[one[alike]], sets.digests[other[alike]])), axis=0)
    base.register("alike", pa.table({"a": ends[0], "b": ends[1]}))
    base.execute("INSERT INTO candidates SELECT a, b FROM alike")
    base.unregister("alike")
    return int(np.count_nonzero(alike))


def compare(base: duckdb.DuckDBPyConnection) -> None:
    """Add to `checked (a, b, near)` what is true of the candidates that are not in it yet.

    `shingles (digest, hashes)` holds the sets in question; `hashes` are the bytes of a sorted array.
    """
    found = base.cursor().execute(
        """
        SELECT a, b, x.hashes, y.hashes FROM candidates ANTI JOIN checked USING (a, b)
            JOIN shingles x ON x.digest = a JOIN shingles y ON y.digest = b
        """
    )
    while rows := found.fetchmany(_BATCH):
        near = [jaccard(np.frombuffer(x, np.uint64), np.frombuffer(y, np.uint64)) >= NEAR for _, _, x, y in rows]
        one, other = (pa.array([row[side] for row in rows], pa.uint64()) for side in (0, 1))
        base.register("compared", pa.table({"a": one, "b": other, "near": near}))
        base.execute("INSERT INTO checked SELECT a, b, near FROM compared")
        base.unregister("compared")
