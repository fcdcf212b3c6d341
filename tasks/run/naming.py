"""Names of pages that can be written down, whatever a file system or a record calls them."""

from __future__ import annotations


def printable(name: str) -> str:
    """A name that can be written as UTF-8: bytes of file names that are none are spelt out."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogateescape" if _from_bytes(name) else "backslashreplace").decode(
            "utf-8", "backslashreplace"
        )
    return name


def _from_bytes(name: str) -> bool:
    return all("\udc80" <= character <= "\udcff" for character in name if "\ud800" <= character <= "\udfff")
