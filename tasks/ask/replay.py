"""What a page would be had a rule never been: its record of edits, replayed without that rule.

The old and the new text are kept side by side as cells; a cell is the same in both, or differs. Each stage's edits are
made again on the cells: on the old side all of them, on the new side those that still stand on the same text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tasks.page import Edit, EditError, applied, by_stage, restore


class _Cell(NamedTuple):
    old: str
    new: str

    @property
    def same(self) -> bool:
        return self.old == self.new


@dataclass
class Replayed:
    """A page's clean text and edits without one rule.

    `reverted` are the rule's own edits, `dependent` later edits that stood on what they had made and fell with them,
    `revived` hits of other rules that the rule had suppressed. `difference` leads from the old clean text to the new.
    """

    text: str = ""
    edits: list[Edit] = field(default_factory=list)
    reverted: list[Edit] = field(default_factory=list)
    dependent: list[Edit] = field(default_factory=list)
    revived: list[Edit] = field(default_factory=list)
    difference: list[Edit] = field(default_factory=list)


def without_rule(clean: str, edits: Iterable[Edit], rule: str) -> Replayed:
    """Replay a page's edits (all of them, in `seq` order) without `rule`. Raises EditError where they do not fit.

    An edit that deletes a stretch with a difference inside (a title moved out of the text) still deletes it.
    """
    history = list(edits)
    source = restore(clean, history)
    result = Replayed()
    cells = [_Cell(source, source)]
    for stage in by_stage(history):
        cells = _Stage(cells, stage, rule, result).run()
    result.text = "".join(cell.new for cell in cells)
    at = 0
    for cell in cells:
        if not cell.same:
            result.difference.append(Edit("", rule, at, at + len(cell.old), cell.old, cell.new))
        at += len(cell.old)
    return result


class _Stage:
    """One stage on its way over the cells. `old` and `new` are how far it has come in the two texts."""

    def __init__(self, cells: list[_Cell], stage: Sequence[Edit], rule: str, result: Replayed) -> None:
        self.rest = cells[::-1]
        self.done: list[_Cell] = []
        self.old = self.new = 0
        self.stage = stage
        self.rule = rule
        self.result = result
        self.fresh: list[Edit] = _considered(cells, stage, rule)

    def run(self) -> list[_Cell]:
        """Make the stage's edits; the cells after them."""
        for edit in applied(self.stage):
            self._make(edit)
        self.result.edits += sorted(self.fresh, key=lambda edit: (edit.start, edit.end))
        return _joined(self.done + self.rest[::-1])

    def _make(self, edit: Edit) -> None:
        held = self.done.pop() if self.old > edit.start else None  # a second edit inside one differing cell
        if held is None:
            self._pass(edit.start)
        taken = [held] if held else []
        begin = self.new - sum(len(cell.new) for cell in taken)
        while self.old < edit.end:
            taken.append(self._first(edit.end - self.old))
        old = "".join(cell.old for cell in taken)
        new = "".join(cell.new for cell in taken)
        start = len(old) - (self.old - edit.start)
        if old[start : start + len(edit.before)] != edit.before:
            raise EditError(f"{edit.rule} does not fit at {edit.start}:{edit.end}: expected {edit.before!r}")
        whole = len(old) == len(edit.before)
        old = old[:start] + edit.after + old[start + len(edit.before) :]
        if edit.rule == self.rule:
            self.result.reverted.append(edit)
            self.done.append(_Cell(old, self._revive(edit, new, begin) if whole else new))
        elif whole and (not edit.after or all(cell.same for cell in taken)):
            self.fresh.append(edit._replace(start=begin, end=begin + len(new), before=new))
            self.done.append(_Cell(edit.after, edit.after))
        else:
            self.result.dependent.append(edit)
            self.done.append(_Cell(old, new))

    def _pass(self, start: int) -> None:
        """Leave behind the cells before `start`, up to the middle of one if it is the same in both texts."""
        while self.rest and self.old + len(self.rest[-1].old) <= start:
            self.done.append(self._first(len(self.rest[-1].old)))
        if self.old < start and self.rest[-1].same:
            self.done.append(self._first(start - self.old))

    def _first(self, length: int) -> _Cell:
        """Take the first cell; of one that is the same in both texts no more than `length`."""
        cell = self.rest.pop()
        if cell.same and len(cell.old) > length:
            self.rest.append(_Cell(cell.old[length:], cell.new[length:]))
            cell = _Cell(cell.old[:length], cell.new[:length])
        self.old += len(cell.old)
        self.new += len(cell.new)
        return cell

    def _revive(self, gone: Edit, new: str, begin: int) -> str:
        """The new text where `gone` stood, after a hit of another rule that only `gone` had suppressed there."""
        if new != gone.before:
            return new
        for edit in self.stage:
            inside = gone.start <= edit.start and edit.end <= gone.end
            if edit.mode == "suppressed" and inside and edit.rule != self.rule:
                at = edit.start - gone.start
                here = begin + at
                self.fresh = [other for other in self.fresh if (other.rule, other.start) != (edit.rule, here)]
                self.fresh.append(edit._replace(start=here, end=here + len(edit.before), mode="applied"))
                self.result.revived.append(edit)
                return new[:at] + edit.after + new[at + len(edit.before) :]
        return new


def _considered(cells: Sequence[_Cell], stage: Sequence[Edit], rule: str) -> list[Edit]:
    """The edits that were not applied and stand on text that is the same, at their places in the new text."""
    spans: list[tuple[int, int, int]] = []
    old = new = 0
    for cell in cells:
        if cell.same:
            spans.append((old, old + len(cell.old), new))
        old, new = old + len(cell.old), new + len(cell.new)
    found: list[Edit] = []
    for edit in stage:
        i = bisect_right(spans, edit.start, key=lambda span: span[0]) - 1
        if edit.mode != "applied" and edit.rule != rule and i >= 0 and edit.end <= spans[i][1]:
            shift = spans[i][2] - spans[i][0]
            found.append(edit._replace(start=edit.start + shift, end=edit.end + shift))
    return found


def _joined(cells: Iterable[_Cell]) -> list[_Cell]:
    """The cells, neighbours that are the same in both texts made one."""
    joined: list[_Cell] = []
    for cell in cells:
        if joined and joined[-1].same and cell.same:
            joined[-1] = _Cell(joined[-1].old + cell.old, joined[-1].new + cell.new)
        elif cell.old or cell.new:
            joined.append(cell)
    return joined or [_Cell("", "")]
