"""Hyphens that were torn from their word (`shoot-to- kill`), mended where the page has the whole form elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.repair.quotes import Change

_APART = re.compile(r"-(?:(?<=\w-) |(?<=\w -))(?=\w)")
_TORN = re.compile(r"-(?:(?<=\w-) |(?<=\w -))(?=[a-z])")
_LEFT = re.compile(r"(?<![\w-])[A-Za-z][\w-]*$")
_RIGHT = re.compile(r"\w+")
_WORD = re.compile(r"[\w-]+")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNITS = (
    r"(?:year|month|week|day|hour|minute|kilometer|kilometre|meter|metre|km|storey|story|member|page|seat|point)\b(?!s)"
)
_KNOWN = re.compile(
    rf"-(?:(?<=\w-) |(?<=\w -))(?:(?P<mid>(?:19|20)\d\d|{_MONTHS})|(?P<unit>{_UNITS})"
    r"|(?P<word>olds?|called|known|term|scale|ranking))\b"
)
_MID = re.compile(r"\b[Mm]id$")
_NUMBER = re.compile(r"(?:^|[\s(“\"])\d{1,3}$")
_FIRST = re.compile(r"\b(?:year|so|well|long|short|full|large|high)$", re.IGNORECASE)
_COMPOUNDS = frozenset(
    ("year-old", "year-olds", "so-called", "well-known", "long-term", "short-term", "full-scale", "high-ranking")
)
"""Words written with a hyphen whose second part does not follow a suspended one (`short- and long-term`)."""
_SHORTEST = 3
"""Letters of the second part of a word written without a hyphen: `in- to` may be a dash."""
_FARTHEST = 60
"""Code points a torn word may have before its hyphen."""


def changes(text: str) -> Iterator[Change]:
    """The changes that torn hyphens in `text` need, sorted by place; the joined form must stand elsewhere in it."""
    if "-" not in text or not _APART.search(text):
        return
    yield from _known(text)
    lower = ""
    for match in _TORN.finditer(text):
        start = match.start() - (match[0] == "-")
        left = _LEFT.search(text[max(0, start - _FARTHEST) : start])
        right = _RIGHT.match(text, match.end(), match.end() + _FARTHEST)
        if left and right:
            lower = lower or text.lower()
            joined = _joined(left[0], right[0], lower, spaced_after=match[0] == "- ")
            if joined:
                yield Change("hyphen.torn", start - len(left[0]), right.end(), joined)


def _known(text: str) -> Iterator[Change]:
    """`mid- 2021`, `a 16- year-old`, `so- called`: the joined form is the only one there is."""
    for match in _KNOWN.finditer(text):
        start = match.start() - (text[match.start() - 1] == " ")
        before = text[max(0, start - _FARTHEST) : start]
        first = _FIRST.search(before)
        if (
            (match["mid"] and _MID.search(before))
            or (match["unit"] and _NUMBER.search(before))
            or (match["word"] and first and f"{first[0]}-{match['word']}".lower() in _COMPOUNDS)
        ):
            yield Change("hyphen.known", start, start + 2, "-")


def _joined(left: str, right: str, lower: str, *, spaced_after: bool) -> str:
    """The joined form, if it is one of the words the page has whole in lower case; empty where it is not."""
    if _stands(f"{left}-{right}".lower(), lower):
        return f"{left}-{right}"
    long_enough = spaced_after and len(right) > _SHORTEST and len(left) > 1
    return left + right if long_enough and _stands((left + right).lower(), lower) else ""


def _stands(word: str, text: str) -> bool:
    """Whether `word` stands in `text` with nothing beside it that would make it part of a longer word."""
    at = text.find(word)
    while at >= 0:
        found = _WORD.match(text, at)
        if found and found.end() == at + len(word) and not _WORD.match(text[at - 1 : at]):
            return True
        at = text.find(word, at + 1)
    return False
