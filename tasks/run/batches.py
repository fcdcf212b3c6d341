"""The input cut into pieces of work for the survey, before anybody knows how many pages there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from tasks.read import Input, Reading, Record, records_of
from tasks.run.context import Handed
from tasks.run.survey import Batch

FILES = 512
BYTES = 8 << 20
"""What one worker surveys at a time, at most (one file at least)."""
RECORDS = 1024
RECORD_BYTES = 4 << 20
"""What one worker is handed of a large file that all of them share."""


def batches(inputs: Sequence[Input], first: int, workers: int, work: Path, handed: Handed) -> Iterator[Batch]:
    """Pieces of the survey, numbered from `first`.

    Small files go to the workers many at a time. A large file cannot be sought: where there are too few of them to
    give each worker its own, this process reads them and hands out their records.
    """
    numbers = count(first)
    large = [entry for entry in inputs if entry.size > BYTES]
    shared = large if workers > 1 and len(large) < 2 * workers else []
    for group in _groups([entry for entry in inputs if entry not in shared]):
        yield Batch(next(numbers), group, work, handed)
    for entry in shared:
        for records in _records(entry, handed.context.reading):
            yield Batch(next(numbers), (entry,), work, handed, records)


def _groups(inputs: Sequence[Input]) -> Iterator[tuple[Input, ...]]:
    held: list[Input] = []
    size = 0
    for entry in inputs:
        if held and (len(held) >= FILES or size + entry.size > BYTES):
            yield tuple(held)
            held, size = [], 0
        held.append(entry)
        size += max(entry.size, 0)
    if held:
        yield tuple(held)


def _records(entry: Input, reading: Reading) -> Iterator[tuple[Record, ...]]:
    held: list[Record] = []
    size = 0
    for found in records_of(entry, reading):
        held.append(found)
        size += len(found.payload)
        if len(held) >= RECORDS or size > RECORD_BYTES:
            yield tuple(held)
            held, size = [], 0
    if held:
        yield tuple(held)
