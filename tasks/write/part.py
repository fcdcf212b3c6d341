"""Part files: one Parquet file a table and shard, named by what went into it, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.write.schemas import REPETITIVE, TABLES, Table

RECEIPTS = "receipts"
_CHUNK = 1 << 20


@dataclass(frozen=True)
class File:
    """One part file: its rows, its size in bytes, the hash of its bytes."""

    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Receipt:
    """What a finished part holds. `key` names its files; `tally` counts edits by mode and stage (`applied.chrome`)."""

    key: str
    files: Mapping[str, File]
    tally: Mapping[str, int] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """Pages in this part, cleaned or rejected."""
        return self.files["documents"].rows + self.files["rejected"].rows

    @classmethod
    def read(cls, record: Mapping[str, Any]) -> Receipt:
        """A receipt from its JSON form."""
        files = {table: File(**fields) for table, fields in record["files"].items()}
        return cls(record["key"], files, dict(record["tally"]))

    def record(self) -> dict[str, Any]:
        """The receipt's JSON form."""
        return {"key": self.key, "files": {t: asdict(f) for t, f in self.files.items()}, "tally": dict(self.tally)}


def path_of(folder: Path, table: Table, key: str) -> Path:
    """Where the part `key` of a table stands below a generation's folder."""
    return folder / table / f"part-{key}.parquet"


def prepare(folder: Path) -> None:
    """Make the folders in which parts are written."""
    for name in (*TABLES, RECEIPTS):
        (folder / name).mkdir(parents=True, exist_ok=True)


def write(folder: Path, key: str, tables: Mapping[Table, pa.Table], tally: Mapping[str, int]) -> Receipt:
    """Write the four files of a part and, last, its receipt. Raises OSError; nothing half-written is left visible."""
    files: dict[str, File] = {
        table: _write_file(path_of(folder, table, key), table, rows) for table, rows in tables.items()
    }
    receipt = Receipt(key, files, dict(sorted(tally.items())))
    write_bytes(folder / RECEIPTS / f"{key}.json", json.dumps(receipt.record()).encode())
    return receipt


def _write_file(path: Path, table: Table, rows: pa.Table) -> File:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        pq.write_table(
            rows.combine_chunks(),
            temporary,
            compression="zstd",
            use_dictionary=REPETITIVE[table],  # type: ignore[arg-type] # the stubs know only bool
            write_page_index=True,
        )
        found = File(rows.num_rows, temporary.stat().st_size, sha256_of(temporary))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return found


def write_bytes(path: Path, content: bytes) -> None:
    """Put `content` at `path`, whole or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes: 64 hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def receipts(folder: Path) -> dict[str, Receipt]:
    """The receipts of finished parts in a generation that is not published yet, by key."""
    found: dict[str, Receipt] = {}
    for path in sorted((folder / RECEIPTS).glob("[!.]*.json")):
        receipt = Receipt.read(json.loads(path.read_bytes()))
        found[receipt.key] = receipt
    return found


def intact(folder: Path, receipt: Receipt) -> bool:
    """Whether the part's files are there with the bytes its receipt says."""
    for table in TABLES:
        path = path_of(folder, table, receipt.key)
        file = receipt.files[table]
        try:
            if path.stat().st_size != file.bytes or sha256_of(path) != file.sha256:
                return False
        except OSError:
            return False
    return True
