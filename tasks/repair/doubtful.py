"""Marks that are likely to be wrong, where what was meant is not certain: proposed only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tasks.repair.quotes import Change, Line

_ABBREVIATIONS = (
    "etc inc ltd est max min ext fig vol pos esp tel obl str lit lat obs gen col rev ref sec var",
    "dept govt corp incl resp cent vill bldg pron born abbr pres capt prof feat misc temp",
    "excl",
    "approx",
)
"""What a stop belongs to, by length, since `re` looks back at words of one length only."""
_STOP = re.compile(
    r"\.(?= (?P<word>[a-z]{3,}) [a-z])(?<=[a-z]{3}\.)"
    + "".join(rf"(?<!\b(?:{'|'.join(words.split())})\.)" for words in _ABBREVIATIONS)
)
_BEGINS = frozenset(["the", "this", "that", "these", "those", "they", "there", "however", "according", "but", "she"])
_LOST = re.compile(
    r",(?= (?:he|she|they|[A-Z]\w+) "
    r"(?:said|says|added|told|noted|stated|stressed|wrote|explained|continued|concluded)\b)"
)
_LONGEST = 1_500
"""Code points a quotation may have before its attribution."""


def changes(text: str, lines: Sequence[Line]) -> Iterator[Change]:
    """The changes to propose for a text: stops inside a sentence, closing marks lost before an attribution.

    `lines` are the lines of `text` with quotation marks of English.
    """
    for match in _STOP.finditer(text):
        word, at, gap = match["word"], match.start(), match.end()
        if word in _BEGINS:
            yield Change("sentence.small", gap + 1, match.end("word"), word.capitalize(), certain=False)
        else:
            yield Change("stop.inside-clause", at, gap + 1, " ", certain=False)
    if sum([line.opened - line.closed for line in lines]) > 0:
        for at, line, opened, closed, straight in lines:
            if opened == closed + 1 and not straight:
                yield from _lost(at, line)


def _lost(at: int, line: str) -> Iterator[Change]:
    """The closing mark that a line's last quotation lacks before who says it: `“We agree, he said`."""
    opened = line.rfind("“")
    if line.find("”", opened) < 0:
        match = _LOST.search(line, opened, opened + _LONGEST)
        if match and "''" not in line:
            yield Change("quote.lost", at + match.start(), at + match.end(), ",”", certain=False)
