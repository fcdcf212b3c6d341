"""Pages to measure with: any number, the same every time, about 3 KB of news text with the furniture of their sites.

The sentences are those of the sample pages in seeds/pages, their order is random and a third of their plain words
exchanged, so that no two pages tell the same story. On a "dense" page names of the tables are met as often as on the
sample pages, 25 in 3 KB, and one repair in 270 characters is made; on an "ordinary" one most sentences have all their
words exchanged, so that both are about as rare as on 62 pages of other sites (lines_dev): one name in 3 KB.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds" / "pages"
SIZE = 3000
"""Characters of a page, about."""
PAGES_A_SITE = 200
VARIED = 1 / 3
"""Share of a sentence's plain words that is exchanged."""
NAMED = 1 / 25
"""Share of an ordinary page's sentences that keep their words."""

_ABOVE = ("Home", "News", "World", "Business", "Sport", "Subscribe to our newsletter")
_BELOW = ("Share", "Read more", "Advertisement")


def sentences() -> list[str]:
    """The sentences of the sample pages."""
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if 40 < len(part) < 400 and "\n" not in part]


def pages(count: int, start: int = 0, *, dense: bool = True) -> Iterator[dict[str, str]]:
    """Records with id, url and text."""
    pool = sentences()
    for number in range(start, start + count):
        dice = random.Random(number)
        site = f"site{number // PAGES_A_SITE}.example"
        yield {
            "id": f"{number:07}",
            "url": f"https://{site}/news/{number}",
            "text": "\n".join(_lines(dice, site, number, pool, NAMED * (not dense) or 1)),
        }


def _lines(dice: random.Random, site: str, number: int, pool: list[str], named: float) -> Iterator[str]:
    yield from (f"{word} {site.removesuffix('.example')}" if dice.random() < 0.1 else word for word in _ABOVE)
    words = [word for sentence in pool for word in sentence.split() if word.islower()]
    yield f"Report {number}: {' '.join(dice.choice(pool).split()[:8])}"
    size = 0
    while size < SIZE:
        found = [_varied(dice, dice.choice(pool), words) for _ in range(dice.randint(1, 4))]
        paragraph = " ".join(one if dice.random() < named else _other(dice, one, words) for one in found)
        size += len(paragraph)
        yield paragraph
    yield from _BELOW
    yield f"© {site}. All rights reserved."


def _varied(dice: random.Random, sentence: str, words: list[str]) -> str:
    """The sentence with a third of its plain words exchanged, so that it is found on no other page."""
    plain = (word.islower() and dice.random() < VARIED for word in sentence.split())
    return " ".join(dice.choice(words) if vary else word for word, vary in zip(sentence.split(), plain, strict=True))


def _other(dice: random.Random, sentence: str, words: list[str]) -> str:
    """A sentence with other words, as many, capitalised and with stops where these are."""
    found: list[str] = []
    last = ""
    for word in sentence.split():
        other = last = next(other for other in iter(lambda: dice.choice(words).rstrip(",."), None) if other != last)
        other += word[len(word.rstrip(",.;:!?")) :]
        found.append(other.capitalize() if word[0].isupper() else other if word[0].isalpha() else word)
    return " ".join(found)


def write_records(path: Path, count: int, start: int = 0, *, dense: bool = True) -> None:
    """A file of records, one JSON object a line."""
    with path.open("w", encoding="utf-8") as stream:
        for page in pages(count, start, dense=dense):
            stream.write(json.dumps(page, ensure_ascii=False) + "\n")


def write_folder(path: Path, count: int, start: int = 0) -> None:
    """A folder of text files, an ordinary page each."""
    for page in pages(count, start, dense=False):
        folder = path / page["id"][:4]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{page['id']}.txt").write_text(page["text"], encoding="utf-8")
