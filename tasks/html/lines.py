"""The cheap pass: from the tree to the lines a reader could see, in document order, each with where it stood.

lexbor parses and walks in C; Python sees each node once, and nothing recurses, so depth is no danger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser

from tasks.html.element import BREAKING, Element, Elements

_SPACE = re.compile(r"[\s\u200b\ufeff\x00-\x1f\x7f\x85\u2028\u2029]+")
SENTENCE_END = tuple(".!?…:。！？।؟۔")
_CLOSING = "\"'”’»)]“"
_CELLS = frozenset(("td", "th"))
_BETWEEN_CELLS = " | "
_PARAGRAPH = 2
"""Line breaks in a row that begin a new paragraph; one does so only after the end of a sentence."""
_SHORT_CELL = 80
"""Cells of one row that are shorter than this many characters make one line: longer ones are columns of a layout."""


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
        """Append a piece that stands in `element`; a single line break before it is a space."""
        if self.breaks:
            self.pieces.append(" ")
            self.breaks = 0
        self.pieces.append(text)
        if element.link:
            self.linked += len(text)
            self.links.add(element.number)
        if element.bold:
            self.bold += len(text)

    def space(self) -> None:
        """Append white space; between blocks it means nothing."""
        if self.pieces:
            self.pieces.append(" ")

    def ends(self) -> bool:
        """Whether the line breaks that were last read end the line."""
        return self.breaks >= _PARAGRAPH or ends_sentence("".join(self.pieces[-3:]))

    def lines(self) -> Iterable[Line]:
        """The line, none if it would be empty; preformatted text keeps its own lines."""
        whole = "".join(self.pieces)
        if self.block.tag == "pre":
            return self._preformatted(whole)
        text = squeeze(whole)
        return [Line(text, self.block, min(self.linked, len(text)), len(self.links), self.bold)] if text else []

    def _preformatted(self, whole: str) -> Iterator[Line]:
        for part in whole.split("\n"):
            if text := squeeze(part):
                share = len(part) / len(whole)
                linked, bold = (
                    (self.linked, self.bold) if share == 1 else (int(self.linked * share), int(self.bold * share))
                )
                yield Line(text, self.block, min(linked, len(text)), len(self.links), bold)


def squeeze(text: str) -> str:
    """The text with each run of white space and control characters as one space, none at the ends."""
    text = " ".join(text.split())
    return text if text.isprintable() else _SPACE.sub(" ", text).strip()


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
            text = node.text_content or ""
            if text.isspace():
                draft.space()
                continue
            element = elements.of(node.parent)
            if element.skip:
                continue
            if element.block is not draft.block or (draft.breaks and draft.ends()):
                if draft.pieces:
                    yield from draft.lines()
                draft = _Draft(element.block)
            draft.add(text, element)
        elif tag == "br":
            draft.breaks += 1
        elif tag in BREAKING:
            draft.breaks = 2
    yield from draft.lines()


def _join_cells(lines: Iterator[Line]) -> list[Line]:
    """The lines, those of the short cells of one row made one."""
    joined: list[Line] = []
    row: list[Line] = []
    for line in lines:
        if row and not _same_row(row[-1], line):
            joined.append(_row(row))
            row = []
        if line.element.tag in _CELLS:
            row.append(line)
        else:
            joined.append(line)
    return [*joined, _row(row)] if row else joined


def _row(cells: list[Line]) -> Line:
    if len(cells) == 1:
        return cells[0]
    return Line(
        _BETWEEN_CELLS.join([cell.text for cell in cells]),
        cells[-1].element,
        sum(cell.linked for cell in cells),
        sum(cell.links for cell in cells),
        sum(cell.bold for cell in cells),
    )


def _same_row(first: Line, second: Line) -> bool:
    one, two = first.element, second.element
    if one.tag not in _CELLS or two.tag not in _CELLS or one.parent is not two.parent or one is two:
        return False
    return len(first.text) < _SHORT_CELL and len(second.text) < _SHORT_CELL
