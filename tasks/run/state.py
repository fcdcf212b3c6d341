"""What the last run was asked to do and what it left: enough to see, by looking at files' dates, that nothing changed.

Kept in `.corrigenda/state.json`, which can be deleted at any time: the next run then looks at every byte.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tasks.read.place import Input
from tasks.run import compiled
from tasks.run.code import code_version
from tasks.run.job import Job, Summary, summary
from tasks.write import manifest
from tasks.write.files import write_bytes
from tasks.write.publish import Generations


@dataclass(frozen=True)
class State:
    """What the last run was asked (a hash; empty if it must look again), and what its files looked like after it."""

    asked: str
    files: str


def path_of(generations: Generations) -> Path:
    """Where the state is kept."""
    return generations.state / "state.json"


def read(generations: Generations) -> State | None:
    """The state after the last run, None if it is not known."""
    try:
        return State(**json.loads(path_of(generations).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def keep(generations: Generations, state: State) -> None:
    """Keep the state for the next run."""
    write_bytes(path_of(generations), json.dumps(asdict(state)).encode())


def asked(job: Job, inputs: Sequence[Input]) -> str:
    """A hash of everything a run is asked to do; empty where an input file does not say when it changed."""
    if not all(entry.stamp for entry in inputs):
        return ""
    tables = compiled.digest(job.folders)
    settings = (job.source, job.options, job.reading, job.keep_missing, job.target, job.folders, tables, code_version())
    digest = hashlib.sha256(repr(settings).encode("utf-8", "surrogatepass"))
    for entry in inputs:
        digest.update(f"{entry.path}\0{entry.size}\0{entry.stamp}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def files(folder: Path) -> str:
    """A hash of the names, sizes and dates of all files of a generation."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        stat = path.stat()
        digest.update(f"{path.relative_to(folder)}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def unchanged(job: Job, inputs: Sequence[Input], generations: Generations, started: float) -> Summary | None:
    """The summary of a run that has nothing to do; None if there is, or may be, something to do."""
    last, current = read(generations), generations.current
    if job.force or last is None or current is None or not last.asked:
        return None
    if last.asked != asked(job, inputs) or last.files != files(current):
        return None
    found = manifest.read(current / manifest.NAME)
    rest = {"parts": len(found.parts), "parts_done": 0, "cleaned": 0, "reused": 0}
    return summary(job, found.totals, **rest, seconds=time.monotonic() - started)
