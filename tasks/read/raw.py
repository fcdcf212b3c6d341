"""One record of the input as it arrived: bytes and what came with them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property


@dataclass(frozen=True)
class Raw:
    """A page before decoding.

    `uri` is the file's path or URL, with `#id` for a record in a file of records. `media_type` is what was declared or
    guessed (`text/plain`, `text/html`), `charset` what was declared, `declared` what the record's other columns said
    of it (title, author, date …), under those names.
    """

    uri: str
    payload: bytes
    media_type: str = "text/plain"
    charset: str | None = None
    url: str | None = None
    fetched_at: datetime | None = None
    declared: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def sha256(self) -> str:
        """The hash of the raw bytes, 64 hexadecimal digits."""
        return hashlib.sha256(self.payload).hexdigest()


@dataclass(frozen=True)
class Unreadable:
    """A record that could not be read: what and why, with the bytes there were (the first of them, if too many)."""

    uri: str
    error: str
    payload: bytes = b""
    url: str | None = None
