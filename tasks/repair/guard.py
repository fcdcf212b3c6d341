"""Guards: what must or must not stand beside a hit, in its paragraph, on its page.

Guards are literals, or one of a few named kinds of neighbour (`<number>`, `<capital>` …); there is no pattern language,
so no row can make a run slow: a neighbour costs the guard's own length, evidence one search of the paragraph or page
for each rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from tasks.repair.rule import Rule
from tasks.triggers import fold

_FARTHEST = 40
"""Code points looked at for a neighbouring word, where a guard names its kind."""
_BEFORE = re.compile(r"(?<![\w'-])[\w'-]++$")
_AFTER = re.compile(r"[\w'-]+")

KINDS: dict[str, Callable[[str], bool]] = {
    "<start>": lambda word: not word,
    "<end>": lambda word: not word,
    "<number>": lambda word: word[:1].isdigit(),
    "<capital>": lambda word: word[:1].isupper(),
    "<lower>": lambda word: word[:1].islower(),
    "<punctuation>": lambda word: bool(word) and not word[0].isalnum(),
}
"""Kinds of neighbour: nothing (the paragraph's start or end), a number, a word in capitals or not, a mark."""


class Surroundings:
    """A page's text as guards see it; remembers what was found where. `lines` are spans of `text`, one a paragraph."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: dict[tuple[str, int, int], bool] = {}

    @cached_property
    def _folded(self) -> str:
        return fold(self.text)

    def mentions(self, evidence: str, start: int, end: int) -> bool:
        """Whether `evidence` stands in `start:end`.

        In lower case it is the beginning of a word in either case (`peacekeep`); with a capital it is whole words
        exactly as written (`UN`), or with a star the beginning of one (`Kazakh*`).
        """
        key = evidence, start, end
        if key not in self._found:
            self._found[key] = self._search(evidence, start, end)
        return self._found[key]

    def _search(self, evidence: str, start: int, end: int) -> bool:
        lower = evidence == evidence.lower()
        literal = evidence.removesuffix("*")
        open_ended = lower or literal != evidence
        text = self._folded if lower else self.text
        at = text.find(literal, start, end)
        while at >= 0:
            after = at + len(literal)
            if not _joined(text, at) and (open_ended or not _joined(text, after)):
                return True
            at = text.find(literal, at + 1, end)
        return False

    def before(self, guards: Sequence[str], start: int, at: int) -> bool:
        """Whether one of `guards` stands directly before `at`, in the paragraph that begins at `start`."""
        reach = max(start, at - _FARTHEST - max(map(len, guards)))
        left = self.text[reach:at].rstrip(" ")
        last = {left[-1:], fold(left[-1:]), ">"}  # most guards are turned down by their last letter
        return any(_ends(left, guard) for guard in guards if guard[-1] in last)

    def after(self, guards: Sequence[str], at: int, end: int) -> bool:
        """Whether one of `guards` stands directly after `at`, in the paragraph that ends at `end`."""
        right = self.text[at : min(end, at + _FARTHEST + max(map(len, guards)))].lstrip(" ")
        first = {right[:1], fold(right[:1]), "<"}
        return any(_begins(right, guard) for guard in guards if guard[0] in first)


def _joined(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _ends(left: str, guard: str) -> bool:
    if guard in KINDS:
        word = _BEFORE.search(left)
        return KINDS[guard](word[0] if word else left[-1:])
    tail = left[-len(guard) :]
    same = tail == guard or (guard == guard.lower() and fold(tail) == guard)
    return same and not _joined(left, len(left) - len(guard))


def _begins(right: str, guard: str) -> bool:
    if guard in KINDS:
        word = _AFTER.match(right)
        return KINDS[guard](word[0] if word else right[:1])
    head = right[: len(guard)]
    same = head == guard or (guard == guard.lower() and fold(head) == guard)
    return same and not _joined(right, len(guard))


def refusal(rule: Rule, around: Surroundings, hit: tuple[int, int], paragraph: tuple[int, int]) -> str:
    """The guard of `rule` that forbids the hit, in words; empty where all of them let it pass.

    `hit` and `paragraph` are spans of the page's text.
    """
    return _refused_beside(rule, around, hit, paragraph) or _refused_by_evidence(rule, around, paragraph)


def _refused_beside(rule: Rule, around: Surroundings, hit: tuple[int, int], paragraph: tuple[int, int]) -> str:
    (start, end), (first, last) = hit, paragraph
    if rule.if_before and not around.before(rule.if_before, first, start):
        return "if_before"
    if rule.unless_before and around.before(rule.unless_before, first, start):
        return "unless_before"
    if rule.if_after and not around.after(rule.if_after, end, last):
        return "if_after"
    return "unless_after" if rule.unless_after and around.after(rule.unless_after, end, last) else ""


def _refused_by_evidence(rule: Rule, around: Surroundings, paragraph: tuple[int, int]) -> str:
    whole = 0, len(around.text)
    if rule.if_near and not _any(around, rule.if_near, *paragraph):
        return "if_near"
    if rule.unless_near and _any(around, rule.unless_near, *paragraph):
        return "unless_near"
    if rule.if_page and not _any(around, rule.if_page, *whole):
        return "if_page"
    return "unless_page" if rule.unless_page and _any(around, rule.unless_page, *whole) else ""


def _any(around: Surroundings, evidence: Iterable[str], start: int, end: int) -> bool:
    return any(around.mentions(one, start, end) for one in evidence)
