"""Spans that no repair may touch: addresses, handles, hashtags, domains, names_with_underscore, code."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

_MARKS = re.compile(r"[@#_/`.](?:(?<!\.)|(?<=\w\.)\w)")
"""What every protected span has in it: one of these marks, a full stop between two letters or figures."""
_SPANS = re.compile(
    r"""
      (?:https?|ftp)://[^\s<>"“”]+
    | www\.[^\s<>"“”]+
    | (?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+
    | (?<!\w)[@#]\w+
    | `[^`\n]+`
    | (?<!\w)\w*?[^\W_]_\w+
    | (?<![\w.-])(?:[\w-]+\.)+[a-z]{2,24}(?:/[^\s<>"“”]*)?(?![\w-])
    """,
    re.VERBOSE,
)


def spans(text: str) -> list[tuple[int, int]]:
    """The protected spans of `text`, sorted, not overlapping."""
    if not _MARKS.search(text):
        return []
    return [match.span() for match in _SPANS.finditer(text)]


def touches(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether `start:end` shares a character with one of the sorted `spans`."""
    i = bisect_left(spans, (start, start))
    if i < len(spans) and spans[i][0] < end:
        return True
    return i > 0 and spans[i - 1][1] > start
