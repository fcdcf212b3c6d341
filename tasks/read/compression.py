"""Streams in plain sight: what gzip, bzip2, xz and Zstandard hold."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable
from typing import BinaryIO, cast

import zstandard

from tasks.read.limits import Bounded, growth

ERRORS = (OSError, EOFError, lzma.LZMAError, zstandard.ZstdError)
"""What a damaged compressed file raises while it is read."""


def _zstd(stream: BinaryIO) -> BinaryIO:
    reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(stream, read_across_frames=True)
    return cast("BinaryIO", reader)


def _gzip(stream: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream))


_OPENERS: dict[str, Callable[[BinaryIO], BinaryIO]] = {
    ".gz": _gzip,
    ".bz2": cast("Callable[[BinaryIO], BinaryIO]", bz2.BZ2File),
    ".xz": cast("Callable[[BinaryIO], BinaryIO]", lzma.LZMAFile),
    ".zst": _zstd,
}
_MAGIC = {b"\x1f\x8b": ".gz", b"BZh": ".bz2", b"\xfd7zXZ\x00": ".xz", b"\x28\xb5\x2f\xfd": ".zst"}


def suffix_of(name: str, head: bytes = b"") -> str:
    """The compression of a file, by its name, else by its first bytes; empty for none."""
    for suffix in _OPENERS:
        if name.lower().endswith(suffix):
            return suffix
    return next((suffix for magic, suffix in _MAGIC.items() if head.startswith(magic)), "")


def decompressed(stream: BinaryIO, suffix: str, size: int, what: str) -> BinaryIO:
    """The bytes inside a stream compressed as `suffix` says, of `size` bytes (-1: unknown), no more than it may hold.

    Reading raises TooLarge for a decompression bomb, or one of ERRORS for a damaged file.
    """
    if not suffix:
        return stream
    bounded = Bounded(_OPENERS[suffix](stream), growth(size), what)
    return io.BufferedReader(bounded, 1 << 18)
