"""Hyphens that were torn from their word (`shoot-to- kill`), mended where the page has the whole form elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.repair.quotes import Change

_TORN = re.compile(r"- (?<=\w- )(?=[a-z])| -(?<=\w -)(?=[a-z])")
_LEFT = re.compile(r"(?<![\w-])[A-Za-z][\w-]*$")
_RIGHT = re.compile(r"\w+")
_PART = re.compile(r"[\w-]")
_SHORTEST = 3
"""Letters of the second part of a word written without a hyphen: `in- to` may be a dash."""
_FARTHEST = 60
"""Code points a torn word may have before its hyphen."""


def changes(text: str) -> Iterator[Change]:
    """The changes that torn hyphens in `text` need, sorted by place; the joined form must stand elsewhere in it."""
    if "- " not in text and " -" not in text:
        return
    folded = ""
    for match in _TORN.finditer(text):
        left = _LEFT.search(text[max(0, match.start() - _FARTHEST) : match.start()])
        right = _RIGHT.match(text, match.end(), match.end() + _FARTHEST)
        if left and right:
            folded = folded or text.lower()
            joined = _joined(left[0], right[0], folded, spaced_after=match[0] == "- ")
            if joined:
                yield Change("hyphen.torn", match.start() - len(left[0]), right.end(), joined)


def _joined(left: str, right: str, folded: str, *, spaced_after: bool) -> str:
    """The whole form as the page has it elsewhere; empty where it has none."""
    if _stands(f"{left}-{right}", folded):
        return f"{left}-{right}"
    whole = left + right
    return whole if spaced_after and len(right) > _SHORTEST and len(left) > 1 and _stands(whole, folded) else ""


def _stands(form: str, folded: str) -> bool:
    """Whether `form` stands in the page as a word of its own."""
    form = form.lower()
    at = folded.find(form)
    while at >= 0:
        if not _PART.match(folded, at + len(form)) and not (at and _PART.match(folded, at - 1)):
            return True
        at = folded.find(form, at + 1)
    return False
