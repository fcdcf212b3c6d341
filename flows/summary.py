"""What a person reads at the end of a run."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tasks.run.job import Summary


def show(summary: Summary, console: Console) -> None:
    """Print what a run did, where the output lies, and how to look at it."""
    console.print(Text(_headline(summary), style="bold"))
    console.print()
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", style="bold")
    for count, what in _counts(summary):
        if count is not None:
            grid.add_row(f"{count:,}", what)
    console.print(grid)
    console.print()
    grid = Table.grid(padding=(0, 2))
    for command, tells in _next(summary):
        grid.add_row(Text(command, style="cyan"), Text(tells, style="dim"))
    console.print(grid)


def _headline(summary: Summary) -> str:
    if not summary.parts_done:
        return f"{summary.output} is up to date: nothing has changed since it was written."
    return f"{summary.source} is clean: {summary.cleaned:,} pages in {summary.seconds:.1f} s, into {summary.output}"


def _counts(summary: Summary) -> list[tuple[int | None, str]]:
    return [
        (summary.documents, "pages, clean"),
        (summary.lines_removed, "lines of site chrome removed"),
        (summary.repairs, "repairs of encoding, punctuation, typos and mistranslations"),
        (summary.proposed or None, "changes proposed, for a person to decide"),
        (summary.names, "names recognised"),
        (summary.rejected, "pages rejected" + (", each with the reason and its raw bytes" if summary.rejected else "")),
    ]


def _next(summary: Summary) -> list[tuple[str, str]]:
    output = "" if summary.output == "output" else f" --output {summary.output}"
    rows = [
        (f"corrigenda explain PAGE{output}", "one page: what was changed, by which rule, and why"),
        (f"corrigenda query rules{output}", "which rules did most"),
        (f"{summary.output}/report/index.html", "the whole run, in a browser"),
    ]
    if summary.rejected:
        rows.append((f"corrigenda query rejected{output}", "what could not be cleaned"))
    return rows
