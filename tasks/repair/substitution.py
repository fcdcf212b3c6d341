"""Stage "substitution": the curated table of phrases and typing errors, applied to a page.

The order, because each short cut has been seen to fail: every hit of every literal (`Triggers`), capitals, protected
spans, guards, one total order that resolves overlaps on the original text, edits, one rewrite. What a guard or a
protected span held back, what is only proposed and what another hit displaced is recorded, not applied.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

from tasks import protected
from tasks.page import Edit, Mode, Page, applied
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
    found = _once(page, table, confident)
    first = made = applied(found)
    if not made:
        return found
    for _ in range(_ROUNDS):
        further = applied(_once(page.changed(text=apply_edits(page.text, made)), table, confident))
        if not further:
            break
        made = composed(page.text, made, further)
    return found if made == first else _recorded(found, made)


def _recorded(found: Iterable[Edit], made: Sequence[Edit]) -> list[Edit]:
    """The edits `made`, and what was held back of the edits `found` and is no part of them."""
    spans = [(edit.start, edit.end) for edit in made]
    held = [edit for edit in found if edit.mode != "applied" and not protected.touches(spans, edit.start, edit.end)]
    return sorted([*made, *held], key=lambda edit: (edit.start, edit.end, edit.rule, edit.after))


def _once(page: Page, table: SubstitutionTable, confident: frozenset[str]) -> list[Edit]:
    text = plain(page.text)
    hits = table.triggers.hits(text)
    if not hits:
        return []
    reader = _Reader(page, text, confident)
    found = [one for hit in hits for one in reader.considered(hit.start, hit.end, table.entries[hit.which])]
    return resolved(_edit(page.text, text, one) for one in found)


class _Reader:
    """Decides on each hit of one page."""

    def __init__(self, page: Page, text: str, confident: frozenset[str]) -> None:
        self._page = page
        self._confident = confident
        self._around = Surroundings(text)
        self._starts = [0, *accumulate(len(line) + 1 for line in page.lines)]
        self._protected: dict[int, list[tuple[int, int]]] = {}

    def considered(self, start: int, end: int, entry: Entry) -> Iterator[Found]:
        """The decision on a hit; nothing where it is not what the row means (other capitals, a line left alone)."""
        line = bisect_right(self._starts, start) - 1
        role = self._page.role(line)
        suits = entry.rule is None or entry.rule.where in {"anywhere", role}
        if role == "meta" or not (suits and entry.means(self._around.text[start:end])):
            return
        reason = self._refusal(entry, start, end, line)
        if reason:
            yield Found(start, end, entry, "guarded", reason)
        elif entry.shadow:
            yield Found(start, end, entry, "suppressed", "shadow rule")
        elif entry.confidence not in self._confident:
            yield Found(start, end, entry, "proposed", f"only {entry.confidence}")
        else:
            yield Found(start, end, entry, "applied", "")

    def _refusal(self, entry: Entry, start: int, end: int, line: int) -> str:
        first, last = self._starts[line], self._starts[line + 1] - 1
        if line not in self._protected:
            self._protected[line] = protected.spans(self._around.text[first:last])
        if protected.touches(self._protected[line], start - first, end - first):
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
