"""What can be wrong with this room's tables, said all at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tasks.html.rules import MARKUP, SITES, markup_rows, site_rows
from tasks.tables import Problem, TableError, files


def problems(folders: Sequence[Path]) -> list[Problem]:
    """Everything wrong with `markup.csv` and `sites.csv` in these folders, sorted by place."""
    found: list[Problem] = []
    for name, rows in ((MARKUP, markup_rows), (SITES, site_rows)):
        for path in files(folders, name):
            try:
                rows(path)
            except TableError as error:
                found += error.problems
    return sorted(found)
