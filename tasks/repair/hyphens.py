"""Hyphens that were torn from their word (`shoot-to- kill`), mended where the page has the whole form elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.repair.quotes import Change

_TORN = re.compile(r"- (?<=\w- )(?=[a-z])| -(?<=\w -)(?=[a-z])")
_LEFT = re.compile(r"(?<![\w-])[A-Za-z][\w-]*$")
_RIGHT = re.compile(r"\w+")
_WORD = re.compile(r"[\w-]+")
_SHORTEST = 3
"""Letters of the second part of a word written without a hyphen: `in- to` may be a dash."""
_FARTHEST = 60
"""Code points a torn word may have before its hyphen."""


def changes(text: str) -> Iterator[Change]:
    """The changes that torn hyphens in `text` need, sorted by place; the joined form must stand elsewhere in it."""
    if "- " not in text and " -" not in text:
        return
    whole: frozenset[str] | None = None
    for match in _TORN.finditer(text):
        left = _LEFT.search(text[max(0, match.start() - _FARTHEST) : match.start()])
        right = _RIGHT.match(text, match.end(), match.end() + _FARTHEST)
        if left and right:
            whole = whole or frozenset(_WORD.findall(text.lower()))
            joined = _joined(left[0], right[0], whole, spaced_after=match[0] == "- ")
            if joined:
                yield Change("hyphen.torn", match.start() - len(left[0]), right.end(), joined)


def _joined(left: str, right: str, whole: frozenset[str], *, spaced_after: bool) -> str:
    """The joined form, if it is one of the words the page has whole; empty where it is not."""
    if f"{left}-{right}".lower() in whole:
        return f"{left}-{right}"
    long_enough = spaced_after and len(right) > _SHORTEST and len(left) > 1
    return left + right if long_enough and (left + right).lower() in whole else ""
