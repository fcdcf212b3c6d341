"""Which line is the page's headline: what stands before it is site chrome, what stands under it may be the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import unquote, urlsplit

from tasks.chrome.words import FUNCTION_WORDS

LOOKED_AT = 150
"""Lines from the top among which the headline is looked for."""
SHORTEST, LONGEST = 15, 250
ENOUGH = 0.4
"""Mean of the two shares (address words in the line, line words in the address) that a headline reaches."""
NEAR = 0.12
"""A later line this much worse than the best is still the better headline where no prose stands between."""
FEWEST_WORDS = 3
MOST_PROSE = 3
"""Paragraphs that may stand above a headline: a notice, a teaser; below that many, a likeness is a sub-head."""
STEM = 6
"""Letters of a word that are compared: an address may say `team` where the headline says `teams`."""
ABOVE = 20
"""Lines above the first paragraph among which a headline is guessed at."""
ENOUGH_WORDS = 10
HINTED = 2
"""What a word of the address adds to a guessed headline, in words."""
STOPPED = 3
"""What a full stop at its end takes from a guessed headline, in words: a standfirst has one, or a caption."""
SHORTEST_HINT = 3

_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"https?://[a-z0-9.-]+((?:/[\w/.,-]*)?)(?:[?#]|$)", re.ASCII)
"""Addresses of which the path is plain to see; `urlsplit` takes five times as long."""


def parts_of(url: str | None) -> list[list[str]]:
    """The words of each part of an address's path, in small letters and without numbers."""
    plain = _PLAIN.match(url) if url else None
    try:
        path = plain[1] if plain else unquote(urlsplit(url).path) if url else ""
    except ValueError:
        return []
    path = path.lower()
    return [[word for word in _WORD.findall(part) if not word.isdigit()] for part in path.split("/")]


def address_words(parts: Sequence[Sequence[str]]) -> frozenset[str]:
    """The words of the last part of an address that reads like a title; empty where no part has three words."""
    return frozenset(next((part for part in reversed(parts) if len(part) >= FEWEST_WORDS), ()))


def hints(parts: Iterable[Iterable[str]]) -> frozenset[str]:
    """The stems of all words of an address that may stand in a headline."""
    words = [word for part in parts for word in part if len(word) >= SHORTEST_HINT]
    return frozenset([word[:STEM] for word in words if word not in FUNCTION_WORDS])


def title_words(title: str | None) -> frozenset[str]:
    """The words of a title that came with the page; empty for fewer than three."""
    words = frozenset(_WORD.findall(title.lower())) if title else frozenset()
    return words if len(words) >= FEWEST_WORDS else frozenset()


def find(
    folded: Sequence[str], prose: Sequence[bool], likely: Callable[[int], bool], wanted: frozenset[str]
) -> int | None:
    """The line that says most of what `wanted` says: its place in `folded` (loose lines), or None.

    `likely` says whether the line at a place may be a headline by itself. Of two that say it about equally well, the
    later one, unless prose stands between: a breadcrumb repeats the headline above it.
    """
    best, place = 0.0, None
    if not wanted:
        return None
    stems = {word[:STEM] for word in wanted}
    passed = 0
    for at, line in enumerate(folded[:LOOKED_AT]):
        passed += prose[at]
        if passed > MOST_PROSE:
            break
        score = _likeness(line, stems)
        if score <= max(ENOUGH, best - NEAR) or not likely(at):
            continue
        if place is None or score > best + NEAR or not any(prose[place + 1 : at]):
            best, place = max(score, best), at
    return place


def _likeness(line: str, stems: set[str]) -> float:
    if len(line) > LONGEST or sum(map(line.__contains__, stems)) < FEWEST_WORDS:
        return 0.0
    words = {word[:STEM] for word in _WORD.findall(line)}
    common = len(words & stems)
    if common < FEWEST_WORDS:
        return 0.0
    return common / len(stems) / 2 + common / len(words) / 2


def breadcrumb(folded: str, headline: str) -> bool:
    """Whether a loose line is the headline with a way of sections before it ("home world …")."""
    return len(headline) >= SHORTEST and folded.endswith(" " + headline)


def guess(folded: Sequence[str], stopped: Sequence[bool], hinted: frozenset[str]) -> int | None:
    """Which of the lines that may be one reads most like the headline of the article below them; None if none does.

    `stopped` says which of them end in a full stop. The longer the better, and the more it says of what the address
    `hinted` at; a line that ends with another one below is the breadcrumb of it.
    """
    best, place = 0.0, None
    for at, (line, stop) in enumerate(zip(folded, stopped, strict=True)):
        words = line.count(" ") + 1
        if words < FEWEST_WORDS:
            continue
        score = min(words, ENOUGH_WORDS) - STOPPED * stop + HINTED * _hinted_at(line, hinted)
        if score > best and not any(breadcrumb(line, other) for other in folded[at + 1 :]):
            best, place = score, at
    return place


def _hinted_at(line: str, hinted: frozenset[str]) -> int:
    if not any(map(line.__contains__, hinted)):
        return 0
    return len(hinted.intersection([word[:STEM] for word in _WORD.findall(line)]))
