"""Stage "encoding": mojibake, entities, control characters, ligatures, broken surrogates, look-alike spaces.

ftfy knows how; this file knows where it cannot be needed, so that text which is right costs next to nothing, and turns
what changed into one edit for each changed stretch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from unicodedata import is_normalized, normalize

from ftfy import TextFixerConfig, fix_text
from ftfy.badness import is_bad

from tasks.page import Edit, Page

STAGE = "encoding"

CONFIG = TextFixerConfig(uncurl_quotes=False, fix_character_width=False, fix_line_breaks=False, explain=False)
"""Left out, because they change what is right: straight quotes for curled ones, ASCII for full-width marks (which
Chinese and Japanese use), and breaking lines at separators (done here, so that the number of lines is known)."""

_DOUBTFUL = re.compile(r"[^\n\t -~“”‘’–—…€]")
"""Anything else could be mojibake or touched by a fixer. In every single-byte encoding ftfy knows the characters above
that are not ASCII are either all first bytes of UTF-8 (Mac OS) or all continuation bytes (the others): never a pair."""
_PERHAPS = re.compile(r"[^\n\t -%'-~“”‘’–—…€]")
"""The same, and the mark with which an entity begins."""
_PLAIN = bytes({0x09, *range(0x20, 0x7F)} - {ord("&")})
"""What is neither of both, nor a line feed, in ASCII: text is rid of it five times as fast as it can be searched."""
_ENTITY = re.compile(r"&#?[0-9A-Za-z]{1,24};")
_FAULTY = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u206a-\u206f\ufeff\ufff9-\ufffcĲĳŉǄ-ǌǱ-ǳ\ufb00-\ufb06"
_TOUCHED = re.compile(f"[{_FAULTY}]")
_SUSPECT = re.compile(r"[^\x00-\x7f](?:[^\x00-\x7f]|(?<=[ŒœÃÂ]))")
"""What every sign of mojibake that ftfy knows has in it: two characters side by side that are not ASCII, or one of
these letters. Its own search looks at each character for all the signs, which takes longer than all else here."""
_WIDTHS = "\xa0\u202f\u2000-\u200a\u205f\x0b\x0c\u2028\u2029"
_SPACES = re.compile(
    rf"""
    [{_WIDTHS}]    # the widths of the typesetter, separators
    (?: (?<![\xa0\u202f])
      | (?<![\d«‹].)(?![\d:;!?%»›€$£])    # not where typography asks for one: French marks, digits, units
    )""",
    re.VERBOSE,
)
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_INVISIBLE = re.compile(f"[\xad\u200b](?:(?<=\xad)|(?<![{_UNSPACED}].)(?![{_UNSPACED}]))")
"""Soft hyphens; zero-width spaces, except between letters of scripts that write no spaces."""
_SPECIAL = re.compile(f"[{_FAULTY}{_WIDTHS}\xad\u200b]")
"""All that one of the three could change: one search of a line with accents instead of three."""
_PIECE = re.compile(r"\s*\S+|\s+")
_LONG = 4_000
"""Words of a line above which a changed line becomes one edit: comparing its words could be slow."""


def repair(page: Page) -> Page:
    """The page with its characters as they were meant, and a line feed as the only end of a line.

    The number of line feeds stays as it is, but for a lone carriage return on a page of plain text, which becomes one.
    """
    text = page.text
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")
    if not _DOUBTFUL.search(rest) and not ("&" in rest and _ENTITY.search(text)):
        return page
    lone = "\n" if page.media_type == "text/plain" and not page.blocks else " "
    return page.rewrite(list(_edits(text, rest, lone)))


def _edits(text: str, rest: str, lone: str) -> Iterator[Edit]:
    """The edits of all lines; `rest` is what is left of the text without plain characters."""
    at = 0
    for odd in rest.split("\n"):
        match = _PERHAPS.search(odd) if odd else None
        if match:
            place = text.index(match[0], at)
            start, end = max(at, text.rfind("\n", at, place) + 1), text.find("\n", place)
            if end < 0:
                yield from _line(text[start:], start, lone, fed=False)
                return
            yield from _line(text[start:end], start, lone, fed=True)
            at = end + 1


def _line(line: str, at: int, lone: str, *, fed: bool) -> Iterator[Edit]:
    """The edits of what stands between two line feeds, at `at` in the page; carriage returns part it further.

    `fed` says that a line feed follows, so that a carriage return at the end belongs to it.
    """
    parts = line.split("\r")
    for n, part in enumerate(parts):
        meant = fixed(part)
        if meant != part:
            yield from _changes(part, meant, at)
        at += len(part) + 1
        if n < len(parts) - 1:
            last = fed and n == len(parts) - 2 and not parts[-1]
            yield Edit(STAGE, "carriage-return", at - 1, at, "\r", "" if last else lone, "line ends are line feeds")


def fixed(line: str) -> str:
    """One line as it was meant: what ftfy makes of it, with ordinary spaces for their look-alikes."""
    if not _DOUBTFUL.search(line) and "&" not in line:
        return line
    special = _SPECIAL.search(line) is not None
    if (special and _TOUCHED.search(line)) or _needs_ftfy(line):
        line = fix_text(line, CONFIG).replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
        special = True
    return _INVISIBLE.sub("", _SPACES.sub(" ", line)) if special else line


def _needs_ftfy(line: str) -> bool:
    """Whether ftfy could change anything in a line without faulty characters: cheaper than letting it try."""
    if ("&" in line and _ENTITY.search(line)) or not is_normalized("NFC", line):
        return True
    return _SUSPECT.search(line) is not None and is_bad(line)


def _changes(before: str, after: str, at: int) -> Iterator[Edit]:
    """One edit for each stretch of words in which two forms of a line differ."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if len(old) > _LONG:
        old, new = [before], [after]
    end = 0
    starts = [0, *(end := end + len(piece) for piece in old)]
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace" and j - i == m - k:
            yield from (_trimmed(old[i + n], new[k + n], at + starts[i + n]) for n in range(j - i))
        elif tag != "equal":
            yield _trimmed("".join(old[i:j]), "".join(new[k:m]), at + starts[i])


def _trimmed(before: str, after: str, at: int) -> Edit:
    head = _alike(before, after)
    head -= before[head - 1 : head] == "&"  # an entity is shown whole
    before, after = before[head:], after[head:]
    tail = _alike(before[::-1], after[::-1])
    before, after = before[: len(before) - tail], after[: len(after) - tail]
    return Edit(STAGE, _kind(before, after), at + head, at + head + len(before), before, after, "as it was meant")


def _alike(one: str, other: str) -> int:
    """How many code points two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _kind(before: str, after: str) -> str:
    if normalize("NFC", before) == after:
        return "composition"
    if "&" in before:
        return "entity"
    if _SPACES.fullmatch(before):
        return "space"
    if not before.strip() or _INVISIBLE.fullmatch(before):
        return "control-character"
    return "control-character" if before < "\x1f" else "ligature" if "\ufb00" <= before <= "\ufb06" else "mojibake"
