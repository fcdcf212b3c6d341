"""Corrigenda beside datatrove's closest pipeline: the same pages, one after the other, one worker each.

    python -m benchmarks.pipeline --peers PEERS/bin/python [--pages N] [--html RECORDS.jsonl.gz]

PEERS is an environment with benchmarks/requirements-peers.txt. Text pages are those of benchmarks/corpus.py; HTML
pages are those of the file named, or the same text in the markup of a news page. Rates are by processor time, start-up
and all, which others on the machine disturb less than the clock; the clock stands beside them. Not the same work:
datatrove's filters drop pages and lines and it keeps no record of changes, Corrigenda recognises names and repairs by
table. Written to docs/benchmarks/pipeline.md and pipeline.svg.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path
from typing import NamedTuple

from benchmarks import corpus
from benchmarks.plot import bars, table

HERE = Path(__file__).resolve().parent
DOCS = HERE.parent / "docs" / "benchmarks"
_OURS = """
import sys
from pathlib import Path
from tasks.run import pool
from tasks.run.job import Job
from tasks.run.start import run
from tasks.tables import SHIPPED
if __name__ == "__main__":
    with pool.opened("processes", 1) as workers:
        run(Job(sys.argv[1], Path(sys.argv[2]), [SHIPPED]), workers)
"""


class Time(NamedTuple):
    """Seconds by the clock and of the processor."""

    clock: float
    processor: float


def timed(command: list[str]) -> Time:
    """What a command takes, with its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    subprocess.run(command, check=True, capture_output=True, cwd=HERE.parent)
    clock = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Time(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def write_html(path: Path, count: int) -> None:
    """The text pages as a news site would mark them up."""
    with path.open("w", encoding="utf-8") as stream:
        for page in corpus.pages(count):
            head, *rest = [escape(line) for line in page["text"].split("\n")]
            links = "".join(f'<li><a href="/{n}">{line}</a></li>' for n, line in enumerate([head, *rest[:5]]))
            body = "".join(f"<p>{line}</p>" for line in rest[6:])
            html = (
                f"<!DOCTYPE html><html><head><title>{rest[5]}</title><script>var a = 1;</script></head><body>"
                f"<nav><ul>{links}</ul></nav><main><article><h1>{rest[5]}</h1>{body}</article></main>"
                "<footer><p>All rights reserved.</p></footer></body></html>"
            )
            stream.write(json.dumps({"id": page["id"], "url": page["url"], "html": html}) + "\n")


def copy_html(source: Path, path: Path) -> int:
    """The records of a file, unpacked, with nothing but what both read. How many."""
    opener = gzip.open if source.suffix == ".gz" else open
    with opener(source, "rt", encoding="utf-8") as given, path.open("w", encoding="utf-8") as stream:
        records = [json.loads(line) for line in given]
        for record in records:
            stream.write(json.dumps({name: record[name] for name in ("id", "url", "html")}) + "\n")
    return len(records)


def compared(kind: str, source: Path, peers: str, folder: Path) -> tuple[Time, Time]:
    """Ours and theirs, on the same file."""
    script = folder / "ours.py"
    script.write_text(f"import sys\nsys.path.insert(0, {str(HERE.parent)!r})\n{_OURS}", encoding="utf-8")
    ours = timed([sys.executable, str(script), str(source), str(folder / f"ours-{kind}")])
    peer = str(HERE / "pipeline_datatrove.py")
    theirs = timed([peers, peer, kind, str(source), str(folder / f"theirs-{kind}")])
    return ours, theirs


def main() -> None:
    """Run both on both kinds of pages, print the figures, and write them down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", required=True, help="the Python of the peers' environment")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--html", type=Path, help="records with id, url and html")
    asked = parser.parse_args()
    rows, figures = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus.write_records(folder / "text.jsonl", asked.pages)
        counts = {"text": asked.pages, "html": asked.pages}
        if asked.html:
            counts["html"] = copy_html(asked.html, folder / "html.jsonl")
        else:
            write_html(folder / "html.jsonl", asked.pages)
        for kind, count in counts.items():
            ours, theirs = compared(kind, folder / f"{kind}.jsonl", asked.peers, folder)
            for who, took in (("Corrigenda", ours), ("datatrove", theirs)):
                ratio = f"{theirs.processor / took.processor:.1f}"
                pace, clock = (f"{count / seconds:,.0f}" for seconds in (took.processor, took.clock))
                rows.append((f"{who}, {kind}", f"{count:,}", pace, clock, ratio))
                figures.append((f"{who}, {kind}", count / took.processor))
    header = ("pipeline", "pages", "pages/s a core", "pages/s by the clock", "times datatrove")
    report = f"# Corrigenda beside datatrove\n\n{table(header, rows)}\n\n![pages a second a core](pipeline.svg)\n"
    bars(DOCS / "pipeline.svg", "Pages a second a core, all stages to Parquet", figures, "pages/s", "Corrigenda")
    (DOCS / "pipeline.md").write_text(report, encoding="utf-8")
    print(report)


if __name__ == "__main__":
    main()
