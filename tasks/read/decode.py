"""Bytes to text: declared, marked and sniffed character sets, and a clear no to what is not text."""

from __future__ import annotations

import codecs

import cchardet

from tasks.read.raw import Raw

SNIFFED = 256 * 1024
"""Bytes the character-set detector looks at."""
SURE = 0.5
"""Least confidence at which the detector is believed."""

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Byte order marks; one that begins with another stands before it."""
_BINARY = (b"\x00", b"\x89PNG", b"%PDF-", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b")


class Undecodable(ValueError):
    """Bytes that are not text in any character set we can tell. The message says why."""


def decode(raw: Raw) -> str:
    """The text of a record. Raises Undecodable.

    In order: a byte order mark; the declared character set, if the bytes are valid in it; UTF-8; what the detector
    (uchardet, through faust-cchardet) says, if it is sure enough.
    """
    payload = raw.payload
    if payload.startswith(tuple(_MARKS)):
        return _strict(payload, next(charset for mark, charset in _MARKS.items() if payload.startswith(mark)))
    if payload.startswith(_BINARY) or b"\x00" in payload[:8192]:
        raise Undecodable("a binary file, not text: remove it from the input, or convert it to text first")
    for candidate in filter(None, (raw.charset, "utf-8")):
        try:
            return payload.decode(candidate)
        except (LookupError, UnicodeDecodeError):
            continue
    return _sniffed(payload)


def _strict(payload: bytes, charset: str) -> str:
    try:
        return payload.decode(charset)
    except UnicodeDecodeError as error:
        raise Undecodable(
            f"marked as {charset.removesuffix('-sig')}, but byte {error.start} is not valid in it: save the file again"
        ) from None


def _sniffed(payload: bytes) -> str:
    guess = cchardet.detect(payload[:SNIFFED])
    charset, confidence = guess["encoding"], guess["confidence"] or 0.0
    if charset is None or confidence < SURE:
        raise Undecodable("in an unknown character set: save it as UTF-8, or declare the character set")
    try:
        return payload.decode(charset)
    except (LookupError, UnicodeDecodeError):
        raise Undecodable(f"looks like {charset} but is not valid in it: save it as UTF-8") from None
