"""The survey of some input files, in a worker: which pages there are, and which lines their sites repeat."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.chrome import template
from tasks.page import Page
from tasks.pipeline import Rejected, Tables, prepare
from tasks.read import Input, Raw, Record, Unreadable, pages_of, parsed
from tasks.run import context
from tasks.run.context import Handed
from tasks.run.naming import printable
from tasks.run.spool import Entry, Failed, Writer

_COLUMNS: list[tuple[str, pa.DataType]] = [
    ("uri", pa.string()),
    ("input", pa.string()),
    ("record", pa.string()),
    ("failed", pa.bool_()),
    ("site", pa.string()),
    ("bytes", pa.int64()),
    ("keys", pa.list_(pa.uint64())),
    ("spool_file", pa.int32()),
    ("spool_at", pa.int64()),
    ("spool_length", pa.int32()),
]
SCHEMA = pa.schema(_COLUMNS)
_NONE = array("Q")
TOGETHER = 512
"""Pages whose rows are held in memory before they are filed."""


@dataclass(frozen=True)
class Batch:
    """Some input files for one worker, the number under which it files what it finds, and where.

    Of an input file so large that many workers share it, `records` are what this one is to prepare.
    """

    number: int
    inputs: tuple[Input, ...]
    work: Path
    handed: Handed
    records: tuple[Record, ...] | None = None


def path_of(work: Path, number: int) -> Path:
    """Where a batch's survey is filed."""
    return work / f"survey-{number:06}.parquet"


def survey(batch: Batch) -> int:
    """Read and prepare the pages of a batch, keep them in the spool, file what there is. The number of pages."""
    tables = context.load(batch.handed)
    path = path_of(batch.work, batch.number)
    pages = 0
    with (
        Writer(batch.work, batch.number) as spool,
        pq.ParquetWriter(path, SCHEMA, compression="zstd", compression_level=1) as filed,
    ):
        rows = (
            _row(source, *_prepared(found, tables), spool) for source in batch.inputs for found in _found(batch, source)
        )
        while some := list(islice(rows, TOGETHER)):
            filed.write_table(_table(some))
            pages += len(some)
    return pages


def _table(rows: Sequence[Sequence[object]]) -> pa.Table:
    columns = zip(*rows, strict=True)
    return pa.table(
        [pa.array(column, kind) for column, (_, kind) in zip(columns, _COLUMNS, strict=True)], schema=SCHEMA
    )


def _found(batch: Batch, source: Input) -> Iterable[Raw | Unreadable]:
    reading = batch.handed.context.reading
    if batch.records is None:
        return pages_of(source, reading)
    return (parsed(found, reading) for found in batch.records)


def _prepared(found: Raw | Unreadable, tables: Tables) -> tuple[Raw, Page | Failed, array[int]]:
    """The record under names that can be written, the page made of it or why there is none, and its lines' keys."""
    uri, url = printable(found.uri), found.url and printable(found.url)
    if (uri, url) != (found.uri, found.url):
        found = replace(found, uri=uri, url=url)
    if isinstance(found, Unreadable):
        return Raw(found.uri, found.payload, url=found.url), Failed("read", found.error), _NONE
    try:
        page = prepare(found, tables)
        return found, page, array("Q", template.line_keys(page.text)) if page.site else _NONE
    except Rejected as error:
        return found, Failed(error.stage, error.error), _NONE
    except Exception as error:
        return found, Failed("read", defect(error)), _NONE


def defect(error: Exception) -> str:
    """What an error that no stage foresaw says to the person who must act."""
    return f"{type(error).__name__}: {error}: a defect of the program, not of the page: please report it with the page"


def _row(source: Input, raw: Raw, outcome: Page | Failed, keys: array[int], spool: Writer) -> tuple[object, ...]:
    failed, site, error = (True, None, outcome.error) if isinstance(outcome, Failed) else (False, outcome.site, "")
    place = spool.add(Entry(raw.uri, raw.url, raw.payload, outcome, keys))
    return (raw.uri, source.path, _record(raw, error), failed, site, len(raw.payload), sorted(set(keys)), *place)


def _record(raw: Raw, error: str) -> str:
    """A hash of everything the input says of the page, the hash of its bytes first: 80 hexadecimal digits."""
    rest = repr((raw.media_type, raw.charset, raw.url, raw.fetched_at, sorted(raw.declared.items()), error))
    return raw.sha256 + hashlib.blake2b(rest.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
