"""Speed of the three repair stages, in CPU time, on text made here from the sample pages.

    python benchmarks/repair.py

Prints: the encoding stage on clean English with typographic quotes (MB/s) beside ftfy on the same text; a table of
10,000 rows against the bare scan for its triggers (the ratio); the three stages on pages of 3 KB (ms a page).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import ftfy

from tasks.page import Page
from tasks.repair import encoding, punctuation, substitution
from tasks.repair.table import Entry, SubstitutionTable
from tasks.repair.wording import plain
from tasks.tables import SHIPPED

SAMPLES = Path(__file__).resolve().parent.parent / "seeds" / "pages"
CLEAN = (
    "The minister said on Tuesday that “the talks will go on – whatever happens” and that nobody’s mind was made up. "
    "He had met his colleagues in the morning, for the third time this week, and expected them to agree by Friday.\n"
)
ROWS = 10_000
PAGE = 3_000


def best(call: Callable[[], object], times: int = 7) -> float:
    """The least CPU seconds of several calls."""
    seconds = []
    for _ in range(times):
        start = time.process_time()
        call()
        seconds.append(time.process_time() - start)
    return min(seconds)


def page(text: str) -> Page:
    """An English page of plain text."""
    return Page("", text, text, language="en")


def measure_encoding() -> None:
    """The stage on clean text, beside ftfy."""
    text = CLEAN * 20_000
    short = CLEAN * 1_000
    stage = best(lambda: encoding.repair(page(text)))
    peer = best(lambda: ftfy.fix_text(short, encoding.CONFIG), 3)
    speeds = len(text.encode()) / stage / 1e6, len(short.encode()) / peer / 1e6
    print("encoding, clean text: {:.0f} MB/s (ftfy {:.1f})".format(*speeds))


def measure_table() -> None:
    """A table of 10,000 rows on text that triggers some of them, beside the bare scan."""
    shipped = substitution.load([SHIPPED])
    step = max(1, len(shipped.entries) // ROWS)
    rows: tuple[Entry, ...] = shipped.entries[::step][:ROWS]
    table = SubstitutionTable(rows, "")
    pages = [page(CLEAN * 14) for _ in range(200)]
    texts = [plain(one.text) for one in pages]
    table.triggers.hits("")
    scan = best(lambda: [table.triggers.hits(text) for text in texts])
    whole = best(lambda: [substitution.repair(one, table) for one in pages])
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{len(rows)} rows: scan {size / scan:.0f} MB/s, stage {size / whole:.0f} MB/s, ratio {whole / scan:.2f}")


def per_page(stage: Callable[[Page], Page], pages: Sequence[Page]) -> float:
    """Milliseconds a page; each page is made anew, because it remembers its lines."""
    return best(lambda: [stage(page(one.text)) for one in pages], 40) / len(pages) * 1e3


def measure_pages() -> None:
    """The three stages on pages of 3 KB: clean ones, and the five samples, every one of which is damaged."""
    table = substitution.load([SHIPPED])
    table.triggers.hits("")
    samples = [path.read_text(encoding="utf-8")[:PAGE] for path in sorted(SAMPLES.glob("*.txt"))]
    for name, texts in (("clean", [CLEAN * 14] * 5), ("samples", samples)):
        stages: dict[str, Callable[[Page], Page]] = {
            "encoding": encoding.repair,
            "punctuation": punctuation.repair,
            "substitution": lambda one: substitution.repair(one, table),
        }
        pages = [page(text) for text in texts]
        taken = {key: per_page(stage, pages) for key, stage in stages.items()}
        parts = ", ".join(f"{key} {ms:.3f}" for key, ms in taken.items())
        print(f"{name}: {sum(taken.values()):.3f} ms a page of 3 KB ({parts})")


if __name__ == "__main__":
    measure_encoding()
    measure_table()
    measure_pages()
