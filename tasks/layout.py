"""White space between what is left: one blank line between paragraphs, none at the ends."""

from __future__ import annotations

import re

from tasks.page import Edit, Page

_GAP = re.compile(r"\A\s+|[^\S\n]*\n\s*|\s+\Z")


def tidy(page: Page) -> Page:
    """The page with every kept line a paragraph of its own, separated by one blank line."""
    text = page.text
    edits: list[Edit] = []
    for match in _GAP.finditer(text):
        start, end = match.span()
        after = "" if start == 0 or end == len(text) else "\n\n"
        if match[0] != after:
            edits.append(Edit("layout", "layout.paragraph-gap", start, end, match[0], after))
    return page.rewrite(edits)
