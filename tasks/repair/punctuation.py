"""Stage "punctuation": what translation and extraction did to the marks of English prose, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks import protected
from tasks.page import Edit, Page
from tasks.repair import hyphens, markup, quotes, spacing
from tasks.repair.quotes import Change

STAGE = "punctuation"

_REASONS = {
    "quote.closing": "the quotation marks of the paragraph do not pair",
    "quote.opening": "the quotation marks of the paragraph do not pair",
    "hyphen.torn": "the joined form stands on the page",
}
_SUSPECT = re.compile(
    r"[“”\"'’)\]\w] [.,;:!?'’”)]|[“(] |[“”\"<â]|- | -[a-z]|\[/|,,|[a-z]\.[A-Z]|[a-z]\. [a-z]|[ap]\. m\."
)
_CODE = re.compile(r"[{}\\]|==|=>|->|::|\(\)|;$|\b\w+\(\w*\)|^\s*(?:>>>|\$ |#!)")


def repair(page: Page) -> Page:
    """The page with the marks of its prose repaired; English pages only. Lines that look like code are left alone."""
    if page.language != "en" or not _SUSPECT.search(page.text):
        return page
    return page.rewrite(list(_edits(page)))


def _edits(page: Page) -> Iterator[Edit]:
    about_markup: bool | None = None
    at = 0
    for n, line in enumerate(page.lines):
        if page.role(n) != "meta" and _SUSPECT.search(line):
            if "<" in line and about_markup is None:
                about_markup = markup.is_about(page.text)
            if not _CODE.search(line):
                yield from _line(line, at, page.text, bool(about_markup))
        at += len(line) + 1


def _line(line: str, at: int, text: str, about_markup: bool) -> Iterator[Edit]:
    found = [*quotes.changes(line), *spacing.changes(line), *hyphens.changes(line, text)]
    if not about_markup:
        found += markup.changes(line)
    if not found:
        return
    spans = protected.spans(line)
    end = 0
    for change in sorted(found, key=lambda one: (one.start, one.end)):
        if change.start >= end and not protected.touches(spans, change.start, change.end):
            end = change.end
            yield _edit(line, at, change)


def _edit(line: str, at: int, change: Change) -> Edit:
    rule, start, end, after = change
    return Edit(STAGE, rule, at + start, at + end, line[start:end], after, _REASONS.get(rule, ""))
