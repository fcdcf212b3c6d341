"""What stands around a name and says that it is not the entity's: a namesake, a quoted title, another given name."""

from __future__ import annotations

import re

from tasks.names.lexicon import Lexicon
from tasks.names.tokens import Word, following, preceding

_QUOTED = re.compile(r"[“\"«„‘']([^“”\"«»„\n]{1,90})[”\"»“’']")
_FOLLOWERS = 3
_SHORT_WORD = 4
_LONGEST_TITLE = 10


def namesake(text: str, start: int, end: int, kind: str, lexicon: Lexicon, *, full: bool) -> str:
    """Why the name at `start:end` stands for something named after the entity; empty if nothing says so."""
    word = following(text, end) if text[end : end + 1] in " \u00a0" else None
    for _ in range(_FOLLOWERS):
        if word is None or not word.capital or "\n" in word.gap:
            break
        if (kind, "after", word.key) in lexicon.namesakes:
            return f"followed by {word.text}"
        word = None if word.possessive else following(text, word.end)
    before = preceding(text, start)
    if before and before.key in ("of", "named"):
        before = preceding(text, before.start)
    if before and (kind, "before", before.key) in lexicon.namesakes and not before.possessive:
        return f"behind {before.text}"
    if full and before and before.key == "the" and kind == "person":
        return "behind an article"
    return ""


def other_given(before: Word | None, lexicon: Lexicon) -> bool:
    """Whether the word in front of a family name is a given name, and so another person's unless it is the entity's own."""
    if before is None or not before.capital or before.possessive or "\n" in before.gap:
        return False
    return before.gap in (" ", "\u00a0") and len(before.key) > 1 and lexicon.different_given(before.key)


def quoted_title(text: str, start: int, end: int) -> bool:
    """Whether the name stands in quotation marks as a title does: alone, or among words that all begin with a capital."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    for match in _QUOTED.finditer(text, line_start, len(text) if line_end < 0 else line_end):
        if match.start(1) <= start and end <= match.end(1):
            return _like_title(match[1], alone=match.span(1) == (start, end))
    return False


def in_quotation(text: str, start: int, end: int) -> bool:
    """Whether the name stands inside quotation marks that open and close on its line."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    spans = _QUOTED.finditer(text, line_start, len(text) if line_end < 0 else line_end)
    return any(match.start(1) <= start and end <= match.end(1) for match in spans)


def _like_title(quoted: str, *, alone: bool) -> bool:
    if alone:
        return True
    found = quoted.split()
    if len(found) > _LONGEST_TITLE or quoted[-1:] in ".,!?;":
        return False
    return all(word[:1].isupper() for word in found if len(word) >= _SHORT_WORD) and len(found) > 1
