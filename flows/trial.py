"""One page through all stages in memory: what a curator runs after each edit of a table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from tasks.ask.explanation import of_page, show
from tasks.errors import UserError
from tasks.options import Options
from tasks.pipeline import Rejected, clean, compile_tables, prepare
from tasks.read import Unreadable, inputs, pages_of


def run(source: str, folders: Sequence[Path], options: Options, *, everything: bool, as_json: bool) -> None:
    """Clean the pages of `source` and print each with what was done to it. Raises UserError, TableError."""
    tables = compile_tables(folders)
    console = Console(highlight=False)
    for entry in inputs(source):
        for raw in pages_of(entry):
            if isinstance(raw, Unreadable):
                raise UserError(f"{raw.uri}: {raw.error}")
            try:
                explanation = of_page(clean(prepare(raw, tables), tables, options))
            except Rejected as error:
                raise UserError(f"{raw.uri}: {error}") from None
            if as_json:
                print(json.dumps(explanation.as_dict(), ensure_ascii=False))
            else:
                show(explanation, console, everything=everything)
