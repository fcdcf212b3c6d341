"""All pages of a run, on disk: what the surveys found, what each site repeats, and every page in its order.

DuckDB does the joining and sorting, within a fixed share of memory and spilling beyond it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from tasks.chrome import template
from tasks.read import Input
from tasks.run.spool import Place

MEMORY, PAGES_A_MEGABYTE = 64, 10_000
"""Megabytes that a base holds in memory, and for how many pages one more; the rest is on disk."""
PASS = 150_000
"""Pages whose lines are counted in one pass; of more, each pass counts a share of the lines."""
_BATCH = 4096
_ROWS = 10_240
"""Rows of a group of a file, which a thread holds in memory whole."""


class Known(NamedTuple):
    """A page in its order.

    `nth` counts the pages that share its uri. `key` is a hash of what its result depends on beside the context,
    `border` of its uri alone. `lines` are the keys of its lines that are furniture of its site. `input` is None for a
    page that the source no longer has. `old_key` and `old_part` say what it was in the published output, if it was.
    """

    uri: str
    nth: int
    input: str | None
    key: str
    border: int
    bytes: int
    lines: Sequence[int]
    place: Place | None
    old_key: str | None
    old_part: str | None


class Catalogue:
    """The pages of a run. `kept` is a folder in which the survey of unchanged input files is kept between runs."""

    def __init__(self, kept: Path, work: Path) -> None:
        self._kept = kept
        self._base = opened(work, "catalogue")
        self._base.execute("CREATE TABLE old (uri VARCHAR, key VARCHAR, part VARCHAR, bytes BIGINT)")

    def close(self) -> None:
        """Let go of the files."""
        self._base.close()

    def know(self, index: Path, parts: Sequence[str]) -> None:
        """Take in the list of pages of the published output, as far as they are in the parts named (by key)."""
        self._base.register("sound", pa.table({"part": pa.array(parts, pa.string())}))
        self._base.execute(
            "INSERT INTO old SELECT uri, key, part, bytes FROM read_parquet(?) SEMI JOIN sound USING (part)",
            [str(index)],
        )
        self._base.unregister("sound")

    def changed(self, inputs: Sequence[Input]) -> list[Input]:
        """The input files that must be surveyed: new ones, and those whose size or stamp is another than before."""
        now = pa.table(
            {
                "number": pa.array(range(len(inputs)), pa.int64()),
                "path": pa.array([entry.path for entry in inputs], pa.string()),
                "size": pa.array([entry.size for entry in inputs], pa.int64()),
                "stamp": pa.array([entry.stamp for entry in inputs], pa.string()),
            }
        )
        self._base.register("now", now)
        self._base.execute("CREATE TABLE inputs AS SELECT * FROM now")
        self._base.unregister("now")
        before = self._kept / "inputs.parquet"
        if not before.is_file():
            return list(inputs)
        rows = self._base.execute(
            "SELECT number FROM inputs ANTI JOIN read_parquet(?) USING (path, size, stamp) ORDER BY number",
            [str(before)],
        )
        return [inputs[number] for (number,) in rows.fetchall()]

    def gather(self, surveys: Sequence[Path], read: Sequence[Input], *, keep_missing: bool) -> int:
        """Take in the surveys of the input files read, and what is known of the others. The number of pages."""
        sources = []
        if surveys:
            sources.append(f"SELECT * FROM read_parquet({[str(path) for path in surveys]!r})")
        before = self._kept / "pages.parquet"
        if before.is_file():
            self._base.register("fresh", pa.table({"input": pa.array([entry.path for entry in read], pa.string())}))
            sources.append(
                "SELECT *, NULL::INT AS spool_file, NULL::BIGINT AS spool_at, NULL::INT AS spool_length"
                f" FROM read_parquet('{before}') SEMI JOIN (SELECT path AS input FROM inputs) USING (input)"
                " ANTI JOIN fresh USING (input)"
            )
        self._base.execute(f"CREATE OR REPLACE TABLE pages AS {' UNION ALL '.join(sources)}")
        make_room(self._base, self.surveyed())
        self._learn()
        self._order(keep_missing=keep_missing)
        return self.surveyed()

    def _learn(self) -> None:
        """What each site repeats, from how many of its pages hold each line."""
        self._base.execute("CREATE OR REPLACE TABLE repeated (site VARCHAR, key UBIGINT)")
        for number in range(passes := self.surveyed() // PASS + 1):
            rows = self._base.cursor().execute(
                """
                WITH lines AS (SELECT site, unnest(keys) AS key FROM pages WHERE site IS NOT NULL),
                     counts AS (
                         SELECT site, key, count(*) AS n FROM lines
                         WHERE (key >> 1) % $passes = $number GROUP BY site, key HAVING n > 1
                     ),
                     sites AS (SELECT site, count(*) AS pages FROM pages GROUP BY site)
                SELECT site, pages, key, n FROM counts JOIN sites USING (site) ORDER BY site
                """,
                {"passes": passes, "number": number},
            )
            learnt = (
                (site, key)
                for (site, pages), lines in groupby(rows_of(rows), key=itemgetter(0, 1))
                for key in template.learn(pages, {key: n for _, _, key, n in lines})
            )
            while batch := list(islice(learnt, _ROWS)):
                sites, keys = zip(*batch, strict=True)
                self._base.register("batch", pa.table({"site": sites, "key": pa.array(keys, pa.uint64())}))
                self._base.execute("INSERT INTO repeated SELECT site, key FROM batch")
                self._base.unregister("batch")
        self._base.execute(
            "CREATE OR REPLACE TABLE templates AS SELECT site, list(key) AS lines FROM repeated GROUP BY site"
        )

    def _order(self, *, keep_missing: bool) -> None:
        """Every page in its order, with what its result depends on."""
        missing = """
            UNION ALL
            SELECT uri, 1, NULL, key, bytes, [], NULL, NULL, NULL, key, part FROM old ANTI JOIN pages USING (uri)
        """
        self._base.execute(
            f"""
            CREATE OR REPLACE TABLE plan AS
            WITH lined AS (
                SELECT pages.* EXCLUDE (keys),
                       list_sort(coalesce(list_intersect(pages.keys, templates.lines), [])) AS lines
                FROM pages LEFT JOIN templates USING (site)
            ), numbered AS (
                SELECT *, row_number() OVER (PARTITION BY uri ORDER BY record) AS nth FROM lined
            ), keyed AS (
                SELECT uri, nth, input, left(sha256(concat_ws(chr(10), uri, nth, record, lines)), 32) AS key, bytes,
                       lines, spool_file, spool_at, spool_length
                FROM numbered
            ), matched AS (
                SELECT keyed.*, old.key AS old_key, old.part AS old_part
                FROM keyed LEFT JOIN old ON keyed.uri = old.uri AND keyed.nth = 1
                {missing if keep_missing else ""}
            )
            SELECT *, md5_number_lower(uri) AS border FROM matched ORDER BY uri, nth
            """
        )

    def surveyed(self) -> int:
        """How many pages the source has."""
        return self._count("SELECT count(*) FROM pages")

    def count(self) -> int:
        """How many pages there are."""
        return self._count("SELECT count(*) FROM plan")

    def pages(self) -> Iterator[Known]:
        """Every page, sorted by uri."""
        rows = self._base.cursor().execute(
            "SELECT uri, nth, input, key, border, bytes, lines, old_key, old_part, spool_file, spool_at, spool_length"
            " FROM plan ORDER BY uri, nth"
        )
        for uri, nth, source, key, border, size, lines, old_key, old_part, *place in rows_of(rows):
            where = None if place[0] is None else Place(*place)
            yield Known(uri, nth, source, key, border, size, lines, where, old_key, old_part)

    def keep(self) -> bool:
        """Keep the survey for the next run, but for input files that could not be read at all. Whether all could."""
        self._kept.mkdir(parents=True, exist_ok=True)
        failed = "(SELECT input AS path FROM pages WHERE failed AND uri = input)"
        for name, query in (
            ("pages", "SELECT * EXCLUDE (spool_file, spool_at, spool_length) FROM pages"),
            ("inputs", f"SELECT path, size, stamp FROM inputs ANTI JOIN {failed} USING (path) WHERE stamp <> ''"),
        ):
            path = self._kept / f"{name}.parquet"
            temporary = path.with_suffix(".tmp")
            self._base.execute(
                f"COPY ({query}) TO '{temporary}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROWS})"
            )
            temporary.replace(path)
        return not self._count("SELECT count(*) FROM pages WHERE failed AND uri = input")

    def _count(self, query: str) -> int:
        return int(self._base.execute(query).fetchall()[0][0])


def opened(work: Path, name: str) -> duckdb.DuckDBPyConnection:
    """An empty base on disk, below the folder `work`, that keeps within its room in memory.

    It has one thread: each one more would need a share of that room, and takes as much time of the processor.
    """
    base = duckdb.connect(str(work / f"{name}.duckdb"))
    base.execute(
        f"SET temp_directory='{work}'; SET threads=1; SET enable_progress_bar=false; SET preserve_insertion_order=false"
    )
    make_room(base, 0)
    return base


def make_room(base: duckdb.DuckDBPyConnection, pages: int) -> None:
    """Let a base hold as much in memory as it needs for so many pages."""
    base.execute(f"SET memory_limit='{MEMORY + pages // PAGES_A_MEGABYTE}MB'")


def rows_of(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    """The rows of a result, of which only a few are held at a time."""
    while rows := result.fetchmany(_BATCH):
        yield from rows
