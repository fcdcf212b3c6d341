"""Which errors may pass by themselves: those of networks and their storage, never of a page, a table, a full disk."""

from __future__ import annotations

import errno

from tasks.errors import Unreachable

_NUMBERS = frozenset(
    {
        errno.ECONNABORTED,
        errno.ECONNREFUSED,
        errno.ECONNRESET,
        errno.EHOSTDOWN,
        errno.EHOSTUNREACH,
        errno.ENETDOWN,
        errno.ENETRESET,
        errno.ENETUNREACH,
        errno.EPIPE,
        errno.ESTALE,
        errno.ETIMEDOUT,
    }
)
_NAMES = frozenset(
    {
        "aiohttp.client_exceptions.ClientConnectionError",
        "aiohttp.client_exceptions.ClientPayloadError",
        "botocore.exceptions.HTTPClientError",
        "urllib3.exceptions.HTTPError",
    }
)
"""What the libraries under fsspec raise when a connection fails, where it is no OSError; none is imported for this."""


def may_pass(error: BaseException | None) -> bool:
    """Whether trying again can help: so it is with `error`, or with what it was raised from."""
    while error is not None:
        if isinstance(error, (Unreachable, ConnectionError, TimeoutError)):
            return True
        if isinstance(error, OSError) and error.errno in _NUMBERS:
            return True
        if any(f"{kind.__module__}.{kind.__qualname__}" in _NAMES for kind in type(error).__mro__):
            return True
        error = error.__cause__
    return False
