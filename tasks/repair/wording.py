"""How a literal of the table is compared with the page's words, and how the replacement takes over their look."""

from __future__ import annotations

_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_APOSTROPHES = "\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "over", "the", "to", "with"}
)


def plain(text: str) -> str:
    """`text` with one kind of apostrophe and of space, of the same length: what literals are compared with."""
    if text.isascii():
        return text
    for character in _SPACES:
        text = text.replace(character, " ")
    for character in _APOSTROPHES:
        text = text.replace(character, "'")
    return text


def same_capitals(surface: str, literal: str) -> bool:
    """Whether every capital letter of `literal` stands as a capital in `surface` (of the same letters otherwise)."""
    return surface == literal or all(s == c for s, c in zip(surface, literal, strict=True) if c.isupper())


def carried(surface: str, literal: str, replacement: str) -> str:
    """`replacement` in the case of `surface`, which the table writes as `literal`: Word -> Repair, WORD -> REPAIR."""
    if surface == literal:
        return replacement
    if surface.isupper() and not literal.isupper():
        return replacement.upper()
    if _is_title(surface, literal):
        return _titled(replacement)
    if surface[0].isupper() and literal[0].islower():
        return replacement[0].upper() + replacement[1:]
    return replacement


def typographic(replacement: str, page: str) -> str:
    """`replacement` with the page's kind of apostrophe: the typographic one where it is the more frequent."""
    if "'" not in replacement or page.isascii():
        return replacement
    curly = "\N{RIGHT SINGLE QUOTATION MARK}"
    return replacement.replace("'", curly) if page.count(curly) > page.count("'") else replacement


def _is_title(surface: str, literal: str) -> bool:
    words = [(word, fixed) for word, fixed in zip(surface.split(" "), literal.split(" "), strict=True)]
    changed = [word != fixed for word, fixed in words if fixed not in _SMALL]
    return len(changed) > 1 and all(changed) and all(word[0].isupper() for word, fixed in words if fixed not in _SMALL)


def _titled(phrase: str) -> str:
    words = phrase.split(" ")
    return " ".join(w if n and w in _SMALL else w[:1].upper() + w[1:] for n, w in enumerate(words))
