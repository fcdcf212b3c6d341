"""All pages of a run, on disk: what the surveys found, what each site repeats, and every page in its order.

DuckDB does the joining and sorting, within a fixed share of memory and spilling beyond it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from tasks.chrome import template
from tasks.read import Input
from tasks.run.spool import Place

MEMORY = "512MB"
_BATCH = 4096


class Known(NamedTuple):
    """A page as the survey knows it. `nth` counts the pages that share its uri; `lines` are its site's furniture."""

    uri: str
    nth: int
    input: str
    record: str
    bytes: int
    lines: tuple[int, ...]
    place: Place | None


class Catalogue:
    """The pages of a run. `kept` is a folder in which the survey of unchanged input files is kept between runs."""

    def __init__(self, kept: Path, work: Path) -> None:
        self._kept = kept
        self._base = duckdb.connect(str(work / "catalogue.duckdb"))
        self._base.execute(f"SET memory_limit='{MEMORY}'; SET temp_directory='{work}'; SET enable_progress_bar=false")
        self._templates: dict[str, frozenset[int]] = {}

    def close(self) -> None:
        """Let go of the files."""
        self._base.close()

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

    def gather(self, surveys: Sequence[Path], changed: Sequence[Input]) -> int:
        """Take in the surveys of the changed input files, and what is known of the others. The number of pages."""
        self._base.register("fresh", pa.table({"input": pa.array([entry.path for entry in changed], pa.string())}))
        sources = []
        if surveys:
            sources.append(f"SELECT * FROM read_parquet({[str(path) for path in surveys]!r})")
        before = self._kept / "pages.parquet"
        if before.is_file():
            sources.append(
                "SELECT *, NULL::INT AS spool_file, NULL::BIGINT AS spool_at, NULL::INT AS spool_length"
                f" FROM read_parquet('{before}') SEMI JOIN (SELECT path AS input FROM inputs) USING (input)"
                " ANTI JOIN fresh USING (input)"
            )
        self._base.execute(f"CREATE OR REPLACE TABLE pages AS {' UNION ALL '.join(sources)}")
        self._base.unregister("fresh")
        self._templates.clear()
        self._learn()
        return self._count("SELECT count(*) FROM pages")

    def _count(self, query: str) -> int:
        row = self._base.execute(query).fetchone()
        assert row is not None
        return int(row[0])

    def _learn(self) -> None:
        """What each site repeats, from how many of its pages hold each line."""
        rows = self._base.execute(
            """
            WITH lines AS (SELECT site, unnest(keys) AS key FROM pages WHERE site IS NOT NULL),
                 counts AS (SELECT site, key, count(*) AS n FROM lines GROUP BY site, key HAVING n > 1),
                 sites AS (SELECT site, count(*) AS pages FROM pages GROUP BY site)
            SELECT site, pages, key, n FROM counts JOIN sites USING (site) ORDER BY site, key
            """
        )
        for (site, pages), lines in groupby(_rows(rows), key=itemgetter(0, 1)):
            learnt = template.learn(pages, {key: n for _, _, key, n in lines})
            if learnt:
                self._templates[site] = learnt

    def pages(self) -> Iterator[Known]:
        """Every page, sorted by uri."""
        rows = self._base.execute(
            """
            SELECT uri, row_number() OVER (PARTITION BY uri ORDER BY record) AS nth, input, record, bytes, site, keys,
                   spool_file, spool_at, spool_length
            FROM pages ORDER BY uri, nth
            """
        )
        nothing: frozenset[int] = frozenset()
        for uri, nth, source, record, size, site, keys, *place in _rows(rows):
            lines = tuple(sorted(self._templates.get(site, nothing).intersection(keys)))
            yield Known(uri, nth, source, record, size, lines, None if place[0] is None else Place(*place))

    def keep(self) -> None:
        """Keep the survey for the next run."""
        self._kept.mkdir(parents=True, exist_ok=True)
        for name, query in (
            ("pages", "SELECT * EXCLUDE (spool_file, spool_at, spool_length) FROM pages ORDER BY input, uri"),
            ("inputs", "SELECT path, size, stamp FROM inputs ORDER BY path"),
        ):
            path = self._kept / f"{name}.parquet"
            temporary = path.with_suffix(".tmp")
            self._base.execute(f"COPY ({query}) TO '{temporary}' (FORMAT parquet, COMPRESSION zstd)")
            temporary.replace(path)


def _rows(result: duckdb.DuckDBPyConnection) -> Iterator[tuple]:  # type: ignore[type-arg]
    while rows := result.fetchmany(_BATCH):
        yield from rows
