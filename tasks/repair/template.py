"""Templates: a phrase with `{a|b}` or `{list}` in it stands for a finite set of literals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product, repeat
from math import prod

MOST = 20_000
"""Literals one rule may stand for."""

_GROUP = re.compile(r"\{([^{}]*)\}")


class TemplateError(ValueError):
    """A template that cannot be expanded; the message says why."""


def expand(find: str, replace: str, lists: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Every literal `find` stands for, with its replacement. Raises TemplateError."""
    pieces = _GROUP.split(find)
    names = pieces[1::2]
    if not names and "{" not in find + replace:
        return iter([(find, replace)])
    choices = [_alternatives(name, lists) for name in names]
    if prod(map(len, choices)) > MOST:
        raise TemplateError(f"{find!r} stands for more than {MOST} literals")
    groups = [_group(name, names, choices) for name in _GROUP.split(replace)[1::2]]
    literals = map("".join, product(*_interleaved(pieces[::2], choices)))
    picks = product(*(range(len(choice)) for choice in choices))
    fixed = _GROUP.split(replace)[::2]
    replacements = ("".join(_rendered(fixed, groups, pick)) for pick in picks) if groups else repeat(replace)
    pairs = zip(literals, replacements, strict=bool(groups))
    if any("" in words for words in (*choices, *(words for _, words in groups))):
        return ((_tidy(literal), _tidy(replacement)) for literal, replacement in pairs)
    return pairs


def _interleaved(fixed: Sequence[str], choices: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    for text, choice in zip(fixed, [*choices, ("",)], strict=True):
        yield (text,)
        yield choice


def _rendered(fixed: Sequence[str], groups: Sequence[tuple[int, Sequence[str]]], pick: Sequence[int]) -> Iterator[str]:
    for text, (place, words) in zip(fixed, groups, strict=False):
        yield text
        yield words[pick[place]]
    yield fixed[-1]


def _alternatives(name: str, lists: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if "|" in name:
        return name.split("|")
    if name not in lists:
        raise TemplateError(f"there is no list {name!r} in lists.toml")
    return lists[name]


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
