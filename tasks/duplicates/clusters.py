"""Pages that tell the same story, and which of them told it first."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import numpy as np
import pyarrow as pa


def mark(base: duckdb.DuckDBPyConnection) -> None:
    """Fill `marks (doc_id, duplicate_of, cluster)` from `signatures` and the pairs `checked (a, b, near)`.

    A cluster is what can be reached from page to page; its id is that of its first page: the earliest dated, else the
    first by id. Only pages that are not alone are marked; the first has no `duplicate_of`.
    """
    pairs = base.execute("SELECT a, b FROM checked WHERE near ORDER BY a, b").fetchnumpy()
    sets, roots = components(pairs["a"], pairs["b"])
    base.register("grouped", pa.table({"digest": pa.array(sets, pa.uint64()), "root": pa.array(roots, pa.uint64())}))
    base.execute(
        """
        CREATE OR REPLACE TABLE marks AS
            WITH members AS (
                SELECT doc_id, published_at, coalesce(root, digest) AS root
                FROM signatures LEFT JOIN grouped USING (digest)
            ), led AS (
                SELECT doc_id, count(*) OVER (PARTITION BY root) AS size,
                    first_value(doc_id) OVER (PARTITION BY root ORDER BY published_at NULLS LAST, doc_id) AS first
                FROM members
            )
            SELECT doc_id, nullif(first, doc_id) AS duplicate_of, first AS cluster FROM led WHERE size > 1
        """
    )
    base.unregister("grouped")


def components(a: Iterable[int], b: Iterable[int]) -> tuple[np.ndarray, np.ndarray]:
    """The nodes of a graph, given the ends of its edges, and for each the smallest node of its component."""
    a, b = np.asarray(a, np.uint64), np.asarray(b, np.uint64)
    nodes, places = np.unique(np.concatenate((a, b)), return_inverse=True)
    parent = list(range(len(nodes)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in zip(places[: len(a)].tolist(), places[len(a) :].tolist(), strict=True):
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    return nodes, nodes[[root(node) for node in range(len(nodes))]]
