"""Quotation marks of two kinds in one pair: `„text”`, `«text"`, `“text"`, `‘text‘`.

A paragraph in which all marks but one pair, and one mark of another kind stands where the missing one belongs, is
mended; the mended paragraph must need no other change of its marks, or nothing is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tasks.repair import quotes
from tasks.repair.quotes import Change, Line

_LOW = re.compile(r"„(?=[^\s„“”\"«»][^„“”\"«»\n]{0,400}(?P<close>[“”\"])(?![^\W_]| [.,!?;:)]))")
_SINGLE = re.compile(r"‘(?<![^\s(“\"]‘)(?=[^\s‘’'][^‘’'\n]{1,80}(?<![\s(])(?P<close>‘)(?!\w| [.,!?;:)]))")
_GUILLEMETS = re.compile(r"« (?=\w)(?P<inside>[ -~’–—]{1,300}?) »")
_CLOSING = {
    mark: re.compile(rf"{mark}(?<=[^\W\d_]{mark}|[,.!?…]{mark})(?![\w']| [.,!?;:)])")
    for mark in ('"', "“", "”", "»", "''")
}
_OPENING = {mark: re.compile(rf"{mark}(?<![^\s(]{mark})(?=\w)") for mark in ('"', "”", "„", "«", "''")}
"""Marks that stand where a closing or an opening one belongs. What stands before a mark is looked back at: a search for
one letter is the fast one."""


def changes(text: str, lines: Sequence[Line]) -> Iterator[Change]:
    """The changes that make the marks of each pair one kind, in no order; none spans two lines.

    `lines` are the lines of `text` with quotation marks of English.
    """
    guillemets = "«" in text or "»" in text
    if "‘" in text:
        for match in _SINGLE.finditer(text):
            yield Change("quote.mixed", match.start("close"), match.end("close"), "’")
    if guillemets:
        for match in _GUILLEMETS.finditer(text):
            yield Change("quote.space-inside", match.start() + 1, match.start() + 2, "")
            yield Change("quote.space-inside", match.end() - 2, match.end() - 1, "")
    if "„" in text:
        yield from _low(lines)
        return
    if sum([line.opened - line.closed for line in lines]):
        for at, line, opened, closed, straight in lines:
            if abs(opened - closed) == 1 and (straight == 1 or guillemets or "''" in line):
                yield from _mixed(at, line, "“", "”")
    if guillemets and text.count("«") != text.count("»"):
        yield from _guillemets(text)


def _guillemets(text: str) -> Iterator[Change]:
    """The mended lines of a text that lack a guillemet."""
    at = 0
    for line in text.split("\n"):
        if abs(line.count("«") - line.count("»")) == 1:
            yield from _mixed(at, line, "«", "»")
        at += len(line) + 1


def _low(lines: Sequence[Line]) -> Iterator[Change]:
    """`„text“`: English has no low mark, so that it opens, and what closes it is the closing mark of English."""
    for line in lines:
        text = line.text
        found = list(_LOW.finditer(text)) if "„" in text else []
        mended = list(text)
        for match in found:
            mended[match.start()], mended[match.start("close")] = "“", "”"
        if found and "„" not in mended and not _needs_change("".join(mended)):
            places = sorted(place for match in found for place in (match.start(), match.start("close")))
            for n in places:
                if mended[n] != text[n]:
                    yield Change("quote.mixed", line.at + n, line.at + n + 1, mended[n])


def _mixed(at: int, line: str, left: str, right: str) -> Iterator[Change]:
    """The change of one mark of a line into the `left` or `right` that it lacks, if that is certain.

    The line begins at `at` of the text.
    """
    lacks, patterns = (right, _CLOSING) if line.count(left) > line.count(right) else (left, _OPENING)
    others = [pattern for mark, pattern in patterns.items() if mark in line and mark not in {left, right}]
    found = [match.span() for pattern in others for match in pattern.finditer(line)]
    if len(found) != 1 or line.count('"') > 1 or line.count("''") > 1:
        return
    start, end = found[0]
    mended = line[:start] + lacks + line[end:]
    if _alternate(mended, left, right) and not _needs_change(mended) and not _needs_change(line):
        yield Change("quote.mixed", at + start, at + end, mended[start])


def _needs_change(line: str) -> bool:
    """Whether the marks of a line need another change than their kind."""
    return next(quotes.changes(quotes.marked([line])), None) is not None


def _alternate(line: str, left: str, right: str) -> bool:
    """Whether the marks of a line open and close in turn."""
    before, *after = line.split(left)
    return right not in before and all(part.count(right) == 1 for part in after)
