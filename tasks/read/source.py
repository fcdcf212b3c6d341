"""From an input file to its pages, whatever kind of file it is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from tasks.errors import Unreachable
from tasks.passing import may_pass
from tasks.read import compression
from tasks.read.archives import tar_members, zip_members
from tasks.read.limits import RECORD, TooLarge, read_record
from tasks.read.place import Input, open_input
from tasks.read.raw import Raw, Unreadable
from tasks.read.records import Columns, Line, json_line, json_lines, parquet, tables

HEAD = 1024
"""Bytes looked at to tell what a file is where its name does not say."""

_KINDS = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "warc",
    ".zip": "zip",
    ".tar": "tar",
    ".tgz": "tar",
    ".tbz2": "tar",
    ".txz": "tar",
}
Record = Raw | Unreadable | Line
_TAR = {".tgz": ".gz", ".tbz2": ".bz2", ".txz": ".xz"}
_ARCHIVES = ("zip", "tar")
_MAGIC = (
    (b"pk\x03\x04", "zip"),
    (b"par1", "parquet"),
    (b"warc/", "warc"),
    (b"<!doctype html", "html"),
    (b"<html", "html"),
    (b'{"', "jsonl"),
)
"""What files begin with, in lower case."""


@dataclass(frozen=True)
class Reading:
    """Settings of reading that change what the pages are: the columns of records, the most bytes of one page."""

    columns: Columns = field(default_factory=Columns)
    limit: int = RECORD


def pages_of(entry: Input, reading: Reading = Reading()) -> Iterator[Raw | Unreadable]:
    """The pages of one input file, in their order; what cannot be read is Unreadable, and reading goes on after it.

    Raises Unreachable where the network or the store fails: an outage must not look like pages gone bad.
    """
    return (parsed(found, reading) for found in records_of(entry, reading))


def parsed(found: Record, reading: Reading) -> Raw | Unreadable:
    """The page of a record, which may be a line that is still to be parsed."""
    return json_line(found, reading.columns) if isinstance(found, Line) else found


def records_of(entry: Input, reading: Reading) -> Iterator[Record]:
    """What `pages_of` gives, with the lines of JSON lines files not parsed: cheap to read in one place for many.

    Raises Unreachable where the network or the store fails: an outage must not look like pages gone bad.
    """
    try:
        with open_input(entry) as stream:
            yield from _pages(stream, entry.path, entry.size, reading, inside=False)
    except TooLarge as error:
        yield Unreadable(entry.path, str(error), error.head)
    except compression.ERRORS as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        if may_pass(error):
            raise Unreachable(_unreachable(entry, reason)) from None
        yield Unreadable(entry.path, f"cannot be read ({reason}): check the file and its permissions")


def _unreachable(entry: Input, reason: str) -> str:
    return (
        f"{entry.path}: cannot be reached ({reason}): nothing was changed; when the network and the store answer again,"
        " run the same command again, and it goes on from there"
    )


def _pages(stream: BinaryIO, uri: str, size: int, reading: Reading, *, inside: bool) -> Iterator[Record]:
    stream, head = _peek(stream)
    name = uri.lower()
    packed = compression.suffix_of(name, head) or next((p for s, p in _TAR.items() if name.endswith(s)), "")
    kind = _kind_of(name.removesuffix(packed), "")
    if packed and kind != "warc":  # FastWARC unpacks its own: a WARC file is compressed record by record
        stream, head = _peek(compression.decompressed(stream, packed, size, uri))
    kind = kind or _kind_of("", _sniffed(head))
    if kind in _ARCHIVES and inside:
        yield Unreadable(uri, "an archive inside an archive: unpack the outer one first")
    elif kind in _ARCHIVES:
        yield from _archived(stream, uri, size, reading, kind)
    else:
        yield from _plain(stream, uri, reading, kind, head)


def _plain(stream: BinaryIO, uri: str, reading: Reading, kind: str, head: bytes) -> Iterator[Record]:
    columns, limit = reading.columns, reading.limit
    if kind == "jsonl":
        yield from json_lines(stream, uri, limit)
    elif kind in ("csv", "tsv"):
        yield from tables(stream, uri, columns, limit, "," if kind == "csv" else "\t")
    elif kind == "parquet":
        yield from parquet(_seekable(stream), uri, columns, limit)
    elif kind == "warc":
        from tasks.read.warc import warc

        yield from warc(stream, uri, limit)
    else:
        html = kind == "html" or _sniffed(head) == "html"
        yield Raw(uri, read_record(stream, limit), "text/html" if html else "text/plain")


def _archived(stream: BinaryIO, uri: str, size: int, reading: Reading, kind: str) -> Iterator[Record]:
    members = zip_members(_seekable(stream), uri, size) if kind == "zip" else tar_members(stream, uri, size)
    for member in members:
        if isinstance(member, Unreadable):
            yield member
            continue
        name, packed_size, content = member
        place = f"{uri}#{name}"
        try:
            yield from _pages(content, place, packed_size, reading, inside=True)
        except TooLarge as error:
            yield Unreadable(place, str(error), error.head)
        except (*compression.ERRORS, ValueError) as error:
            if may_pass(error):
                raise
            yield Unreadable(place, f"cannot be unpacked ({error}): unpack it yourself")


def _peek(stream: BinaryIO) -> tuple[BinaryIO, bytes]:
    buffered = (
        stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream), 1 << 18)
    )
    return buffered, buffered.peek(HEAD)[:HEAD]


def _seekable(stream: BinaryIO) -> BinaryIO:
    return stream if stream.seekable() else io.BytesIO(stream.read())


def _kind_of(name: str, sniffed: str) -> str:
    return next((kind for suffix, kind in _KINDS.items() if name.endswith(suffix)), sniffed)


def _sniffed(head: bytes) -> str:
    """What a file without a telling name is, by its first bytes; empty for plain text."""
    if head[257:262] == b"ustar":
        return "tar"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"<?xml") and b"<html" in start:
        return "html"
    return next((kind for magic, kind in _MAGIC if start.startswith(magic)), "")
