"""From the markup of a page to its text, a line for each block, and what the markup says of each line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from tasks.html.choose import FURNITURE, Choice, Reason
from tasks.html.declared import Declared, declare
from tasks.html.element import Elements
from tasks.html.lines import Line, read, squeeze
from tasks.html.roles import headline, is_meta
from tasks.html.rules import SiteRules
from tasks.html.sites import mark, site_verdicts
from tasks.html.survey import Survey, in_question
from tasks.html.tame import tame, too_long
from tasks.page import Block

MOST_LINES = 20_000
"""Lines that are weighed; further ones go by where they stand, so that no page takes more than seconds."""


@dataclass(frozen=True)
class Flattened:
    """A page as text: its `<title>`, then a line for each block in document order; `blocks` runs parallel to the lines.

    `declared` holds what the page's structured data say of it (title, author, date …), as strings; `cut` says
    whether the page was longer than is read.
    """

    text: str
    blocks: tuple[Block, ...]
    declared: Mapping[str, str]
    cut: bool = False


def flatten(markup: str, url: str | None, rules: SiteRules) -> Flattened:
    """The page as text, what its markup says of each line, and what it declares of itself.

    `url` is where the page was fetched: it chooses the row of `sites.csv` and may hold a date. Takes any text.
    """
    cut = too_long(markup)
    markup = tame(markup)
    row = rules.site(url)
    tree = LexborHTMLParser(mark(markup, row) if row else markup)
    declared = declare(tree, markup, url)
    title = squeeze(_title(tree))
    lines = read(tree, Elements(rules.vocabulary))
    blocks = _blocks(lines, declared, rules, headline(lines, declared.titles, title))
    texts = [title, *(line.text for line in lines)]
    first = _title_block(title, blocks)
    return Flattened("\n".join(texts), (first, *blocks), declared.fields, cut)


def _title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("head > title") or tree.css_first("title")
    return (node.text() or "") if node is not None else ""


def _title_block(title: str, blocks: list[Block]) -> Block:
    if title and not any(block.role == "title" for block in blocks):
        return Block("title", role="title")
    return Block("title", "the page's title in the browser", "html.title")


def _blocks(lines: list[Line], declared: Declared, rules: SiteRules, head: int | None) -> list[Block]:
    asked = in_question(lines)
    weighed, rest = asked[:MOST_LINES], asked[MOST_LINES:]
    choice = Choice(Survey([lines[i] for i in weighed], declared.body, declared.titles), rules)
    verdicts: list[Reason | None] = [FURNITURE] * len(lines)
    for at, i in enumerate(weighed):
        verdicts[i] = None if choice.keep[at] else choice.reason(at)
    for i in rest:
        verdicts[i] = choice.by_place(lines[i])
    by_site = site_verdicts(lines)
    blocks: list[Block] = []
    for i, (line, verdict) in enumerate(zip(lines, verdicts, strict=True)):
        tag = line.element.tag
        if i == head:
            blocks.append(Block(tag, role="title"))
            continue
        reason = by_site.get(i, verdict)
        if reason is None:
            blocks.append(Block(tag))
        elif head is not None and i not in by_site and is_meta(line, i, head, declared):
            blocks.append(Block(tag, role="meta"))
        else:
            blocks.append(Block(tag, reason[1], reason[0]))
    return blocks
