"""What stands around a name and says that it is not the entity's: a namesake, a quoted title, another given name."""

from __future__ import annotations

import re

from tasks.names.lexicon import Lexicon
from tasks.names.reader import BLANKS, Reader, Word

_QUOTED = re.compile(
    r"""
    [“"«„‘]                    # searched for first, which is fast
    (?: (?<=“)(?P<a>[^“”\n]{1,600})”
      | (?<=")(?P<b>[^"\n]{1,600})"
      | (?<=«)(?P<c>[^«»\n]{1,600})»
      | (?<=„)(?P<d>[^„“”\n]{1,600})[“”]
      | (?<=‘)(?<!\w‘)(?P<e>[^‘’\n]{1,300})’(?!\w)
    )""",
    re.VERBOSE,
)
_OPENING = '“"«„‘'
_REGION = re.compile(r",[ \n]((?:[A-Z][A-Za-z.]*[ ]?){1,2})")
_FOLLOWERS = 3
_SHORT_WORD = 4
_LONGEST_TITLE = 10
_PASSED_OVER = frozenset({"of", "de", "named", "called"})


def namesake(reader: Reader, start: int, end: int, kind: str, lexicon: Lexicon, *, full: bool) -> str:
    """Why the name at `start:end` stands for something named after the entity; empty if nothing says so."""
    word = reader.following(end) if reader.text[end : end + 1] in BLANKS and end < len(reader.text) else None
    if word and (kind, "beside", word.key) in lexicon.namesakes:
        return f"followed by {word.text}"
    for _ in range(_FOLLOWERS):
        if word is None or not word.capital or word.gap not in BLANKS:
            break
        if (kind, "after", word.key) in lexicon.namesakes:
            return f"followed by {word.text}"
        word = None if word.possessive else reader.following(word.end)
    before = reader.preceding(start)
    if before and before.key in _PASSED_OVER:
        before = reader.preceding(before.start)
    if before and (kind, "before", before.key) in lexicon.namesakes and not before.possessive:
        return f"behind {before.text}"
    return "behind an article" if full and before and before.key == "the" else ""


def elsewhere(text: str, end: int, lexicon: Lexicon) -> str:
    """The region of the lists, in lower case, that stands behind a name and a comma; empty if none does."""
    match = _REGION.match(text, end) if text[end : end + 1] == "," else None
    if match is None:
        return ""
    words = match[1].lower().split()
    found = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((way for name in found for way in (name, name.rstrip(".")) if way in lexicon.regions), "")


def other_given(before: Word | None, lexicon: Lexicon) -> bool:
    """Whether the word in front of a family name is a given name: another person's, unless it is the entity's own."""
    if before is None or not before.capital or before.possessive or before.gap not in BLANKS:
        return False
    return len(before.key) > 1 and lexicon.different_given(before.key)


def part_of_longer(reader: Reader, start: int, end: int, lexicon: Lexicon) -> str:
    """Why a place's name is part of a longer name (Odessa File, Kiev-Pechersk); empty if nothing says so."""
    behind = reader.name_behind(end)
    if behind and behind.capital and not _headline(reader.text, start):
        hyphen = behind.gap not in BLANKS and "\n" not in behind.gap
        if hyphen or (behind.gap in BLANKS and behind.key not in lexicon.titles):
            return f"part of a longer name, with {behind.text}"
    before = reader.preceding(start)
    if before and before.gap not in BLANKS and "\n" not in before.gap and before.capital:
        return f"part of a longer name, with {before.text}"
    return ""


def _headline(text: str, at: int) -> bool:
    """Whether the line of `at` is set like a headline: every longer word with a capital."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    found = [word for word in text[start : end if end >= 0 else None].split() if len(word) > _SHORT_WORD]
    return all(not word[0].islower() for word in found)


def quotation(text: str, start: int, end: int) -> str:
    """The quotation on the line in which the name stands, without its marks; empty if it stands in none."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before = text[line_start:start]
    if not any(mark in before for mark in _OPENING):
        return ""
    for match in _QUOTED.finditer(text, line_start, line_end if line_end >= 0 else len(text)):
        if match.start() < start and end < match.end():
            return match[match.lastgroup or 0]
    return ""


def like_title(quoted: str, name: str) -> bool:
    """Whether a quotation is a title of a work: the name alone, or words that all begin with a capital."""
    if quoted == name:
        return True
    found = quoted.split()
    if not 1 < len(found) <= _LONGEST_TITLE or quoted[-1] in ".,!?;":
        return False
    return all(word[:1].isupper() for word in found if len(word) >= _SHORT_WORD)
