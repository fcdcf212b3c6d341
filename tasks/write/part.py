"""Part files: one Parquet file a table and shard, named by what went into it, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.write.files import replacing, sha256_of, write_bytes
from tasks.write.schemas import COLUMNS_REPEATED, COLUMNS_SEARCHED, PARTS, SCHEMAS, Table

RECEIPTS = "receipts"


@dataclass(frozen=True)
class File:
    """One part file: its rows, its size in bytes, the hash of its bytes."""

    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Receipt:
    """What a finished part holds.

    `key` is the hash of what its pages were made from, `marks` of the duplicates marked in it afterwards (empty for
    none); both make its name. `tally` counts edits by mode and stage (`applied.chrome`).
    """

    key: str
    files: Mapping[str, File]
    tally: Mapping[str, int] = field(default_factory=dict)
    marks: str = ""

    @property
    def name(self) -> str:
        """The name all files of the part bear: `part-` and 16 hexadecimal digits."""
        if not self.marks:
            return f"part-{self.key}"
        return f"part-{hashlib.sha256(f'{self.key} {self.marks}'.encode()).hexdigest()[:16]}"

    @property
    def pages(self) -> int:
        """Pages in this part, cleaned or rejected."""
        return self.files["documents"].rows + self.files["rejected"].rows

    @classmethod
    def read(cls, record: Mapping[str, Any]) -> Receipt:
        """A receipt from its JSON form."""
        files = {table: File(**fields) for table, fields in record["files"].items()}
        return cls(record["key"], files, dict(record["tally"]), record["marks"])

    def record(self) -> dict[str, Any]:
        """The receipt's JSON form."""
        files = {table: asdict(file) for table, file in self.files.items()}
        return {"name": self.name, "key": self.key, "marks": self.marks, "files": files, "tally": dict(self.tally)}


def prepare(folder: Path) -> None:
    """Make the folders in which parts are written."""
    for name in (*PARTS, RECEIPTS):
        (folder / name).mkdir(parents=True, exist_ok=True)


def path_of(folder: Path, table: Table, name: str) -> Path:
    """Where a part's file of a table stands below a folder of parts."""
    return folder / table / f"{name}.parquet"


def write(folder: Path, key: str, tables: Mapping[Table, pa.Table]) -> Receipt:
    """Write the files of a part and, last, its receipt. Raises OSError; nothing half-written is left visible."""
    files: dict[str, File] = {}
    for table, rows in tables.items():
        files[table] = write_table(path_of(folder, table, f"part-{key}"), table, rows)
    receipt = Receipt(key, files, _tally(tables["edits"]))
    write_bytes(folder / RECEIPTS / f"{key}.json", json.dumps(receipt.record()).encode())
    return receipt


def _tally(edits: pa.Table) -> dict[str, int]:
    counts = edits.group_by(["mode", "stage"]).aggregate([([], "count_all")]).to_pylist()
    return dict(sorted((f"{row['mode']}.{row['stage']}", row["count_all"]) for row in counts))


def write_table(path: Path, table: Table, rows: pa.Table) -> File:
    """Write one file of a part; what it holds."""
    with replacing(path) as temporary:
        pq.write_table(
            rows.combine_chunks(),
            temporary,
            compression="zstd",
            use_dictionary=COLUMNS_REPEATED[table],  # type: ignore[arg-type] # the stubs know only bool
            write_page_index=True,
            write_statistics=COLUMNS_SEARCHED[table],
        )
        return File(rows.num_rows, temporary.stat().st_size, sha256_of(temporary))


def read_table(path: Path, table: Table) -> pa.Table:
    """The rows of one file of a part, with its schema as it was written. Raises OSError and pa.ArrowException."""
    rows = pq.ParquetFile(path).read()
    return pa.Table.from_arrays(rows.columns, schema=SCHEMAS[table])


def receipts(folder: Path) -> list[Receipt]:
    """The receipts of the finished parts in a folder of parts that are not published yet."""
    found = []
    for path in sorted((folder / RECEIPTS).glob("[!.]*.json")):
        try:
            found.append(Receipt.read(json.loads(path.read_bytes())))
        except (ValueError, KeyError, TypeError):  # torn by a power cut: the part is made again
            path.unlink()
    return found


def damage(folder: Path, receipt: Receipt) -> str:
    """What is wrong with a part's files, in words; empty where they have the bytes the receipt says."""
    for table, file in receipt.files.items():
        path = folder / table / f"{receipt.name}.parquet"
        try:
            if path.stat().st_size != file.bytes:
                return f"{path}: has {path.stat().st_size} bytes instead of {file.bytes}"
            if sha256_of(path) != file.sha256:
                return f"{path}: its bytes have changed since it was written"
        except OSError as error:
            return f"{path}: cannot be read ({error.strerror})"
    return ""
