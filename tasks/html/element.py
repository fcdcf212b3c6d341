# ruff: noqa: SIM905 - names of elements read best as words in a row
"""What the elements above a piece of text say about it: each is looked at once, and knows what stands above it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import add

from selectolax.lexbor import LexborNode

BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main menu nav ol option p pre "
    "search section summary table tbody td tfoot th thead tr ul video audio".split()
)
"""Elements whose text begins and ends a line of its own."""

BREAKING = BLOCKS - {"button", "label"}
"""Those that do so inside a paragraph as well."""

UNSEEN = frozenset(
    "annotation applet area base canvas head iframe link meta noembed noframes noscript object optgroup option param "
    "rp script select source style svg template textarea title track".split()
)
"""Elements whose text no reader sees, or sees as a control."""

STRUCTURE = frozenset(
    "article aside blockquote button details dialog figure figcaption footer form header label li main nav ol pre "
    "section summary table td ul h1 h2 h3 h4 h5 h6 p dl address".split()
)
"""Elements whose presence above a line is evidence about it."""

_WRAPPERS = frozenset(("a", "span"))
MARK = "data-corrigenda"
"""The attribute by which `sites.py` hands on what a row of `sites.csv` says of an element."""

FURNITURE = frozenset(("nav", "footer", "button"))
"""Elements that hold a site's furniture by their very definition (a footer inside a quotation names its author)."""

_ROLES = frozenset("alertdialog contentinfo dialog menu menubar navigation search toolbar".split())
_HIDING = frozenset(("hidden", "aria-hidden"))

