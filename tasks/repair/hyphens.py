"""Hyphens that were torn from their word (`shoot-to- kill`), mended where the page has the whole form elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.repair.quotes import Change

_TORN = re.compile(r"\b(?<!-)(?P<left>[A-Za-z]\w{0,30}+(?:-\w{1,30}+){0,4}+)(?: -|- )(?P<right>[a-z]\w*)\b")
_SHORTEST = 3
"""Letters of the second part of a word written without a hyphen: `in- to` may be a dash."""


def changes(text: str) -> Iterator[Change]:
    """The changes that torn hyphens in `text` need, sorted by place; the joined form must stand elsewhere in it."""
    if "- " not in text and " -" not in text:
        return
    folded = ""
    for match in _TORN.finditer(text):
        folded = folded or text.lower()
        left, right = match["left"], match["right"]
        if _stands(f"{left}-{right}", folded):
            yield Change("hyphen.torn", match.start(), match.end(), f"{left}-{right}")
        elif "- " in match[0] and len(right) > _SHORTEST and len(left) > 1 and _stands(left + right, folded):
            yield Change("hyphen.torn", match.start(), match.end(), left + right)


def _stands(form: str, folded: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(form.lower())}(?![\w-])", folded) is not None
