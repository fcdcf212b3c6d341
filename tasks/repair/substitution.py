"""Stage "substitution": the curated table of phrases and typing errors, applied to a page.

The order, because each short cut has been seen to fail: every hit of every literal (`Triggers`), capitals, protected
spans, guards, one total order that resolves overlaps on the original text, edits, one rewrite. What a guard or a
protected span held back, what is only proposed and what another hit displaced is recorded, not applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from tasks import protected
from tasks.page import Edit, Mode, Page, Role, applied
from tasks.page import apply as apply_edits
from tasks.repair.compose import composed
from tasks.repair.guard import Surroundings, refusal
from tasks.repair.overlap import resolved
from tasks.repair.table import Entry, SubstitutionTable, load
from tasks.repair.wording import carried, plain, typographic

__all__ = ["SubstitutionTable", "load", "repair"]

STAGE = "substitution"
_ROUNDS = 8
"""Times the table is gone through at most; a repair that is evidence for a repair is rare, a third round rarer."""

Apply = Literal["certain", "probable"]


class Found(NamedTuple):
    """A literal found where its rule lets it be considered, and what is to become of it."""

    start: int
    end: int
    entry: Entry
    mode: Mode
    reason: str


def repair(page: Page, table: SubstitutionTable, apply: Apply = "certain") -> Page:
    """The page with the table's repairs made; English pages only. `probable` applies what is only probable too."""
    if page.language != "en":
        return page
    return page.rewrite(edits(page, table, frozenset({"certain", apply})))


def edits(page: Page, table: SubstitutionTable, confident: frozenset[str]) -> list[Edit]:
    """What the table says of the page, sorted by place; rules whose confidence is in `confident` are applied.

    A repair can be another one's evidence, so the table is gone through again until nothing more is applied.
    """
    found = _decided(page.text, page.roles, table, confident)
    first = made = applied(found)
    if not made:
        return found
    for _ in range(_ROUNDS):
        further = applied(_again(page, table, confident, found, made))
        if not further:
            break
        made = composed(page.text, made, further)
    return found if made == first else _recorded(found, made)


def _recorded(found: Iterable[Edit], made: Sequence[Edit]) -> list[Edit]:
    """The edits `made`, and what was held back of the edits `found` and is no part of them."""
    spans = [(edit.start, edit.end) for edit in made]
    held = [edit for edit in found if edit.mode != "applied" and not protected.touches(spans, edit.start, edit.end)]
    return sorted([*made, *held], key=lambda edit: (edit.start, edit.end, edit.rule, edit.after))


def _again(
    page: Page, table: SubstitutionTable, confident: frozenset[str], found: Iterable[Edit], made: Sequence[Edit]
) -> list[Edit]:
    """What the table says where another round can apply something, once `made` is done.

    That is where the text has changed, and where a guard has held back what was `found`; elsewhere all is decided.
    """
    guarded = (edit for edit in found if edit.mode == "guarded")
    spans: list[tuple[int, int]] = []
    shift = 0
    for edit in sorted([*made, *guarded], key=_place):
        after = edit.after if edit.mode == "applied" else edit.before
        spans.append((edit.start + shift, edit.start + shift + len(after)))
        shift += len(after) - len(edit.before)
    return _decided(apply_edits(page.text, made), page.roles, table, confident, spans)


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _decided(
    original: str,
    roles: Sequence[Role],
    table: SubstitutionTable,
    confident: frozenset[str],
    spans: Sequence[tuple[int, int]] | None = None,
) -> list[Edit]:
    """What the table says of a text whose lines have these roles, or of what stands near some spans of it."""
    text = plain(original)
    hits = table.triggers.hits(text) if spans is None else table.triggers.hits_near(text, spans)
    if not hits:
        return []
    reader = _Reader(text, roles, confident)
    found = [one for hit in hits if (one := reader.considered(hit.start, hit.end, table.entries[hit.which]))]
    return resolved(_edit(original, text, one) for one in found) if found else []


class _Reader:
    """Decides on the hits of one page, which come sorted."""

    def __init__(self, text: str, roles: Sequence[Role], confident: frozenset[str]) -> None:
        self._roles = roles
        self._confident = confident
        self._around = Surroundings(text)
        self._line = 0
        self._first, self._last = 0, -1
        self._protected: list[tuple[int, int]] | None = None

    def considered(self, start: int, end: int, entry: Entry) -> Found | None:
        """The decision on a hit; None where it is not what the row means (other capitals, a line left alone)."""
        if not entry.means(self._around.text[start:end]):
            return None
        self._go_to(start)
        role = self._roles[self._line] if self._roles else "content"
        if role == "meta" or not (entry.rule is None or entry.rule.where in {"anywhere", role}):
            return None
        reason = self._refusal(entry, start, end)
        if reason:
            return Found(start, end, entry, "guarded", reason)
        if entry.shadow:
            return Found(start, end, entry, "suppressed", "shadow rule")
        if entry.confidence not in self._confident:
            return Found(start, end, entry, "proposed", f"only {entry.confidence}")
        return Found(start, end, entry, "applied", "")

    def _go_to(self, at: int) -> None:
        """Make the line that holds `at` the present one."""
        if at <= self._last:
            return
        text, seen = self._around.text, self._last + 1
        self._line += text.count("\n", max(0, seen - 1), at)
        self._first = max(seen, text.rfind("\n", seen, at) + 1)
        end = text.find("\n", at)
        self._last = end if end >= 0 else len(text)
        self._protected = None

    def _refusal(self, entry: Entry, start: int, end: int) -> str:
        first, last = self._first, self._last
        if self._protected is None:
            self._protected = protected.spans(self._around.text[first:last])
        if protected.touches(self._protected, start - first, end - first):
            return "protected span"
        if entry.rule is None:
            return _unlike_a_word(self._around.text, start, end, first)
        return refusal(entry.rule, self._around, (start, end), (first, last))


def _unlike_a_word(text: str, start: int, end: int, first: int) -> str:
    """Why a typing error at `start:end` may be no word of the sentence at all; empty where it is one."""
    if text[start - 1 : start] in {"-", "'", "/", ".", "&"} and start > first:
        return "part of a compound"
    if text[end : end + 1] in {"-", "'", "/", "&"} and text[end + 1 : end + 2].isalnum():
        return "part of a compound"
    surface = text[start:end]
    if surface.islower():
        return ""
    if surface[1:].islower() and _opens_sentence(text, start, first):
        return ""
    return "" if surface.isupper() and _in_capitals(text, start, end) else "may be a name"


def _opens_sentence(text: str, start: int, first: int) -> bool:
    before = text[max(first, start - 8) : start].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:"


def _in_capitals(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 20) : start].split(), text[end : end + 20].split()
    return any(len(word) > 1 and word.isupper() for word in (before[-1:] + after[:1]))


def _edit(original: str, text: str, one: Found) -> Edit:
    entry = one.entry
    after = typographic(carried(text[one.start : one.end], entry.find, entry.replace), original)
    before = original[one.start : one.end]
    why = one.reason or (entry.rule.evidence if entry.rule else "")
    return Edit(STAGE, entry.id, one.start, one.end, before, after, why, entry.confidence, one.mode)
