"""Markup left in the text as letters: `<b>`, `</p>`, `[i]`. A page about markup, and code, keep theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.repair.quotes import Change

_INLINE = r"(?:b|i|u|em|strong|span|font|a|sup|sub|small|big|mark)"
_BLOCK = r"(?:p|br|div|h[1-6]|li|ul|ol|blockquote|center|hr)"
_TAG = re.compile(rf"<(?P<slash>/?)(?:(?P<inline>{_INLINE})|{_BLOCK})(?:\s[^<>\n]{{0,300}})?\s?/?>", re.IGNORECASE)
_BBCODE = re.compile(
    r"\[(?P<tag>b|i|u|quote|url)(?:=[^\]\n]{0,200})?\](?P<inside>[^\[\]\n]{1,500})\[/(?P=tag)\]", re.IGNORECASE
)
_FARTHEST = 2_000
"""Code points within which an inline tag must be closed."""
_ABOUT = re.compile(r"\b(?:HTML|XHTML|XML|markup|BBCode|CSS|JavaScript)\b|</?(?:code|pre)>")


_BRACED = re.compile(r"\{(?=(?P<word>dollars|euros|pounds)\})")
"""A word that a machine's list of synonyms protected from exchange."""
_TORN = re.compile(r"< /?(?:p|br|div)\s?/?>\s?", re.IGNORECASE)


def changes(text: str) -> Iterator[Change]:
    """The removals of markup from a text. A block's tag between two words leaves a space."""
    for match in _BRACED.finditer(text) if "{" in text else ():
        end = match.end("word")
        yield Change("markup.brace", match.start(), match.end(), "")
        yield Change("markup.brace", end, end + 1, "")
    if ("<" not in text and "[/" not in text) or _ABOUT.search(text):
        return
    for match in _TAG.finditer(text):
        if match["inline"] and not _paired(match):
            continue
        between = text[match.start() - 1 : match.start()].strip() and text[match.end() : match.end() + 1].strip()
        yield Change("markup.tag", match.start(), match.end(), "" if match["inline"] or not between else " ")
    for match in _TORN.finditer(text):
        yield Change("markup.tag", match.start(), match.end(), "")
    for match in _BBCODE.finditer(text):
        yield Change("markup.bbcode", match.start(), match.start("inside"), "")
        yield Change("markup.bbcode", match.end("inside"), match.end(), "")


def _paired(match: re.Match[str]) -> bool:
    """Whether an inline tag is one: it closes something, or what closes it stands soon after in the paragraph."""
    after = match.string[match.end() : match.end() + _FARTHEST].split("\n", 1)[0]
    return bool(match["slash"]) or f"</{match['inline'].lower()}>" in after.lower()
