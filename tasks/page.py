"""The types that every stage shares: a page, its edits, and the arithmetic between them.

A stage turns text into text plus a sorted list of edits that do not overlap. Offsets are code points in the text as
that stage got it. Everything a run changes is an `Edit`, so `restore(clean, edits)` is the source text, exactly.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import accumulate, compress, groupby
from operator import itemgetter, sub
from typing import Any, Literal, NamedTuple

Mode = Literal["applied", "proposed", "guarded", "suppressed"]
Confidence = Literal["certain", "probable", "human"]
Role = Literal["content", "title", "meta"]

STAGES = ("encoding", "chrome", "punctuation", "substitution", "names", "metadata", "layout")
"""Stage names in the order they are applied; a contract with readers of `edits/`."""


class EditError(ValueError):
    """An edit that does not fit the text it is applied to or taken back from."""


class Edit(NamedTuple):
    """One change, or one change that was considered. Only `mode == "applied"` changes the text.

    `start` and `end` are code points in the text as `stage` got it; `text[start:end] == before`.
    `rule` is the id a table or a stage gives; `reason` says in a few words why (evidence, or why it was not applied).
    """

    stage: str
    rule: str
    start: int
    end: int
    before: str
    after: str
    reason: str = ""
    confidence: Confidence = "certain"
    mode: Mode = "applied"


class Mention(NamedTuple):
    """A name found in the text. `start:end` is its span in the page's present text, `surface` what the source printed.

    `entity` is the table's id of the entity, `canonical` its full canonical form, `kind` person, place or organisation,
    `method` how the form was recognised (canonical, a romanisation scheme, an inflection, a table row …).
    """

    start: int
    end: int
    surface: str
    canonical: str
    entity: str
    kind: str
    method: str


class Block(NamedTuple):
    """What the HTML said about one line of the source: its element, and why it is no part of the article, if so.

    `drop` is empty for a line to keep, otherwise the reason, in words, for which the line is site chrome;
    `rule` is the id under which the removal is recorded. `role` is set where the markup says what the line is.
    """

    tag: str
    drop: str = ""
    rule: str = ""
    role: Role = "content"


def applied(edits: Iterable[Edit]) -> list[Edit]:
    """The edits that changed the text, in their order."""
    return [edit for edit in edits if edit.mode == "applied"]


def apply(text: str, edits: Iterable[Edit]) -> str:
    """`text` with one stage's applied edits made. Raises EditError where they overlap or do not fit the text."""
    pieces: list[str] = []
    at = 0
    for _, rule, start, end, before, after, _, _, mode in edits:
        if mode != "applied":
            continue
        if start < at or text[start:end] != before:
            raise EditError(f"{rule} does not fit at {start}:{end}: expected {before!r}")
        pieces += (text[at:start], after)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def undo(text: str, edits: Iterable[Edit]) -> str:
    """The text as it was before one stage's edits. Raises EditError where `after` does not stand where it should."""
    pieces: list[str] = []
    at = kept = 0
    for _, rule, start, _, before, after, _, _, mode in edits:
        if mode == "applied":
            begin = at + start - kept
            end = begin + len(after)
            if start < kept or text[begin:end] != after:
                raise EditError(f"{rule} cannot be taken back at {begin}:{end}: expected {after!r}")
            pieces += (text[at:begin], before)
            at = end
            kept = start + len(before)
    pieces.append(text[at:])
    return "".join(pieces)


def by_stage(edits: Iterable[Edit]) -> list[list[Edit]]:
    """The edits of a page, a list for each stage, in the order the stages were applied."""
    return [list(group) for _, group in groupby(edits, key=itemgetter(0))]


def restore(clean: str, edits: Iterable[Edit]) -> str:
    """The source text of a page from its clean text and all its edits (in `seq` order). Raises EditError."""
    for stage in reversed(by_stage(edits)):
        clean = undo(clean, stage)
    return clean


_Pieces = tuple[list[int], list[int]]
_FAR = 1 << 62


