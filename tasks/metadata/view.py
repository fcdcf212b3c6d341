"""The lines of a page as they stood before chrome was removed: where a clock, a byline or a tag line may be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tasks.page import Page


class View(NamedTuple):
    """Every line with text on it, kept or removed, in the order of the source: lists that stand side by side.

    `texts` are the lines without white space around them, `lines` their indexes in the present text (None where one was
    removed as chrome), `rules` by which rule (empty where it was not).
    """

    texts: Sequence[str]
    lines: Sequence[int | None]
    rules: Sequence[str]


def lines(page: Page) -> View:
    """The lines of a page, those that the stage chrome has removed too unless another one has edited the page since."""
    chrome = page.edits if page.edits and page.edits[-1].stage == "chrome" else ()
    removed = {edit.start: edit for edit in chrome if edit.stage == "chrome"}
    found: list[tuple[str, int | None, str]] = []
    at = 0
    for number, line in enumerate(page.lines):
        while at in removed:
            edit = removed[at]
            at = edit.end
            if text := edit.before.strip():
                found.append((text, None, edit.rule))
        at += len(line) + 1
        if text := line.strip():
            found.append((text, number, ""))
    return View(*zip(*found, strict=True)) if found else View((), (), ())