_PHRASES = frozenset("p h1 h2 h3 h4 h5 h6 dt summary figcaption".split())
_BOLD = frozenset("b strong em i u mark".split())
_PLAIN = frozenset("abbr bdi bdo big cite code font q s small strike sub sup tt".split())
"""Elements that say nothing of where their text stands: it is taken as standing in what holds them."""
_NAMED = frozenset("class id role itemprop data-testid data-component data-qa data-type data-module".split())
_TELLING = _NAMED | _HIDING | {"style", MARK}
_WORD = re.compile(r"(?<=\s)(?=\S)|[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
"""A word, or the empty one where one name ends and the next begins."""
_INVISIBLE = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
_LONGEST_NAME = 400
"""Characters of an attribute that are read for its words: machine-made class lists say no more after that."""
_FILED_UNDER = ("tag-", "category-", "has-", "format-")
"""Classes by which WordPress says on the article itself what it is filed under: no word about what the element is."""
CONSENT = "consent"
"""The kind of what asks for leave to set cookies; scripts hide it once it is given, so that only its name tells."""
_WHOLE = frozenset(("html", "body"))
_NONE: frozenset[str] = frozenset()


class Element:
    """An element that holds text, and what it inherits from those above it.

    `furniture` says that it is or stands in one of FURNITURE, or in what is hidden. `own` holds the kinds that its
    class, id and the like name; `above` the kinds of its ancestors. `inside` holds the STRUCTURE elements it is or
    stands in. `characters`, `linked` and `prose` are sums over the lines within, filled in by who reads the lines.
    """

    __slots__ = (
        "_block", "_shapes", "above", "bold", "characters", "furniture", "inside", "link", "linked", "number",
        "own", "parent", "prose", "shape", "skip", "tag",
    )  # fmt: skip

    def __init__(self, tag: str, parent: Element | None, own: frozenset[str], shape: str, number: int) -> None:
        self.tag = tag
        self.parent = parent
        self.own = own
        self.shape = shape
        self.number = number
        self.characters = self.linked = 0
        self.prose = 0.0
        self._shapes: dict[str, int] | None = None
        self._block: Element | None = None
        if parent is None:
            self.link = self.bold = self.skip = self.furniture = False
            self.above = self.inside = _NONE
            return
        around = parent._block or parent
        if tag not in BREAKING and (around.tag in _PHRASES or (tag not in BLOCKS and "-" not in tag)):
            self._block = around
        self.link = parent.link or tag == "a"
        self.bold = parent.bold or tag in _BOLD
        self.skip = parent.skip or tag in UNSEEN
        self.above = parent.above if parent.own <= parent.above else parent.above | parent.own
        inside = parent.inside
        self.furniture = parent.furniture or (tag in FURNITURE and "blockquote" not in inside)
        self.inside = inside if tag not in STRUCTURE or tag in inside else inside | {tag}

    @property
    def block(self) -> Element:
        """The nearest element, itself or above, that stands on lines of its own."""
        return self._block or self

    def count(self, shape: str) -> None:
        """Take note of a child of this shape."""
        if self._shapes is None:
            self._shapes = {}
        self._shapes[shape] = self._shapes.get(shape, 0) + 1

    def alike(self, shape: str) -> int:
        """How many children of this shape the element has."""
        return self._shapes.get(shape, 0) if self._shapes else 0


def _begins_with_text(node: LexborNode) -> bool:
    """Whether the element holds text straight away: it wraps words, then, and no boxes whose class says something."""
    child = node.child
    return child is not None and child.tag == "-text" and not (child.text_content or " ").isspace()


class Elements:
    """The elements of one page, made as they are asked for. `vocabulary` gives the kind of a word in a class or id."""

    def __init__(self, vocabulary: Mapping[str, str]) -> None:
        self._vocabulary = vocabulary
        self._words = frozenset(vocabulary)
        self._known: dict[int, Element] = {}
        self._kinds: dict[str, frozenset[str]] = {}
        self._made = 0
        self._top = Element("html", None, _NONE, "html", 0)

    def of(self, node: LexborNode | None) -> Element:
        """The element for a node of the tree; those above it are made too, from the top, without recursion."""
        chain: list[tuple[LexborNode, int]] = []
        known = self._known
        element = self._top
        while node is not None:
            address = node.mem_id
            found = known.get(address)
            if found is not None:
                element = found
                break
            chain.append((node, address))
            node = node.parent
        for node, address in reversed(chain):
            if not element.skip:
                element = self._make(node, element)
            known[address] = element
        return element

    def _make(self, node: LexborNode, parent: Element) -> Element:
        tag = node.tag or ""
        if tag in _PLAIN:
            return parent
        self._made += 1
        number = self._made
        if tag in _WRAPPERS and _begins_with_text(node):
            return parent if tag == "span" else Element(tag, parent, _NONE, tag, number)
        if parent.furniture or tag in _BOLD:
            return Element(tag, parent, _NONE, tag, number)
        attributes = node.attributes
        if not attributes:
            return parent if tag == "span" else Element(tag, parent, _NONE, tag, number)
        own, furniture = self._named(attributes)
        furniture = furniture or (CONSENT in own and tag not in _WHOLE)
        shape = f"{tag}.{attributes.get('class') or ''}"
        parent.count(shape)
        if tag == "span" and not own and not furniture:
            return parent
        element = Element(tag, parent, own, shape, number)
        if furniture:
            element.furniture = True
        return element

    def _named(self, attributes: dict[str, str | None]) -> tuple[frozenset[str], bool]:
        """The kinds that an element's attributes name, and whether they say that it is furniture or hidden."""
        own, furniture = _NONE, False
        for name in _TELLING.intersection(attributes):
            value = attributes[name]
            if name in _HIDING:
                furniture = furniture or value != "false"
            elif not value:
                continue
            elif name == "style":
                furniture = furniture or _INVISIBLE.search(value) is not None
            elif name == MARK:
                own = own | {value}
            else:
                kinds = self.kinds(value)
                own = own | kinds if own else kinds
                furniture = furniture or (name == "role" and value in _ROLES)
        return own, furniture

    def kinds(self, names: str) -> frozenset[str]:
        """The kinds that the words of a class, id or the like belong to."""
        kinds = self._kinds.get(names)
        if kinds is None:
            kinds = self._kinds[names] = self._read(names[:_LONGEST_NAME])
        return kinds

    def _read(self, names: str) -> frozenset[str]:
        if "-post" in names or "hentry" in names:
            parts = names.split()
            if "hentry" in parts or "type-post" in parts:
                names = " ".join([part for part in parts if not part.startswith(_FILED_UNDER)])
        words = " ".join(_WORD.findall(names)).lower().split(" ")
        known = self._words.intersection(words) | self._words.intersection(map(add, words, words[1:]))
        return frozenset(map(self._vocabulary.__getitem__, known)) if known else _NONE
