"""Small inputs, and what an output holds, for tests of whole runs."""

import json
import os
import random
import sys
from concurrent.futures import Future
from pathlib import Path

import pyarrow.parquet as pq

from tasks.run.job import Job
from tasks.run.start import run

SENTENCE = "the minister said on Monday that talks between both countries will continue after the summit next week"
WORDS = SENTENCE.split()
FURNITURE = ["Home", "World", "Share", "Advertisement"]


class Inline:
    """Workers that work in the very process and thread of the test."""

    size = 1

    def expect(self, size):
        """Always ready."""

    def submit(self, stage, function, task):  # noqa: ARG002
        """Do it at once."""
        done = Future()
        try:
            done.set_result(function(task))
        except Exception as error:
            done.set_exception(error)
        return done


def text(number: int, salt: str = "") -> str:
    """A short page; the same number and salt give the same page."""
    dice = random.Random(f"{number} {salt}")
    paragraphs = [" ".join(dice.choices(WORDS, k=25)) + "." for _ in range(3)]
    return "\n".join([*FURNITURE, f"Report number {number}", *paragraphs, "Read more"])


def write_folder(folder: Path, numbers, salt: str = "") -> None:
    """A folder of text files, a page each."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"{number:04}.txt").write_text(text(number, salt), encoding="utf-8")


def write_records(path: Path, numbers, salt: str = "") -> None:
    """A file of records; ten pages a site."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [{"id": f"{n:04}", "url": f"https://site{n // 10}.example/{n}", "text": text(n, salt)} for n in numbers]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def clean(source: Path, output: Path, tables: Path, **settings):
    """A run in this process, with small shards. The summary."""
    tables.mkdir(exist_ok=True)
    workers = settings.pop("workers", Inline())
    step = settings.pop("step", lambda _: None)
    watch = settings.pop("watch", None)
    job = Job(str(source), output, [tables], target=settings.pop("target", 8), **settings)
    return run(job, workers, watch, step)


def tree(output: Path) -> dict[str, bytes]:
    """What a reader sees, byte for byte: the path and content of every file; the manifest without its timings."""
    found = {}
    for root, _, names in os.walk(output, followlinks=True):
        folder = Path(root)
        if ".corrigenda" in folder.relative_to(output).parts:
            continue
        for name in names:
            path = folder / name
            if path.is_symlink() and not path.exists():
                continue  # made just before the first publish: nothing to see yet
            found[str(path.relative_to(output))] = path.read_bytes()
    if "_manifest.json" in found:
        manifest = json.loads(found["_manifest.json"])
        del manifest["timings"]
        found["_manifest.json"] = json.dumps(manifest).encode()
    return found


def rows(output: Path, table: str = "documents") -> list[dict]:
    """All rows of a table, part by part, by name."""
    return [
        row for path in sorted((output / table).glob("*.parquet")) for row in pq.ParquetFile(path).read().to_pylist()
    ]


def uris(output: Path, table: str = "documents") -> list[str]:
    """The file names (or what stands after #) of the pages of a table, sorted."""
    return sorted(row["uri"].replace("#", "/").rsplit("/", 1)[-1] for row in rows(output, table))


def loaded_modules(_) -> list[str]:
    """What a worker that is asked has loaded."""
    return sorted(sys.modules)
