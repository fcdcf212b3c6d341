"""Two rounds of edits as one: what the second changed, told in places of the text before the first.

A repair can be the evidence another one waits for; so the table is gone through again until nothing changes, and
cleaning a clean page changes nothing. The record still is of one stage: one list of edits on one text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.page import Edit, applied, apply


class _Span(NamedTuple):
    """An edit in the text between the rounds: `start:end` is what the first wrote, or what the second replaces."""

    start: int
    end: int
    round: int
    edit: Edit


def composed(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """The applied edits that make of `text` what `second` makes of what `first` makes of it, sorted."""
    between = apply(text, first)
    result: list[Edit] = []
    shift = 0
    spans = [*_written(first), *(_Span(e.start, e.end, 2, e) for e in applied(second))]
    for group in _groups(sorted(spans, key=lambda span: span[:3])):  # equal ones stay in the order they were made
        later = [span.edit for span in group if span.round == 2]  # noqa: PLR2004 - the second round
        earlier = [span for span in group if span.round == 1]
        grown = sum(len(span.edit.after) - len(span.edit.before) for span in earlier)
        if later:
            result.append(_joined(text, between, earlier, later, (shift, shift + grown)))
        else:
            result += [span.edit for span in earlier]
        shift += grown
    return result


def _written(first: Sequence[Edit]) -> Iterator[_Span]:
    shift = 0
    for edit in applied(first):
        start = edit.start + shift
        yield _Span(start, start + len(edit.after), 1, edit)
        shift += len(edit.after) - len(edit.before)


def _groups(spans: Sequence[_Span]) -> Iterator[list[_Span]]:
    """Spans that share a character, or touch where one of them is empty, stand together."""
    group: list[_Span] = []
    end = -1
    for span in spans:
        apart = span.start > end or (span.start == end and span.start < span.end and group[-1].start < group[-1].end)
        if group and apart:
            yield group
            group = []
        end = max(end, span.end) if group else span.end
        group.append(span)
    if group:
        yield group


def _joined(text: str, between: str, earlier: Sequence[_Span], later: Sequence[Edit], shifts: tuple[int, int]) -> Edit:
    """One edit for edits of the second round and those of the first that they touch.

    `shifts` says how far the first round had moved the text before the group and after it.
    """
    start = min([later[0].start, *(span.start for span in earlier)])
    end = max([later[-1].end, *(span.end for span in earlier)])
    moved = [edit._replace(start=edit.start - start, end=edit.end - start) for edit in later]
    after = apply(between[start:end], moved)
    at, stop = start - shifts[0], end - shifts[1]
    reason = later[0].reason
    if earlier:
        reason += f" (after {', '.join(span.edit.rule for span in earlier)})"
    return later[0]._replace(start=at, end=stop, before=text[at:stop], after=after, reason=reason)
