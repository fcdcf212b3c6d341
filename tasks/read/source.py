"""Where pages come from: a file, a folder, a file of records."""

from __future__ import annotations

import gzip
import json
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tasks.errors import UserError
from tasks.read.raw import Raw

_HTML = (".html", ".htm", ".xhtml")
_RECORDS = (".jsonl", ".ndjson")


@dataclass(frozen=True)
class Input:
    """One file of the input: its path as it will stand in `uri`, its size in bytes, and a stamp that changes with it."""

    path: str
    size: int
    stamp: str


@dataclass(frozen=True)
class Unreadable:
    """A record that could not be read: what and why, with the bytes there were."""

    uri: str
    error: str
    payload: bytes = b""
    url: str | None = None


def inputs(source: str) -> list[Input]:
    """The files `source` (a file or a folder) holds, sorted by path. Raises UserError where there is nothing to read."""
    root = Path(source)
    if root.is_dir():
        found = sorted(path for path in root.rglob("*") if path.is_file() and not _hidden(path.relative_to(root)))
        if not found:
            raise UserError(f"{source}: the folder holds no files: nothing was changed; check the path")
    elif root.exists():
        found = [root]
    else:
        raise UserError(f"{source}: no such file or folder: nothing was changed; check the path")
    stats = [(path, path.stat()) for path in found]
    return [Input(posixpath.normpath(path.as_posix()), stat.st_size, str(stat.st_mtime_ns)) for path, stat in stats]


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def pages_of(entry: Input) -> Iterator[Raw | Unreadable]:
    """The records of one input file, in their order."""
    path = Path(entry.path)
    name = path.name.lower().removesuffix(".gz")
    try:
        if name.endswith(_RECORDS):
            yield from _json_lines(path)
        else:
            payload = _bytes(path)
            yield Raw(entry.path, payload, "text/html" if name.endswith(_HTML) else "text/plain")
    except (OSError, EOFError) as error:
        yield Unreadable(entry.path, f"cannot be read ({error.strerror if isinstance(error, OSError) else error})")


def _bytes(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _json_lines(path: Path) -> Iterator[Raw | Unreadable]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield _record(path, number, line)


def _record(path: Path, number: int, line: bytes) -> Raw | Unreadable:
    uri = posixpath.normpath(path.as_posix())
    try:
        fields = json.loads(line)
    except ValueError as error:
        return Unreadable(f"{uri}#{number}", f"line {number} is not JSON ({error}): correct or remove it", line)
    body = fields.get("html") or fields.get("text") if isinstance(fields, dict) else None
    if not isinstance(body, str):
        return Unreadable(f"{uri}#{number}", f"line {number} has no `text` or `html`", line)
    return Raw(
        f"{uri}#{fields.get('id', number)}",
        body.encode("utf-8", "surrogatepass"),
        "text/html" if fields.get("html") else "text/plain",
        "utf-8",
        fields.get("url") or None,
    )
