"""Zip and tar archives: their members, read in place. Nothing is ever unpacked to disk."""

from __future__ import annotations

import stat
import tarfile
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from tasks.read.limits import MEMBERS, Bounded, TooLarge, growth
from tasks.read.raw import Unreadable

Member = tuple[str, int, BinaryIO]
"""A member's name as the archive gives it, its packed size in bytes (-1: unknown), and its bytes."""


def zip_members(stream: BinaryIO, uri: str, size: int) -> Iterator[Member | Unreadable]:
    """The members of a zip archive. Raises TooLarge when they grow beyond what an archive of `size` bytes may hold."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError) as error:
        yield Unreadable(uri, f"not a readable zip archive ({error}): fetch or write it again")
        return
    entries = archive.infolist()
    if len(entries) > MEMBERS:
        raise TooLarge(f"holds {len(entries):,} members, more than {MEMBERS:,}: split the archive")
    budget = growth(size)
    for entry in entries:
        if entry.is_dir():
            continue
        place = f"{uri}#{entry.filename}"
        if stat.S_ISLNK(entry.external_attr >> 16):
            yield Unreadable(place, "a link, not a page: replace it by the file it points to")
            continue
        budget -= entry.file_size
        if budget < 0:
            raise TooLarge(f"{uri} grows to more than {growth(size):,} bytes: it may be a decompression bomb")
        try:
            member = archive.open(entry)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
            yield Unreadable(place, f"cannot be unpacked ({error}): unpack it yourself")
            continue
        with member:
            yield entry.filename, entry.compress_size, cast("BinaryIO", member)


def tar_members(stream: BinaryIO, uri: str, size: int) -> Iterator[Member | Unreadable]:
    """The members of a tar archive (already decompressed), in one pass. Raises TooLarge as `zip_members` does."""
    bounded = cast("BinaryIO", Bounded(stream, growth(size), uri))
    count = 0
    try:
        with tarfile.open(fileobj=bounded, mode="r|") as archive:
            for entry in archive:
                count += 1
                archive.members = []  # type: ignore[attr-defined] # tarfile remembers every member it has passed
                if count > MEMBERS:
                    raise TooLarge(f"holds more than {MEMBERS:,} members: split the archive")
                if entry.isfile():
                    member = archive.extractfile(entry)
                    assert member is not None
                    yield entry.name, -1, cast("BinaryIO", member)
                elif not entry.isdir():
                    yield Unreadable(f"{uri}#{entry.name}", "a link or a device, not a page: replace it by a file")
    except tarfile.TarError as error:
        yield Unreadable(uri, f"not a readable tar archive ({error}): fetch or write it again")
