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
_SUBJECTS = (
    *("HTML", "XHTML", "XML", "markup", "BBCode", "CSS", "JavaScript", "Handlebars", "Mustache", "WordPress"),
    *("Template", "Templates", "template", "templates", "Shortcode", "Shortcodes", "shortcode", "shortcodes"),
)
_ABOUT = re.compile("|".join([*(rf"{word}(?<=\b{word})\b" for word in _SUBJECTS), "</?(?:code|pre)>"]))
"""A page about markup. Each word begins with its letter, not with a boundary: that is found seven times faster."""
_BRACED = re.compile(r"\{(?=(?P<word>dollars|euros|pounds)\})")
"""A word that a machine's list of synonyms protected from exchange."""
_TORN = re.compile(r"< /?(?:p|br|div)\s?/?>\s?", re.IGNORECASE)


SECTION = re.compile(r"\{\{[#^/] ?[A-Za-z][\w.]{0,60} ?\}\}")
"""The begin or end of a section of a page's template, left in the text."""
_SHORTCODE = re.compile(
    r"\[(?:/(?:caption|embed|gallery|audio|video|playlist)|(?:caption|gallery|audio|video) [a-z]{1,20}=[^\[\]\n]{0,300}"
    r"|/?(?:vc_|et_pb_|fusion_)[a-z_]{2,40}(?: [^\[\]\n]{0,300})?)\]"
)


def changes(text: str) -> Iterator[Change]:
    """The removals of markup from a text. A block's tag between two words leaves a space."""
    for match in _BRACED.finditer(text) if "{" in text else ():
        end = match.end("word")
        yield Change("markup.brace", match.start(), match.end(), "")
        yield Change("markup.brace", end, end + 1, "")
    found = [*_tags(text), *_templates(text)]
    if found and not _ABOUT.search(text):
        yield from found


def _tags(text: str) -> Iterator[Change]:
    """The tags of HTML in a text, whole and torn."""
    if "<" not in text:
        return
    for match in _TAG.finditer(text):
        if match["inline"] and not _paired(match):
            continue
        between = text[match.start() - 1 : match.start()].strip() and text[match.end() : match.end() + 1].strip()
        yield Change("markup.tag", match.start(), match.end(), "" if match["inline"] or not between else " ")
    for match in _TORN.finditer(text):
        yield Change("markup.tag", match.start(), match.end(), "")


def _templates(text: str) -> Iterator[Change]:
    """What systems that publish pages and forums write in brackets and braces."""
    if "{" in text:
        yield from (Change("markup.template", *match.span(), "") for match in SECTION.finditer(text))
    if "[" in text:
        for match in _SHORTCODE.finditer(text):
            if "://" not in match[0]:
                yield Change("markup.shortcode", *match.span(), "")
    if "[" in text:
        for match in _BBCODE.finditer(text):
            yield Change("markup.bbcode", match.start(), match.start("inside"), "")
            yield Change("markup.bbcode", match.end("inside"), match.end(), "")


def _paired(match: re.Match[str]) -> bool:
    """Whether an inline tag is one: it closes something, or what closes it stands soon after in the paragraph."""
    after = match.string[match.end() : match.end() + _FARTHEST].split("\n", 1)[0]
    return bool(match["slash"]) or f"</{match['inline'].lower()}>" in after.lower()
