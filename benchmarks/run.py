"""What a run costs: each stage, each worker more, each change of the input, each page more, and how much memory.

    python -m benchmarks.run [stages] [workers] [changes] [growth] [--pages N] [--sizes N …]

Pages are those of benchmarks/corpus.py, about 3 KB of text each. Times of stages are processor time, which others on
the machine disturb less than the clock; the figures are written to docs/benchmarks/run-*.md.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import corpus
from benchmarks.plot import bars, table
from tasks import chrome, language, layout, metadata, names
from tasks.duplicates import Signature, signatures
from tasks.options import Options
from tasks.page import Page, restore
from tasks.pipeline import Tables, compile_tables, prepare
from tasks.read import Raw
from tasks.repair import punctuation, substitution
from tasks.run import pool
from tasks.run.job import Job, Summary
from tasks.run.start import run
from tasks.tables import SHIPPED
from tasks.write import part
from tasks.write.rows import Rows

DOCS = Path(__file__).resolve().parent.parent / "docs" / "benchmarks"
SAMPLE = 600
"""Pages whose stages are timed one by one."""


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds by the clock, processor seconds here and in the workers, peak memory in MB."""

    summary: Summary
    seconds: float
    here: float
    workers: float
    memory: int

    @property
    def used(self) -> float:
        """Processor seconds in all."""
        return self.here + self.workers


