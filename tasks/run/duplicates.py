"""The pages of all parts that tell the same story: found by their signatures, compared, marked in their documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from tasks import sql
from tasks.duplicates import clusters, pairs, shingles
from tasks.run.base import make_room, opened, rows_of
from tasks.run.workers import Workers, each
from tasks.write import merge, part
from tasks.write.files import replacing
from tasks.write.part import File
from tasks.write.publish import Made

Mark = tuple[str, str | None, str]
"""doc_id, duplicate_of, cluster."""

MARKED = "marked"


@dataclass(frozen=True)
class Shingling:
    """Pages of a part whose shingles are wanted: the digest of each by its doc_id."""

    documents: Path
    digests: Mapping[str, int]
    target: Path


@dataclass(frozen=True)
class Marking:
    """The documents of a part, and what is to be marked in them."""

    number: int
    documents: Path
    marks: Sequence[Mark]
    target: Path


def shingle(task: Shingling) -> None:
    """Write the shingles of some pages of a part, by digest."""
    rows = pq.ParquetFile(task.documents).read(columns=["doc_id", "text"])
    texts = ((str(row["doc_id"]), str(row["text"])) for row in rows.to_pylist())
    found = {task.digests[key]: shingles(text).tobytes() for key, text in texts if key in task.digests}
    table = pa.table({"digest": pa.array(found, pa.uint64()), "hashes": pa.array(found.values(), pa.binary())})
    pq.write_table(table, task.target, compression="none")


def mark(task: Marking) -> File:
    """Write the documents of a part anew, with their duplicates marked."""
    rows = merge.marked(part.read_table(task.documents, "documents"), task.marks)
    return part.write_table(task.target, "documents", rows)


class Duplicates:
    """The search for duplicates among the pages of `parts`. What was compared before is kept at `known`."""

    def __init__(self, parts: Sequence[Made], work: Path, known: Path, staging: Path, workers: Workers) -> None:
        self._parts, self._work, self._known, self._workers = parts, work, known, workers
        self._staging = staging / MARKED
        self._staging.mkdir(exist_ok=True)
        self._base = opened(work)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._base.close()

    def marked(self) -> list[Made]:
        """The parts, with the documents of those written anew in which other pages are marked than before."""
        self._find()
        done = list(self._parts)
        for task, file in each(self._workers, "duplicates", mark, self._markings(done)):
            old = done[task.number]
            receipt = replace(old.receipt, marks=_digest(task.marks), files={**old.receipt.files, "documents": file})
            done[task.number] = Made(receipt, {**old.paths, "documents": task.target})
        return done

    def _find(self) -> None:
        """Fill the table `marks`."""
        paths = [str(one.paths["signatures"]) for one in self._parts]
        numbers = pa.table({"filename": pa.array(paths), "part": pa.array(range(len(paths)), pa.int32())})
        self._base.register("numbers", numbers)
        self._base.execute(
            "CREATE TABLE signatures AS SELECT doc_id, published_at, digest, sketch, part"
            f" FROM {sql.parquet(paths, 'filename = true')} JOIN numbers USING (filename)"
        )
        self._base.unregister("numbers")
        make_room(self._base, sum(one.receipt.pages for one in self._parts))
        if pairs.find(self._base, self._work):
            self._compare()
        else:
            self._base.execute("CREATE TABLE checked (a UBIGINT, b UBIGINT, near BOOLEAN)")
        clusters.mark(self._base)

    def _compare(self) -> None:
        """Fill the table `checked`: with what is known from before, and by looking at the texts of the others."""
        known = f"SELECT a, b, near FROM {sql.parquet([self._known])} SEMI JOIN candidates USING (a, b)"
        if not self._known.is_file():
            known = "SELECT NULL::UBIGINT AS a, NULL::UBIGINT AS b, NULL::BOOLEAN AS near LIMIT 0"
        self._base.execute(f"CREATE TABLE checked AS {known}")
        targets = [str(task.target) for task, _ in each(self._workers, "duplicates", shingle, self._shinglings())]
        if targets:
            self._base.execute(f"CREATE VIEW shingles AS SELECT * FROM {sql.parquet(sorted(targets))}")
            pairs.compare(self._base)
        self._known.parent.mkdir(parents=True, exist_ok=True)
        with replacing(self._known) as temporary:
            self._base.execute(
                f"COPY (SELECT * FROM checked ORDER BY a, b) TO {sql.quoted(temporary)} (FORMAT parquet)"
            )

    def _shinglings(self) -> Iterator[Shingling]:
        wanted = """
            WITH pairs AS (SELECT a, b FROM candidates ANTI JOIN checked USING (a, b)),
                 wanted AS (SELECT a AS digest FROM pairs UNION SELECT b FROM pairs)
            SELECT part, doc_id, digest FROM signatures SEMI JOIN wanted USING (digest)
            QUALIFY row_number() OVER (PARTITION BY digest ORDER BY part, doc_id) = 1 ORDER BY part, doc_id
        """
        for number, pages in groupby(rows_of(self._base.cursor().execute(wanted)), key=itemgetter(0)):
            digests = {key: digest for _, key, digest in pages}
            target = self._work / f"shingles-{number:06}.parquet"
            yield Shingling(self._parts[number].paths["documents"], digests, target)

    def _markings(self, parts: Sequence[Made]) -> Iterator[Marking]:
        """The parts whose documents do not yet bear the marks they should."""
        marks = self._base.cursor().execute(
            "SELECT part, doc_id, duplicate_of, cluster FROM marks JOIN signatures USING (doc_id) ORDER BY part, doc_id"
        )
        groups = groupby(rows_of(marks), key=itemgetter(0))
        ahead = next(groups, None)
        for number, one in enumerate(parts):
            wanted: list[Mark] = []
            if ahead is not None and ahead[0] == number:
                wanted = [(key, original, cluster) for _, key, original, cluster in ahead[1]]
                ahead = next(groups, None)
            if _digest(wanted) != one.receipt.marks:
                name = replace(one.receipt, marks=_digest(wanted)).name
                yield Marking(number, one.paths["documents"], wanted, self._staging / f"{name}.parquet")


def _digest(marks: Sequence[Mark]) -> str:
    return hashlib.sha256(repr(list(marks)).encode()).hexdigest()[:16] if marks else ""
