"""Near-duplicates: pages a second a core, and recall against brute force, on generated stories.

    python -m benchmarks.duplicates [--pages N] [--no-brute-force]

Stories are 60 to 500 words from a vocabulary as uneven as a language's; one in seven comes in two to eleven versions
with up to an eighth of their words exchanged, some of them cut. Written to docs/benchmarks/duplicates.md.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections import Counter, defaultdict
from itertools import accumulate, combinations
from pathlib import Path

import duckdb
import pyarrow as pa

from benchmarks.plot import table
from tasks.duplicates import clusters, pairs, shingles, signatures

DOCS = Path(__file__).resolve().parent.parent / "docs" / "benchmarks"
VOCABULARY = [f"w{number}" for number in range(30_000)]
_WEIGHTS = list(accumulate(1 / (number + 10) for number in range(len(VOCABULARY))))


def stories(count: int) -> list[str]:
    """Texts, some of which are versions of others."""
    dice = random.Random(3)
    found: list[str] = []
    while len(found) < count:
        words = dice.choices(VOCABULARY, cum_weights=_WEIGHTS, k=dice.randint(60, 500))
        versions = dice.choice([1, 1, 1, 2, 3, 10]) if dice.random() < 1 / 7 else 0
        found += [" ".join(words), *(_version(dice, words) for _ in range(versions))]
    return found[:count]


def _version(dice: random.Random, words: list[str]) -> str:
    other = list(words)
    for _ in range(int(len(other) * dice.uniform(0, 1 / 8))):
        other[dice.randrange(len(other))] = dice.choice(VOCABULARY)
    return " ".join(other[: int(len(other) * dice.uniform(0.7, 1))] if dice.random() < 0.3 else other)


def search(texts: list[str], base: duckdb.DuckDBPyConnection, folder: Path) -> list[tuple[str, float]]:
    """Mark the duplicates in `base`; processor seconds of each step."""
    steps: list[tuple[str, float]] = []
    pa.array(["what pyarrow imports at its first use is no page's cost"])
    used = time.process_time()

    def step(name: str) -> None:
        nonlocal used
        steps.append((name, time.process_time() - used))
        used = time.process_time()

    found = signatures(texts)
    step("signatures")
    base.execute("SET threads = 1; CREATE TABLE checked (a UBIGINT, b UBIGINT, near BOOLEAN)")
    given = pa.table(  # noqa: F841 - DuckDB reads it by its name
        {
            "doc_id": pa.array([f"{number:016x}" for number in range(len(texts))]),
            "published_at": pa.nulls(len(texts), pa.timestamp("us")),
            "digest": pa.array([one.digest if one else 0 for one in found], pa.uint64()),
            "sketch": pa.array([one.sketch if one else [] for one in found], pa.list_(pa.uint64())),
        }
    )
    base.execute("CREATE TABLE signatures AS SELECT * FROM given")
    pairs.find(base, folder)
    step("candidates")
    wanted = {digest for pair in base.execute("SELECT a, b FROM candidates").fetchall() for digest in pair}
    sets = {one.digest: shingles(texts[n]).tobytes() for n, one in enumerate(found) if one and one.digest in wanted}
    hashes = pa.table({"digest": pa.array(sets, pa.uint64()), "hashes": pa.array(sets.values(), pa.binary())})  # noqa: F841
    base.execute("CREATE TABLE shingles AS SELECT * FROM hashes")
    pairs.compare(base)
    step("comparison")
    clusters.mark(base)
    step("marks")
    return steps


def recall(texts: list[str], base: duckdb.DuckDBPyConnection) -> tuple[int, float]:
    """The pairs that brute force finds, and the share of them that are in one cluster."""
    sets = [shingles(text) for text in texts]
    index: defaultdict[int, list[int]] = defaultdict(list)
    for number, hashes in enumerate(sets):
        for one in hashes.tolist():
            index[one].append(number)
    shared = Counter(pair for numbers in index.values() for pair in combinations(numbers, 2))
    near = [(a, b) for (a, b), both in shared.items() if both >= pairs.NEAR * (len(sets[a]) + len(sets[b]) - both)]
    cluster = dict(base.execute("SELECT doc_id, cluster FROM marks").fetchall())
    together = sum(cluster.get(f"{a:016x}", a) == cluster.get(f"{b:016x}", b) for a, b in near)
    return len(near), together / max(1, len(near))


def main() -> None:
    """Measure, print, and write it down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--no-brute-force", action="store_true")
    asked = parser.parse_args()
    texts, base = stories(asked.pages), duckdb.connect()
    with tempfile.TemporaryDirectory() as folder:
        steps = search(texts, base, Path(folder))
    whole = sum(seconds for _, seconds in steps)
    rows = [(name, f"{seconds / len(texts) * 1e6:.0f}") for name, seconds in (*steps, ("all", whole))]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    report = f"# Near-duplicates\n\n{table(('step', 'µs a page'), rows)}\n\n"
    report += (
        f"{len(texts):,} pages: {len(texts) / whole:,.0f} pages/s a core; peak memory {memory:,} MB, texts and all."
    )
    if not asked.no_brute_force:
        report += " Of {:,} pairs that brute force finds, {:.2%} are in one cluster.".format(*recall(texts, base))
    (DOCS / "duplicates.md").write_text(report + "\n", encoding="utf-8")
    print(report)


if __name__ == "__main__":
    main()
