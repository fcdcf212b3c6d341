"""All pages of a run: what the surveys found, what each site repeats, and every page in its order.

DuckDB does the joining and sorting, within a fixed share of memory and on disk beyond it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

import pyarrow as pa

from tasks import sql
from tasks.chrome import template
from tasks.read import Input
from tasks.run.base import make_room, opened, rows_of
from tasks.run.known import COLUMNS

PASS = 150_000
"""Pages whose lines are counted in one pass; of more, each pass counts a share of the lines."""
_REPEATED = "repeated.parquet"
_BATCH = 4096
_ROWS = 10_240
"""Rows of a group of a file, which a thread holds in memory whole."""


class Catalogue:
    """The pages of a run. `kept` is a folder in which the survey of unchanged input files is kept between runs."""

    def __init__(self, kept: Path, work: Path) -> None:
        self._kept = kept
        self._base = opened(work)
        self._base.execute("CREATE TABLE old (uri VARCHAR, key VARCHAR, part VARCHAR, bytes BIGINT)")
        self._base.execute("CREATE TABLE watched (key UBIGINT)")

    def close(self) -> None:
        """Let go of the files."""
        self._base.close()

    def know(self, index: Path, parts: Sequence[str]) -> None:
        """Take in the list of pages of the published output, as far as they are in the parts named (by key)."""
        self._base.register("sound", pa.table({"part": pa.array(parts, pa.string())}))
        self._base.execute(
            f"INSERT INTO old SELECT uri, key, part, bytes FROM {sql.parquet([index])} SEMI JOIN sound USING (part)",
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
            f"SELECT number FROM inputs ANTI JOIN {sql.parquet([before])} USING (path, size, stamp) ORDER BY number",
        )
        return [inputs[number] for (number,) in rows.fetchall()]

    def gather(self, surveys: Sequence[Path], read: Sequence[Input], *, keep_missing: bool) -> int:
        """Take in the surveys of the input files read, and what is known of the others. The number of pages."""
        sources = []
        if surveys:
            sources.append(f"SELECT * FROM {sql.parquet(surveys)}")
        before = self._kept / "pages.parquet"
        if before.is_file():
            self._base.register("fresh", pa.table({"input": pa.array([entry.path for entry in read], pa.string())}))
            sources.append(
                "SELECT *, NULL::INT AS spool_file, NULL::BIGINT AS spool_at, NULL::INT AS spool_length"
                f" FROM {sql.parquet([before])} SEMI JOIN (SELECT path AS input FROM inputs) USING (input)"
                " ANTI JOIN fresh USING (input)"
            )
        self._base.execute(f"CREATE OR REPLACE TABLE pages AS {' UNION ALL '.join(sources)}")
        make_room(self._base, self.surveyed())
        self._learn(self._watch(surveys))
        self._find()
        self._order(keep_missing=keep_missing)
        return self.surveyed()

    def _watch(self, surveys: Sequence[Path]) -> bool:
        """Fill `watched` with the lines that may stand on several pages. False if that may be any line.

        A line that stands on no page surveyed now, and on one page at most before, stands on one at most.
        """
        before = self._kept / _REPEATED
        if not before.is_file():
            return False
        fresh = f"UNION SELECT unnest(keys) FROM {sql.parquet(surveys)}" if surveys else ""
        self._base.execute(f"CREATE OR REPLACE TABLE watched AS SELECT key FROM {sql.parquet([before])} {fresh}")
        return True

    def _learn(self, watched: bool) -> None:
        """What each site repeats, from how many of its pages hold each line."""
        self._base.execute("CREATE OR REPLACE TABLE counts (site VARCHAR, key UBIGINT, n BIGINT)")
        self._base.execute("CREATE OR REPLACE TABLE repeated (site VARCHAR, key UBIGINT)")
        for share in self._passes():
            self._base.execute(
                f"""
                INSERT INTO counts
                SELECT site, key, count(*) AS n
                FROM (SELECT site, unnest(keys) AS key FROM pages WHERE site IS NOT NULL)
                {"SEMI JOIN watched USING (key)" if watched else ""}
                WHERE (key >> 1) % $passes::UBIGINT = $number::UBIGINT GROUP BY site, key HAVING n > 1
                """,
                share,
            )
        rows = self._base.cursor().execute(
            """
            SELECT site, pages, key, n FROM counts JOIN (SELECT site, count(*) AS pages FROM pages GROUP BY site)
            USING (site) WHERE n >= $fewest ORDER BY site
            """,
            {"fewest": template.FEWEST_PAGES},
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

    def _find(self) -> None:
        """Which lines of each page are its site's, by the page's place in `pages`."""
        self._base.execute("CREATE OR REPLACE TABLE furnished (page BIGINT, lines UBIGINT[])")
        for share in self._passes():
            some = "WHERE rowid % $passes::BIGINT = $number::BIGINT" if share["passes"] > 1 else ""
            self._base.execute(  # with a condition DuckDB joins the other way round, and takes three times as long
                f"""
                INSERT INTO furnished
                SELECT page, list(key ORDER BY key)
                FROM (SELECT rowid AS page, site, unnest(keys) AS key FROM pages {some})
                SEMI JOIN repeated USING (site, key) GROUP BY page
                """,
                share if some else {},
            )

    def _passes(self) -> Iterator[dict[str, int]]:
        # Queries say of what type these are: as they come, DuckDB divides numbers of 128 bits, six times as slowly.
        passes = self.surveyed() // PASS + 1
        return ({"passes": passes, "number": number} for number in range(passes))

    def _order(self, *, keep_missing: bool) -> None:
        """Every page with its order and with what its result depends on."""
        missing = """
            UNION ALL
            SELECT uri, 1, NULL, key, bytes, [], NULL, NULL, NULL, key, part FROM old ANTI JOIN pages USING (uri)
        """
        self._base.execute(
            f"""
            CREATE OR REPLACE TABLE plan AS
            WITH numbered AS (
                SELECT rowid AS page, row_number() OVER (PARTITION BY uri ORDER BY record) AS nth
                FROM pages SEMI JOIN (SELECT uri FROM pages GROUP BY uri HAVING count(*) > 1) USING (uri)
            ), lined AS (
                SELECT pages.* EXCLUDE (keys), coalesce(furnished.lines, []) AS lines, coalesce(nth, 1) AS nth
                FROM pages LEFT JOIN furnished ON pages.rowid = furnished.page
                LEFT JOIN numbered ON pages.rowid = numbered.page
            ), keyed AS (
                SELECT uri, nth, input, left(sha256(concat_ws(chr(10), uri, nth, record, lines)), 32) AS key, bytes,
                       lines, spool_file, spool_at, spool_length
                FROM lined
            ), matched AS (
                SELECT keyed.*, old.key AS old_key, old.part AS old_part
                FROM keyed LEFT JOIN old ON keyed.uri = old.uri AND keyed.nth = 1
                {missing if keep_missing else ""}
            )
            SELECT *, md5_number_lower(uri) AS border FROM matched
            """
        )

    def surveyed(self) -> int:
        """How many pages the source has."""
        return self._count("SELECT count(*) FROM pages")

    def count(self) -> int:
        """How many pages there are."""
        return self._count("SELECT count(*) FROM plan")

    def pages(self) -> Iterator[pa.RecordBatch]:
        """Every page, sorted by uri: columns are the fields of Known, but three for its place."""
        rows = self._base.cursor().sql(f"SELECT {', '.join(COLUMNS)} FROM plan ORDER BY uri, nth")
        return iter(rows.to_arrow_reader(_BATCH))

    def keep(self) -> bool:
        """Keep the survey for the next run, but for input files that could not be read at all. Whether all could.

        A run may die between two files: until the pages are kept, lines repeated before are kept with those repeated
        now, and inputs come last.
        """
        self._kept.mkdir(parents=True, exist_ok=True)
        failed = "(SELECT input AS path FROM pages WHERE failed AND uri = input)"
        repeated = "SELECT DISTINCT key FROM counts"
        self._copy(_REPEATED, f"{repeated} UNION SELECT key FROM watched")
        self._copy("pages.parquet", "SELECT * EXCLUDE (spool_file, spool_at, spool_length) FROM pages")
        self._copy(_REPEATED, repeated)
        self._copy(
            "inputs.parquet", f"SELECT path, size, stamp FROM inputs ANTI JOIN {failed} USING (path) WHERE stamp <> ''"
        )
        return not self._count("SELECT count(*) FROM pages WHERE failed AND uri = input")

    def _copy(self, name: str, query: str) -> None:
        path = self._kept / name
        temporary = path.with_suffix(".tmp")
        self._base.execute(
            f"COPY ({query}) TO {sql.quoted(temporary)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROWS})"
        )
        temporary.replace(path)

    def _count(self, query: str) -> int:
        return int(self._base.execute(query).fetchall()[0][0])
