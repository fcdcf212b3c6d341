"""Which pages may tell the same story, from their sketches alone, and which of them do.

All on disk, in DuckDB: an inverted index from each hash of a sketch to the pages that have it. A hash that very many
pages share would make every pair of them a candidate; so under each hash the pages stand in the order of their
sketches, which puts near-copies side by side, and each is paired with the next WINDOW at most. The cost is linear in
the pages, whatever they say, and the outcome depends on the set of pages alone.
"""

from __future__ import annotations

import duckdb
import numpy as np
import pyarrow as pa

from tasks.duplicates.shingles import jaccard

WINDOW, NARROW, MANY = 16, 4, 64
"""Pages that one page is paired with under one hash, at least, or as many as there are; and under a hash that more than
MANY pages share, which says little by itself: near-copies stand side by side there, or are found under other hashes."""
TOGETHER = 2
"""Hashes under which two pages must stand side by side for their sketches to be compared. Different sets that are
alike have at least three in common, however small they are."""
SHARED = 0.3
"""Share of the smaller sketch that both must have in common for their whole sets to be compared."""
NEAR = 0.7
"""Least Jaccard similarity of two pages that tell the same story."""
PASS = 100_000
"""Pages that are looked at in one pass; of more, each pass takes a share of the hashes."""
_BATCH = 1024

_TABLES = (
    (
        "sets",
        "digest UBIGINT, sketch UBIGINT[]",
        "SELECT digest, any_value(sketch) FROM signatures WHERE digest % $passes = $number GROUP BY digest",
    ),
    (
        "postings",
        "hash UBIGINT, digest UBIGINT, block BIGINT",
        f"""
        WITH spread AS (
            SELECT hash, digest FROM (SELECT unnest(sketch) AS hash, digest FROM sets) WHERE hash % $passes = $number
        ), shared AS (
            SELECT hash, if(count(*) > {MANY}, {NARROW}, {WINDOW}) AS size FROM spread GROUP BY hash HAVING count(*) > 1
        )
        SELECT hash, digest, (row_number() OVER (PARTITION BY hash ORDER BY sketch, digest) - 1) // size
        FROM spread JOIN shared USING (hash) JOIN sets USING (digest)
        """,
    ),
    (
        "pairs",
        "a UBIGINT, b UBIGINT",
        f"""
        WITH side_by_side AS (
            SELECT a.digest AS one, b.digest AS other FROM postings a JOIN postings b
                ON a.hash = b.hash AND a.block = b.block AND a.digest < b.digest
            UNION ALL
            SELECT a.digest, b.digest FROM postings a JOIN postings b ON a.hash = b.hash AND a.block + 1 = b.block
        )
        SELECT least(one, other) AS a, greatest(one, other) AS b FROM side_by_side
        WHERE a % $passes = $number GROUP BY ALL HAVING count(*) >= {TOGETHER}
        """,
    ),
    (
        "candidates",
        "a UBIGINT, b UBIGINT",
        f"""
        SELECT a, b FROM pairs JOIN sets x ON x.digest = a JOIN sets y ON y.digest = b
        WHERE a % $passes = $number
            AND len(list_intersect(x.sketch, y.sketch)) >= {SHARED} * least(len(x.sketch), len(y.sketch))
        """,
    ),
)
"""What `find` makes, one after another, each in as many passes as the pages ask for."""


def find(base: duckdb.DuckDBPyConnection) -> int:
    """Fill `candidates (a, b)` from `signatures (doc_id, digest, sketch)`: digests of sets that may be alike, a < b.

    Pages with the same set of shingles are one in this. Gives the number of candidates.
    """
    passes = max(1, -(-_count(base, "signatures") // PASS))
    for table, columns, rows in _TABLES:
        base.execute(f"CREATE OR REPLACE TABLE {table} ({columns})")
        for number in range(passes):
            base.execute(f"INSERT INTO {table} {rows}", {"passes": passes, "number": number})
    return _count(base, "candidates")


def _count(base: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(base.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])


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
