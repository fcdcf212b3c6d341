"""Compiled tables, on their way to the workers."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Sequence
from pathlib import Path

from tasks.write.files import replacing


def digest(folders: Sequence[Path]) -> str:
    """A hash of every byte in the folders of tables: 64 hexadecimal digits."""
    found = hashlib.sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            found.update(str(path.relative_to(folder)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        found.update(b"\n")
    return found.hexdigest()


def put(folders: Sequence[Path], target: Path) -> str:
    """Put the compiled tables at `target`, for workers to read; their fingerprint. Raises TableError."""
    from tasks.pipeline import compile_tables

    tables = compile_tables(folders)
    with replacing(target) as temporary, temporary.open("wb") as stream:
        pickle.dump(tables.fingerprint, stream)
        pickle.dump(tables, stream, pickle.HIGHEST_PROTOCOL)
    return tables.fingerprint
