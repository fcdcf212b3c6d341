"""Where bytes live: local paths, globs, standard input and fsspec URLs under one name."""

from __future__ import annotations

import atexit
import os
import posixpath
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from tasks.errors import UserError

STANDARD_INPUT = "-"
UNKNOWN = 1 << 30


@dataclass(frozen=True)
class Input:
    """One file of the input.

    `path` is how it stands in `uri`; `size` is in bytes, -1 where the store does not say; `stamp` changes when the
    file does (a modification time in nanoseconds, an ETag). `location` is where the bytes are, if not at `path`.
    """

    path: str
    size: int
    stamp: str
    location: str = ""


def inputs(source: str) -> list[Input]:
    """The files that `source` names, sorted by path: a file, a folder (all below it), a glob, a URL, `-`.

    Files and folders whose names begin with a dot are passed over. Raises UserError where there is nothing to read.
    """
    if source == STANDARD_INPUT:
        return [_spooled()]
    found = _remote(source) if "://" in source else _local(source)
    if not found:
        raise UserError(f"{source}: holds no files: nothing was changed; check the path")
    return sorted(found, key=lambda entry: entry.path)


def size_of(inputs: Iterable[Input]) -> int:
    """Bytes of all inputs; one of which the store does not say is taken for a large one."""
    return sum(entry.size if entry.size >= 0 else UNKNOWN for entry in inputs)


def open_input(entry: Input) -> BinaryIO:
    """The bytes of an input, to be closed by the caller. Raises OSError."""
    location = entry.location or entry.path
    if "://" in location:
        import fsspec

        return cast("BinaryIO", fsspec.open(location, "rb").open())
    return Path(location).open("rb")


def _spooled() -> Input:
    """Standard input, copied to a file: the survey and the shards each read it once."""
    with tempfile.NamedTemporaryFile(prefix="corrigenda-stdin-", delete=False) as spool:
        atexit.register(Path(spool.name).unlink, missing_ok=True)
        shutil.copyfileobj(sys.stdin.buffer, spool)
    size = Path(spool.name).stat().st_size
    if size == 0:
        raise UserError("standard input was empty: nothing was changed; pipe a page or records into it")
    return Input("stdin", size, "", spool.name)


def _local(source: str) -> list[Input]:
    root = Path(source)
    try:
        if root.is_dir():
            return [_entry(path) for path in _walk(root)]
        if root.exists():
            return [_entry(root)]
    except PermissionError as error:
        raise UserError(f"{error.filename}: no permission to read it: nothing was changed") from None
    if any(mark in source for mark in "*?["):
        matches = Path(root.anchor or ".").glob(str(root.relative_to(root.anchor) if root.anchor else root))
        return [_entry(path) for path in matches if path.is_file()]
    raise UserError(f"{source}: no such file or folder: nothing was changed; check the path")


def _walk(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def _entry(path: Path) -> Input:
    try:
        stat = path.stat()
    except OSError:  # a dangling link, say: reading it will say what is wrong
        return Input(posixpath.normpath(path.as_posix()), -1, "")
    return Input(posixpath.normpath(path.as_posix()), stat.st_size, str(stat.st_mtime_ns))


def _remote(source: str) -> list[Input]:
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(source)
        if system.has_magic(path) if hasattr(system, "has_magic") else any(mark in path for mark in "*["):
            found = system.glob(path, detail=True)
        elif system.isdir(path):
            found = system.find(path, detail=True)
        else:
            found = {path: system.info(path)}
    except (ImportError, ValueError) as error:
        raise UserError(f"{source}: {error}") from None
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        raise UserError(f"{source}: cannot be listed ({reason}): check the address and your credentials") from None
    return [
        Input(system.unstrip_protocol(name), int(info.get("size") or -1), _stamp(info))
        for name, info in found.items()
        if info.get("type") != "directory" and not posixpath.basename(name).startswith(".")
    ]


def _stamp(info: dict[str, object]) -> str:
    return str(next((info[key] for key in ("ETag", "etag", "LastModified", "mtime", "updated") if info.get(key)), ""))
