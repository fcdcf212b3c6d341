"""What a page's result depends on besides the page: tables, options, and the code with the libraries it rests on."""

from __future__ import annotations

import hashlib
import pickle
import socket
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from tasks.errors import UserError
from tasks.options import Options
from tasks.pipeline import Tables
from tasks.read import Reading
from tasks.run.code import code_version
from tasks.write.files import write_bytes


@dataclass(frozen=True)
class Context:
    """What every worker needs beside its pages."""

    tables: Tables
    options: Options
    reading: Reading = field(default_factory=Reading)
    code: str = field(default_factory=code_version)

    @property
    def prepared(self) -> str:
        """A hash of what the survey depends on: 16 hexadecimal digits."""
        return hashlib.sha256(f"{self.code} {self.tables.fingerprint} {self.reading}".encode()).hexdigest()[:16]

    @property
    def fingerprint(self) -> str:
        """A hash of what results depend on: 16 hexadecimal digits."""
        return hashlib.sha256(f"{self.prepared} {self.options.fingerprint}".encode()).hexdigest()[:16]

    def save(self, path: Path) -> None:
        """Put it where workers find it."""
        write_bytes(path, pickle.dumps(self, pickle.HIGHEST_PROTOCOL))


@lru_cache(maxsize=1)
def load(path: Path) -> Context:
    """The context saved at `path`, once for each worker process. Raises UserError where the worker runs other code."""
    context: Context = pickle.loads(path.read_bytes())
    if context.code != code_version():
        raise UserError(
            f"a worker on {socket.gethostname()} runs other code than this run: install the same version there, and"
            " start it and the run again"
        )
    return context
