"""The lines of a page as they stood before chrome was removed: where a clock, a byline or a tag line may be."""

from __future__ import annotations

from typing import NamedTuple

from tasks.page import Page, undo


class Seen(NamedTuple):
    """One line: its text, its index in the present text (None where it was removed as chrome), and by which rule."""

    text: str
    line: int | None
    rule: str = ""


def lines(page: Page) -> list[Seen]:
    """Every line with text on it, kept or removed, in the order of the source."""
    edits = [edit for edit in page.edits if edit.stage == "chrome"]
    before = undo(page.text, edits) if edits and page.edits[-1].stage == "chrome" else page.text
    removed = {edit.start: edit.rule for edit in edits}
    seen: list[Seen] = []
    at = kept = 0
    for text in before.split("\n"):
        rule = removed.get(at)
        at += len(text) + 1
        if text.strip():
            seen.append(Seen(text.strip(), None if rule else kept, rule or ""))
        kept += rule is None
    return seen
