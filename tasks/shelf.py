"""What was made once from the same files by the same code, kept between runs in the user's own cache.

Only speed depends on it: a key says everything that what is kept was made from. Never in an output, where others may
write: unpickling runs code.
"""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

Made = TypeVar("Made")

KEPT = 4
"""How many of one name are kept; those used longest ago go first."""


def folder() -> Path:
    """Where it is kept: `corrigenda/tables` in the user's cache (XDG_CACHE_HOME, else ~/.cache)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "corrigenda" / "tables"


def kept(name: str, key: str, make: Callable[[], Made]) -> Made:
    """What `make` gives, from the shelf if it was made under this name and key before."""
    path = folder() / f"{name}-{key}.pickle"
    try:
        made: Made = _unpickled(path)
        os.utime(path)
    except Exception:  # not there, cut short, or of another Python: made again, whatever was wrong with it
        made = make()
        _put(path, name, made)
    return made


def _unpickled(path: Path) -> Any:  # noqa: ANN401 - the caller knows what it has put there
    """Three times as fast while nobody looks for garbage, of which there is none."""
    looking = gc.isenabled()
    gc.disable()
    try:
        return pickle.loads(path.read_bytes())
    finally:
        if looking:
            gc.enable()


def _put(path: Path, name: str, made: object) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_bytes(pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
        temporary.replace(path)
        others = sorted(path.parent.glob(f"{name}-*.pickle"), key=lambda other: other.stat().st_mtime)
        for old in others[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:  # a home that cannot be written: it is made again next time
        return
