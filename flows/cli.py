"""`corrigenda …`: parses words, calls a flow or a query, nothing else.

Exit status: 0 done; 1 done, but nothing could be cleaned, or `--strict` and something was rejected; 2 the call, a
setting or a table is wrong; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import typer

from flows import quiet
from tasks.errors import UserError
from tasks.options import Options
from tasks.read.limits import RECORD
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


OutputOption = Annotated[str, typer.Option(help="The folder that `corrigenda clean` wrote.")]
NamesOption = Annotated[
    Literal["apply", "annotate", "off"],
    typer.Option(help="Standardise names in the text, only list them, or leave them alone."),
]
ApplyOption = Annotated[
    Literal["certain", "probable"], typer.Option(help="How sure a repair must be to be applied; others are proposed.")
]


@app.command()
def clean(
    source: Annotated[str, typer.Argument(help="A file, a folder, a glob, a URL, or - for standard input.")],
    output: Annotated[str, typer.Option(help="Where the clean Parquet goes: a folder or a URL.")] = "output",
    tables: TablesOption = None,
    only: AloneOption = False,
    names: NamesOption = "apply",
    apply: ApplyOption = "certain",
    workers: Annotated[int | None, typer.Option(min=1, help="Workers; as many as there are cores.")] = None,
    pool: Annotated[Literal["processes", "threads", "dask"], typer.Option(help="Where they run.")] = "processes",
    address: Annotated[str | None, typer.Option(help="The Dask scheduler; a local cluster if not given.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Clean every page again.")] = False,
    keep_missing: Annotated[bool, typer.Option("--keep-missing", help="Keep pages gone from the source.")] = False,
    text_column: Annotated[str, typer.Option(help="The column of records that holds the text.")] = "",
    html_column: Annotated[str, typer.Option(help="The column of records that holds HTML.")] = "",
    id_column: Annotated[str, typer.Option(help="The column of records that holds the page's id.")] = "",
    url_column: Annotated[str, typer.Option(help="The column of records that holds the page's address.")] = "",
    max_record_bytes: Annotated[int, typer.Option(min=1, help="The most bytes of one page.")] = RECORD,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with status 1 if a page was rejected.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Let Prefect's own log through.")] = False,
) -> None:
    """Clean pages into Parquet: the flow `clean`, on this machine, with no server running."""
    folders = table_folders(tables, only=only)
    quiet.prepare(verbose=verbose)
    from rich.console import Console

    from flows.clean import clean as flow
    from flows.summary import show

    summary = flow(
        source=source,
        output=output,
        tables=[str(folder) for folder in folders],
        names=names,
        apply=apply,
        workers=workers,
        pool=pool,
        address=address,
        force=force,
        keep_missing=keep_missing,
        text_column=text_column,
        html_column=html_column,
        id_column=id_column,
        url_column=url_column,
        max_record_bytes=max_record_bytes,
    )
    show(summary, Console(highlight=False))
    if not summary.documents or (strict and summary.rejected):
        raise typer.Exit(NOTHING_CLEANED)


@app.command()
def check(
    tables: TablesOption = None,
    only: AloneOption = False,
    collisions: Annotated[
        bool, typer.Option("--collisions", help="List generated names that need more evidence.")
    ] = False,
    corpus: Annotated[str | None, typer.Option(help="Pages: list the phrase rules that none of them triggers.")] = None,
) -> None:
    """Check every table: rows, examples, guards, collisions. Prints file:line: what is wrong: what to do."""
    from flows import checks

    checks.run(table_folders(tables, only=only), collisions=collisions, corpus=corpus)


@app.command(name="try")
def try_page(
    page: Annotated[str, typer.Argument(help="A file with one page or several, or - for standard input.")],
    tables: TablesOption = None,
    only: AloneOption = False,
    names: NamesOption = "apply",
    apply: ApplyOption = "certain",
    everything: Annotated[bool, typer.Option("--all", help="Show guarded and suppressed hits too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, a page a line.")] = False,
) -> None:
    """Clean a page in memory and show what was done to it: no Prefect, no output."""
    from flows import trial

    folders = table_folders(tables, only=only)
    trial.run(page, folders, Options(names=names, apply=apply), everything=everything, as_json=as_json)


@app.command()
def explain(
    page: Annotated[str, typer.Argument(help="A doc_id or a part of it, a uri or its end, a URL.")],
    output: OutputOption = "output",
    everything: Annotated[bool, typer.Option("--all", help="Show guarded and suppressed hits too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show one page of an output: what was removed, repaired, proposed, by which rule and why."""
    from flows import questions

    questions.explain(output, page, everything=everything, as_json=as_json)


@app.command()
def undo(
    page: Annotated[str | None, typer.Argument(help="The page whose source text is wanted.")] = None,
    output: OutputOption = "output",
    everything: Annotated[bool, typer.Option("--all", help="Every page; needs --to.")] = False,
    rule: Annotated[str | None, typer.Option(help="Take back this rule only.")] = None,
    to: Annotated[Path | None, typer.Option(help="The folder for the texts.")] = None,
) -> None:
    """Give back source text: of a page (printed), of all pages, or the clean texts without one rule."""
    from flows import questions

    if sum((page is not None, everything, rule is not None)) != 1:
        raise UserError("undo takes one of: a page, --all, or --rule ID")
    if everything and to is None:
        raise UserError("--all needs --to: name the folder for the source texts")
    if page is not None:
        questions.undo_page(output, page)
    elif rule is not None:
        questions.undo_rule(output, rule, to)
    elif to is not None:
        questions.undo_all(output, to)


@app.command()
def query(
    question: Annotated[str | None, typer.Argument(help="A question by name; none lists them.")] = None,
    word: Annotated[str | None, typer.Argument(help="What the question asks about, such as a name.")] = None,
    output: OutputOption = "output",
    sql: Annotated[str | None, typer.Option(help="SQL over documents, edits, names, rejected (DuckDB).")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most rows printed.")] = 20,
    form: Annotated[Literal["table", "csv", "json"], typer.Option("--format", help="How to print them.")] = "table",
) -> None:
    """Ask an output: everyday questions by name, or SQL."""
    from flows import questions

    questions.query(output, question, word, sql, limit=limit, form=form)


@app.command()
def curate(
    output: OutputOption = "output",
    to: Annotated[str, typer.Option(help="The folder for the candidates.")] = "candidates",
    fewest: Annotated[int, typer.Option(min=1, help="How often a candidate must have been seen.")] = 2,
) -> None:
    """Gather from an output what it suggests for the tables; nothing is applied."""
    quiet.prepare()
    from flows.curate import curate as flow

    for name, count in flow(output=output, to=to, fewest=fewest).items():
        typer.echo(f"{count:6,}  {Path(to) / name}")


@app.command()
def evaluate(
    gold: Annotated[str, typer.Argument(help="JSON lines of id, text or html, and the clean text in `gold`.")],
    tables: TablesOption = None,
    only: AloneOption = False,
    floor: Annotated[float, typer.Option(help="The least F1; below it the exit status is 2.")] = 0.0,
) -> None:
    """Clean gold pages in memory and print precision, recall and F1."""
    folders = [str(folder) for folder in table_folders(tables, only=only)]
    quiet.prepare()
    from flows.evaluate import evaluate as flow

    for group, (precision, recall, f1) in flow(gold=gold, tables=folders, floor=floor).items():
        typer.echo(f"{group:8}  precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}")
