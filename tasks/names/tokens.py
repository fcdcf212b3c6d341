"""The words of a text that can be part of a name, and where they stand."""

from __future__ import annotations

import re
import unicodedata

from tasks.names.fold import APOSTROPHES, key
from tasks.names.reader import Reader
from tasks.names.table import NameTable
from tasks.names.verdict import UNKNOWN, Token, token

LAST_CASED = 0x1F00
"""Scripts with capital letters are looked at below this code point: Latin, Greek, Cyrillic, Armenian."""


def _capitals() -> str:
    """The capital letters below LAST_CASED, as the inside of a character class."""
    runs: list[list[int]] = []
    for code in range(LAST_CASED):
        if unicodedata.category(chr(code)) not in ("Lu", "Lt"):
            continue
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"{chr(a)}-{chr(b)}" if a < b else chr(a) for a, b in runs)


_OTHERS = "\u0590-\u07ff\u10d0-\u10ff\u3400-\u9fff\uac00-\ud7af"
"""Scripts without capital letters."""
# The look-behinds come second, since a search for a first letter from a set is the fast one; the end is written as two
# branches and not with a question mark, which costs more for a word that has no apostrophe.
_WORD = re.compile(
    rf"""[{_capitals()}{_OTHERS}]
         (?: (?<=[{_OTHERS}]) [{_OTHERS}]*+
           | (?<!\w.) [a-z]*+ [^\W\d_]* (?: [{APOSTROPHES}] [^\W\d_]+ (?: [{APOSTROPHES}] [^\W\d_]+ )* | ) )""",
    re.VERBOSE,
)
_HALF = re.compile(r"[^\W\d_]+")
_CASELESS = re.compile(f"[{_OTHERS}]+")


def scan(reader: Reader, table: NameTable) -> tuple[list[Token], list[tuple[int, str]]]:
    """The capitalised words of a text that can be part of a name, in order, and where unknown words stand.

    Words of scripts without capital letters are looked up whole.
    """
    tokens: list[Token] = []
    others: list[tuple[int, str]] = []
    text, verdicts = reader.text, table.verdicts
    hyphenated = "-\n" in text
    caseless = False
    for match in _WORD.finditer(text):
        word = match[0]
        if not word.isascii() and _CASELESS.search(word):
            caseless = True
            if _CASELESS.match(word):
                continue
        found = verdicts[word]
        if hyphenated and text.startswith("-\n", match.end()):
            found = _broken(text, match, table) or found
        if found is None:
            continue
        start, end = match.span()
        if found is UNKNOWN:
            others.append((start, word))
        elif found.need != "rest" or (found.goes_on(text, end) and _continued(reader, end, table)):
            tokens.append(tuple.__new__(Token, (start, start + found.end, *found[2:])))  # a third of Token(…)'s cost
    if caseless:
        tokens = sorted(tokens + _caseless(text, table), key=lambda token: token.start)
    return tokens, others


def _continued(reader: Reader, end: int, table: NameTable) -> bool:
    """Whether the word behind `end` can be the second of a name."""
    word = reader.continuing(end)
    return word is not None and (word.key in table.later or key(word.text) in table.later)


def _broken(text: str, match: re.Match[str], table: NameTable) -> Token | None:
    """A word hyphenated at the end of a line, if its two halves are one word of the table; counted from its start."""
    rest = _HALF.match(text, match.end() + 2)
    whole = key(match[0] + rest[0]) if rest else ""
    known = rest and whole in table.parts
    return token(rest.end() - match.start(), whole, table) if rest and known else None


def _caseless(text: str, table: NameTable) -> list[Token]:
    found = ((match, key(match[0])) for match in _CASELESS.finditer(text))
    names = ((m, token(len(m[0]), low, table)) for m, low in found if low in table.parts)
    return [one._replace(start=match.start(), end=match.end()) for match, one in names]
