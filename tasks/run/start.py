"""A run from beginning to end, or the word that there is nothing to do."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tasks.errors import UserError
from tasks.read import Input, inputs
from tasks.read.place import size_of
from tasks.run import compiled, state
from tasks.run.job import Job, Summary
from tasks.run.naming import printable
from tasks.run.watch import Silence, Watch
from tasks.run.workers import Workers
from tasks.write.lock import locked
from tasks.write.publish import Generations, Step


def run(job: Job, workers: Workers, watch: Watch | None = None, step: Step = lambda _: None) -> Summary:
    """Bring the output up to date. Raises UserError and TableError before anything has changed."""
    watch = watch or Silence()
    started = time.monotonic()
    found = _named(inputs(job.source), job)
    generations = Generations(job.output)
    generations.open()
    work = generations.state / "work"
    with locked(generations.state), _explained(job, watch):
        shutil.rmtree(work, ignore_errors=True)  # what a run that died has left
        done = state.unchanged(job, found, generations, started)
        if done is not None:
            return done
        if generations.current is None:  # everything must be done: the sooner workers start, the better
            workers.expect(size_of(found))
        from tasks.run.context import Context, Handed  # these import every stage: a second and more
        from tasks.run.engine import Run

        with _made(work):
            tables = work / "tables.pickle"
            context = Context(compiled.put(job.folders, tables), job.options, job.reading)
            return Run(job, Handed(context, tables), generations, work, workers, watch).go(found, started, step)


def _named(found: Sequence[Input], job: Job) -> list[Input]:
    """The input files but those of the output itself, under names that can be written. Raises UserError."""
    output = f"{job.output.absolute()}{os.sep}"
    outside = [entry for entry in found if not os.path.abspath(entry.path).startswith(output)]  # noqa: PTH100 - 3x as fast
    if not outside:
        raise UserError(f"{job.source}: holds nothing but an output: nothing was changed; check the path")
    return [
        entry if (name := printable(entry.path)) == entry.path else replace(entry, path=name, location=entry.path)
        for entry in outside
    ]


@contextmanager
def _explained(job: Job, watch: Watch) -> Iterator[None]:
    """Say what a failing disk, or Ctrl-C, means for the person who must act."""
    try:
        yield
    except KeyboardInterrupt:
        watch.note("Stopped: finished parts are kept; run the same command again, and it goes on from there.")
        raise
    except OSError as error:
        what = error.strerror or str(error)
        where = f" ({error.filename})" if error.filename else ""
        raise UserError(
            f"{job.output}: cannot be written: {what}{where}: what was published before is unharmed and finished parts"
            " are kept; put it right and run the same command again, and it goes on from there"
        ) from error


@contextmanager
def _made(work: Path) -> Iterator[None]:
    """Make a folder for what only this run needs, and remove it at the end."""
    work.mkdir()
    try:
        yield
    finally:
        shutil.rmtree(work, ignore_errors=True)
