"""Markup that a parser of the standard would take minutes for, made harmless: no reader sees the difference.

The standard's tree building walks all open elements at each tag, and all attributes at each attribute: a page that
nests a hundred thousand elements, or one tag with a hundred thousand attributes, costs time by the square.
"""

from __future__ import annotations

import re

MOST_CHARACTERS = 20_000_000
"""Characters of markup that are read: more is no page that anyone wrote."""
DEEPEST = 1_000
"""Levels of elements; deeper ones are taken as paragraphs of what they stand in."""
MANY_TAGS = 15_000
LONGEST_TAG = 20_000
MOST_OPTIONS = 2_000

_SURROGATES = re.compile(r"[\ud800-\udfff]")
_LONG_TAG = re.compile(rf"<([a-zA-Z][^\s<>/]{{0,40}}+)[^<>]{{{LONGEST_TAG},}}+")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})([^<>]*)>?")
_ALONE = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option "
    "optgroup colgroup rp rt path circle rect use g line polygon".split()
)
"""Elements that hold nothing, or that end by themselves where the next begins."""


def tame(markup: str) -> str:
    """The markup, without what would make its parsing slow. A page of ordinary size and depth comes back as it is."""
    if len(markup) > MOST_CHARACTERS:
        markup = markup[:MOST_CHARACTERS]
    try:
        markup.encode()
    except UnicodeEncodeError:
        markup = _SURROGATES.sub("\ufffd", markup)
    if max(map(len, markup.split("<"))) > LONGEST_TAG:
        markup = _LONG_TAG.sub(r"<\1", markup)
    if markup.count("<") > MANY_TAGS:
        markup = _flatten(markup)
    return markup


def _flatten(markup: str) -> str:
    depth = options = 0

    def flat(match: re.Match[str]) -> str:
        nonlocal depth, options
        closing, name, rest = match[1], match[2].lower(), match[3]
        if name == "option":
            options += 1
            return match[0] if options < MOST_OPTIONS else " "
        if name in _ALONE or rest.endswith("/"):
            return match[0]
        depth = max(0, depth - 1 if closing else depth + 1)
        if depth + bool(closing) > DEEPEST:
            return "" if closing else "<p>"
        return match[0]

    return _TAG.sub(flat, markup)
