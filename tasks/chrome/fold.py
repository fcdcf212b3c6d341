"""Lines as they are compared: lower case, single spaces, straight quotes, every number the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

MARKS = " :.,;!|•·*»«›‹→←>-–—▼▲►◄▶◀▸▾"
"""What may stand around a line of furniture: bullets, arrows, colons, stops."""
_PLAIN = (("’", "'"), ("“", '"'), ("”", '"'), ("‘", "'"), ("…", "..."))
_SPACES = ("  ", *(chr(code) for code in range(0x3001) if chr(code).isspace() and code not in (10, 32)))
"""Signs of white space that is not one blank between two words."""
_ASCII_SPACES = tuple(space for space in _SPACES if space.isascii())
_DIGIT = re.compile(r"\d")
_RUN = re.compile(rb"00*")
_NUMBER = re.compile(rb"00*(?:[.,]00*)*")
"""Not `0+`: a pattern that begins with a letter of its own is looked for five times as fast."""
_ZEROS = bytes.maketrans(b"123456789", b"0" * 9)
_OTHER_DIGITS = (b"\xd9", b"\xdb", b"\xdf", b"\xe0", b"\xe1", b"\xea", b"\xef", b"\xf0")
"""The first bytes, in UTF-8, of scripts with digits of their own."""


def loose(line: str) -> str:
    """The line in lower case, with single spaces, straight quotes and every number `#`.

    >>> loose("Read  More: 12 Comments")
    'read more: # comments'
    """
    return loose_lines([line])[0]


def loose_lines(lines: Sequence[str]) -> list[str]:
    """Each line as `loose` gives it; many lines at once cost half. None may hold a line feed."""
    if not lines:
        return []
    text = "\n".join(map(str.strip, lines))
    if not text.isascii():
        for mark, plain in _PLAIN:
            text = text.replace(mark, plain)
    text = _NUMBER.sub(b"#", _digits_as_zeros(text.lower())).decode("utf-8", "surrogatepass")
    if any(map(text.__contains__, _ASCII_SPACES if text.isascii() else _SPACES)):
        return [" ".join(line.split()) for line in text.split("\n")]
    return text.split("\n")


def bare(text: str) -> str:
    """A loose line without the marks around it: bullets, arrows, colons, stops. A line of marks only stays as it is."""
    return text.strip(MARKS) or text


def numbers_as_zeros(text: str) -> bytes:
    """The text in UTF-8 (lone surrogates, too) with every run of digits, of any script, as one `0`.

    >>> numbers_as_zeros("12 or 1.5")
    b'0 or 0.0'
    """
    return _RUN.sub(b"0", _digits_as_zeros(text))


def _digits_as_zeros(text: str) -> bytes:
    coded = text.encode("utf-8", "surrogatepass")
    if not text.isascii() and any(lead in coded for lead in _OTHER_DIGITS):
        coded = _DIGIT.sub("0", text).encode("utf-8", "surrogatepass")
    return coded.translate(_ZEROS)
