"""One shard, in a worker: its pages through all stages, or taken over from an earlier part, into part files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tasks.duplicates import signature
from tasks.options import Options
from tasks.pipeline import Rejected, Tables, clean
from tasks.run import context
from tasks.run.context import Handed
from tasks.run.spool import Entry, Failed, Place, Reader
from tasks.run.survey import defect
from tasks.write import merge, part
from tasks.write.part import Receipt
from tasks.write.rows import TWICE, Rows, doc_id
from tasks.write.schemas import Table


class Item(NamedTuple):
    """A page of a shard: `place` says where it waits in the spool, or `part` where its rows are taken from."""

    uri: str
    nth: int
    lines: tuple[int, ...]
    place: Place | None
    part: str | None


@dataclass(frozen=True)
class Work:
    """A shard for one worker: its pages, the files of the parts they are taken from, and the folders it works in."""

    number: int
    key: str
    pages: Sequence[Item]
    parts: Mapping[str, Mapping[Table, Path]]
    spool: Path
    staging: Path
    handed: Handed


def clean_shard(work: Work) -> Receipt:
    """Clean the pages of a shard and write its part. Raises OSError where it cannot be written."""
    tables = context.load(work.handed)
    options = work.handed.context.options
    spool = Reader(work.spool)
    rows = Rows()
    for item in work.pages:
        if item.place is not None:
            _add(rows, item, spool.get(item.place), tables, options)
    made = rows.tables()
    if work.parts:
        taken = {name: [doc_id(item.uri) for item in work.pages if item.part == name] for name in work.parts}
        old = [merge.taken(work.parts[name], wanted) for name, wanted in taken.items()]
        made = merge.merged([*old, made], [doc_id(item.uri) for item in work.pages])
    return part.write(work.staging, work.key, made)


def _add(rows: Rows, item: Item, entry: Entry, tables: Tables, options: Options) -> None:
    raw, outcome = entry
    if item.nth > 1:
        outcome = Failed("read", TWICE)
    if isinstance(outcome, Failed):
        rows.reject(raw.uri, raw.url, outcome.stage, outcome.error, raw.payload)
        return
    try:
        page = clean(outcome, tables, options, frozenset(item.lines))
        rows.add(page, signature(page.text))
    except Rejected as error:
        rows.reject(raw.uri, raw.url, error.stage, error.error, raw.payload)
    except Exception as error:
        rows.reject(raw.uri, raw.url, "clean", defect(error), raw.payload)
