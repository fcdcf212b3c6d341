"""One shard, in a worker: its pages through all stages, or taken over from an earlier part, into part files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tasks.duplicates import Signature, signatures
from tasks.options import Options
from tasks.page import Page
from tasks.pipeline import Rejected, Tables, clean_all
from tasks.run import context
from tasks.run.context import Handed
from tasks.run.spool import Entry, Failed, Place, Reader
from tasks.run.survey import defect
from tasks.write import merge, part
from tasks.write.part import Receipt
from tasks.write.rows import TWICE, Rows, doc_id
from tasks.write.schemas import Table

TOGETHER = 64
"""Pages that go through the stages side by side."""


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
    rows = Rows()
    with Reader(work.spool) as spool:
        waiting = ((item, spool.get(item.place)) for item in work.pages if item.place is not None)
        while some := list(islice(waiting, TOGETHER)):
            _add(rows, some, tables, options)
    made = rows.tables()
    if work.parts:
        taken = {name: [doc_id(item.uri) for item in work.pages if item.part == name] for name in work.parts}
        old = [merge.taken(work.parts[name], wanted) for name, wanted in taken.items()]
        made = merge.merged([*old, made], [doc_id(item.uri) for item in work.pages])
    return part.write(work.staging, work.key, made)


def _add(rows: Rows, some: Sequence[tuple[Item, Entry]], tables: Tables, options: Options) -> None:
    prepared = [
        (entry.outcome, _template(item, entry))
        for item, entry in some
        if item.nth == 1 and isinstance(entry.outcome, Page)
    ]
    cleaned = clean_all(prepared, tables, options)
    found = iter(signatures(page.text for page in cleaned if isinstance(page, Page)))
    outcomes = ((page, next(found) if isinstance(page, Page) else None) for page in cleaned)
    for item, entry in some:
        outcome = entry.outcome
        if item.nth > 1:
            failed: Failed | Exception | None = Failed("read", TWICE)
        elif isinstance(outcome, Page):
            failed = _failed(rows, *next(outcomes))
        else:
            failed = outcome
        if isinstance(failed, Rejected | Failed):
            rows.reject(entry.uri, entry.url, failed.stage, failed.error, entry.raw)
        elif failed is not None:
            rows.reject(entry.uri, entry.url, "clean", defect(failed), entry.raw)


def _failed(rows: Rows, cleaned: Page | Exception, signature: Signature | None) -> Exception | None:
    """Take in what became of a page, and its signature; why it cannot be, if it cannot."""
    if isinstance(cleaned, Exception):
        return cleaned
    try:
        rows.add(cleaned, signature)
    except Exception as error:
        return error
    return None


def _template(item: Item, entry: Entry) -> frozenset[int]:
    """The numbers of the page's lines that its site repeats."""
    if not item.lines:
        return frozenset()
    return frozenset(number for number, key in enumerate(entry.keys) if key in item.lines)
