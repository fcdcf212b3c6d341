"""Compiled tables, on their way to the workers."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tasks.write.files import replacing

if TYPE_CHECKING:
    from tasks.pipeline import Tables


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
    from tasks.pipeline import pickled_tables

    fingerprint, rooms = pickled_tables(folders)
    with replacing(target) as temporary, temporary.open("wb") as stream:
        pickle.dump(rooms, stream, pickle.HIGHEST_PROTOCOL)
    return fingerprint


def get(source: Path) -> Tables:
    """The compiled tables at `source`."""
    from tasks.pipeline import unpickled_tables

    return unpickled_tables(pickle.loads(source.read_bytes()))
