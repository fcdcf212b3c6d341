"""The record of a run: what the output consists of, and what it was made from.

Everything but `timings` depends on the pages, the tables, the options and the code alone, so that it is the same bytes
after any run that leaves the same output.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tasks.write.part import Receipt
from tasks.write.schemas import TABLES, VERSION

NAME = "_manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What a generation of the output holds. `parts` are in the order of the pages; `made_from` says what from."""

    made_from: Mapping[str, Any]
    parts: tuple[Receipt, ...]
    timings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def totals(self) -> dict[str, Any]:
        """Rows of each table, and edits by mode and stage, over all parts."""
        rows: dict[str, int] = {table: sum(part.files[table].rows for part in self.parts) for table in TABLES}
        tally: Counter[str] = Counter()
        for part in self.parts:
            tally.update(part.tally)
        return {
            "pages": rows["documents"] + rows["rejected"],
            **rows,
            "edits_by_mode_and_stage": dict(sorted(tally.items())),
        }

    @property
    def fingerprint(self) -> str:
        """A hash of everything but the timings: 16 hexadecimal digits."""
        return hashlib.sha256(self._pure().encode()).hexdigest()[:16]

    def _record(self) -> dict[str, Any]:
        return {
            "schema_version": VERSION,
            "made_from": self.made_from,
            "totals": self.totals,
            "parts": [part.record() for part in self.parts],
        }

    def _pure(self) -> str:
        return json.dumps(self._record(), indent=1, ensure_ascii=False)

    def dump(self) -> bytes:
        """The file's bytes."""
        return json.dumps({**self._record(), "timings": self.timings}, indent=1, ensure_ascii=False).encode()


def read(path: Path) -> Manifest:
    """The manifest at `path`. Raises OSError, or ValueError where it is no manifest of this version."""
    record = json.loads(path.read_bytes())
    if record.get("schema_version") != VERSION:
        raise ValueError(f"{path}: schema version {record.get('schema_version')}, not {VERSION}")
    parts: Iterable[Receipt] = map(Receipt.read, record["parts"])
    return Manifest(record["made_from"], tuple(parts), record.get("timings", {}))
