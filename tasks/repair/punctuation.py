"""Stage "punctuation": what translation and extraction did to the marks of English prose, paragraph by paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from tasks import protected
from tasks.page import Edit, Page
from tasks.repair import doubtful, hyphens, markup, pairs, quotes, spacing
from tasks.repair.quotes import Change

STAGE = "punctuation"

_REASONS = {
    "quote.lost": "the quotation does not close before who says it",
    "stop.inside-clause": "no sentence begins with what follows",
    "sentence.small": "a sentence may begin here",
    "quote.closing": "the quotation marks of the paragraph do not pair",
    "quote.opening": "the quotation marks of the paragraph do not pair",
    "hyphen.torn": "the joined form stands on the page",
}
_WHOLE = {"entity.torn", "markup.shortcode"}
"""Rules whose leftovers look like what is protected: a hash sign and figures, a name with underscores."""
_CODE = re.compile(
    r"""
    [{}\\=>:();$.|≤≥∑∫×−∂→∇√±]        # searched for first, which is fast; what it is stands behind
    (?: (?<=\{)(?!(?:dollars|euros|pounds)\})
      | (?<=\})(?<!\{dollars\})(?<!\{euros\})(?<!\{pounds\})
      | (?<=\\)
      | (?<=[=-]>) | (?<==)[=>] | (?<=:): | (?<=\()\) | (?<=;)$
      | (?<=\$)[A-Za-z_]
      | (?<=\w\()\w*\)
      | (?<=\w\.)\w+[ ]\(
      | (?<=[ ]\|)[ ].*[ ]\|[ ]
      | (?<=[=≤≥∑∫×−∂→∇√±])\s
    )""",
    re.VERBOSE,
)
_PROMPT = re.compile(r"\s*(?:>>>|\$ |#!)")
"""Lines that hold code or a formula, which have their own rules for spaces and marks, and those that begin so."""
_WORDS = bytes({*range(256)} - {mark.encode()[-1] for mark in "{}\\=>:(;$|≤≥∑∫×−∂→∇√±"})
"""Bytes that end no mark of `_CODE` in UTF-8, but a full stop and a closing bracket, which come with an opening one."""


def repair(page: Page) -> Page:
    """The page with the marks of its prose repaired; English pages only. Code and formulas are left alone."""
    if page.language != "en":
        return page
    return page.rewrite(list(_edits(page)))


def _edits(page: Page) -> Iterator[Edit]:
    """The edits for the changes that overlap no earlier one, touch no protected span and stand in prose."""
    text = page.text
    found = sorted(_changes(text, quotes.marked(page.lines)), key=_order)
    if not found:
        return
    starts = [0, *accumulate(len(line) + 1 for line in page.lines)]
    spans: dict[int, list[tuple[int, int]]] = {}
    end = 0
    for change in found:
        if change.start < end:
            continue
        line = bisect_right(starts, change.start) - 1
        if line not in spans:
            spans[line] = _untouchable(page, line)
        if not spans[line] or _free(change, spans[line], starts[line]):
            end = change.end
            yield _edit(text, change)


def _changes(text: str, lines: list[quotes.Line]) -> list[Change]:
    """All that may be changed in a text, whose lines with quotation marks are `lines`; changes may overlap."""
    return [
        *quotes.changes(lines),
        *pairs.changes(text, lines),
        *spacing.changes(text),
        *hyphens.changes(text),
        *markup.changes(text),
        *doubtful.changes(text, lines),
    ]


def _free(change: Change, spans: list[tuple[int, int]], at: int) -> bool:
    """Whether a change touches no protected span, but for a leftover of markup that goes as a whole: `&#8217 ;`."""
    if change.rule in _WHOLE:
        spans = [span for span in spans if span[0] == 0 and span[1] > change.end - at]
    return not protected.touches(spans, change.start - at, change.end - at)


def _order(change: Change) -> tuple[int, bool, int]:
    """By place; of two that begin at one place the certain one first."""
    return change.start, not change.certain, change.end


def _untouchable(page: Page, line: int) -> list[tuple[int, int]]:
    """The spans of a line that no repair may touch: the whole of it, where it is code or metadata."""
    text = page.lines[line]
    if page.role(line) == "meta" or _is_code(text):
        return [(0, len(text) + 1)]
    return protected.spans(text)


def _is_code(line: str) -> bool:
    prose = markup.SECTION.sub("", line) if "{" in line else line
    if _PROMPT.match(prose):
        return True
    # of most lines this leaves nothing or colons, at a third of the cost of the search
    marks = prose.encode(errors="surrogatepass").translate(None, _WORDS)
    if not marks.strip(b":"):
        return len(marks) > 1 and "::" in prose
    return _CODE.search(prose) is not None


def _edit(text: str, change: Change) -> Edit:
    rule, start, end, after, certain = change
    before, reason = text[start:end], _REASONS.get(rule, "")
    if certain:
        return Edit(STAGE, rule, start, end, before, after, reason)
    return Edit(STAGE, rule, start, end, before, after, reason, "probable", "proposed")
