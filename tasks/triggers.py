"""All occurrences of a finite set of literals in a text: the matcher that repair and names share.

Every hit is found, overlapping ones too: a longer hit that fails its word boundary must not swallow a shorter one.
Linear in the text and the number of hits, whatever the literals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

_FINAL_SIGMA = "\N{GREEK SMALL LETTER FINAL SIGMA}"
"""What the lower case of one letter is at the end of a word."""


class Hit(NamedTuple):
    """A literal found: code points `start:end` of the text, and which literal, counted from 0."""

    start: int
    end: int
    which: int


class Triggers:
    """A compiled set of literals. `ignore_case` compares lower-case forms (those that keep their length).

    The automaton is built where it is first used: 0.1 s for 100,000 literals, which a process that only hands the
    table on need not pay. It cannot be pickled; the literals can. A table of states over a rough form of the text, in
    30 characters, would save 13 us a page, and cost 0.3 s and 30 MB in every process: no gain before 20,000 pages.
    """

    def __init__(self, literals: Sequence[str], *, ignore_case: bool = False) -> None:
        self._ignore_case = ignore_case
        self._literals = [_alike(literal) for literal in literals] if ignore_case else list(literals)

    def __getstate__(self) -> dict[str, object]:
        return {"_ignore_case": self._ignore_case, "_literals": self._literals}

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._literals)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._literals), default=0)

    def hits(self, text: str) -> list[Hit]:
        """Every occurrence as a whole word or words, sorted by start, then end, then literal."""
        return sorted(self._within(text, 0, len(text)))

    def hits_near(self, text: str, spans: Iterable[tuple[int, int]]) -> list[Hit]:
        """Those hits that touch one of the sorted spans of `text`, and perhaps others beside them; sorted as well."""
        reach = self._longest
        found: list[Hit] = []
        first = last = 0
        for start, end in spans:
            if start - reach > last:
                found += self._within(text, first, last)
                first = start - reach
            last = max(last, end + reach)
        return sorted({*found, *self._within(text, first, last)})

    def _within(self, text: str, first: int, last: int) -> Iterator[Hit]:
        """The hits that lie in `first:last`."""
        if first == last or not self._literals:
            return
        piece = text[first:last]
        haystack = _alike(piece) if self._ignore_case else piece
        for which, start, end in self._automaton.find_matches_as_indexes(haystack, overlapping=True):
            if whole(text, first + start, first + end):
                yield Hit(first + start, first + end, which)


def fold(text: str) -> str:
    """The lower-case form of `text`, of the same length: a character whose lower case is longer (İ) stays."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def _alike(text: str) -> str:
    """`text` in lower case, each letter regardless of those around it."""
    if text.isascii():
        return text.lower()
    return fold(text).replace(_FINAL_SIGMA, "\N{GREEK SMALL LETTER SIGMA}")


def whole(text: str, start: int, end: int) -> bool:
    """Whether `start:end` begins and ends at a word boundary, where its own first and last characters are of a word."""
    if start > 0 and _in_word(text[start - 1]) and _in_word(text[start]):
        return False
    return not (end < len(text) and _in_word(text[end]) and _in_word(text[end - 1]))


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
