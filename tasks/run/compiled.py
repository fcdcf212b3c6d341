"""Compiled tables, kept between runs: compiling them takes seconds, which a small change of the input should not cost.

They are kept in the user's own cache, never in the output: unpickling runs code, and others may write to an output.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
from collections.abc import Sequence
from pathlib import Path

from tasks.run.code import code_version
from tasks.write.files import replacing

KEPT = 4
"""Compiled tables that are kept; the least recently used go first."""


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
    places = "\n".join(map(str, folders))  # a rule's reason may name its file
    name = hashlib.sha256(f"{code_version()} {digest(folders)} {places}".encode()).hexdigest()[:16]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "corrigenda" / "tables"
    kept = cache / f"{name}.pickle"
    try:
        shutil.copyfile(kept, target)
        os.utime(kept)
    except OSError:
        _compile(folders, target)
        _keep(target, kept)
    with target.open("rb") as stream:
        return str(pickle.load(stream))


def _compile(folders: Sequence[Path], target: Path) -> None:
    from tasks.pipeline import compile_tables

    tables = compile_tables(folders)
    with replacing(target) as temporary, temporary.open("wb") as stream:
        pickle.dump(tables.fingerprint, stream)
        pickle.dump(tables, stream, pickle.HIGHEST_PROTOCOL)


def _keep(target: Path, kept: Path) -> None:
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with replacing(kept) as temporary:
            shutil.copyfile(target, temporary)
        for old in sorted(kept.parent.glob("*.pickle"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:  # a home that cannot be written: the next run compiles again
        return
