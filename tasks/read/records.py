"""Files of records: JSON lines, CSV and TSV, Parquet. One page a record, its text or HTML in a column."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from tasks.errors import UserError
from tasks.read.limits import KEPT, TooLarge
from tasks.read.raw import Raw, Unreadable

BATCH = 64
"""Rows of a Parquet file held at once."""


@dataclass(frozen=True)
class Columns:
    """Which columns hold what; an empty name means: the first of the usual names that the record has."""

    text: str = ""
    html: str = ""
    id: str = ""
    url: str = ""


_USUAL = {
    "text": ("text", "content", "raw_content", "maintext", "body", "article", "plain_text", "page_text"),
    "html": ("html", "raw_html", "page_html", "html_content", "content_html"),
    "id": ("id", "doc_id", "uid", "uuid", "key"),
    "url": ("url", "source_url", "link", "page_url", "warc_target_uri"),
}


class Line(NamedTuple):
    """A line of a JSON lines file that nobody has looked into yet: its bytes, its own place, and its file's uri."""

    payload: bytes
    place: str
    uri: str


def json_lines(stream: BinaryIO, uri: str, limit: int) -> Iterator[Line | Unreadable]:
    """The lines of a JSON lines file, for `json_line`; one that is too long is Unreadable."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            yield Unreadable(f"{uri}#{number}", _too_long(limit), line[:KEPT])
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
        elif line.strip():
            yield Line(line, f"{uri}#{number}", uri)


def _too_long(limit: int) -> str:
    return f"larger than {limit:,} bytes: raise --max-record-bytes or split it"


def json_line(found: Line, columns: Columns) -> Raw | Unreadable:
    """The record in a line; Unreadable if it is none."""
    line, place, uri = found
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Unreadable(place, f"this line is not JSON ({error}): correct or remove it", line)
    if not isinstance(fields, dict):
        return Unreadable(place, "this line is no JSON object: correct or remove it", line)
    return _record(fields, place, uri, columns, line)


def tables(
    stream: BinaryIO, uri: str, columns: Columns, limit: int, delimiter: str = ","
) -> Iterator[Raw | Unreadable]:
    """The records of a CSV or TSV file with a header line. Raises TooLarge for a row over the limit."""
    lines = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    previous = csv.field_size_limit(limit)
    try:
        reader = csv.DictReader(_bounded_lines(lines, limit), delimiter=delimiter)
        for number, fields in enumerate(reader, 2):
            yield _record(fields, f"{uri}#{number}", uri, columns, b"")
    except csv.Error as error:
        yield Unreadable(uri, f"not a table after line {reader.line_num} ({error}): check its quotes and separators")
    finally:
        csv.field_size_limit(previous)
        lines.detach()


def _bounded_lines(lines: io.TextIOWrapper, limit: int) -> Iterator[str]:
    while line := lines.readline(limit + 1):
        if len(line) > limit:
            raise TooLarge(f"a row {_too_long(limit)}", line[:KEPT].encode("utf-8", "surrogateescape"))
        yield line


def parquet(stream: BinaryIO, uri: str, columns: Columns, limit: int) -> Iterator[Raw | Unreadable]:
    """The records of a Parquet file, a small batch at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream)
        wanted = [name for name in file.schema_arrow.names if name in _names(columns)]
        number = 0
        for batch in file.iter_batches(BATCH, columns=wanted):
            for fields in batch.to_pylist():
                number += 1
                yield _sized(_record(fields, f"{uri}#{number}", uri, columns, b""), limit)
    except (pa.ArrowException, OSError) as error:
        yield Unreadable(uri, f"not a readable Parquet file ({error}): write it again")


def _names(columns: Columns) -> set[str]:
    return {name for usual in _USUAL.values() for name in usual} | set(vars(columns).values())


def _sized(record: Raw | Unreadable, limit: int) -> Raw | Unreadable:
    if len(record.payload) <= limit:
        return record
    return Unreadable(record.uri, _too_long(limit), record.payload[:KEPT], record.url)


def _record(fields: Mapping[str, object], place: str, uri: str, columns: Columns, line: bytes) -> Raw | Unreadable:
    html, text = _value(fields, columns.html, "html"), _value(fields, columns.text, "text")
    body = text if html is None or (columns.text and not columns.html) else html
    if body is None:
        return Unreadable(place, _no_body(fields, columns), line or repr(dict(fields)).encode()[:KEPT])
    identity = _value(fields, columns.id, "id")
    url = _value(fields, columns.url, "url")
    return Raw(
        uri=f"{uri}#{identity}" if identity is not None else place,
        payload=body if isinstance(body, bytes) else str(body).encode("utf-8", "surrogateescape"),
        media_type="text/html" if body is html else "text/plain",
        charset=None if isinstance(body, bytes) else "utf-8",
        url=str(url) if url else None,
    )


def _value(fields: Mapping[str, object], chosen: str, what: str) -> object | None:
    for name in (chosen,) if chosen else _USUAL[what]:
        if fields.get(name) not in (None, ""):
            return fields[name]
    return None


def _no_body(fields: Iterable[str], columns: Columns) -> str:
    wanted = columns.html or columns.text or "text or html"
    return f"no column {wanted} among {', '.join(map(str, fields))}: name it with --text-column or --html-column"


def columns(text: str = "", html: str = "", identity: str = "", url: str = "") -> Columns:
    """The columns as a person names them. Raises UserError where text and HTML are the same column."""
    if text and text == html:
        raise UserError(f"--text-column and --html-column are both {text}: name one of them")
    return Columns(text, html, identity, url)
