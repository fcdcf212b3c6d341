# ruff: noqa: SIM905 - names of elements read best as words in a row
"""Markup that a parser of the standard would take minutes for, made harmless: no reader sees the difference.

The standard's tree building walks all open elements at each tag, and all attributes at each attribute: a page that
nests a hundred thousand elements, or one tag with a hundred thousand attributes, costs time by the square.
"""

from __future__ import annotations

import re
from itertools import islice

MOST_CHARACTERS = 20_000_000
"""Characters of markup that are read: more is no page that anyone wrote."""
MOST_TAGS = 300_000
"""Tags that are read: a hundred thousand elements and more; the page ends where the next would begin."""
DEEPEST = 1_000
"""Levels of elements; deeper ones are taken as paragraphs of what they stand in."""
MANY_TAGS = 15_000
LONGEST_TAG = 20_000
MOST_OPTIONS = 2_000

_BEGIN = re.compile("<")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_LONG_TAG = re.compile(rf"<([a-zA-Z][^\s<>/]{{0,40}}+)[^<>]{{{LONGEST_TAG},}}+")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})([^<>]*)>?")
_ALONE = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option "
    "optgroup colgroup rp rt path circle rect use g line polygon".split()
)
"""Elements that hold nothing, or that end by themselves where the next begins."""


def too_long(markup: str) -> bool:
    """Whether `tame` cuts the markup, so that what stands at its end is not read."""
    return len(markup) > MOST_CHARACTERS or (len(markup) > MOST_TAGS and markup.count("<") > MOST_TAGS)


def tame(markup: str) -> str:
    """The markup, without what would make its parsing slow; cut where it is longer than any page that people wrote.

    A page of ordinary size and depth comes back as it is.
    """
    if len(markup) > MOST_CHARACTERS:
        markup = markup[:MOST_CHARACTERS]
    if not markup.isascii():
        try:
            markup.encode()
        except UnicodeEncodeError:
            markup = _SURROGATES.sub("\ufffd", markup)
    markup = _shorten(markup)
    tags = markup.count("<") if len(markup) > MANY_TAGS else 0
    if tags > MOST_TAGS:
        markup = markup[: next(islice(_BEGIN.finditer(markup), MOST_TAGS, None)).start()]
    if tags > MANY_TAGS:
        markup = _flatten(markup)
    return markup


def _shorten(markup: str) -> str:
    """The markup, tags of LONGEST_TAG characters and more without their attributes.

    Such a tag holds a stretch of half that length without `<`: only where there is one is it looked for.
    """
    half = LONGEST_TAG // 2
    pieces: list[str] = []
    done = 0
    for at in range(0, len(markup) - half, half):
        if at < done or markup.find("<", at, at + half) >= 0:
            continue
        begun = markup.rfind("<", done, at)
        if begun >= 0 and (tag := _LONG_TAG.match(markup, begun)):
            pieces += markup[done:begun], "<", tag[1]
            done = tag.end()
    return "".join([*pieces, markup[done:]]) if pieces else markup


def _flatten(markup: str) -> str:
    """The markup with tags deeper than DEEPEST, and options past MOST_OPTIONS, out of it."""
    opened: list[str] = []
    count: dict[str, int] = {}
    options = 0

    def flat(match: re.Match[str]) -> str:
        nonlocal options
        closing, name, rest = match[1], match[2].lower(), match[3]
        if name == "option":
            options += 1
            return match[0] if options < MOST_OPTIONS else " "
        if name in _ALONE or rest.endswith("/"):
            return match[0]
        if not closing:
            if len(opened) >= DEEPEST:
                return "<p>"
            opened.append(name)
            count[name] = count.get(name, 0) + 1
            return match[0]
        if not count.get(name):
            return ""
        while opened:
            last = opened.pop()
            count[last] -= 1
            if last == name:
                break
        return match[0]

    return _TAG.sub(flat, markup)
