"""How well names are recognised: recall on the variants, precision on the traps, both by kind.

    python benchmarks/names.py [--verbose]

Reads tests/cases/names-variants.csv and names-traps.csv, and the shipped tables. The last table but one leaves out every
hand-listed form of `names.csv`, so that it shows what the romanisation schemes find by themselves.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from tasks.names import NameTable, load, standardise
from tasks.names import entity as entities
from tasks.names.table import build
from tasks.page import Page
from tasks.tables import SHIPPED

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases"


def cases(name: str) -> list[dict[str, str]]:
    """The rows of a case file, with the surface put into its context."""
    with (CASES / name).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(line for line in stream if not line.startswith("#")))
    for row in rows:
        row["surface"] = row["surface"].replace("\\n", "\n")
        row["context"] = row["context"].replace("{}", row["surface"])
    return rows


def page(text: str) -> Page:
    """An English page of that text."""
    return Page("case", text, text, language="en")


def bearer(name: str, table: NameTable) -> str:
    """The canonical form that the table has now for a name: it may have changed since the case was written."""
    mentions = standardise(page(name), table, "annotate").mentions
    return mentions[0].canonical if mentions else name


def found(row: dict[str, str], table: NameTable) -> bool:
    """Whether the surface is recognised as the entity."""
    clean = standardise(page(row["context"]), table, "apply")
    at = row["context"].index(row["surface"])
    canonical = bearer(row["canonical"], table)
    return any(
        mention.canonical == canonical and mention.surface in row["surface"] and mention.start <= at + 1
        for mention in clean.mentions
    )


def harmed(row: dict[str, str], table: NameTable) -> bool:
    """Whether a trap was rewritten, or recognised as the entity that it is not."""
    clean = standardise(page(row["context"]), table, "apply")
    wrong = row["forbidden"] and any(
        mention.canonical == bearer(row["forbidden"], table)
        and (mention.surface in row["surface"] or row["surface"] in mention.surface)
        for mention in clean.mentions
        if "{}" in row.get("template", "") or mention.start >= row["context"].rindex(row["surface"]) - 1
    )
    return bool(wrong) or clean.text != row["context"]


def without_forms(folders: list[Path]) -> NameTable:
    """The shipped table with every hand-listed form left out."""
    table, _ = entities.load(folders)
    return build([replace(entity, forms=()) for entity in table], folders)


def report(title: str, rows: list[dict[str, str]], good: list[bool], verbose: bool) -> None:
    """Print the share of good answers by kind."""
    total, right = (
        Counter(row["kind"] for row in rows),
        Counter(r["kind"] for r, ok in zip(rows, good, strict=True) if ok),
    )
    print(f"\n{title}: {sum(good)} of {len(good)} ({sum(good) / len(good):.3f})")
    for kind in total:
        print(f"  {kind:30} {right[kind]:4} of {total[kind]:4}")
    if verbose:
        for row, ok in zip(rows, good, strict=True):
            if not ok:
                print(
                    "   -",
                    row["kind"],
                    "|",
                    row["surface"],
                    "|",
                    row.get("canonical", row.get("forbidden")),
                    "|",
                    row["context"],
                )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verbose", action="store_true", help="list the cases that fail")
    verbose = parser.parse_args().verbose
    start = time.process_time()
    table = load([SHIPPED])
    print(
        f"table loaded in {time.process_time() - start:.2f} s of CPU: {len(table.entities)} entities, {len(table.parts)} words"
    )
    variants, traps = cases("names-variants.csv"), cases("names-traps.csv")
    report("variants recognised", variants, [found(row, table) for row in variants], verbose)
    report("traps left alone", traps, [not harmed(row, table) for row in traps], verbose)
    bare = without_forms([SHIPPED])
    report(
        "variants recognised without hand-listed forms", variants, [found(row, bare) for row in variants], verbose=False
    )
    speed(table)


def speed(table: NameTable) -> None:
    """Print the CPU time of the sample pages, a page of 3,000 characters each on average."""
    pages = [page(path.read_text(encoding="utf-8")) for path in sorted((SHIPPED.parent / "pages").glob("*.txt"))]
    characters = sum(len(one.text) for one in pages)
    for mode in ("apply", "annotate"):
        start = time.process_time()
        for _ in range(40):
            for one in pages:
                standardise(one, table, mode)  # type: ignore[arg-type]
        spent = (time.process_time() - start) / 40
        print(
            f"\n{mode}: {spent / characters * 3000 * 1000:.3f} ms for 3,000 characters, {characters / spent / 1e6:.1f} MB/s"
        )


if __name__ == "__main__":
    main()
