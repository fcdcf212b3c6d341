"""From the markup of a page to its text, a line for each block, and what the markup says of each line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from tasks.html.choose import Choice
from tasks.html.declared import Declared, declare
from tasks.html.element import Elements
from tasks.html.lines import Line, read, squeeze
from tasks.html.roles import Headline, headline, is_meta
from tasks.html.rules import SiteRules
from tasks.html.sites import DROPPED, KEPT, mark
from tasks.html.survey import Survey
from tasks.html.tame import tame
from tasks.page import Block


@dataclass(frozen=True)
class Flattened:
    """A page as text: its `<title>`, then a line for each block in document order; `blocks` runs parallel to the lines.

    `declared` holds what the page's structured data say of it (title, author, date, language, …), as strings.
    """

    text: str
    blocks: tuple[Block, ...]
    declared: Mapping[str, str]


def flatten(markup: str, url: str | None, rules: SiteRules) -> Flattened:
    """The page as text, what its markup says of each line, and what it declares of itself.

    `url` is where the page was fetched: it chooses the row of `sites.csv` and may hold a date. Takes any text.
    """
    markup = tame(markup)
    row = rules.site(url)
    tree = LexborHTMLParser(mark(markup, row) if row else markup)
    declared = declare(tree, markup, url)
    lines = read(tree, Elements(rules.vocabulary))
    survey = Survey(lines, declared.body, declared.titles)
    title = squeeze(_title(tree))
    blocks = _blocks(lines, survey, declared, rules, headline(lines, declared.titles, title))
    texts = [title, *(line.text for line in lines)]
    first = _title_block(title, blocks)
    return Flattened("\n".join(texts), (first, *blocks), declared.fields)


def _title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("head > title") or tree.css_first("title")
    return (node.text() or "") if node is not None else ""


def _title_block(title: str, blocks: list[Block]) -> Block:
    if title and not any(block.role == "title" for block in blocks):
        return Block("title", role="title")
    return Block("title", "the page's title in the browser", "html.title")


def _blocks(
    lines: list[Line], survey: Survey, declared: Declared, rules: SiteRules, head: Headline | None
) -> list[Block]:
    if not lines:
        return []
    choice = Choice(survey, rules)
    chosen = any(KEPT in line.element.above or KEPT in line.element.own for line in lines)
    blocks: list[Block] = []
    for i, line in enumerate(lines):
        tag = line.element.tag
        marked = line.element.above | line.element.own
        if head is not None and i == head.line:
            blocks.append(Block(tag, role="title"))
        elif DROPPED in marked:
            blocks.append(Block(tag, "dropped by sites.csv", "html.sites"))
        elif chosen:
            kept = KEPT in marked
            blocks.append(Block(tag) if kept else Block(tag, "outside what sites.csv keeps", "html.sites"))
        elif choice.keep[i]:
            blocks.append(Block(tag))
        elif head is not None and is_meta(line, i, head.line, declared):
            blocks.append(Block(tag, role="meta"))
        else:
            rule, reason = choice.reason(i)
            blocks.append(Block(tag, reason, rule))
    return blocks
