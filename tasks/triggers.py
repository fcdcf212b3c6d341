"""All occurrences of a finite set of literals in a text: the matcher that repair and names share.

Every hit is found, overlapping ones too: a longer hit that fails its word boundary must not swallow a shorter one.
Linear in the text and the number of hits, whatever the literals.

The automaton (Aho-Corasick, as a table of states) reads a rough form of the text, in which only ASCII letters differ:
figures are all one, everything else is a blank. So it has 30 characters and not 256, literals that differ in a
date are one pattern, and where a word begins is a blank that the pattern holds. It knows how patterns begin, no more,
which makes it small enough for the processor's cache; what it finds is compared with the literals themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation

_HEAD = 16
"""Characters of a pattern that the automaton knows: with 12 it finds four times as many in vain, with all of them it is
four times as large."""
_MOST = 60_000
"""Beginnings of patterns from which the table of states gives way to a slower, smaller form: 50 MB for so many."""
_KELVIN = "\N{KELVIN SIGN}"
"""The one character beyond ASCII whose lower case is an ASCII letter."""
_FINAL_SIGMA = "\N{GREEK SMALL LETTER FINAL SIGMA}"
"""What the lower case of one letter is at the end of a word."""
_LAST_CASED = 0x1F000
"""Letters with a lower case stand below this code point."""
_BLANK = ord(" ")
_ROUGH = bytes(
    ord("0") if chr(code).isdigit() or code == ord("_") else code if chr(code).isalpha() else _BLANK
    for code in bytes(range(128)).lower()
).ljust(256)


class Hit(NamedTuple):
    """A literal found: code points `start:end` of the text, and which literal, counted from 0."""

    start: int
    end: int
    which: int


class Triggers:
    """A compiled set of literals. `ignore_case` compares lower-case forms (those that keep their length).

    The automaton is built where it is first used: 0.5 s for 100,000 literals, which a process that only hands the
    table on need not pay. It cannot be pickled; the literals can.
    """

    def __init__(self, literals: Sequence[str], *, ignore_case: bool = False) -> None:
        self._ignore_case = ignore_case
        self._literals = [_alike(literal) for literal in literals] if ignore_case else list(literals)

    def __getstate__(self) -> dict[str, object]:
        return {"_ignore_case": self._ignore_case, "_literals": self._literals}

    @cached_property
    def _automaton(self) -> _Automaton:
        return _compiled(self._numbers)

    @cached_property
    def _numbers(self) -> dict[str, tuple[int, ...]]:
        """Which literals read so."""
        numbers: dict[str, tuple[int, ...]] = {}
        for number, literal in enumerate(self._literals):
            numbers[literal] = (*numbers.get(literal, ()), number)
        return numbers

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._literals), default=0)

    def hits(self, text: str) -> list[Hit]:
        """Every occurrence as a whole word or words, sorted by start, then end, then literal."""
        return sorted(set(self._within(text, 0, len(text))))

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
        """The hits that lie in `first:last`, some perhaps twice, since literals look alike in the rough form."""
        if first == last or not self._literals:
            return
        piece, numbers, ignore_case = text[first:last], self._numbers, self._ignore_case
        for start, end in self._automaton.candidates(piece):
            found = piece[start:end]
            which = numbers.get(_alike(found) if ignore_case else found)
            if which and whole(text, first + start, first + end):
                yield from (Hit(first + start, first + end, number) for number in which)


class _Exact(NamedTuple):
    """Literals without an ASCII letter or figure: `blanks` or more in the rough form; each has one of `letters`."""

    automaton: AhoCorasick
    blanks: bytes
    letters: str


class _Automaton(NamedTuple):
    """Finds where literals may stand: by `heads`, the beginnings of their patterns.

    `shapes` says of the patterns with each head where their last blank stands, and where their literals begin and end,
    all counted from the head's start in the rough text, and sorted.
    """

    heads: BytesAhoCorasick
    shapes: Sequence[Sequence[tuple[int, int, int]]]
    exact: _Exact | None

    def candidates(self, text: str) -> Iterator[tuple[int, int]]:
        """Spans of the text that may be a literal; none that is one is missing."""
        shapes, rough = self.shapes, _rough(text)
        size = len(rough)
        for head, at, _ in self.heads.find_matches_as_indexes(rough, overlapping=True):
            for blank, start, end in shapes[head]:
                if at + blank >= size:
                    break
                if rough[at + blank] == _BLANK and at + start >= 0 and at + end <= size - 2:
                    yield at + start, at + end
        exact = self.exact
        if exact and exact.blanks in rough and any(letter in text for letter in exact.letters):
            for _, start, end in exact.automaton.find_matches_as_indexes(_alike(text), overlapping=True):
                yield start, end


def _compiled(literals: Iterable[str]) -> _Automaton:
    heads: dict[bytes, set[tuple[int, int, int]]] = {}
    exact: dict[str, bytes] = {}
    rough, at = _rough("\n".join(literals)), 1
    for literal in literals:
        size, begins, ends = len(literal), _in_word(literal[0]), _in_word(literal[-1])
        pattern = rough[at - begins : at + size + ends]  # with the blanks at its borders
        if pattern.isspace():
            exact[literal] = pattern
        else:
            heads.setdefault(pattern[:_HEAD], set()).add((len(pattern) - 1, begins - 1, begins - 1 + size))
        at += size + 1
    form = Implementation.DFA if len(heads) <= _MOST else Implementation.ContiguousNFA
    shapes = [sorted(found) for found in heads.values()]
    return _Automaton(BytesAhoCorasick(list(heads), implementation=form), shapes, _exact(exact))


def _exact(patterns: Mapping[str, bytes]) -> _Exact | None:
    if not patterns:
        return None
    lower = [_alike(literal) for literal in patterns]
    common = Counter(letter for literal in lower for letter in literal)
    chosen: set[str] = set()
    for literal in lower:
        if chosen.isdisjoint(literal):
            chosen.add(max(literal, key=lambda letter: (letter != " ", common[letter], letter)))
    letters = "".join(letter + _capitals().get(letter, "") for letter in chosen)
    return _Exact(AhoCorasick(lower), min(patterns.values(), key=len), letters)


@cache
def _capitals() -> dict[str, str]:
    """The letters that are alike but for their case, for each lower-case letter; 126,000 characters are looked at."""
    found: dict[str, str] = {}
    for letter in map(chr, range(_LAST_CASED)):
        lower = _alike(letter)
        if lower != letter:
            found[lower] = found.get(lower, "") + letter
    return found


def _rough(text: str) -> bytes:
    """The text in the characters of the automaton, between two blanks."""
    return b" " + text.replace(_KELVIN, "k").encode("ascii", "replace").translate(_ROUGH) + b" "


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
