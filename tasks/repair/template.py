"""Templates: a phrase with `{a|b}` or `{list}` in it stands for a finite set of literals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

MOST = 20_000
"""Literals one rule may stand for."""

_GROUP = re.compile(r"\{([^{}]*)\}")


class TemplateError(ValueError):
    """A template that cannot be expanded; the message says why."""


def expand(find: str, replace: str, lists: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Every literal `find` stands for, with its replacement. Raises TemplateError."""
    pieces = _GROUP.split(find)
    if len(pieces) == 1 and "{" not in find + replace:
        yield find, replace
        return
    names = pieces[1::2]
    choices = [_alternatives(name, lists) for name in names]
    if _size(choices) > MOST:
        raise TemplateError(f"{find!r} stands for more than {MOST} literals")
    render = _renderer(replace, names, choices)
    for picks in product(*(range(len(choice)) for choice in choices)):
        words = [choice[pick] for choice, pick in zip(choices, picks, strict=True)]
        literal = "".join(fixed + word for fixed, word in zip(pieces[::2], [*words, ""], strict=True))
        yield _tidy(literal), _tidy(render(picks))


def _alternatives(name: str, lists: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if "|" in name:
        return name.split("|")
    if name not in lists:
        raise TemplateError(f"there is no list {name!r} in lists.toml")
    return lists[name]


def _size(choices: Sequence[Sequence[str]]) -> int:
    size = 1
    for choice in choices:
        size *= len(choice)
    return size


class _renderer:  # noqa: N801 - used as a function: the parsed replacement, called for each pick
    def __init__(self, replace: str, names: Sequence[str], choices: Sequence[Sequence[str]]) -> None:
        pieces = _GROUP.split(replace)
        self._fixed = pieces[::2]
        self._groups = [_group(name, names, choices) for name in pieces[1::2]]

    def __call__(self, picks: Sequence[int]) -> str:
        words = [words[picks[place]] for place, words in self._groups]
        return "".join(fixed + word for fixed, word in zip(self._fixed, [*words, ""], strict=True))


def _group(name: str, names: Sequence[str], choices: Sequence[Sequence[str]]) -> tuple[int, Sequence[str]]:
    number, _, mapped = name.partition(":")
    if number.isdigit():
        place = int(number) - 1
    elif names.count(number) == 1:
        place = names.index(number)
    else:
        raise TemplateError(f"{{{name}}} in replace is not one group of find: number it, as {{1}}")
    if not 0 <= place < len(choices):
        raise TemplateError(f"find has no group {number}")
    words = mapped.split("|") if mapped else choices[place]
    if len(words) != len(choices[place]):
        raise TemplateError(f"{{{name}}} gives {len(words)} words for {len(choices[place])} alternatives")
    return place, words


def _tidy(phrase: str) -> str:
    # an alternative may be empty, which leaves two spaces or one at an end
    return re.sub(" {2,}", " ", phrase).strip(" ")