def measured(source: Path, output: Path, workers: int, folders: list[Path] | None = None) -> Cost:
    """One run in a process of its own, so that its memory is its own too; 0 workers are as many as it sees fit."""
    program = (
        "import sys; from pathlib import Path; from benchmarks.run import _child\n"
        "if __name__ == '__main__': _child(sys.argv[1:])\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "child.py")
        script.write_text(program)
        words = [str(source), str(output), str(workers), *map(str, folders or [SHIPPED])]
        environment = {**os.environ, "PYTHONPATH": str(DOCS.parent.parent)}
        done = subprocess.run(
            [sys.executable, str(script), *words], env=environment, stdout=subprocess.PIPE, text=True, check=True
        )
    cost: Cost = eval(done.stdout.splitlines()[-1], {"Cost": Cost, "Summary": Summary})
    return cost


def _child(words: list[str]) -> None:
    source, output, workers, *folders = words
    job = Job(source, Path(output), [Path(folder) for folder in folders])
    began, used = time.monotonic(), time.process_time()
    with pool.opened("processes", int(workers) or None) as opened:
        summary = run(job, opened)
    seconds, here = time.monotonic() - began, time.process_time() - used
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + int(workers) * children.ru_maxrss
    print(repr(Cost(summary, seconds, here, children.ru_utime + children.ru_stime, memory // 1024)))


def stages(count: int = SAMPLE, *, dense: bool = True) -> list[tuple[str, float]]:
    """Microseconds of processor time a page, for each stage in its order."""
    tables = compile_tables([SHIPPED])
    given = corpus.pages(count, dense=dense)
    raws = [Raw(page["id"], page["text"].encode(), charset="utf-8", url=page["url"]) for page in given]
    found: list[tuple[str, float]] = []

    def timed(name: str, work: Callable[[], object]) -> None:
        used = time.process_time()
        work()
        found.append((name, (time.process_time() - used) / count * 1e6))

    pages: list[Page] = [prepare(raw, tables) for raw in raws[:20]]
    for _, stage in _stages(tables):  # what is loaded once is not a page's cost
        pages = [stage(page) for page in pages]
    _write(pages, signatures(page.text for page in pages))
    timed("decode and encoding", lambda: pages.__setitem__(slice(None), [prepare(raw, tables) for raw in raws]))
    for name, stage in _stages(tables):
        timed(name, lambda stage=stage: pages.__setitem__(slice(None), map(stage, pages)))
    timed("check that it can be undone", lambda: [restore(page.text, page.edits) for page in pages])
    signed: list[Signature | None] = []
    timed("signature for duplicates", lambda: signed.extend(signatures(page.text for page in pages)))
    timed("write", lambda: _write(pages, signed))
    return found


def _stages(tables: Tables) -> Iterator[tuple[str, Callable[[Page], Page]]]:
    options = Options()
    yield "chrome", lambda page: chrome.strip(page, tables.chrome, frozenset())
    yield "language", lambda page: page.changed(language=language.identify(page.text))
    yield "metadata", metadata.find
    yield "punctuation", punctuation.repair
    yield "substitution", lambda page: substitution.repair(page, tables.substitution, options.apply)
    yield "names", lambda page: names.standardise(page, tables.names, options.names)
    yield "metadata out", metadata.lift
    yield "layout", layout.tidy


def _write(pages: list[Page], signed: list[Signature | None]) -> None:
    rows = Rows()
    for page, found in zip(pages, signed, strict=True):
        rows.add(page, found)
    with tempfile.TemporaryDirectory() as folder:
        part.prepare(Path(folder))
        part.write(Path(folder), "benchmark", rows.tables())


def report_stages() -> str:
    """Where the time of a page goes, on pages full of names and on ordinary ones."""
    gc.set_threshold(*pool.COLLECT)
    dense, ordinary = (dict(stages(dense=dense)) for dense in (True, False))
    whole = sum(ordinary.values())
    bars(DOCS / "run.svg", f"Where {whole:,.0f} microseconds an ordinary page go", [*ordinary.items()], "µs")
    rows = [(name, f"{dense[name]:,.0f}", f"{cost:,.0f}", f"{cost / whole:.0%}") for name, cost in ordinary.items()]
    rows.append(("all", f"{sum(dense.values()):,.0f}", f"{whole:,.0f}", "100%"))
    header = ("stage", "µs a page like the samples", "µs an ordinary page", "share of that")
    return f"## Stages\n\n{table(header, rows)}\n\n![stages](run.svg)\n"


def report_workers(count: int) -> str:
    """Pages a second with one worker and two, and what is not stages."""
    rows = []
    gc.set_threshold(*pool.COLLECT)
    for workers, dense in itertools.product((1, 2), (True, False)):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "pages.jsonl")
            corpus.write_records(source, count, dense=dense)
            inside = sum(cost for _, cost in stages(dense=dense)) * 1e-6 * count
            cost = measured(source, Path(folder, "output"), workers)
            used = cost.used
            rows.append(
                (
                    "like the samples" if dense else "ordinary",
                    workers,
                    f"{count / cost.seconds:,.0f}",
                    f"{count / used:,.0f}",
                    f"{cost.seconds:.1f}",
                    f"{max(0.0, used - inside) / used:.1%}",
                    f"{cost.here / used:.1%}",
                )
            )
    header = ("pages", "workers", "pages/s", "pages/s a core", "seconds", "outside the stages", "of that process")
    return f"## Workers ({count:,} pages)\n\n{table(header, rows)}\n"


def report_changes(count: int) -> str:
    """What a run after a change costs, beside the first one."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        source, output, tables = Path(folder, "pages"), Path(folder, "output"), Path(folder, "tables")
        tables.mkdir()
        source.mkdir()
        corpus.write_records(source / "a.jsonl", count, dense=False)
        first: Cost | None = None
        for name, change in _changes(source, tables, count):
            change()
            cost = measured(source, output, 0, [SHIPPED, tables])
            first = first or cost
            done = f"{cost.summary.cleaned:,}"
            shares = f"{cost.used / first.used:.1%}", f"{cost.seconds / first.seconds:.1%}"
            rows.append(
                (name, done, cost.summary.parts_done, f"{cost.used:.2f}", shares[0], f"{cost.seconds:.2f}", shares[1])
            )
    header = (
        "change", "pages cleaned", "parts made", "processor seconds", "of the first run", "seconds", "of the first run",
    )  # fmt: skip
    return f"## Changes ({count:,} ordinary pages, {pool.cores()} cores)\n\n{table(header, rows)}\n"


def _changes(source: Path, tables: Path, count: int) -> Iterator[tuple[str, Callable[[], object]]]:
    more = max(1, count // 100)
    yield "first run", lambda: None
    yield "none", lambda: None
    yield (
        "1 % more, a file of their own",
        lambda: corpus.write_records(source / "b.jsonl", more, start=count, dense=False),
    )
    yield "one page more", lambda: corpus.write_folder(source / "c", 1, start=2 * count)
    yield "1 % more, a file each", lambda: corpus.write_folder(source / "c", more, start=2 * count)
    yield "a file gone", (source / "b.jsonl").unlink
    yield "a table row more", lambda: (tables / "typos.csv").write_text(_typo(), encoding="utf-8")


def _typo() -> str:
    shipped = (SHIPPED / "typos.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(itertools.takewhile(lambda line: line.startswith("#"), shipped)) + next(
        line for line in shipped if not line.startswith("#")
    )


def report_growth(sizes: list[int]) -> str:
    """Cost a page and memory, as ordinary pages grow in number."""
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "pages.jsonl")
            corpus.write_records(source, size, dense=False)
            cost = measured(source, Path(folder, "output"), 1)
            used = cost.used
            rows.append(
                (f"{size:,}", f"{used / size * 1e6:,.0f}", f"{cost.here / size * 1e6:,.0f}", f"{cost.memory:,}")
            )
    header = ("pages", "µs of processor a page", "of that outside the worker", "peak memory, MB")
    return f"## Growth (1 worker)\n\n{table(header, rows)}\n"


def main() -> None:
    """Measure what was asked for, print it, and write it down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", default=["stages", "workers", "changes", "growth"])
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000, 200_000])
    asked = parser.parse_args()
    reports: dict[str, Callable[[], str]] = {
        "stages": report_stages,
        "workers": lambda: report_workers(asked.pages),
        "changes": lambda: report_changes(asked.pages),
        "growth": lambda: report_growth(asked.sizes),
    }
    DOCS.mkdir(parents=True, exist_ok=True)
    for name in asked.what:
        found = reports[name]()
        print(found, flush=True)
        (DOCS / f"run-{name}.md").write_text(found, encoding="utf-8")


if __name__ == "__main__":
    main()
