"""The cheap pass: from the tree to the lines a reader could see, in document order, each with where it stood.

lexbor parses and walks in C; Python sees each node once, and nothing recurses, so depth is no danger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from tasks.html.element import BLOCKS, Element, Elements

_SPACE = re.compile(r"[\s\u200b\ufeff\x00-\x1f\x7f\x85\u2028\u2029]+")
SENTENCE_END = tuple(".!?…:。！？।؟۔")
_CLOSING = "\"'”’»)]“"
_SHORT_CELL = 80
"""Cells of one row that are all shorter than this many characters make one line: longer ones are columns of a layout."""


class Line:
    """A line of the flattened page: its text, the element it stands in, and what of it is linked.

    `linked` counts the characters inside links, `links` the links, `bold` the characters in bold or italic type.
    """

    __slots__ = ("bold", "element", "linked", "links", "text")

    def __init__(self, text: str, element: Element, linked: int = 0, links: int = 0, bold: int = 0) -> None:
        self.text = text
        self.element = element
        self.linked = linked
        self.links = links
        self.bold = bold


class _Draft:
    """The line being written: pieces of text as the markup gives them, white space and all."""

    __slots__ = ("block", "bold", "breaks", "linked", "links", "pieces")

    def __init__(self, block: Element) -> None:
        self.block = block
        self.pieces: list[str] = []
        self.linked = self.bold = self.breaks = 0
        self.links: set[int] = set()

    def add(self, text: str, element: Element) -> None:
        self.pieces.append(text)
        if element.link:
            self.linked += len(text)
            self.links.add(element.number)
        if element.bold:
            self.bold += len(text)

    def ends_sentence(self) -> bool:
        return ends_sentence("".join(self.pieces[-3:]))

    def line(self) -> Line | None:
        text = squeeze("".join(self.pieces))
        return Line(text, self.block, min(self.linked, len(text)), len(self.links), self.bold) if text else None


def squeeze(text: str) -> str:
    """The text with each run of white space and control characters as one space, none at the ends."""
    return _SPACE.sub(" ", text).strip()


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, closing quotation marks and brackets aside."""
    return text.rstrip().rstrip(_CLOSING).endswith(SENTENCE_END)


def read(tree: LexborHTMLParser, elements: Elements) -> list[Line]:
    """The lines of the page's body, in document order; none is empty."""
    return _join_cells(_lines(tree, elements))


def _lines(tree: LexborHTMLParser, elements: Elements) -> Iterator[Line]:
    root = tree.body or tree.root
    if root is None:
        return
    draft = _Draft(elements.of(None))
    for node in root.traverse(include_text=True):
        tag = node.tag
        if tag == "-text":
            element = elements.of(node.parent)
            if element.skip:
                continue
            text = node.text_content or ""
            block = element.block
            if draft.breaks or block is not draft.block:
                if not text.strip():
                    continue
                if block is not draft.block or draft.breaks > 1 or draft.ends_sentence():
                    if line := draft.line():
                        yield line
                    draft = _Draft(block)
                else:
                    draft.breaks = 0
                    draft.pieces.append(" ")
            if block.tag == "pre" and "\n" in text:
                *whole, text = text.split("\n")
                for part in whole:
                    draft.add(part, element)
                    if line := draft.line():
                        yield line
                    draft = _Draft(block)
            draft.add(text, element)
        elif tag == "br":
            draft.breaks += 1
        elif tag in BLOCKS:
            draft.breaks = 2
    if line := draft.line():
        yield line


def _join_cells(lines: Iterator[Line]) -> list[Line]:
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last is not None and _same_row(last, line):
            last.text = f"{last.text} | {line.text}"
            last.linked += line.linked
            last.links += line.links
            last.bold += line.bold
            last.element = line.element
        else:
            joined.append(line)
    return joined


def _same_row(first: Line, second: Line) -> bool:
    one, two = first.element, second.element
    if one.tag not in ("td", "th") or two.tag not in ("td", "th") or one.parent is not two.parent or one is two:
        return False
    return len(second.text) < _SHORT_CELL and len(first.text.rsplit(" | ", 1)[-1]) < _SHORT_CELL
