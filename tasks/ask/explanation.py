"""One page, explained: what was removed, repaired and left alone, by which rule and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.console import Console, Group
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from tasks.page import Edit, Mention, Offsets, Page, applied, by_stage, restore
from tasks.pieces import Piece, pieces

if TYPE_CHECKING:  # DuckDB takes a quarter of a second to import, and a page just cleaned needs none
    from tasks.dataset import Record

REMOVING = ("chrome", "metadata")
"""Stages that take whole lines out of the text."""
CONTEXT = 30
"""Code points shown on each side of an edit that was not applied."""
COLOURS = {"proposed": "yellow", "guarded": "cyan", "suppressed": "magenta"}

_FACTS = ("title", "author", "published_at", "source", "source_urls", "tags", "language", "url", "flags")


@dataclass(frozen=True)
class Explanation:
    """A page's facts (columns of `documents`), its clean text, edits and mentions."""

    facts: dict[str, Any]
    text: str
    edits: list[Edit]
    mentions: list[Mention]

    @property
    def pieces(self) -> list[Piece]:
        """The page as pieces of source beside pieces of clean text."""
        return pieces(self.text, self.edits)

    def considered(self) -> list[tuple[Edit, int, int]]:
        """The edits that were not applied, each with its span in the source text."""
        found: list[tuple[Edit, int, int]] = []
        before: list[Offsets] = []
        for stage in by_stage(self.edits):
            for edit in stage:
                if edit.mode != "applied":
                    found.append((edit, *_back(before, edit.start, edit.end)))
            before.append(Offsets(stage))
        return found

    def as_dict(self) -> dict[str, Any]:
        """Everything, for a program: facts, pieces with their edits, edits not applied, names. JSON-ready."""
        facts = {name: v.isoformat() if isinstance(v, datetime) else v for name, v in self.facts.items()}
        return {
            **facts,
            "text": self.text,
            "pieces": [
                {"source": piece.source, "clean": piece.clean, "edits": [edit._asdict() for edit in piece.edits]}
                for piece in self.pieces
            ],
            "not_applied": [
                {**edit._asdict(), "source_start": start, "source_end": end} for edit, start, end in self.considered()
            ],
            "names": [mention._asdict() for mention in self.mentions],
        }


def of_record(record: Record) -> Explanation:
    """The explanation of a page as an output tells of it."""
    facts = {name: value for name, value in record.document.items() if name != "text"}
    return Explanation(facts, record.document["text"], record.edits, record.mentions)


def of_page(page: Page) -> Explanation:
    """The explanation of a page just cleaned."""
    facts = {name: getattr(page, "credited" if name == "source" else name) for name in ("uri", *_FACTS)}
    return Explanation(facts, page.text, list(page.edits), list(page.mentions))


def _back(stages: list[Offsets], start: int, end: int) -> tuple[int, int]:
    for offsets in reversed(stages):
        start, end = offsets.back(start, end)
    return start, end


def show(explanation: Explanation, console: Console, *, everything: bool = False) -> None:
    """Print a page as a person wants to read it; `everything` adds guarded and suppressed hits to the proposals."""
    console.print(Panel(_facts(explanation.facts), title=Text(str(explanation.facts.get("uri", ""))), expand=False))
    for paragraph in _paragraphs(explanation.pieces):
        console.print(paragraph)
    modes = ("proposed", "guarded", "suppressed") if everything else ("proposed",)
    others = [found for found in explanation.considered() if found[0].mode in modes]
    if others:
        source = restore(explanation.text, explanation.edits)
        console.print(Rule("considered, not applied"))
        for edit, start, end in others:
            console.print(_other(edit, source, start, end))
    console.print(Rule())
    console.print(_counts(explanation))


def _facts(facts: dict[str, Any]) -> Table:
    grid = Table.grid(padding=(0, 2))
    for name in _FACTS:
        value = facts.get(name)
        if value:
            shown = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
            grid.add_row(Text(name, style="bold"), Text(shown))
    return grid


def _paragraphs(found: Iterable[Piece]) -> Iterator[Text | Group]:
    """A renderable for each line of the clean text, with its repairs below it, and for each line removed."""
    line, notes = Text(), list[Text]()
    for piece in found:
        if not piece.edits or _only(piece, "layout"):
            head, *rest = (piece.clean if piece.edits else piece.source).split("\n")
            line.append(head)
            for text in rest:
                yield from _finished(line, notes)
                line, notes = Text(text), []
        elif any(edit.stage in REMOVING for edit in piece.edits):
            yield from _finished(line, notes)
            line, notes = Text(), []
            yield from map(_removed, (edit for edit in piece.edits if edit.before.strip()))
        else:
            line.append(piece.source, style="red strike")
            line.append(piece.clean, style="bold green")
            notes += map(_note, piece.edits)
    yield from _finished(line, notes)


def _only(piece: Piece, stage: str) -> bool:
    return all(edit.stage == stage for edit in piece.edits)


def _finished(line: Text, notes: list[Text]) -> Iterator[Text | Group]:
    if line.plain.strip():
        yield Group(Text(), line, *notes)


def _removed(edit: Edit) -> Text:
    what = edit.before.strip() if not edit.after else f"{edit.before.strip()} → {edit.after.strip()}"
    return Text.assemble((f"− {what}", "dim strike"), (f"   {edit.rule}: {edit.reason}", "dim italic"))


def _note(edit: Edit) -> Text:
    reason = f": {edit.reason}" if edit.reason else ""
    change = f"“{_shown(edit.before)}” → “{_shown(edit.after)}”"
    return Text.assemble("    ", (change, "green"), f"  {edit.rule} ", (f"({edit.confidence}){reason}", "dim"))


def _shown(text: str) -> str:
    """The text with what cannot be seen written out."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _other(edit: Edit, source: str, start: int, end: int) -> Text:
    left = " ".join(source[max(0, start - CONTEXT) : start].split("\n")[-1:])
    right = " ".join(source[end : end + CONTEXT].split("\n")[:1])
    colour = COLOURS[edit.mode]
    change = (f"[{_shown(source[start:end])} → {_shown(edit.after)}]", colour)
    why = (f"   {edit.mode}: {edit.rule} ({edit.confidence}) {edit.reason}", "dim")
    return Text.assemble("  … ", left, change, right, " …", why)


def _counts(explanation: Explanation) -> Text:
    done = applied(explanation.edits)
    removed = sum(edit.stage in REMOVING for edit in done)
    layout = sum(edit.stage == "layout" for edit in done)
    proposed = sum(edit.mode == "proposed" for edit in explanation.edits)
    counts = (
        f"{removed} lines removed or moved to a column",
        f"{len(done) - removed - layout} repairs",
        f"{len(explanation.mentions)} names",
        f"{proposed} proposals",
    )
    return Text(", ".join(counts))
