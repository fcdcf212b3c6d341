"""What the table says of a word, remembered from page to page: it depends on the word and the table alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

V = TypeVar("V")
MOST = 16_384
"""Words remembered at most; a text of 3 KB has 35 different ones with a capital."""


class Memo(dict[str, V]):
    """The values of a function of words, each reckoned where it is first asked for, never more than MOST."""

    def __init__(self, reckon: Callable[[str], V]) -> None:
        super().__init__()
        self._reckon = reckon

    def __missing__(self, word: str) -> V:
        if len(self) >= MOST:
            self.clear()
        value = self[word] = self._reckon(word)
        return value
