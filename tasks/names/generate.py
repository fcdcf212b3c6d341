"""`python -m tasks.names.generate`: write the shipped `variants.tsv` anew, after a change of names or schemes."""

from __future__ import annotations

from pathlib import Path

from tasks.names import entity, lexicon, variants
from tasks.names.table import compile_parts
from tasks.tables import SHIPPED, fingerprint


def fresh(folder: Path) -> str:
    """What `variants.tsv` of a table folder should hold now. Raises TableError."""
    generator, sources = variants.load([folder])
    generator.memo.clear()  # nothing of an older file must survive
    compile_parts(entity.load([folder])[0], generator, lexicon.load([folder])[0])
    return variants.memo_text(generator, fingerprint(sources))


def main() -> None:
    """Write the file."""
    (SHIPPED / variants.MEMO).write_text(fresh(SHIPPED), encoding="utf-8")


if __name__ == "__main__":
    main()
