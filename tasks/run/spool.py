"""Prepared pages on disk between the survey and the cleaning, each on its own so that any can be fetched.

A file of records cannot be sought, and flattening HTML costs as much as all later stages together: what the survey
has read and flattened is kept until the shard it falls into is cleaned. zstd level 1: the page's text follows the bytes
it was decoded from, so that it costs next to nothing.
"""

from __future__ import annotations

import pickle
from array import array
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import zstandard

from tasks.page import Page
from tasks.read.raw import Raw


@dataclass(frozen=True)
class Failed:
    """A page that failed before it could be cleaned: where, and why."""

    stage: str
    error: str


class Entry(NamedTuple):
    """What is kept of one page: the bytes as read, and the page prepared from them or why there is none.

    `keys` are those of the lines of a page that has a site.
    """

    raw: Raw
    outcome: Page | Failed
    keys: array[int]


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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stream.close()

    def add(self, entry: Entry) -> Place:
        """Keep an entry; where it stands."""
        block = self._compressor.compress(pickle.dumps(tuple(entry), pickle.HIGHEST_PROTOCOL))
        place = Place(self._file, self._stream.tell(), len(block))
        self._stream.write(block)
        return place


class Reader:
    """Fetches entries from the spool files of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._decompressor = zstandard.ZstdDecompressor()

    def get(self, place: Place) -> Entry:
        """The entry at a place."""
        with path_of(self._folder, place.file).open("rb") as stream:
            stream.seek(place.offset)
            block = stream.read(place.length)
        return Entry(*pickle.loads(self._decompressor.decompress(block)))
