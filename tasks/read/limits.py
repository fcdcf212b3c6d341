"""How much one record may hold and one archive may grow: what keeps a hostile file from filling the machine."""

from __future__ import annotations

import io
from typing import BinaryIO

from typing_extensions import Buffer

RECORD = 32 * 1024 * 1024
"""Most bytes of one page; the largest news pages seen are about 10 MB."""
GROWTH = 200
"""Most times a compressed file may grow; text grows 3 to 8 times, rarely 20."""
FREE_GROWTH = 64 * 1024 * 1024
"""Bytes that may come out of any compressed file, however small it is."""
MEMBERS = 1_000_000
"""Most members of one archive."""
KEPT = 64 * 1024
"""Bytes of an over-long record that are kept with its rejection."""


class TooLarge(ValueError):
    """A record or an archive over its limit. The message says which; `head` is the beginning of the record."""

    def __init__(self, message: str, head: bytes = b"") -> None:
        super().__init__(message)
        self.head = head


class Bounded(io.RawIOBase):
    """A stream that raises TooLarge once more than `limit` bytes have come out of it."""

    def __init__(self, stream: BinaryIO, limit: int, what: str) -> None:
        self._stream = stream
        self._left = limit
        self._message = f"{what} grows to more than {limit:,} bytes: it may be a decompression bomb; unpack it yourself"

    def readable(self) -> bool:
        """True: the stream is there to be read."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Read into `buffer`; the number of bytes read, 0 at the end. Raises TooLarge."""
        view = memoryview(buffer).cast("B")
        chunk = self._stream.read(len(view))
        self._left -= len(chunk)
        if self._left < 0:
            raise TooLarge(self._message)
        view[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        """Close the stream underneath too."""
        self._stream.close()
        super().close()


def growth(size: int) -> int:
    """Most bytes that may come out of a compressed file of `size` bytes."""
    return max(FREE_GROWTH, GROWTH * size)


def read_record(stream: BinaryIO, limit: int) -> bytes:
    """All of `stream`. Raises TooLarge past `limit` bytes."""
    payload = stream.read(limit + 1)
    if len(payload) > limit:
        raise TooLarge(f"larger than {limit:,} bytes: raise --max-record-bytes or split it", payload[:KEPT])
    return payload
