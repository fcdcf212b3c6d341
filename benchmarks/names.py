"""How well names are recognised: recall on the variants, precision on the traps, both by kind.

    python benchmarks/names.py [--verbose]

Reads tests/cases/names-*.csv and the shipped tables. One figure leaves out every hand-listed form of `names.csv`:
what the romanisation schemes find by themselves.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import replace
from typing import get_args

from tasks.names import NameTable, load, standardise
from tasks.names import entity as entities
from tasks.names.standardise import NamesMode
from tasks.names.table import build
from tasks.tables import SHIPPED
from tests.tasks.names.cases import Case, cases, found, harmed, page

ROUNDS = 40


def without_forms() -> NameTable:
    """The shipped table with every hand-listed form left out."""
    table, _ = entities.load([SHIPPED])
    return build([replace(entity, forms=()) for entity in table], [SHIPPED])


def report(title: str, rows: list[Case], good: list[bool], verbose: bool) -> None:
    """Print the share of good answers by kind, and the bad ones."""
    total = Counter(row.kind for row in rows)
    right = Counter(row.kind for row, ok in zip(rows, good, strict=True) if ok)
    print(f"\n{title}: {sum(good)} of {len(good)} ({sum(good) / len(good):.3f})")
    for kind in total:
        print(f"  {kind:30} {right[kind]:4} of {total[kind]:4}")
    if verbose:
        for row in (row for row, ok in zip(rows, good, strict=True) if not ok):
            print(f"  - {row.kind} | {row.surface} | {row.canonical} | {row.context}")


def speed(table: NameTable) -> None:
    """Print the CPU time of the sample pages, for a page of 3,000 characters."""
    pages = [page(path.read_text(encoding="utf-8")) for path in sorted((SHIPPED.parent / "pages").glob("*.txt"))]
    characters = sum(len(one.text) for one in pages)
    for mode in get_args(NamesMode):
        start = time.process_time()
        for _ in range(ROUNDS):
            for one in pages:
                standardise(one, table, mode)
        spent = (time.process_time() - start) / ROUNDS
        print(f"{mode}: {spent / characters * 3000 * 1000:.3f} ms for 3,000 characters")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verbose", action="store_true", help="list the cases that fail")
    verbose = parser.parse_args().verbose
    start = time.process_time()
    table = load([SHIPPED])
    spent = time.process_time() - start
    print(f"loaded in {spent:.2f} s of CPU: {len(table.entities)} entities, {len(table.parts)} words")
    variants, unusual, further = (cases(f"names-{name}.csv") for name in ("variants", "unusual", "further"))
    traps = cases("names-traps.csv") + cases("names-further-traps.csv")
    report("variants recognised", variants, [found(row, table) for row in variants], verbose)
    report("unusual variants recognised", unusual, [found(row, table) for row in unusual], verbose)
    report("further variants recognised", further, [found(row, table) for row in further], verbose)
    report("traps left alone", traps, [not harmed(row, table) for row in traps], verbose)
    bare = without_forms()
    report("variants without hand-listed forms", variants, [found(row, bare) for row in variants], verbose=False)
    speed(table)


if __name__ == "__main__":
    main()
