"""White space between what is left: one blank line between paragraphs, none at the ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.page import Edit, Page

_BREAK = re.compile(r"\n\s*")
_BETWEEN = "\n\n"


def tidy(page: Page) -> Page:
    """The page with every kept line a paragraph of its own, separated by one blank line."""
    text = page.text
    edits = [
        Edit("layout", "layout.paragraph-gap", start, end, before, after)
        for start, end, after in _gaps(text)
        if (before := text[start:end]) != after
    ]
    return page.rewrite(edits)


def _gaps(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of white space at the ends and around line breaks, and what each should be."""
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    if first:
        yield 0, first, ""
    for match in _BREAK.finditer(text, first, last):
        start = match.start()
        while text[start - 1].isspace():
            start -= 1
        yield start, match.end(), _BETWEEN
    if first < len(text) > last:
        yield last, len(text), ""
