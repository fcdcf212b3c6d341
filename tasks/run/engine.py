"""A run from beginning to end: survey, plan, clean what is not there, publish."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

from tasks.errors import UserError
from tasks.pipeline import Options, compile_tables
from tasks.read import Input, inputs
from tasks.run import survey
from tasks.run.catalogue import Catalogue
from tasks.run.clean import Work, clean_shard
from tasks.run.context import Context, code_version, versions
from tasks.run.shards import Shard, cut
from tasks.write import part
from tasks.write.lock import locked
from tasks.write.manifest import Manifest
from tasks.write.part import Receipt
from tasks.write.publish import Generations, Step

Task = TypeVar("Task")
Result = TypeVar("Result")

SURVEY_FILES = 512
SURVEY_BYTES = 8 << 20
"""What one worker surveys at a time, at most (one file at least)."""


class Workers(Protocol):
    """Where the work is done: `size` tasks at a time."""

    size: int

    def submit(self, stage: str, function: Callable[[Any], Any], task: object) -> Future[Any]:
        """Do `function(task)` elsewhere. `stage` names the work to people."""


@dataclass(frozen=True)
class Job:
    """What a run is asked to do."""

    source: str
    output: Path
    folders: Sequence[Path]
    options: Options = field(default_factory=Options)
    force: bool = False
    keep_missing: bool = False


@dataclass(frozen=True)
class Summary:
    """What a run did, for the person who started it. `cleaned` counts pages done in this run, not taken over."""

    source: str
    output: str
    pages: int
    documents: int
    rejected: int
    lines_removed: int
    repairs: int
    proposed: int
    names: int
    parts: int
    parts_done: int
    cleaned: int
    seconds: float


def run(job: Job, workers: Workers, step: Step = lambda _: None) -> Summary:
    """Bring the output up to date. Raises UserError and TableError before anything has changed."""
    started = time.monotonic()
    found = inputs(job.source)
    context = Context(compile_tables(job.folders), job.options)
    generations = Generations(job.output)
    generations.open()
    with locked(generations.state):
        work = generations.state / "work"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        try:
            return _Run(job, context, generations, work, workers, step).go(found, started)
        finally:
            shutil.rmtree(work, ignore_errors=True)


class _Run:
    """The state of one run."""

    def __init__(  # noqa: PLR0917
        self, job: Job, context: Context, generations: Generations, work: Path, workers: Workers, step: Step
    ) -> None:
        self._job, self._context, self._generations = job, context, generations
        self._work, self._workers, self._step = work, workers, step
        self._saved = work / "context.pickle"
        kept = generations.state / "survey" / context.prepared
        self._catalogue = Catalogue(kept, work)

    def go(self, found: Sequence[Input], started: float) -> Summary:
        self._context.save(self._saved)
        before = self._generations.published()
        there = self._there(before)
        self._survey(found, there)
        surveyed = time.monotonic()
        receipts, done = self._clean(there)
        cleaned = time.monotonic()
        timings = {"survey": round(surveyed - started, 3), "clean": round(cleaned - surveyed, 3)}
        wanted = Manifest(self._made_from(len(found)), tuple(receipts), timings)
        if before is None or done or wanted.fingerprint != before.fingerprint:
            self._generations.publish(wanted, self._step)
        self._catalogue.keep()
        return _summary(self._job, wanted, done, time.monotonic() - started)

    def _there(self, before: Manifest | None) -> dict[str, Receipt]:
        """The parts that need not be made again, by key."""
        if self._job.force:
            return {}
        there = part.receipts(self._generations.next)
        if before is not None:
            there.update({receipt.key: receipt for receipt in before.parts})
        return there

    def _survey(self, found: Sequence[Input], there: Mapping[str, Receipt]) -> None:
        """Know every page, and have every page that must be cleaned in the spool."""
        read: list[Input] = []
        surveys: list[Path] = []
        wanted = self._catalogue.changed(found)
        while True:
            batches = [
                survey.Batch(number, batch, self._work, self._saved)
                for number, batch in enumerate(_batches(wanted), len(surveys))
            ]
            for _ in self._each("survey", survey.survey, batches):
                pass
            read += wanted
            surveys += [survey.path_of(self._work, batch.number) for batch in batches]
            if not self._catalogue.gather(surveys, read):
                raise UserError(f"{self._job.source}: no pages in it: nothing was changed; check the path")
            wanted = self._unspooled(found, there)
            if not wanted:
                return

    def _unspooled(self, found: Sequence[Input], there: Mapping[str, Receipt]) -> list[Input]:
        """The input files that must be read again, for the pages they share a missing part with."""
        missing = (shard for shard in self._shards() if shard.key not in there)
        names = {page.input for shard in missing for page in shard.pages if page.place is None}
        return [entry for entry in found if entry.path in names] if names else []

    def _clean(self, there: Mapping[str, Receipt]) -> tuple[list[Receipt], list[Receipt]]:
        folder = self._generations.next
        part.prepare(folder)
        receipts: dict[int, Receipt] = {}
        done: list[Receipt] = []

        def missing() -> Iterator[Work]:
            for shard in self._shards():
                if shard.key in there:
                    receipts[shard.number] = there[shard.key]
                else:
                    yield Work(shard, self._work, folder, self._saved)

        for work, receipt in self._each("clean", clean_shard, missing()):
            receipts[work.shard.number] = receipt
            done.append(receipt)
        return [receipts[number] for number in sorted(receipts)], done

    def _shards(self) -> Iterator[Shard]:
        return cut(self._catalogue.pages(), self._context.fingerprint)

    def _each(
        self, stage: str, function: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Result]]:
        """Each task with its result, as they finish; only a few more than there are workers are held at a time."""
        running: dict[Future[Result], Task] = {}
        for task in tasks:
            running[self._workers.submit(stage, function, task)] = task
            if len(running) >= self._workers.size + 2:
                yield from _finished(running)
        while running:
            yield from _finished(running)

    def _made_from(self, files: int) -> dict[str, Any]:
        return {
            "source": self._job.source,
            "files": files,
            "tables": self._context.tables.fingerprint,
            "options": vars(self._context.options),
            "code": code_version(),
            "versions": dict(versions()),
        }


def _finished(running: dict[Future[Result], Task]) -> Iterator[tuple[Task, Result]]:
    ready, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in ready:
        yield running.pop(future), future.result()


def _batches(changed: Sequence[Input]) -> Iterator[tuple[Input, ...]]:
    held: list[Input] = []
    size = 0
    for entry in changed:
        if held and (len(held) >= SURVEY_FILES or size + entry.size > SURVEY_BYTES):
            yield tuple(held)
            held, size = [], 0
        held.append(entry)
        size += entry.size
    if held:
        yield tuple(held)


REPAIRS = ("encoding", "punctuation", "substitution")


def _summary(job: Job, wanted: Manifest, done: Sequence[Receipt], seconds: float) -> Summary:
    totals = wanted.totals
    tally: dict[str, int] = totals["edits_by_mode_and_stage"]
    return Summary(
        source=job.source,
        output=str(job.output),
        pages=totals["pages"],
        documents=totals["documents"],
        rejected=totals["rejected"],
        lines_removed=tally.get("applied.chrome", 0),
        repairs=sum(tally.get(f"applied.{stage}", 0) for stage in REPAIRS),
        proposed=sum(count for name, count in tally.items() if name.startswith("proposed.")),
        names=totals["names"],
        parts=len(wanted.parts),
        parts_done=len(done),
        cleaned=sum(receipt.pages for receipt in done),
        seconds=seconds,
    )
