"""Prepared pages on disk between the survey and the cleaning, each on its own so that any can be fetched.

A file of records cannot be sought, and flattening HTML costs as much as all later stages together: what the survey
has read and flattened is kept until the shard it falls into is cleaned. Short entries stand as they are: compressing
them would cost more than writing them does.
"""

from __future__ import annotations

import pickle
from array import array
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

import zstandard

from tasks.page import Page

SHORT = 16 * 1024
"""Bytes up to which an entry is not compressed: plain text, which zstd would halve, but not HTML and its text."""
_COMPRESSED = b"\x28\xb5\x2f\xfd"
"""How zstd's frames begin; no pickle does."""
_FIELDS = tuple(field.name for field in fields(Page))


@dataclass(frozen=True)
class Failed:
    """A page that failed before it could be cleaned: where, and why."""

    stage: str
    error: str


class Entry(NamedTuple):
    """What is kept of one page: its names, the bytes as read, and the page prepared from them or why there is none.

    `payload` is None where it is the page's source in UTF-8. `keys` are those of the lines of a page that has a site.
    """

    uri: str
    url: str | None
    payload: bytes | None
    outcome: Page | Failed
    keys: array[int]

    @property
    def raw(self) -> bytes:
        """The bytes as read."""
        if self.payload is None:
            assert isinstance(self.outcome, Page)
            return self.outcome.source.encode("utf-8", "surrogatepass")
        return self.payload


class Place(NamedTuple):
    """Where an entry stands: the number of its file, offset and length in bytes."""

    file: int
    offset: int
    length: int


def path_of(folder: Path, file: int) -> Path:
    """The spool file of a number."""
    return folder / f"spool-{file:06}.bin"


class Writer:
    """Appends entries to one spool file."""

    def __init__(self, folder: Path, file: int) -> None:
        self._file = file
        self._stream = path_of(folder, file).open("wb")
        self._compressor = zstandard.ZstdCompressor(level=1)
        self._offset = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stream.close()

    def add(self, entry: Entry) -> Place:
        """Keep an entry; where it stands."""
        block = pickle.dumps(_packed(entry), pickle.HIGHEST_PROTOCOL)
        if len(block) > SHORT:
            block = self._compressor.compress(block)
        place = Place(self._file, self._offset, len(block))
        self._stream.write(block)
        self._offset += len(block)
        return place


class Reader:
    """Fetches entries from the spool files of a folder; those that stand in one file, one after another, fastest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._decompressor = zstandard.ZstdDecompressor()
        self._file: int | None = None
        self._stream: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._stream is not None:
            self._stream.close()

    def get(self, place: Place) -> Entry:
        """The entry at a place."""
        stream = self._opened(place.file)
        stream.seek(place.offset)
        block = stream.read(place.length)
        if block.startswith(_COMPRESSED):
            block = self._decompressor.decompress(block)
        return _unpacked(pickle.loads(block))

    def _opened(self, file: int) -> BinaryIO:
        if self._stream is None or self._file != file:
            if self._stream is not None:
                self._stream.close()
            self._stream, self._file = path_of(self._folder, file).open("rb"), file
        return self._stream


_Packed = tuple[str, str | None, bytes | None, Failed | tuple[object, ...], "array[int]"]


def _packed(entry: Entry) -> _Packed:
    """An entry without the names of a page's fields, and without its bytes where the page has them: half as long."""
    uri, url, payload, outcome, keys = entry
    if isinstance(outcome, Failed):
        return uri, url, payload, outcome, keys
    if payload is not None and payload == outcome.source.encode("utf-8", "surrogatepass"):
        payload = None
    return uri, url, payload, tuple(map(outcome.__dict__.__getitem__, _FIELDS)), keys


def _unpacked(packed: _Packed) -> Entry:
    uri, url, payload, outcome, keys = packed
    if isinstance(outcome, Failed):
        return Entry(uri, url, payload, outcome, keys)
    page = object.__new__(Page)
    page.__dict__.update(zip(_FIELDS, outcome, strict=True))
    return Entry(uri, url, payload, page, keys)
