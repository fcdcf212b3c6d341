"""What `corrigenda check` prints: what is wrong with the tables, and what a curator may want to know of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tasks import check, names
from tasks.pipeline import Rejected, compile_tables, prepare
from tasks.read import Unreadable, inputs, pages_of
from tasks.tables import TableError


def run(folders: Sequence[Path], *, collisions: bool, corpus: str | None) -> None:
    """Check the tables in `folders`. Raises TableError naming everything that is wrong.

    `collisions` lists the generated names that stand for more than one thing, and so need more evidence; `corpus`, a
    source of pages, lists the phrase rules that none of its pages triggered. Neither is a fault.
    """
    found = check.problems(folders)
    if found:
        raise TableError(found)
    print("The tables are in order.")
    if collisions:
        _list("generated forms need more evidence than themselves", names.collisions(folders))
    if corpus is not None:
        _list(f"phrase rules are dead in {corpus}", check.dead(folders, _texts(corpus, folders)))


def _list(what: str, notes: Sequence[object]) -> None:
    print(f"{len(notes):,} {what}:")
    for note in notes:
        print(f"  {note}")


def _texts(corpus: str, folders: Sequence[Path]) -> Iterator[str]:
    tables = compile_tables(folders)
    for entry in inputs(corpus):
        for raw in pages_of(entry):
            if isinstance(raw, Unreadable):
                continue
            try:
                yield prepare(raw, tables).text
            except Rejected:
                continue
