"""A page as pieces of source beside pieces of clean text: all stages' edits composed into one view.

Used wherever a person looks at before and after together. Joining the pieces' `source` gives the source text, joining
their `clean` the clean text, exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tasks.page import Edit, EditError, applied, by_stage, restore


class Piece(NamedTuple):
    """A stretch of the page: what the source has, what the clean text has, and the edits between (none: the same)."""

    source: str
    clean: str
    edits: tuple[Edit, ...] = ()


def pieces(clean: str, edits: Iterable[Edit]) -> list[Piece]:
    """The pieces of a page from its clean text and all its edits, in `seq` order. Raises EditError."""
    history = applied(edits)
    found = [Piece(source, source)] if (source := restore(clean, history)) else []
    for stage in by_stage(history):
        found = _composed(found, stage)
    return found


def _composed(found: list[Piece], stage: list[Edit]) -> list[Piece]:
    """The pieces after one more stage, whose offsets count in the pieces' clean text."""
    rest = found[::-1]
    done: list[Piece] = []
    at = 0  # where `rest` begins, as the stage counts
    for edit in stage:
        piece = done.pop() if at > edit.start else None  # two edits inside what one earlier edit made
        if piece is None:
            at = _pass(rest, done, at, edit.start)
        source, clean, edits = piece or Piece("", "")
        while at < edit.end:
            piece = _first(rest, edit.end - at)
            source, clean, edits = source + piece.source, clean + piece.clean, edits + piece.edits
            at += len(piece.clean)
        start = len(clean) - (at - edit.start)
        end = start + len(edit.before)
        if clean[start:end] != edit.before:
            raise EditError(f"{edit.rule} does not fit at {edit.start}:{edit.end}: expected {edit.before!r}")
        done.append(Piece(source, clean[:start] + edit.after + clean[end:], (*edits, edit)))
    return done + rest[::-1]


def _pass(rest: list[Piece], done: list[Piece], at: int, start: int) -> int:
    """Move the pieces before `start` to `done`; where `rest` begins then (an earlier edit's piece may hold `start`)."""
    while rest and at + len(rest[-1].clean) <= start:
        at += len(rest[-1].clean)
        done.append(rest.pop())
    if rest and at < start and not rest[-1].edits:
        done.append(_first(rest, start - at))
        at = start
    return at


def _first(rest: list[Piece], length: int) -> Piece:
    """Take the first piece from `rest`, cut to `length` where no edit holds it together."""
    piece = rest.pop()
    if piece.edits or len(piece.clean) <= length:
        return piece
    rest.append(Piece(piece.source[length:], piece.clean[length:]))
    return Piece(piece.source[:length], piece.clean[:length])
