"""`corrigenda …`: parses words, calls a flow or a query, nothing else.

Exit status: 0 done; 1 done, but nothing could be cleaned, or `--strict` and something was rejected; 2 the call, a
setting or a table is wrong; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from flows import quiet
from tasks.errors import UserError
from tasks.tables import SHIPPED, TableError

NOTHING_CLEANED = 1
WRONG = 2
INTERRUPTED = 130

app = typer.Typer(
    name="corrigenda",
    help="Turns scraped, often machine-translated news pages into clean Parquet, and accounts for every change.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

TablesOption = Annotated[
    list[Path] | None,
    typer.Option("--tables", help="A folder of tables, layered over the shipped ones; may be given again."),
]
AloneOption = Annotated[
    bool, typer.Option("--only", help="Use the folders of --tables alone, without the shipped ones.")
]


def table_folders(tables: list[Path] | None, *, only: bool) -> list[Path]:
    """The table folders of a call, bottom layer first. Raises UserError for a folder that is not there."""
    given = tables or []
    for folder in given:
        if not folder.is_dir():
            raise UserError(f"{folder}: no such folder of tables: check --tables")
    if only and not given:
        raise UserError("--only needs --tables: name the folder of tables to use")
    return given if only else [SHIPPED, *given]


def main() -> None:
    """The console script: runs the command and turns what a person can put right into a message and a status."""
    sys.exit(guarded(app))


def guarded(command: Callable[[], object]) -> int:
    """Run `command`; the exit status it ends with. Messages go to the standard error stream, without a traceback."""
    try:
        command()
    except (UserError, TableError) as error:
        print(error, file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(bool(stop.code))
    return 0


@app.command()
def clean(
    source: Annotated[str, typer.Argument(help="A file or a folder of pages, or a file of records.")],
    output: Annotated[str, typer.Option(help="Where the clean Parquet goes.")] = "output",
    tables: TablesOption = None,
    only: AloneOption = False,
    verbose: Annotated[bool, typer.Option(help="Let Prefect's own log through.")] = False,
) -> None:
    """Clean pages into Parquet: the flow `clean`, on this machine, with no server running."""
    folders = table_folders(tables, only=only)
    quiet.prepare(verbose=verbose)
    from flows.clean import clean as flow  # noqa: PLC0415 - Prefect takes a second to import

    flow(source=source, output=output, tables=[str(folder) for folder in folders])
