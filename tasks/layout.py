"""White space between what is left: one blank line between paragraphs, none at the ends."""

from __future__ import annotations

from tasks.page import Edit, Page

STAGE = "layout"
_RULE = "layout.paragraph-gap"
_BETWEEN = "\n\n"


def tidy(page: Page) -> Page:
    """The page with every kept line a paragraph of its own, separated by one blank line."""
    text = page.text
    edits: list[Edit] = []
    paragraphs: list[str] = []
    at = end = 0
    for line in page.lines:
        if paragraph := line.strip():
            start = at if len(paragraph) == len(line) else at + line.index(paragraph)
            after = _BETWEEN if paragraphs else ""
            if text[end:start] != after:
                edit = STAGE, _RULE, end, start, text[end:start], after, "", "certain", "applied"
                edits.append(tuple.__new__(Edit, edit))  # a third of the cost of Edit(…)
            paragraphs.append(paragraph)
            end = start + len(paragraph)
        at += len(line) + 1
    if end < len(text):
        edits.append(Edit(STAGE, _RULE, end, len(text), text[end:], ""))
    return page.rewritten(_BETWEEN.join(paragraphs), edits) if edits else page
