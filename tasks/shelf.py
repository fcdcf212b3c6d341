"""What was made once from the same files by the same code, kept between runs in the user's own cache.

Only speed depends on it: a key says everything that what is kept was made from. Never in an output, where others may
write: unpickling runs code.
"""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Protocol


class Fingerprinted(Protocol):
    """What is kept: it knows a hash of what it was made from."""

    @property
    def fingerprint(self) -> str:
        """The hash."""


class Pickled(NamedTuple):
    """What was made, as bytes that need not be unpickled to be handed on."""

    fingerprint: str
    content: bytes


KEPT = 4
"""How many of one name are kept; those used longest ago go first."""


def folder() -> Path:
    """Where it is kept: `corrigenda/tables` in the user's cache (XDG_CACHE_HOME, else ~/.cache)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "corrigenda" / "tables"


def pickled(name: str, key: str, make: Callable[[], Fingerprinted]) -> Pickled:
    """What `make` gives, from the shelf if it was made under this name and key before."""
    path = folder() / f"{name}-{key}.shelf"
    try:
        found = _read(path)
        os.utime(path)
    except Exception:  # not there, cut short, or otherwise damaged: made again, whatever was wrong with it
        made = make()
        found = Pickled(made.fingerprint, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
        _put(path, name, found)
    return found


def unpickled(content: bytes) -> Any:  # noqa: ANN401 - the caller knows what it has put there
    """Three times as fast while nobody looks for garbage, of which there is none."""
    looking = gc.isenabled()
    gc.disable()
    try:
        return pickle.loads(content)
    finally:
        if looking:
            gc.enable()


def _read(path: Path) -> Pickled:
    checksum, fingerprint, content = path.read_bytes().split(b"\n", 2)
    if sha256(fingerprint + content).hexdigest().encode() != checksum:
        raise ValueError("damaged")
    return Pickled(fingerprint.decode(), content)


def _put(path: Path, name: str, made: Pickled) -> None:
    fingerprint = made.fingerprint.encode()
    checksum = sha256(fingerprint + made.content).hexdigest().encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_bytes(b"\n".join((checksum, fingerprint, made.content)))
        temporary.replace(path)
        others = sorted(path.parent.glob(f"{name}-*.shelf"), key=lambda other: other.stat().st_mtime)
        for old in others[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:  # a home that cannot be written: it is made again next time
        return