class Offsets:
    """Where spans of the text before a stage's edits stand after them, and the other way round.

    A span that touches the inside of a replaced piece grows to hold the whole piece; a span inside a deleted piece
    becomes empty, at the place of the deletion. O(log edits) a look-up.
    """

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._old: _Pieces = [], []
        self._new: _Pieces = [], []
        (starts, ends), (new_starts, new_ends) = self._old, self._new
        shift = 0
        for _, _, start, end, before, after, _, _, mode in edits:
            if mode == "applied":
                starts.append(start)
                ends.append(end)
                new_starts.append(start + shift)
                shift += len(after) - len(before)
                new_ends.append(end + shift)

    def forward(self, start: int, end: int) -> tuple[int, int]:
        """The span in the new text of `start:end` in the old text."""
        return _project(start, end, self._old, self._new)

    def moved(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        """The mentions of the old text as they stand in the new one, without those of which nothing is left.

        Most lie between two edits and only move by what the edits before them have added.
        """
        (starts, ends), (_, new_ends) = self._old, self._new
        starts_after, shifts = [*starts, _FAR], [0, *map(sub, new_ends, ends)]
        ends_before = [0, *ends]
        found: list[Mention] = []
        for mention in mentions:
            start, end, surface, canonical, entity, kind, method = mention
            at = bisect_right(starts, start)
            if ends_before[at] <= start < end <= starts_after[at]:
                first, last = start + shifts[at], end + shifts[at]
            else:
                first, last = self.forward(start, end)
            if last > first:  # tuple.__new__: half the cost of Mention(…)
                found.append(tuple.__new__(Mention, (first, last, surface, canonical, entity, kind, method)))
        return tuple(found)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span in the old text of `start:end` in the new text."""
        return _project(start, end, self._new, self._old)


def _project(start: int, end: int, old: _Pieces, new: _Pieces) -> tuple[int, int]:
    (a_start, a_end), (b_start, b_end) = old, new
    i = bisect_right(a_start, start) - 1
    if i < 0:
        left = start
    elif start < a_end[i]:
        left = b_start[i]
    else:
        left = b_end[i] + start - a_end[i]
    j = bisect_left(a_end, end)
    if j == len(a_end):
        right = b_end[-1] + end - a_end[-1] if a_end else end
    elif end > a_start[j]:
        right = b_end[j]
    else:
        right = b_start[j] - (a_start[j] - end)
    return left, max(left, right)


class PageOffsets:
    """Maps between a page's source and its clean text, through all its stages."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._stages = [Offsets(stage) for stage in by_stage(edits)]

    def to_clean(self, start: int, end: int) -> tuple[int, int]:
        """The span in the clean text of `start:end` in the source."""
        for stage in self._stages:
            start, end = stage.forward(start, end)
        return start, end

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The span in the source of `start:end` in the clean text."""
        for stage in reversed(self._stages):
            start, end = stage.back(start, end)
        return start, end


def to_source(edits: Iterable[Edit], spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Project spans of the clean text (any tool's annotations) to the source text, in the same order.

    `edits` are all edits of one page in `seq` order. A span that covers part of a repair comes back as the whole of
    what the repair replaced.
    """
    offsets = PageOffsets(edits)
    return [offsets.to_source(start, end) for start, end in spans]


@dataclass(frozen=True)
class Page:
    """One page on its way from source to clean text. Stages return a new one; nothing is changed in place.

    `source` is the decoded text, chrome and all; `text` the text as cleaned so far. `roles` and `blocks`, where set,
    run parallel to the lines of the present `text` (split at a line feed). `credited` is the source the page credits
    (an agency, another site), None where it names none. Dates are as the page prints them, without zone.
    """

    uri: str
    source: str
    text: str
    url: str | None = None
    site: str | None = None
    media_type: str = "text/plain"
    fetched_at: datetime | None = None
    sha256: str = ""
    title: str | None = None
    author: str | None = None
    published_at: datetime | None = None
    published_from: str | None = None
    credited: str | None = None
    source_urls: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    flags: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    blocks: tuple[Block, ...] = ()
    declared: Mapping[str, str] | None = None
    edits: tuple[Edit, ...] = ()
    mentions: tuple[Mention, ...] = ()

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the present text, without their line feeds."""
        return self.text.split("\n")

    def changed(self, **fields: Any) -> Page:  # noqa: ANN401 - a field's value
        """The page with some fields changed: `dataclasses.replace` at a tenth of its cost, and the lines kept.

        Raises TypeError for a name that no field has.
        """
        changed = {**self.__dict__, **fields}
        if len(changed) > len(self.__dict__):
            raise TypeError(f"a page has no {', '.join(fields.keys() - self.__dict__.keys())}")
        if changed["text"] is not self.text:
            changed.pop("lines", None)
        page = object.__new__(type(self))
        object.__setattr__(page, "__dict__", changed)
        return page

    def role(self, line: int) -> Role:
        """What the line is: content unless a stage has said otherwise."""
        return self.roles[line] if self.roles else "content"

    def rewrite(self, edits: Sequence[Edit]) -> Page:
        """The page after one stage's edits: new text, edits added, mentions moved along. Raises EditError.

        `edits` are sorted by start; those not applied are recorded only. Lines may change but not come or go, unless
        `roles` and `blocks` are empty; to remove lines, use `without_lines`.
        """
        if not edits:
            return self
        return self.rewritten(apply(self.text, edits), edits)

    def rewritten(self, text: str, edits: Sequence[Edit], **fields: Any) -> Page:  # noqa: ANN401 - a field's value
        """The page with the `text` that `edits`, all of one stage, make of the present one, and other fields."""
        mentions = Offsets(edits).moved(self.mentions) if self.mentions else ()
        return self.changed(text=text, edits=(*self.edits, *edits), mentions=mentions, **fields)

    def without_lines(self, stage: str, reasons: Mapping[int, tuple[str, str]], **fields: Any) -> Page:  # noqa: ANN401
        """The page without some lines; `reasons` gives, for each line's index, the rule and the reason, in words.

        Each line goes with its own line feed, as one edit; the last line has none. `fields` are changed on the way
        (`changed` by itself costs as much as three lines); `roles` among them are those of the lines before.
        """
        if not reasons:
            return self.changed(**fields) if fields else self
        lines = self.lines
        edits = _removals(lines, stage, reasons)
        kept = [True] * len(lines)
        for number in reasons:
            kept[number] = False
        left = [*compress(lines, kept)]
        if not kept[-1]:  # nothing is left of the last line, after its neighbour's line feed
            left.append("")
            kept[-1] = True
        fields["roles"] = tuple(compress(fields.get("roles", self.roles), kept))
        fields["blocks"] = tuple(compress(self.blocks, kept))
        page = self.rewritten("\n".join(left), edits, **fields)
        page.__dict__["lines"] = left  # as they would be split again
        return page


def _removals(lines: Sequence[str], stage: str, reasons: Mapping[int, tuple[str, str]]) -> list[Edit]:
    found: list[Edit] = []
    starts = [*accumulate(map(len, lines), initial=0)]
    last = len(lines) - 1
    for number in sorted(reasons):
        line = lines[number] + "\n" if number < last else lines[number]
        if line:
            start = starts[number] + number
            rule, reason = reasons[number]
            edit = stage, rule, start, start + len(line), line, "", reason, "certain", "applied"
            found.append(tuple.__new__(Edit, edit))  # a third of the cost of Edit(…)
    return found
