"""What a function says, remembered from page to page: it depends on what it is asked and on a table alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
MOST = 16_384
"""Answers remembered at most; a text of 3 KB has 35 different words with a capital."""


class Bounded(dict[K, V]):
    """The answers that were given last, never more than MOST."""

    def keep(self, key: K, value: V) -> V:
        """The value, which is remembered from now on."""
        if len(self) >= MOST:
            self.clear()
        self[key] = value
        return value


class Memo(Bounded[K, V]):
    """The values of a function, each reckoned where it is first asked for."""

    def __init__(self, reckon: Callable[[K], V]) -> None:
        super().__init__()
        self._reckon = reckon

    def __missing__(self, key: K) -> V:
        return self.keep(key, self._reckon(key))
