"""A run that has something to do: survey, plan, clean what is not there, publish."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from tasks.errors import UserError
from tasks.read import Input
from tasks.read.place import size_of
from tasks.run import state, survey
from tasks.run.batches import batches
from tasks.run.catalogue import Catalogue
from tasks.run.clean import Item, Work, clean_shard
from tasks.run.code import code_version, versions
from tasks.run.context import Handed
from tasks.run.duplicates import Duplicates
from tasks.run.index import Index
from tasks.run.job import Job, Summary, summary
from tasks.run.known import Known
from tasks.run.shards import Shard, cut
from tasks.run.watch import Watch
from tasks.run.workers import Workers, each
from tasks.write import part
from tasks.write.manifest import Manifest
from tasks.write.publish import INDEX, Generations, Made, Step

TAKEN = 10
"""How many pages are taken over from an old part in the time that one is cleaned."""


class Run:
    """The state of one run."""

    def __init__(
        self,
        job: Job,
        handed: Handed,
        generations: Generations,
        work: Path,
        workers: Workers,
        watch: Watch,
    ) -> None:
        self._job, self._handed, self._generations = job, handed, generations
        self._context = handed.context
        self._workers, self._watch = workers, watch
        self._work = work
        self._kept = generations.state / "survey" / self._context.prepared
        self._catalogue = Catalogue(self._kept, self._work)
        self._notes: list[str] = []
        self._parts: dict[str, Made] = {}  # the parts of the published output, by key
        self._there: dict[str, Made] = {}  # the parts that need not be made again, by key
        self._same_context = False

    def go(self, found: Sequence[Input], started: float, step: Step) -> Summary:
        """The whole run. Raises UserError, and OSError where something cannot be written."""
        try:
            return self._go(found, started, step)
        except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
            raise OSError(str(error)) from error
        finally:
            self._catalogue.close()

    def _go(self, found: Sequence[Input], started: float, step: Step) -> Summary:
        before = self._generations.published()
        self._take_stock(before)
        self._survey(found)
        surveyed = time.monotonic()
        parts, made, reused = self._clean()
        complete = self._catalogue.keep()
        self._catalogue.close()  # so that its memory is free for the search for duplicates
        cleaned = time.monotonic()
        parts = self._mark(parts, before)
        timings = {
            "survey": round(surveyed - started, 3),
            "clean": round(cleaned - surveyed, 3),
            "duplicates": round(time.monotonic() - cleaned, 3),
        }
        wanted = Manifest(self._made_from(len(found)), tuple(one.receipt for one in parts), timings)
        totals = wanted.totals
        self._refuse_to_empty(before, totals)
        if before is None or made or self._notes or wanted.fingerprint != before.fingerprint:
            self._watch.begin("publish", None)
            self._generations.publish(wanted, parts, self._index_to, step)
        self._keep_state(state.asked(self._job, found) if complete else "")
        return summary(
            self._job,
            totals,
            parts=len(parts),
            parts_done=len(made),
            cleaned=sum(one.receipt.pages for one in made) - reused,
            reused=reused,
            seconds=time.monotonic() - started,
            notes=tuple(self._notes),
        )

    def _note(self, message: str) -> None:
        self._notes.append(message)
        self._watch.note(message)

    def _take_stock(self, before: Manifest | None) -> None:
        """Which parts there are already, in the published output and left over from a run that died."""
        current, staging = self._generations.current, self._generations.staging
        for receipt in part.receipts(staging):
            if not part.damage(staging, receipt):
                self._there[receipt.key] = Made.at(staging, receipt)
        if before is None or current is None:
            return
        last = state.read(self._generations)
        trusted = last is not None and last.files == state.files(current)
        for receipt in before.parts:
            damage = "" if trusted else part.damage(current, receipt)
            if damage:
                self._note(f"{damage}: the part is made again")
            else:
                self._parts[receipt.key] = Made.at(current, receipt)
        self._there.update(self._parts)
        self._same_context = before.made_from.get("context") == self._context.fingerprint
        if self._job.force:
            self._there.clear()
            self._same_context = False
        if (current / INDEX).is_file():
            self._catalogue.know(current / INDEX, list(self._parts))

    def _survey(self, found: Sequence[Input]) -> None:
        """Know every page, and have every page that must be cleaned in the spool."""
        read: list[Input] = []
        surveys: list[Path] = []
        wanted = self._catalogue.changed(found)
        while True:
            self._watch.begin("survey", None)
            self._workers.expect(size_of(wanted))
            pieces = batches(wanted, len(surveys), self._workers.size, self._work, self._handed)
            for batch, pages in each(self._workers, "survey", survey.survey, pieces):
                surveys.append(survey.path_of(self._work, batch.number))
                self._watch.advance(pages)
            read += wanted
            if not self._catalogue.gather(sorted(surveys), read, keep_missing=self._job.keep_missing):
                raise UserError(f"{self._job.source}: no pages in it: nothing was changed; check the path")
            wanted = self._unspooled(found) if len(read) < len(found) else []
            if not wanted:
                return

    def _unspooled(self, found: Sequence[Input]) -> list[Input]:
        """The input files that must be read again, for the pages of theirs that must be cleaned."""
        missing = (shard for shard in self._shards() if shard.key not in self._there)
        pages = (page for shard in missing for page in shard.pages if page.place is None and not self._reused(page))
        names = {page.input for page in pages}
        return [entry for entry in found if entry.path in names] if names else []

    def _reused(self, page: Known) -> str | None:
        """The key of the part whose rows of this page are taken over; None if the page must be cleaned."""
        if page.input is None or (self._same_context and page.old_key == page.key):
            return page.old_part
        return None

    def _shards(self) -> Iterator[Shard]:
        return cut(self._catalogue.pages(), self._context.fingerprint, self._job.target)

    def _clean(self) -> tuple[list[Made], list[Made], int]:
        """All parts in their order; those that were made now; how many pages were taken over into these."""
        parts: dict[int, Made] = {}
        made: list[Made] = []
        reused = 0
        self._watch.begin("clean", self._catalogue.count())
        for work, receipt in each(self._workers, "clean", clean_shard, self._missing(parts)):
            one = Made.at(self._generations.staging, receipt)
            parts[work.number] = one
            made.append(one)
            reused += sum(item.part is not None for item in work.pages)
            self._watch.advance(receipt.pages, receipt.files["rejected"].rows)
        return [parts[number] for number in sorted(parts)], made, reused

    def _missing(self, parts: dict[int, Made]) -> Iterator[Work]:
        """The shards that must be made; the others are put into `parts`, and all are listed in the index."""
        index = Index(self._work / INDEX)
        size = 0
        for shard in self._shards():
            index.add(shard)
            if shard.key in self._there:
                parts[shard.number] = self._there[shard.key]
                self._watch.advance(shard.rows.num_rows)
            else:
                size += sum(page.bytes // (TAKEN if self._reused(page) else 1) for page in shard.pages)
                self._workers.expect(size)
                yield self._work_on(shard)
        index.close()

    def _work_on(self, shard: Shard) -> Work:
        items = [
            Item(page.uri, page.nth, tuple(page.lines), None if source else page.place, source)
            for page in shard.pages
            for source in [self._reused(page)]
        ]
        names = sorted({item.part for item in items if item.part is not None})
        paths = {name: self._parts[name].paths for name in names}
        return Work(shard.number, shard.key, items, paths, self._work, self._generations.staging, self._handed)

    def _keep_state(self, asked: str) -> None:
        current = self._generations.current
        assert current is not None
        state.keep(self._generations, state.State(asked, state.files(current)))

    def _mark(self, parts: list[Made], before: Manifest | None) -> list[Made]:
        """The parts with the duplicates among their pages marked."""
        if before is not None and [one.receipt for one in parts] == list(before.parts):
            return parts
        self._watch.begin("duplicates", None)
        folder = self._generations.staging
        with Duplicates(parts, self._work, self._kept / "pairs.parquet", folder, self._workers) as found:
            return found.marked()

    def _index_to(self, path: Path) -> None:
        shutil.copyfile(self._work / INDEX, path)

    def _refuse_to_empty(self, before: Manifest | None, totals: Mapping[str, Any]) -> None:
        if before is None or totals["documents"] or not before.totals["documents"] or self._job.force:
            return
        raise UserError(
            f"{self._job.source}: none of its {totals['pages']} pages could be cleaned, and {self._job.output} holds"
            f" {before.totals['documents']} documents: nothing was changed; check the path, or use --force to replace"
        )

    def _made_from(self, files: int) -> dict[str, Any]:
        return {
            "source": self._job.source,
            "files": files,
            "context": self._context.fingerprint,
            "tables": self._context.tables,
            "options": vars(self._context.options),
            "code": code_version(),
            "versions": dict(versions()),
        }
