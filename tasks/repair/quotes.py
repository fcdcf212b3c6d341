"""Quotation marks that lost their place: turned the wrong way, glued to the next word, standing apart from their own.

The marks of one paragraph are read as a sequence. Where they open and close in turn nothing is turned; where they do
not, but would if some were turned, and each of these stands where the other kind belongs, these are turned. Anything
else (nested quotations, a quotation that runs over several paragraphs, a mark lost) is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

OPEN, CLOSE, STRAIGHT, LOW = "“", "”", '"', "„"
_MARKS = re.compile("[“”]")
_STRAIGHT = re.compile('"')
_PAIR = re.compile(r"“(?<![a-z,.;:]“)(?![ \n])[^“”\n]*+(?<! )”(?!\w)")
_STRAIGHT_PAIR = re.compile(r'"(?<!\w")(?![ \n])[^"\n]*+(?<! )"(?![^\W\d_])')
"""Marks of one line that open and close in turn, and stand where they belong."""
_ASTRAY_OPEN = re.compile(r"“(?: |(?<=[a-z,:.]“))")
_ASTRAY_CLOSE = re.compile(r"”(?:(?<= ”)|(?=[^\W\d_]))")
"""Marks beside which is what no line needs that opens and closes in turn. Each begins with one letter: that is fast."""
_GLUED = re.compile(r"[a-z][,:.]?\Z")
_WORD_BEFORE = re.compile(r"(?:^| )[a-z]{2,}[,:]?\Z")
_SENTENCE = re.compile(r"""[^a-z].*[.!?:…][”“"’'\s)]*|.*[”“"]\s*""")
"""A whole paragraph: not a line of a text broken at a width, whose quotations run over its lines."""

_SAYING = re.compile(
    r"\s?[\w'’-]+ (?:said|says|added|told|noted|stated|stressed|wrote|explained|continued|concluded|asked)\b"
)
_ATTRIBUTION = re.compile(
    r"(?:(?:said|says|added|told|noted|stated|stressed|wrote|explained|continued|concluded|asked)\b"
    r"|(?:he |she |they |(?:the|a) (?:[\w’'-]+ ){1,3})"
    r"(?:said|says|added|told|noted|stated|stressed|wrote|explained|asked)\b)"
)
_FUNCTION = re.compile(
    r"(?:a|an|the|and|or|but|of|in|on|at|to|by|for|from|with|as|is|are|was|were|has|have|had|will|would|that|which|who|when|while"
    r"|he|she|it|they|we|said|says|added|told|according|after|before|because|if|than|into|over|under|against|between)\b"
)


class Change(NamedTuple):
    """A change in one paragraph: `start:end` of it becomes `after`, under the id `rule`."""

    rule: str
    start: int
    end: int
    after: str
    certain: bool = True
    """Whether it may be applied; otherwise it is only proposed."""


class Line(NamedTuple):
    """A line with quotation marks: where it begins in the text, and how many marks of a kind it has."""

    at: int
    text: str
    opened: int
    closed: int
    straight: int


def marked(lines: Iterable[str]) -> list[Line]:
    """Those of the consecutive `lines` of a text that have quotation marks of English."""
    found: list[Line] = []
    at = 0
    for line in lines:
        curly, straight = OPEN in line or CLOSE in line, STRAIGHT in line
        if curly or straight:
            opened, closed = (line.count(OPEN), line.count(CLOSE)) if curly else (0, 0)
            found.append(Line(at, line, opened, closed, line.count(STRAIGHT) if straight else 0))
        at += len(line) + 1
    return found


def changes(lines: Iterable[Line]) -> Iterator[Change]:
    """The changes the quotation marks of each paragraph (line) of a text need, in no order."""
    for at, text, opened, closed, straight in lines:
        if LOW in text:  # which closes with the opening mark of English: see pairs
            continue
        if (opened or closed) and not _clean(text, opened, closed):
            yield from _moved(_curly(text), at)
        if straight and straight % 2 == 0 and straight != 2 * len(_STRAIGHT_PAIR.findall(text)):
            yield from _moved(_straight(text), at)


def _clean(line: str, opened: int, closed: int) -> bool:
    """Whether nothing can be done: all marks are pairs that stand where they belong, or one is lost and none astray."""
    if (opened + closed) % 2:
        return not (_ASTRAY_OPEN.search(line) or _ASTRAY_CLOSE.search(line))
    return opened == closed == len(_PAIR.findall(line))


def _moved(found: Iterable[Change], by: int) -> Iterator[Change]:
    return (Change(rule, start + by, end + by, after, certain) for rule, start, end, after, certain in found)


def _curly(line: str) -> Iterator[Change]:
    places = [match.start() for match in _MARKS.finditer(line)]
    turned = {at for n, at in enumerate(places) if (line[at] == OPEN) != (n % 2 == 0)}
    if turned and not (len(places) % 2 == 0 and all(_turnable(line, at) for at in turned) and _whole(line)):
        yield from _before_attribution(line, places)
        return
    for n, at in enumerate(places):
        if n % 2 == 0:
            yield from _opening(line, at, at in turned, closed=n + 1 < len(places))
        else:
            yield from _closing(line, at, at in turned, since=places[n - 1])


def _before_attribution(line: str, places: Sequence[int]) -> Iterator[Change]:
    """`in, ”the deputy said` closes, however the other marks of the paragraph pair: nothing else ends so."""
    for at in places:
        if (
            at > 1
            and line[at] == CLOSE
            and line[at - 1] == " "
            and line[at - 2] in ",!?…"
            and line[at + 1 : at + 2].islower()
            # a language that opens and closes with the same mark would close this quotation later
            and (OPEN in line or (at == places[-1] and _ATTRIBUTION.match(line, at + 1)))
        ):
            yield Change("quote.space-inside", at - 1, at + 1, CLOSE + " ")


def _whole(line: str) -> bool:
    """Whether a line is a whole paragraph, in which alone marks may be turned."""
    return _SENTENCE.fullmatch(line) is not None


def _turnable(line: str, at: int) -> bool:
    return _stands_as_closing(line, at) if line[at] == OPEN else _stands_as_opening(line, at)


def _stands_as_closing(line: str, at: int) -> bool:
    """Whether an opening mark at `at` stands where a closing one would, a space before it notwithstanding."""
    gap = line[at - 1 : at] == " "
    left, right = line[: at - gap][-1:], line[at + 1 : at + 2]
    if not left or left in " ([—–-":  # two spaces: typewritten, a new sentence
        return False
    if not right or right in " .,;:!?)":
        return True
    if at and line[at - 1] != " ":
        return right in "’)]—–" or (left.isalnum() and right.isupper())
    if left in ".!?…":
        return True
    return left == "," and (line[at + 1].islower() or bool(_SAYING.match(line, at + 1)))


def _stands_as_opening(line: str, at: int) -> bool:
    """Whether a closing mark at `at` stands where an opening one would."""
    left, right = line[at - 1 : at] if at else "", line[at + 1 : at + 2]
    return (not left or left in " ([—–") and (right.isalnum() or right in "‘'$£€…[")


def _opening(line: str, at: int, turned: bool, *, closed: bool) -> Iterator[Change]:
    apart = line[at + 1 : at + 2] == " " and line[at + 2 : at + 3].isalnum()
    glued = _GLUED.search(line, max(0, at - 2), at) is not None
    if turned:
        yield Change("quote.opening", at, at + 1, OPEN)
    elif closed and apart and (glued or at == 0 or line[at - 1] in " ("):
        yield Change("quote.space-inside", at, at + 2, " " * glued + OPEN)
    elif closed and glued and line[at + 1 : at + 2].isalnum():
        yield Change("quote.space-before", at, at + 1, " " + OPEN)


def _closing(line: str, at: int, turned: bool, *, since: int) -> Iterator[Change]:
    start = at - (turned or _spaced_inside(line, at)) * (line[at - 1] == " ")
    glued = _glued(line, at, since) or ((turned or start < at) and line[at + 1 : at + 2].isalpha())
    if turned or start < at or glued:
        rule = "quote.closing" if turned else "quote.space-inside" if start < at else "quote.space-after"
        yield Change(rule, start, at + 1, CLOSE + " " * glued)


def _spaced_inside(line: str, at: int) -> bool:
    """Whether the space before a closing mark belongs after it or nowhere: `plan ” of`."""
    # ‘Do no harm,’ ” keeps the space that typographers set between two marks
    return line[at - 2 : at - 1] not in {" ", "", "’", "'"} and (
        (line[at + 1 : at + 2] or " ") in " .,;:!?)" or line[at + 1 : at + 3].isalpha()
    )


def _glued(line: str, at: int, since: int) -> bool:
    """Whether the word after a closing mark is another word, and not the rest of one (“un”happy, the “A”s)."""
    right = line[at + 1 : at + 3]
    if len(right) < 2 or not right.isalpha():  # noqa: PLR2004 - two letters
        return right[:1] in {"a", "I", "A"} and right[1:] == " "
    if not _words_before(line, at):
        return False
    return " " in line[since:at].strip(" ") or line[at - 1] in ".,!?" or bool(_FUNCTION.match(line, at + 1))


def _words_before(line: str, at: int) -> bool:
    return line[at - 1] in ".,!?…’" or line[at - 1].isalnum()


def _straight(line: str) -> Iterator[Change]:
    places = [match.start() for match in _STRAIGHT.finditer(line)]
    wrong = [(n, at) for n, at in enumerate(places) if not _straight_right(line, at, opening=n % 2 == 0)]
    if not (wrong and all(_straight_repairable(line, at, opening=n % 2 == 0) for n, at in wrong) and _whole(line)):
        return
    for n, at in wrong:
        if n % 2 == 0:
            apart = line[at + 1] == " "
            yield Change("quote.opening", at, at + 1 + apart, " " * (at > 0 and line[at - 1] != " ") + STRAIGHT)
        else:
            start = at - (line[at - 1] == " ")
            yield Change("quote.closing", start, at + 1, STRAIGHT + " " * line[at + 1 : at + 2].isalpha())


def _straight_right(line: str, at: int, *, opening: bool) -> bool:
    left, right = line[at - 1 : at] if at else "", line[at + 1 : at + 2]
    if opening:
        return (not left or not left.isalnum()) and right not in {" ", ""}
    return left != " " and not right.isalpha()


def _straight_repairable(line: str, at: int, *, opening: bool) -> bool:
    """Whether a straight mark stands as the other kind would, and only as that."""
    left, right = line[:at].rstrip(" ")[-1:], line[at + 1 : at + 2]
    if opening and right.isalnum():
        return _WORD_BEFORE.search(line[max(0, at - 20) : at]) is not None
    if opening:
        return bool(left) and (left.isalpha() or left in ",:") and right == " " and line[at + 2 : at + 3].isalnum()
    if line[at - 1] == " ":
        return _stands_as_closing(line, at)
    return right.isalpha() and (left in ".,!?" or bool(_FUNCTION.match(line, at + 1)))
