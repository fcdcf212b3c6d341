"""Who wrote a page and whom it credits: bylines, posters, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import product

from tasks.metadata.vocabulary import BYLINE, CREDIT, TAGS

LONGEST_NAME = 60
MOST_WORDS = 6


def _anchored(words: tuple[str, ...], mark: str) -> re.Pattern[str]:
    """Lines that begin with one of `words`, the longest that fits, and `mark`; most are turned down at one letter."""
    rest: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rest.setdefault(word[0], []).append(re.escape(word[1:]))
    begins = "|".join(f"{first}(?:{'|'.join(tails)})" for first, tails in rest.items())
    return re.compile(rf"(?=[{''.join(rest)}])(?:{begins}){mark}", re.IGNORECASE)


_BYLINE = _anchored(BYLINE, r"(?:\s*:\s*|\s+)(?=\S)")
_CREDIT = _anchored(CREDIT, r"\s*(?:[:：|–—-])\s*(?=\S)")
_TAGS = _anchored(TAGS, r"\s*[:：|–—-]\s*(?=\S)")
_ALSO = re.compile(r"\s*(?:[|•·–—,/]|\s-\s|\bPublished\b|\bUpdated\b|\bPosted\b|\bon\b(?=\s+\w+\s+\d)).*\Z")
_HASHTAGS = re.compile(r"(?:#[^\s#]+[\s,]*)+\Z")
_HASHTAG = re.compile(r"#([^\s#,]+)")
_POSTS = re.compile(r"\(?[\d.,]+k? (?:posts|messages|comments)\)?\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z")
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.,' -]{2,40}(?:, [A-Z][\w.]+ \d{1,2})? ?\(([A-Z][\w .&/-]{1,30})\) ?[-–—]")
_PARTICLES = frozenset(
    (
        "de",
        "da",
        "di",
        "von",
        "van",
        "der",
        "den",
        "la",
        "le",
        "al",
        "bin",
        "el",
        "du",
        "dos",
        "and",
        "und",
        "y",
        "e",
        "et",
        "&",
        "ten",
        "ter",
        "zu",
    )
)


def _beginnings(words: Iterable[str], length: int) -> frozenset[str]:
    """The first `length` characters of `words`, in small letters and in capitals."""
    starts = {word[:length] for word in words}
    return frozenset("".join(cased) for start in starts for cased in product(*({c, c.upper()} for c in start)))


_SAYING = _beginnings((*BYLINE, *CREDIT), 2)
_MARKING = _beginnings((*TAGS, "http", "www."), 3)
_BRACKETS = "()[]"


def saying(texts: Sequence[str], places: Iterable[int]) -> list[int]:
    """Those `places` in a list of lines where a byline or a credited source may be, by how the line begins."""
    return [at for at in places if texts[at][:2] in _SAYING or texts[at][0] in _BRACKETS]


def marking(texts: Sequence[str]) -> list[int]:
    """The places in a list of lines where an address or tags may be, by how the line begins."""
    return [at for at, text in enumerate(texts) if text[:3] in _MARKING or text[0] == "#"]


def posting(texts: Sequence[str], places: Iterable[int]) -> list[int]:
    """Those `places` in a list of lines where a poster may be, by how the line below begins."""
    return [at for at in places if at + 1 < len(texts) and (texts[at + 1][0] in "(.," or texts[at + 1][0].isdigit())]


def author(line: str) -> str | None:
    """The name that a byline gives ("By Jane Doe | Tue Jan 11, 2022" -> "Jane Doe"); None for any other line."""
    match = _BYLINE.match(line) if len(line) <= 2 * LONGEST_NAME else None
    if match is None:
        return None
    name = _ALSO.sub("", line[match.end() :]).strip(" .,:;|")
    return name if _is_name(name) else None


def _is_name(name: str) -> bool:
    words = name.split()
    if (
        not name
        or len(name) > LONGEST_NAME
        or len(words) > MOST_WORDS
        or name[-1] in "!?"
        or any(map(str.isdigit, name))
    ):
        return False
    return all(word[0].isupper() or word.lower() in _PARTICLES for word in words)


def poster(line: str, following: str) -> str | None:
    """The name of a forum's poster: a short line of one word above a count of posts; None otherwise."""
    return line if _POSTS.match(following) and len(line) <= LONGEST_NAME and len(line.split()) == 1 else None


def credited(line: str) -> str | None:
    """The source that a line names and nothing else ("Source - example.org" -> "example.org"); None otherwise."""
    match = _CREDIT.match(line.strip("()[] ")) if len(line) <= 2 * LONGEST_NAME else None
    if match is None:
        return None
    name = match.string[match.end() :].strip(" .,;|")
    return name if name and len(name) <= LONGEST_NAME and len(name.split()) <= MOST_WORDS else None


def agency(paragraph: str) -> str | None:
    """The agency in the dateline that opens a paragraph ("MOSCOW (Reuters) - …" -> "Reuters"); None without one."""
    match = _DATELINE.match(paragraph)
    return match[1] if match else None


def tags(line: str) -> list[str]:
    """The tags of a line that is nothing but tags: hashtags without their #, or the list after "Tags:"."""
    if line.startswith("#") and _HASHTAGS.match(line):
        return _HASHTAG.findall(line)
    match = _TAGS.match(line) if len(line) <= LONGEST_NAME * MOST_WORDS else None
    if match is None:
        return []
    names = [name.strip(" .#") for name in re.split(r"[,;|•·]", line[match.end() :])]
    return [name for name in names if name and len(name) <= LONGEST_NAME]


def address(line: str) -> str | None:
    """The address that is the whole of a line; None for any other line."""
    return line if _ADDRESS.match(line) else None
