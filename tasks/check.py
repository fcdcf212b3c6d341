"""Everything that can be wrong with a set of tables, in each of them and between them: what `corrigenda check` prints.

Like `tasks/pipeline.py`, one of the few files that see several rooms.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from tasks.tables import Problem

ROOMS = ("tasks.repair.problems", "tasks.chrome.problems", "tasks.html.problems", "tasks.names.problems")
"""Modules that offer `problems(folders)`; each says what is wrong with its own room's tables."""


def problems(folders: Sequence[Path]) -> list[Problem]:
    """Everything wrong with the tables of these folders (bottom layer first), sorted by place."""
    found: set[Problem] = set()
    for room in ROOMS:
        if find_spec(room):
            found.update(import_module(room).problems(folders))
    return sorted(found)
