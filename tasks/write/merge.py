"""Rows of earlier parts taken over into a new one, column by column, without looking into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tasks.write.part import read_table
from tasks.write.rows import TWICE
from tasks.write.schemas import PARTS, Table


def taken(paths: Mapping[Table, Path], wanted: Sequence[str]) -> dict[Table, pa.Table]:
    """The rows of a part that belong to the pages `wanted` (by doc_id). Raises OSError and pa.ArrowException."""
    return {table: _wanted(read_table(paths[table], table), table, pa.array(wanted, pa.string())) for table in PARTS}


def _wanted(rows: pa.Table, table: Table, wanted: pa.StringArray) -> pa.Table:
    keep = pc.is_in(rows["doc_id"], value_set=wanted)
    if table == "documents":
        rows = marked(rows, [])
    if table == "rejected":
        keep = pc.and_(keep, pc.not_equal(rows["error"], pa.scalar(TWICE)))
    return rows.filter(keep)


def marked(documents: pa.Table, marks: Sequence[tuple[str, str | None, str]]) -> pa.Table:
    """The documents with their duplicates marked: doc_id, duplicate_of, cluster. Marks they bore are forgotten."""
    ids, originals, clusters = (pa.array([mark[at] for mark in marks], pa.string()) for at in range(3))
    places = pc.index_in(documents["doc_id"], value_set=ids)
    for name, values in (("duplicate_of", originals), ("cluster", clusters)):
        at = documents.schema.get_field_index(name)
        documents = documents.set_column(at, documents.schema.field(at), values.take(places))
    return documents


def merged(pieces: Sequence[Mapping[Table, pa.Table]], order: Sequence[str]) -> dict[Table, pa.Table]:
    """One part's tables from several: rows in the order of their pages (doc_ids), each page's in their own order."""
    ranks = pa.array(list(dict.fromkeys(order)), pa.string())
    return {table: _ordered(pa.concat_tables([piece[table] for piece in pieces]), ranks) for table in PARTS}


def _ordered(rows: pa.Table, ranks: pa.StringArray) -> pa.Table:
    rank = pc.index_in(rows["doc_id"], value_set=ranks).to_numpy()
    return rows.take(np.argsort(rank, kind="stable"))
