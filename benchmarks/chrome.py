"""Chrome and metadata on labelled pages: how right beside filters in common use, and how fast.

    python benchmarks/chrome.py LINES.jsonl.gz

LINES.jsonl.gz: records with url, text and lines (n, label, unsure). Figures count the lines labelled for sure as chrome
or content. The weights have been trained on such pages: what they are worth on sites they have not seen is printed by
`chrome_train.py`. Speed is process CPU time over whole stages, the best of five passes; no line is known at the
beginning of a pass, so that what pages of one site share is worth only what these few pages share.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from tasks.chrome import load, strip
from tasks.metadata import find, lift
from tasks.page import Page
from tasks.tables import SHIPPED

STOP = re.compile(r"[.!?\"”’')]\s*$")
Labels = dict[int, str]


def read(path: Path) -> list[tuple[Page, Labels]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        records = [json.loads(line) for line in stream]
    return [
        (
            Page(uri=r["id"], url=r["url"], source=r["text"], text=r["text"], language="en"),
            {x["n"]: x["label"] for x in r["lines"] if not x["unsure"] and x["label"] in ("chrome", "content")},
        )
        for r in records
    ]


def removed(page: Page, after: Page) -> set[int]:
    """The numbers of the lines that the chrome stage took out of `page`."""
    starts = {edit.start for edit in after.edits if edit.stage == "chrome"}
    at, numbers = 0, set()
    for number, line in enumerate(page.lines):
        if at in starts:
            numbers.add(number)
        at += len(line) + 1
    return numbers


def figures(name: str, pages: Iterable[tuple[Page, Labels]], gone_of: Callable[[Page], set[int]]) -> None:
    hit = lost = chrome = content = 0
    for page, labels in pages:
        gone = gone_of(page)
        for number, label in labels.items():
            if not re.search(r"\w", page.lines[number]):
                continue
            chrome += label == "chrome"
            content += label == "content"
            hit += label == "chrome" and number in gone
            lost += label == "content" and number in gone
    p, r = hit / max(1, hit + lost), hit / max(1, chrome)
    print(f"{name:44} P {p:.4f}  R {r:.4f}  F1 {2 * p * r / max(1e-9, p + r):.4f}  content lost {lost / content:.2%}")


def speed(
    name: str, pages: list[Page], stage: Callable[[Page], Page], forget: Callable[[], object] = lambda: None
) -> list[Page]:
    """Prints what a stage does in a second of one core; gives the pages after it. `forget` begins each pass."""
    size = sum(len(page.text.encode()) for page in pages)
    best = float("inf")
    for _ in range(5):
        forget()
        start = time.process_time()
        done = [stage(page) for page in pages]
        best = min(best, time.process_time() - start)
    print(f"{name:44} {size / best / 1e6:6.1f} MB/s  {len(pages) / best:8.0f} pages/s of {size // len(pages)} bytes")
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lines", type=Path)
    pages, table = read(parser.parse_args().lines), load([SHIPPED])
    figures(
        "keep lines that end in punctuation",
        pages,
        lambda page: {n for n, text in enumerate(page.lines) if not STOP.search(text)},
    )
    figures(
        "drop lines of fewer than five words",
        pages,
        lambda page: {n for n, text in enumerate(page.lines) if len(text.split()) < 5},
    )
    figures("chrome.strip", pages, lambda page: removed(page, strip(page, table)))
    plain = [page for page, _ in pages]
    stripped = speed("chrome.strip", plain, lambda page: strip(page, table), table.lines_known.clear)
    found = speed("metadata.find, on what is left", stripped, find)
    speed("metadata.lift", found, lift)


if __name__ == "__main__":
    main()
