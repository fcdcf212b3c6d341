"""Marks that are likely to be wrong, where what was meant is not certain: proposed only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.repair.quotes import Change

_STOP = re.compile(r"\. (?<=[a-z]{3}\. )(?=(?P<word>[a-z]{3,}) [a-z])")
_ABBREVIATED = re.compile(
    r"\b(?:approx|etc|dept|govt|inc|ltd|corp|est|max|min|ext|fig|vol|pos|esp|incl|excl|tel|resp|cent|vill|obl|str|bldg|pron"
    r"|lit|lat|born|abbr|obs|pres|gen|col|capt|prof|rev|feat|misc|ref|sec|temp|var)$"
)
_BEGINS = frozenset(["the", "this", "that", "these", "those", "they", "there", "however", "according", "but", "she"])
_LOST = re.compile(
    r",(?= (?:he|she|they|[A-Z]\w+) "
    r"(?:said|says|added|told|noted|stated|stressed|wrote|explained|continued|concluded)\b)"
)
_FARTHEST = 20
_LONGEST = 1_500
"""Code points a quotation may have before its attribution."""


def changes(text: str) -> Iterator[Change]:
    """The changes to propose for a text: stops inside a sentence, closing marks lost before an attribution."""
    for match in _STOP.finditer(text):
        if _ABBREVIATED.search(text[max(0, match.start() - _FARTHEST) : match.start()]):
            continue
        word = match["word"]
        if word in _BEGINS:
            yield Change("sentence.small", match.end(), match.end("word"), word.capitalize(), certain=False)
        else:
            yield Change("stop.inside-clause", match.start(), match.end(), " ", certain=False)
    if "“" in text and text.count("“") > text.count("”"):
        yield from _lost(text)


def _lost(text: str) -> Iterator[Change]:
    """The closing mark that a line's last quotation lacks before who says it: `“We agree, he said`."""
    at = 0
    for line in text.split("\n"):
        opened = line.rfind("“")
        if opened >= 0 and line.count("“") == line.count("”") + 1 and line.find("”", opened) < 0:
            match = _LOST.search(line, opened, opened + _LONGEST)
            if match and '"' not in line and "''" not in line:
                yield Change("quote.lost", at + match.start(), at + match.end(), ",”", certain=False)
        at += len(line) + 1
