"""What the curated tables have in common: reading with line numbers, saying what is wrong, layers, fingerprints.

Each room knows its own rows (`tasks/repair/rule.py`, `tasks/names/entity.py` …); this file knows how a table is read.
A table folder holds any of the files; folders are layered in order, later rows over earlier ones with the same key.
"""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

SHIPPED = Path(__file__).resolve().parent.parent / "seeds" / "tables"
"""The tables that come with the project."""

Row = TypeVar("Row", bound=BaseModel)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with a table: where, what, and what to do about it. `str()` is the line a person reads."""

    path: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}: {self.remedy}"


class TableError(Exception):
    """A table that cannot be used. `problems` says everything that is wrong, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class Located(Generic[Row]):
    """A validated row and where it stands."""

    row: Row
    path: str
    line: int

    def problem(self, what: str, remedy: str) -> Problem:
        """A problem at this row's place."""
        return Problem(self.path, self.line, what, remedy)


def files(folders: Sequence[Path], name: str) -> list[Path]:
    """The files that make up the table `name` (such as `substitutions.toml`), bottom layer first.

    In each folder: `name` itself, then the files of a folder of the same stem (`substitutions/*.toml`), by name.
    """
    stem, suffix = name.rsplit(".", 1)
    found: list[Path] = []
    for folder in folders:
        found += [path for path in (folder / name,) if path.is_file()]
        found += sorted((folder / stem).glob(f"*.{suffix}"))
    return found


def fingerprint(paths: Iterable[Path]) -> str:
    """A hash of the files' names and bytes, in the order given: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def read_csv(path: Path, model: type[Row]) -> list[Located[Row]]:
    """The rows of a CSV table with a header line. Lines that begin with `#` are comments.

    Raises TableError naming every row that does not fit the model.
    """
    rows: list[Located[Row]] = []
    problems: list[Problem] = []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        try:
            for line, fields in _csv_records(stream):
                rows += _validated(fields, model, str(path), line, problems)
        except UnicodeDecodeError:
            problems.append(Problem(str(path), 1, "not UTF-8", "save the file as UTF-8"))
        except csv.Error as error:
            problems.append(Problem(str(path), 1, f"not a CSV table ({error})", "check quotes and separators"))
    if problems:
        raise TableError(problems)
    return rows


def _csv_records(stream: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    number = 0

    def uncommented() -> Iterator[str]:
        nonlocal number
        for number, line in enumerate(stream, 1):  # noqa: B007 - the count is read below
            if not line.startswith("#"):
                yield line

    reader = csv.reader(uncommented(), strict=True)
    header = next(reader, None)
    if header is None:
        return
    for fields in reader:
        if any(fields):
            padded = fields + [""] * (len(header) - len(fields))
            record = dict(zip(header, padded, strict=False))
            if len(fields) > len(header):
                record["(beyond the last column)"] = ",".join(fields[len(header) :])
            yield number, record


def read_toml(path: Path, key: str, model: type[Row]) -> list[Located[Row]]:
    """The `[[key]]` entries of a TOML table, each with the line its header stands on. Raises TableError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except UnicodeDecodeError:
        raise TableError([Problem(str(path), 1, "not UTF-8", "save the file as UTF-8")]) from None
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise TableError([Problem(str(path), line, f"not valid TOML ({error})", "correct the syntax")]) from None
    header = re.compile(rf"^\s*\[\[\s*{re.escape(key)}\s*\]\]")
    starts = [n for n, line in enumerate(text.split("\n"), 1) if header.match(line)]
    entries = data.pop(key, [])
    problems = [Problem(str(path), 1, f"unknown entry {name!r}", f"use [[{key}]]") for name in data]
    rows: list[Located[Row]] = []
    for line, fields in zip(starts, entries, strict=False):
        rows += _validated(fields, model, str(path), line, problems)
    if problems:
        raise TableError(problems)
    return rows


def _validated(
    fields: dict[str, str], model: type[Row], path: str, line: int, problems: list[Problem]
) -> list[Located[Row]]:
    try:
        return [Located(model.model_validate(fields), path, line)]
    except ValidationError as error:
        for one in error.errors():
            where = ".".join(map(str, one["loc"])) or "row"
            message = one["msg"].removeprefix("Value error, ")
            problems.append(Problem(path, line, f"{where}: {message}", "correct or remove this row"))
        return []
