"""One shard, in a worker: its pages through all stages, into part files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tasks.pipeline import Rejected, clean
from tasks.run import context
from tasks.run.catalogue import Known
from tasks.run.context import Context
from tasks.run.shards import Shard
from tasks.run.spool import Entry, Failed, Reader
from tasks.write import part
from tasks.write.part import Receipt
from tasks.write.rows import Rows

TWICE = "this uri stands more than once in the input: one record was kept; give each record an id of its own"


@dataclass(frozen=True)
class Work:
    """A shard for one worker; `work` holds the spool, `folder` is the generation being made."""

    shard: Shard
    work: Path
    folder: Path
    context: Path


def clean_shard(work: Work) -> Receipt:
    """Clean the pages of a shard and write its part. Raises OSError where it cannot be written."""
    given = context.load(work.context)
    spool = Reader(work.work)
    rows = Rows()
    for known in work.shard.pages:
        assert known.place is not None, known.uri
        _add(rows, known, spool.get(known.place), given)
    return part.write(work.folder, work.shard.key, rows.tables(), rows.tally)


def _add(rows: Rows, known: Known, entry: Entry, given: Context) -> None:
    raw, outcome = entry
    if known.nth > 1:
        outcome = Failed("read", TWICE)
    if isinstance(outcome, Failed):
        rows.reject(raw.uri, raw.url, outcome.stage, outcome.error, raw.payload)
        return
    try:
        rows.add(clean(outcome, given.tables, given.options, frozenset(known.lines)))
    except Rejected as error:
        rows.reject(raw.uri, raw.url, error.stage, error.error, raw.payload)
