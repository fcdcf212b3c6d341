"""Pages to clean Parquet: the main job."""

from dataclasses import replace
from pathlib import Path
from typing import Literal

from prefect import flow
from prefect.task_runners import ThreadPoolTaskRunner
from rich.console import Console

from flows import artifacts, progress
from tasks.errors import UserError
from tasks.options import Options
from tasks.read import Reading
from tasks.read.limits import RECORD
from tasks.read.records import columns
from tasks.report import page
from tasks.run import pool as pools
from tasks.run.job import Job, Summary
from tasks.run.progress import watching
from tasks.run.start import run
from tasks.shard import TaskRuns
from tasks.tables import SHIPPED
from tasks.write import manifest
from tasks.write.remote import folder_of


@flow(
    name="clean",
    flow_run_name="{source} into {output}",
    task_runner=ThreadPoolTaskRunner(),  # type: ignore[arg-type]
    persist_result=False,
)
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
    text_column: str = "",
    html_column: str = "",
    id_column: str = "",
    url_column: str = "",
    max_record_bytes: int = RECORD,
) -> Summary:
    """Clean the pages of a file or folder into Parquet, and record every change.

    Args:
        source: A file, a folder, a glob or a URL of pages or files of records.
        output: The folder or the URL of a store for documents, edits, names, rejected and _manifest.json.
        tables: The folders of tables, bottom layer first; the shipped ones alone if none is named.
        names: What becomes of names: apply the standard form, annotate only, or off.
        apply: How sure a repair must be to be applied; the others are proposed.
        workers: How many workers; as many as there are cores if none is given, and none for very little input.
        pool: Where they run: processes, threads, or a Dask cluster.
        address: The Dask scheduler's address; a cluster on this machine if none is given.
        force: Clean every page again, whether it changed or not.
        keep_missing: Keep the pages that are no longer in the source.
        text_column: The column of records that holds the text, where it has an unusual name.
        html_column: The column of records that holds HTML, where it has an unusual name.
        id_column: The column of records that holds the page's id, where it has an unusual name.
        url_column: The column of records that holds the page's address, where it has an unusual name.
        max_record_bytes: The most bytes of one page; a larger one is rejected.
    """
    folders = _folders(tables)
    with (
        watching(Console(stderr=True)) as watch,
        folder_of(output) as folder,
        pools.opened(pool, workers, address) as opened,
    ):
        job = Job(
            source=source,
            output=folder,
            folders=folders,
            options=Options(names=names, apply=apply),
            reading=Reading(columns(text_column, html_column, id_column, url_column), max_record_bytes),
            force=force,
            keep_missing=keep_missing,
        )
        tasks = TaskRuns(opened)
        summary = replace(run(job, tasks, progress.Both(watch, progress.of_run())), output=output)
        _report(folder)
        artifacts.show(summary, folder, tasks.laps.slowest)
        return summary


def _folders(tables: list[str] | None) -> list[Path]:
    """The folders of tables. Raises UserError for one that is not there: it would mean to clean without its rules."""
    folders = [Path(folder) for folder in tables] if tables else [SHIPPED]
    for folder in folders:
        if not folder.is_dir():
            raise UserError(f"{folder}: no such folder of tables: nothing was changed; check the parameter `tables`")
    return folders


def _report(output: Path) -> None:
    """Write the report, unless it is there and tells of this very output."""
    report = output / page.NAME
    if not report.exists() or report.stat().st_mtime < (output / manifest.NAME).stat().st_mtime:
        page.write(output)
