"""What the ancestors of a piece of text say about it: each element is looked at once, and knows what stands above it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main menu nav ol option p pre "
    "search section summary table tbody td tfoot th thead tr ul video audio".split()
)
"""Elements whose text begins and ends a line of its own."""

UNSEEN = frozenset(
    "annotation applet area base canvas head iframe link meta noembed noframes noscript object optgroup option param rp "
    "script select source style svg template textarea title track".split()
)
"""Elements whose text no reader sees, or sees as a control."""

STRUCTURE = frozenset(
    "article aside blockquote button details dialog figure figcaption footer form header label li main nav ol pre "
    "section summary table td ul h1 h2 h3 h4 h5 h6 p dl address".split()
)
"""Elements whose presence above a line is evidence about it."""

MARK = "data-corrigenda"
"""The attribute by which `sites.py` hands on what a row of `sites.csv` says of an element."""

_PHRASES = frozenset("p h1 h2 h3 h4 h5 h6 dt summary figcaption".split())
_BOLD = frozenset("b strong em i u mark".split())
_INLINE = frozenset("abbr b bdi bdo big cite code em font i mark q s small strike strong sub sup tt u".split())
_NAMED = frozenset("class id role itemprop data-testid data-component data-qa data-type data-module".split())
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_INVISIBLE = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
_LONGEST_NAME = 400
"""Characters of an attribute that are read for its words: machine-made class lists say no more after that."""
_NONE: frozenset[str] = frozenset()


class Element:
    """An element that holds text, and what it inherits from those above it.

    `block` is the nearest element (itself or above) that stands on lines of its own. `own` holds the kinds that its
    class, id and the like name; `above` the kinds of its ancestors. `inside` holds the STRUCTURE elements it is or
    stands in. `characters`, `linked` and `prose` are sums over the lines within, filled in by who reads the lines.
    """

    __slots__ = (
        "above", "block", "bold", "characters", "depth", "inside", "link", "linked", "number", "own", "parent", "prose",
        "shape", "shapes", "skip", "tag",
    )  # fmt: skip

    def __init__(self, tag: str, parent: Element | None, own: frozenset[str], shape: str, number: int) -> None:
        self.tag = tag
        self.parent = parent
        self.own = own
        self.shape = shape
        self.number = number
        self.characters = self.linked = 0
        self.prose = 0.0
        self.shapes: dict[str, int] = {}
        if parent is None:
            self.block = self
            self.depth = 0
            self.link = self.bold = self.skip = False
            self.above = self.inside = _NONE
            return
        self.depth = parent.depth + 1
        self.block = self if _stands_alone(tag, parent) else parent.block
        self.link = tag == "a" or parent.link
        self.bold = tag in _BOLD or parent.bold
        self.skip = tag in UNSEEN or parent.skip
        self.above = parent.above if parent.own <= parent.above else parent.above | parent.own
        self.inside = parent.inside if tag not in STRUCTURE or tag in parent.inside else parent.inside | {tag}


def _stands_alone(tag: str, parent: Element) -> bool:
    if tag in BLOCKS:
        return tag != "button" or parent.block.tag not in _PHRASES
    return "-" in tag and parent.block.tag not in _PHRASES


class Elements:
    """The elements of one page, made as they are asked for. `vocabulary` gives the kind of a word in a class or id."""

    def __init__(self, vocabulary: Mapping[str, str]) -> None:
        self._vocabulary = vocabulary
        self._known: dict[int, Element] = {}
        self._kinds: dict[str, frozenset[str]] = {}
        self._top = Element("html", None, _NONE, "html", 0)

    def of(self, node: LexborNode | None) -> Element:
        """The element for a node of the tree; those above it are made too, from the top, without recursion."""
        chain: list[LexborNode] = []
        known = self._known
        element = self._top
        while node is not None:
            found = known.get(node.mem_id)
            if found is not None:
                element = found
                break
            chain.append(node)
            node = node.parent
        while chain:
            node = chain.pop()
            element = known[node.mem_id] = self._make(node, element)
        return element

    def _make(self, node: LexborNode, parent: Element) -> Element:
        tag = node.tag or ""
        number = len(self._known) + 1
        if tag in _INLINE or parent.skip:
            return Element(tag, parent, _NONE, tag, number)
        attributes = node.attributes
        own, shape = _NONE, tag
        if attributes:
            shape = f"{tag}.{attributes.get('class') or ''}"
            for name, value in attributes.items():
                if name in _NAMED:
                    if value:
                        own = own | self.kinds(value) if own else self.kinds(value)
                elif name == MARK and value:
                    own = own | {value}
                elif name == "hidden" or (name == "style" and value and _INVISIBLE.search(value)):
                    own = own | {"hidden"}
        parent.shapes[shape] = parent.shapes.get(shape, 0) + 1
        return Element(tag, parent, own, shape, number)

    def kinds(self, names: str) -> frozenset[str]:
        """The kinds that the words of a class, id or the like belong to."""
        kinds = self._kinds.get(names)
        if kinds is None:
            kinds = _NONE.union(*(self._read(name) for name in names[:_LONGEST_NAME].split()))
            self._kinds[names] = kinds
        return kinds

    def _read(self, name: str) -> frozenset[str]:
        kinds = self._kinds.get(name)
        if kinds is None:
            words = [word.lower() for word in _WORD.findall(name)]
            words += [first + second for first, second in zip(words, words[1:], strict=False)]
            vocabulary = self._vocabulary
            kinds = self._kinds[name] = frozenset([vocabulary[word] for word in words if word in vocabulary])
        return kinds
