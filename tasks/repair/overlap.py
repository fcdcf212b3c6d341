"""Which of several repairs that touch the same words are made: one total order, on the original text."""

from __future__ import annotations

from collections.abc import Iterable

from tasks.page import Edit


def resolved(edits: Iterable[Edit]) -> list[Edit]:
    """The edits, sorted by place, with those suppressed that change words which another changes too.

    The longest is made first, then the first in the text, then by rule id, so the order of the table's rows is of no
    account. Two that share words which neither changes are both made, each cut down to the words it changes.
    """
    in_place = sorted(edits, key=_place)
    if _all_apart(in_place):
        return in_place
    order = sorted(in_place, key=lambda edit: (edit.start - edit.end, edit.start, edit.rule, edit.after))
    taken: dict[int, str] = {}
    kept: list[Edit] = []
    for edit in order:
        if edit.mode == "applied":
            places = _places(core(edit))
            winner = next((taken[place] for place in places if place in taken), None)
            if winner is None:
                taken.update(dict.fromkeys(places, edit.rule))
            else:
                edit = edit._replace(mode="suppressed", reason=f"overlaps {winner}")  # noqa: PLW2901
        kept.append(edit)
    return _apart(sorted(kept, key=_place))


def _place(edit: Edit) -> tuple[int, int, str, str]:
    return edit.start, edit.end, edit.rule, edit.after


def _all_apart(edits: Iterable[Edit]) -> bool:
    """Whether something stands between any two applied edits, which are sorted."""
    reach = -1
    for edit in edits:
        if edit.mode == "applied":
            if edit.start <= reach:
                return False
            reach = edit.end
    return True


def _places(edit: Edit) -> range:
    """What the edit takes: odd numbers are characters, even ones the gaps between them, taken by an insertion."""
    if edit.start == edit.end:
        return range(2 * edit.start, 2 * edit.end + 1)
    return range(2 * edit.start + 1, 2 * edit.end)


def _apart(edits: list[Edit]) -> list[Edit]:
    """The edits with applied ones that share words cut down to what each changes; sorted again."""
    shared: set[int] = set()
    reach, owner = -1, -1
    for n, edit in enumerate(edits):
        if edit.mode == "applied":
            if edit.start < reach:
                shared |= {owner, n}
            if edit.end > reach:
                reach, owner = edit.end, n
    if not shared:
        return edits
    cut = [core(edit) if n in shared else edit for n, edit in enumerate(edits)]
    return sorted(cut, key=_place)


def core(edit: Edit) -> Edit:
    """The edit without the words at either end that it leaves as they are (`in morning in` -> `in the morning in`)."""
    left = _shared_head(edit.before, edit.after)
    right = _shared_head(edit.before[left:][::-1], edit.after[left:][::-1])
    stop = len(edit.before) - right
    return edit._replace(
        start=edit.start + left,
        end=edit.start + stop,
        before=edit.before[left:stop],
        after=edit.after[left : len(edit.after) - right],
    )


def _shared_head(one: str, other: str) -> int:
    """How many code points of whole words two phrases begin with alike."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    if one[length : length + 1] in {"", " "} and other[length : length + 1] in {"", " "}:
        return length
    return one.rfind(" ", 0, length) + 1
