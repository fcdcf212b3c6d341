"""Pages to clean Parquet: the main job."""

from pathlib import Path
from typing import Literal

from prefect import flow
from prefect.task_runners import ThreadPoolTaskRunner

from tasks.options import Options
from tasks.run import pool as pools
from tasks.run.job import Job, Summary
from tasks.run.start import run
from tasks.shard import TaskRuns
from tasks.tables import SHIPPED


@flow(name="clean", task_runner=ThreadPoolTaskRunner(), persist_result=False)  # type: ignore[arg-type]
def clean(
    source: str,
    output: str = "output",
    tables: list[str] | None = None,
    names: Literal["apply", "annotate", "off"] = "apply",
    apply: Literal["certain", "probable"] = "certain",
    workers: int | None = None,
    pool: Literal["processes", "threads", "dask"] = "processes",
    address: str | None = None,
    force: bool = False,
    keep_missing: bool = False,
) -> Summary:
    """Clean the pages of a file or folder into Parquet, and record every change.

    Args:
        source: A file or a folder of pages, or a file of records.
        output: The folder in which documents, edits, names, rejected and _manifest.json stand afterwards.
        tables: The folders of tables, bottom layer first; the shipped ones alone if none is named.
        names: What becomes of names: apply the standard form, annotate only, or off.
        apply: How sure a repair must be to be applied; the others are proposed.
        workers: How many workers; as many as there are cores if none is given.
        pool: Where they run: processes, threads, or a Dask cluster.
        address: The Dask scheduler's address; a cluster on this machine if none is given.
        force: Clean every page again, whether it changed or not.
        keep_missing: Keep the pages that are no longer in the source.
    """
    folders = [Path(folder) for folder in tables] if tables else [SHIPPED]
    job = Job(source, Path(output), folders, Options(names=names, apply=apply), force, keep_missing)
    with pools.opened(pool, workers, address) as opened:
        return run(job, TaskRuns(opened))
