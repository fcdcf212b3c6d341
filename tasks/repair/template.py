"""Templates: a phrase with `{a|b}` or `{list}` in it stands for a finite set of literals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
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
    literals = map("".join, product(*_interleaved(pieces[::2], choices)))
    pairs = zip(literals, _replacements(replace, names, choices), strict=True)
    if any("" in choice for choice in choices):
        return ((_tidy(literal), _tidy(replacement)) for literal, replacement in pairs)
    return pairs


def _interleaved(fixed: Sequence[str], choices: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    for text, choice in zip(fixed, [*choices, ("",)], strict=True):
        yield (text,)
        yield choice


def _replacements(replace: str, names: Sequence[str], choices: Sequence[Sequence[str]]) -> Iterable[str]:
    """The replacement for each combination of alternatives, in the order `product` gives them."""
    pieces = _GROUP.split(replace)
    groups = [_group(name, names, choices) for name in pieces[1::2]]
    if not groups:
        return [replace] * prod(map(len, choices))
    parts = [
        (place, words) for group in zip(pieces[::2], [*groups, None], strict=True) for place, words in _parts(*group)
    ]
    picks = product(*(range(len(choice)) for choice in choices))
    return ("".join([words if place is None else words[pick[place]] for place, words in parts]) for pick in picks)


def _parts(
    fixed: str, group: tuple[int, Sequence[str]] | None
) -> Iterator[tuple[None, str] | tuple[int, Sequence[str]]]:
    yield None, fixed
    if group is not None:
        yield group


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
