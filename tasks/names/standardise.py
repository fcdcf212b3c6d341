"""The stage itself: names in a page become mentions, and variant spellings become the canonical ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from tasks.names.context import in_quotation, quoted_title
from tasks.names.entity import Entity
from tasks.names.fold import words
from tasks.names.recognise import Found, recognise
from tasks.names.table import NameTable
from tasks.page import Confidence, Edit, Mention, Mode, Offsets, Page
from tasks.protected import spans, touches

NamesMode = Literal["apply", "annotate", "off"]
STAGE = "names"
KEPT_FORMS = frozenset({"dated", "short", "acronym"})
"""Forms of the table that are recorded and never rewritten."""


def standardise(page: Page, table: NameTable, mode: NamesMode) -> Page:
    """The page with its names recognised (`mentions`) and, with mode "apply" on an English page, standardised (edits).

    Lines with the role meta are left alone. Spans of mentions are code points of the page's text after this stage.
    """
    if mode == "off":
        return page
    found, doubtful = recognise(page.text, table)
    if not found and not doubtful:
        return page
    guarded = _untouchable(page)
    found = [one for one in found if not touches(guarded, one.start, one.end)]
    edits = []
    if mode == "apply" and page.language == "en":
        changes = [*_edits(page.text, found, table, "applied"), *_edits(page.text, doubtful, table, "proposed")]
        edits = sorted((e for e in changes if not touches(guarded, e.start, e.end)), key=lambda e: e.start)
    offsets = Offsets(edits)
    mentions = [_mention(page.text, one, table, offsets) for one in found]
    page = page.rewrite(edits)
    return replace(page, mentions=tuple(sorted([*page.mentions, *mentions])))


def _untouchable(page: Page) -> list[tuple[int, int]]:
    """Protected spans and lines of metadata, sorted; they may overlap nothing of interest."""
    held = spans(page.text)
    if page.roles:
        at = 0
        for number, line in enumerate(page.lines):
            if page.role(number) == "meta":
                held.append((at, at + len(line)))
            at += len(line) + 1
        held = _merged(sorted(held))
    return held


def _merged(sorted_spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted_spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _mention(text: str, found: Found, table: NameTable, offsets: Offsets) -> Mention:
    entity = table.entities[found.entity]
    start, end = offsets.forward(found.start, found.end)
    return Mention(start, end, text[found.start : found.end], entity.canonical, entity.id, entity.kind, method(found))


def method(found: Found) -> str:
    """How a name was recognised: how its family name or whole name was made, an ending taken off, initials or name order."""
    pieces = [found.part.made]
    if found.endings:
        pieces.append(f"ending.{found.endings[0].language}")
    if found.shape == "initials":
        pieces.append("initials")
    return "+".join(pieces)


def _edits(text: str, found: Sequence[Found], table: NameTable, mode: Mode) -> Iterator[Edit]:
    for one in found:
        entity = table.entities[one.entity]
        before = text[one.start : one.end]
        after = _canonical(before, one, entity, text, table)
        if after is None or after == before:
            continue
        reason = _guard(text, one, entity)
        how = f"{one.evidence}; {method(one)}"
        sure: Confidence = "certain" if one.shape in ("full", "whole") else "probable"
        chosen: Mode = "guarded" if reason else mode
        yield Edit(STAGE, entity.id, one.start, one.end, before, after, reason or how, sure, chosen)


def _guard(text: str, found: Found, entity: Entity) -> str:
    if quoted_title(text, found.start, found.end):
        return "in a quoted title"
    if entity.kind == "place" and in_quotation(text, found.start, found.end):
        return "a place's name in a quotation"
    if re.search(r"[-‑]\n", text[found.start : found.end]):
        return "broken over two lines"
    return ""


def _canonical(before: str, found: Found, entity: Entity, text: str, table: NameTable) -> str | None:
    """What should stand for the name; None where the form is kept as it is."""
    if found.part.form in KEPT_FORMS or not _comparable(before, entity):
        return None
    if entity.kind == "organisation":
        return None
    if found.shape == "surname":
        after = entity.surname
    elif found.shape == "full" and found.between:
        after = f"{entity.given} {found.between.strip()} {entity.surname}"
    elif found.shape == "full" and _merely_shorter(before, found, entity):
        return None
    else:
        after = entity.canonical
    return _dressed(after, before)


def _comparable(before: str, entity: Entity) -> bool:
    """Whether the text uses the canonical form's alphabet: a name in its own script is annotated only."""
    return all(
        letter < "\u0250" or not letter.isalpha() or "\u1e00" <= letter < "\u1f00" for letter in before
    ) and bool(entity.canonical)


def _merely_shorter(before: str, found: Found, entity: Entity) -> bool:
    """Whether fewer given names stand there, each as the canonical form has it, and no hyphen of it was cut."""
    own = words(entity.canonical)
    return "-" not in entity.given and found.given < len(words(entity.given)) and all(w in own for w in words(before))


def _dressed(after: str, before: str) -> str:
    """`after` in the capitals and with the line break of `before`."""
    letters = [c for c in before if c.isalpha()]
    if len(letters) > 3 and before.isupper():  # noqa: PLR2004 - an acronym is upper case anyway
        after = after.upper()
    gap = re.search(r"[ ]?\n[ ]*", before)
    if gap and " " in after:
        head, _, tail = after.rpartition(" ")
        after = head + gap[0] + tail
    return after
