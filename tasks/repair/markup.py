"""Markup left in the text as letters: `<b>`, `</p>`, `[i]`. A page about markup, and code, keep theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.repair.quotes import Change

_INLINE = r"(?:b|i|u|em|strong|span|font|a|sup|sub|small|big|mark)"
_BLOCK = r"(?:p|br|div|h[1-6]|li|ul|ol|blockquote|center|hr)"
_TAG = re.compile(rf"</?(?:{_INLINE}|(?P<block>{_BLOCK}))(?:\s[^<>\n]{{0,300}})?\s?/?>", re.IGNORECASE)
_BBCODE = re.compile(
    r"\[(?P<tag>b|i|u|quote|url)(?:=[^\]\n]{0,200})?\](?P<inside>[^\[\]\n]{1,500})\[/(?P=tag)\]", re.IGNORECASE
)
_ABOUT = re.compile(r"\b(?:HTML|XHTML|XML|markup|BBCode|CSS|JavaScript)\b|</?(?:code|pre)>")


def is_about(page: str) -> bool:
    """Whether the page speaks of markup, so that a tag may be its subject."""
    return _ABOUT.search(page) is not None


def changes(line: str) -> Iterator[Change]:
    """The removals of markup from one paragraph. A block's tag between two words leaves a space."""
    if "<" in line:
        for match in _TAG.finditer(line):
            between = line[match.start() - 1 : match.start()].strip() and line[match.end() : match.end() + 1].strip()
            yield Change("markup.tag", match.start(), match.end(), " " if match["block"] and between else "")
    if "[/" in line:
        for match in _BBCODE.finditer(line):
            yield Change("markup.bbcode", match.start(), match.start("inside"), "")
            yield Change("markup.bbcode", match.end("inside"), match.end(), "")
