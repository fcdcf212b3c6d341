"""What a page's result depends on besides the page: tables, options, and the code with the libraries it rests on."""

from __future__ import annotations

import hashlib
import socket
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tasks.errors import UserError
from tasks.options import Options
from tasks.pipeline import Tables
from tasks.read import Reading
from tasks.run import compiled
from tasks.run.code import code_version


@dataclass(frozen=True)
class Context:
    """What results depend on beside the pages. `tables` is the fingerprint of the tables, `code` of the code."""

    tables: str
    options: Options
    reading: Reading = field(default_factory=Reading)
    code: str = field(default_factory=code_version)

    @property
    def prepared(self) -> str:
        """A hash of what the survey depends on: 16 hexadecimal digits."""
        return hashlib.sha256(f"{self.code} {self.tables} {self.reading}".encode()).hexdigest()[:16]

    @property
    def fingerprint(self) -> str:
        """A hash of what results depend on: 16 hexadecimal digits."""
        return hashlib.sha256(f"{self.prepared} {self.options.fingerprint}".encode()).hexdigest()[:16]


class Handed(NamedTuple):
    """What a worker is handed with each piece of work: the context, and where the compiled tables wait."""

    context: Context
    tables: Path


@lru_cache(maxsize=1)
def load(handed: Handed) -> Tables:
    """The compiled tables, once for each worker process. Raises UserError where the worker runs other code."""
    if handed.context.code != code_version():
        raise UserError(
            f"a worker on {socket.gethostname()} runs other code than this run: install the same version there, and"
            " start it and the run again"
        )
    return compiled.get(handed.tables)
