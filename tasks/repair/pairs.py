"""Quotation marks of two kinds in one pair: `„text”`, `«text"`, `“text"`, `‘text‘`.

A paragraph in which all marks but one pair, and one mark of another kind stands where the missing one belongs, is
mended; the mended paragraph must need no other change of its marks, or nothing is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.repair.quotes import Change
from tasks.repair.quotes import changes as other_changes

_LOW = re.compile(r"„(?=[^\s„“”\"«»][^„“”\"«»\n]{0,400}(?P<close>[“”\"])(?![^\W_]| [.,!?;:)]))")
_SINGLE = re.compile(r"‘(?<![^\s(“\"]‘)(?=[^\s‘’'][^‘’'\n]{1,80}(?<![\s(])(?P<close>‘)(?!\w| [.,!?;:)]))")
_GUILLEMETS = re.compile(r"« (?=\w)(?P<inside>[ -~’–—]{1,300}?) »")
# What stands before a mark is looked back at, since a search for a first character from a set is the fast one.
_CLOSING = re.compile(r"[\"“”»'](?<=[^\W\d_].|[.,!?…].)(?:(?<=')'|(?<!'))(?![\w']| [.,!?;:)])")
_OPENING = re.compile(r"[\"”„«'](?<![^\s(].)(?:(?<=')'|(?<!'))(?=\w)")
_KINDS = (("“", "”"), ("«", "»"))


def changes(text: str) -> Iterator[Change]:
    """The changes that make the marks of each pair one kind, in no order; none spans two lines."""
    if "„" in text:
        yield from _low(text)
    if "‘" in text:
        for match in _SINGLE.finditer(text):
            yield Change("quote.mixed", match.start("close"), match.end("close"), "’")
    if "«" in text:
        for match in _GUILLEMETS.finditer(text):
            yield Change("quote.space-inside", match.start() + 1, match.start() + 2, "")
            yield Change("quote.space-inside", match.end() - 2, match.end() - 1, "")
    for left, right in _KINDS:
        if (left in text or right in text) and text.count(left) != text.count(right) and "„" not in text:
            yield from _mixed_lines(text, left, right)


def _low(text: str) -> Iterator[Change]:
    """`„text“`: English has no low mark, so that it opens, and what closes it is the closing mark of English."""
    at = 0
    for line in text.split("\n"):
        found = list(_LOW.finditer(line)) if "„" in line else []
        mended = list(line)
        for match in found:
            mended[match.start()], mended[match.start("close")] = "“", "”"
        if found and "„" not in mended and not next(other_changes("".join(mended)), None):
            places = sorted(place for match in found for place in (match.start(), match.start("close")))
            yield from (Change("quote.mixed", at + n, at + n + 1, mended[n]) for n in places if mended[n] != line[n])
        at += len(line) + 1


def _mixed_lines(text: str, left: str, right: str) -> Iterator[Change]:
    at = 0
    for line in text.split("\n"):
        change = _mixed(line, left, right) if left in line or right in line else None
        if change is not None:
            yield change._replace(start=change.start + at, end=change.end + at)
        at += len(line) + 1


def _mixed(line: str, left: str, right: str) -> Change | None:
    """The one mark of a line to be changed into the `left` or `right` it stands for; None where it is not certain."""
    missing = line.count(left) - line.count(right)
    if abs(missing) != 1 or max(line.count('"'), line.count("''")) > 1:
        return None
    found = [one for one in (_CLOSING if missing > 0 else _OPENING).finditer(line) if one[0] not in {left, right}]
    if len(found) != 1:
        return None
    start, end = found[0].span()
    mended = line[:start] + (right if missing > 0 else left) + line[end:]
    if not _alternate(mended, left, right) or next(other_changes(mended), None) or next(other_changes(line), None):
        return None
    return Change("quote.mixed", start, end, mended[start])


def _alternate(line: str, left: str, right: str) -> bool:
    """Whether the marks of a line open and close in turn."""
    marks = re.findall(f"[{left}{right}]", line)
    return marks == [left, right] * (len(marks) // 2)
