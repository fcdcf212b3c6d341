"""The lines of a page as they stood before chrome was removed: where a clock, a byline or a tag line may be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tasks.page import Edit, Page, undo


class Seen(NamedTuple):
    """One line: its text, its index in the present text (None where it was removed as chrome), and by which rule."""

    text: str
    line: int | None
    rule: str = ""


def lines(page: Page) -> list[Seen]:
    """Every line with text on it, kept or removed, in the order of the source."""
    edits = [edit for edit in page.edits if edit.stage == "chrome"]
    removed = {edit.start: edit.rule for edit in edits}
    seen: list[Seen] = []
    at = kept = 0
    for text in _before(page, edits):
        rule = removed.get(at)
        at += len(text) + 1
        if bare := text.strip():
            seen.append(Seen(bare, None if rule else kept, rule or ""))
        kept += rule is None
    return seen


def _before(page: Page, edits: Sequence[Edit]) -> list[str]:
    """The lines of the page before the `edits` of the stage chrome, its last ones."""
    if not edits or page.edits[-1].stage != "chrome":
        return page.lines
    return (page.source if len(edits) == len(page.edits) else undo(page.text, edits)).split("\n")
