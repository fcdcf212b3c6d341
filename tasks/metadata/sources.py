"""Whom a page credits: a line that names the source, a sentence that says where the article is from, a dateline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tasks.metadata import bylines
from tasks.metadata.bylines import LONGEST_NAME, MOST_WORDS
from tasks.metadata.vocabulary import AGENCIES, APPEARED, CREDIT, FILLERS, MONTHS, PUBLISHED, UPDATED, WEEKDAYS

LONGEST_SENTENCE = 300
OPENING = 90
"""Code points of a paragraph in which a dateline names its agency."""

_CREDIT = bylines.anchored(CREDIT, r"\s*[:：|–—-]\s*(?=\S)")
_WITHIN = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, CREDIT), key=len, reverse=True))})\s*[:：]\s*", re.I)
_CUT = re.compile(r"\s*(?:\||\s{2}|\b(?:editor|author)\s*:).*\Z", re.I)
_VIA = re.compile(r"(?:\(via |\[via |via )([^()\[\],|:]+)[)\],]*\Z", re.I)
_FROM = re.compile(r"From ([^,|]+), (?=[^,]*\d)")
_STATED = re.compile(
    r"[\W_]{0,3}(?i:(?:editor['’]s )?note: )?(?i:this (?:article|story|post|piece|report|column|text|essay|commentary|"
    r"interview|analysis|news|material|content)\b[^.:!?]{0,40}?|the post \b.{1,200}?)?"
    rf"\b(?i:{'|'.join(APPEARED)})\s+(?:here )?(?:with (?:the )?(?:kind )?permission )?"
    r"(?:by|in|on|at|from|via|of|courtesy of)\s+(?:the (?=[^\W\d_]))?[\"“‘']?"
    r"(?P<name>[^\W_][^,;:()|\n\"”]{1,80})"
)
_ENOUGH = re.compile(
    r"(?:['’”\"]|[.!?](?:\s|\Z)|\s[–—-]\s|\s(?:in|at) (?=\w+ ?\d)"
    r"|\s(?:on|under|and (?:is|was|has|re)|as|with|where|here|last|for|through|via)\b).*",
    re.DOTALL,
)
_BRACKETED = re.compile(
    r"(?P<place>[^()/]{3,60}?)[,.:]? ?(?:\((?P<round>[^()]{2,60})\)|/ ?(?P<slash>[^/()]{2,25}?) ?/)"
)
_CAPITALS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.,' -]{2,40}(?:, [A-Z][\w.]+ \d{1,2})?\Z")
_AGENCY = re.compile(r"[A-Z][\w .&/-]{1,30}\Z")
_NAMES = bylines.grouped(form for name in AGENCIES.values() for form in (name, name.upper()))
_PLAIN = re.compile(rf"(?P<place>[^\W\d_][^(/:]{{1,45}}?)(?:[.,]|\s[–—-])\s(?P<name>{_NAMES})\s?[.:–—-]")
_LEADING = re.compile(rf"(?P<name>{_NAMES})(?: [Nn]ews [Aa]gency)?, (?P<place>[^\W\d_][^(/:.]{{1,45}})\.\s")
_DATE = re.compile(r"(?:\b\d{1,2}(?:st|nd|rd|th)?|\b(?:19|20)\d\d)(?:,|\b)")
_WORDS = re.compile(r"[^\W\d_][\w.'’/-]*")
_AGENCY_FIRST = re.compile(rf"[\W_]{{0,3}}(?:(?i:by|story by|source) )?(?P<name>{_NAMES})(?![\w/])(?P<rest>.*)")
_FIRST = re.compile(rf"[\W_]{{0,3}}(?:(?:[Bb]y|BY|[Ss]tory by|[Ss]ource) )?{_NAMES}(?!\w)")
_AGENCY_WITHIN = re.compile(rf"(?<![\w/])(?P<name>{_NAMES})(?![\w/])")
_FIRST_WORDS = {form.split()[0] for name in AGENCIES.values() for form in (name, name.upper())} - {"The", "THE"}
_MARKED = (
    "{}",
    "({}",
    "({})",
    "({}):",
    "({})-",
    "({})–",
    "({})—",
    "{})",
    "/{}",
    "/{}/",
    "/{}/.",
    "{}/",
    "{}.",
    "{},",
    "{}:",
)
_KNOWN = frozenset(mark.format(word) for word in _FIRST_WORDS for mark in _MARKED)
"""What one of the words of a dateline is where its agency is a known one: the cheapest test there is."""
_SHORTEST = 6
"""Letters of an agency's name that says by itself what it is: `Reuters`, but not `UNI`."""
_AFTER_DATELINE = re.compile(r"\s?[.]?\s?[-–—:]|\s?\.")
_DASH = re.compile(r" ?[-–—]")
_BESIDE = FILLERS | WEEKDAYS | MONTHS.keys() | PUBLISHED | UPDATED


def credited(line: str) -> str | None:
    """The source that a line names and nothing else ("Source - example.org" -> "example.org"); None otherwise."""
    if len(line) > 2 * LONGEST_NAME:
        return None
    bare = line.strip("()[] ")
    if match := _CREDIT.match(bare):
        return _named(bare[match.end() :])
    if match := _VIA.match(line):
        return _named(match[1]) if match[1][0].isupper() else None
    if match := _FROM.match(line):
        return _named(match[1]) if _beside(line[match.end() :]) else None
    via = re.search(r"\svia\s(?=[A-Z])", line) if bylines.byline(line) else None
    return _named(line[via.end() :]) if via else None


def within(line: str) -> str | None:
    """The source named in a line that says the date too ("2022-01-12 17:45 Source: Islands Wire"), or None."""
    match = _WITHIN.search(line)
    if match:
        return _named(line[match.end() :])
    found = _AGENCY_WITHIN.search(line)
    return found["name"] if found else None


def agencies(texts: Sequence[str], places: Iterable[int]) -> list[int]:
    """Those `places` in a list of lines that an agency may begin, by their first word."""
    return [at for at in places if len(texts[at]) <= LONGEST_NAME and _FIRST.match(texts[at])]


def agency_alone(line: str, beside_date: bool) -> str | None:
    """The agency in a line of nothing else but a date, a label or a town ("AFP, Tashkent" -> "AFP"); None otherwise.

    A short name counts only right beside a line with the date.
    """
    match = _AGENCY_FIRST.match(line)
    if match is None or not (beside_date or len(match["name"]) >= _SHORTEST or any(map(str.isdigit, line))):
        return None
    rest = match["rest"]
    return match["name"] if _beside(rest) or (rest[:2] == ", " and _is_place(rest[2:])) else None


def address(line: str) -> str | None:
    """The address that a line names as the source ("Source: https://example.org/a"), or None."""
    bare = line.strip("()[] ")
    match = _CREDIT.match(bare)
    return bylines.address(bare[match.end() :]) if match else None


def stated(line: str) -> str | None:
    """The source in a sentence on the article itself ("This article first appeared on X." -> "X"), or None."""
    if len(line) > LONGEST_SENTENCE or (line.startswith("The ") and not line.startswith("The post ")):
        return None
    match = _STATED.match(line)
    if match is None:
        return None
    name = _ENOUGH.sub("", match["name"]).strip(" .,'’\"“”")
    if not name or not name[0].isupper() or len(name.split()) > MOST_WORDS:
        return None
    opening = name.split()[0].lower().strip(".")
    return None if opening in MONTHS or opening in WEEKDAYS or opening.isdigit() else name


def agency(paragraph: str) -> str | None:
    """The agency in the dateline that opens a paragraph ("MOSCOW (Reuters) - …" -> "Reuters"); None without one.

    A name in brackets behind a town in capitals counts; elsewhere, only that of a known agency does.
    """
    if not paragraph[1:3].isupper() and _KNOWN.isdisjoint(paragraph[:OPENING].split()):
        return None
    opening = paragraph[:OPENING]
    if "(" in opening or "/" in opening:
        return _bracketed(paragraph, opening)
    match = _PLAIN.match(opening)
    if match is None or not _is_place(match["place"]):
        match = _LEADING.match(opening)
        if match is None or not _is_place(match["place"]):
            return None
    return match["name"]


def _bracketed(paragraph: str, opening: str) -> str | None:
    match = _BRACKETED.match(opening)
    if match is None:
        return None
    place, name = match["place"].strip(), (match["round"] or match["slash"]).strip()
    if name.lower() not in AGENCIES:
        name = re.split(r"\s[-–—]\s|\s?[/,]\s?", name)[0]
    known = name.lower() in AGENCIES and name[0].isupper()
    if known and _is_place(place) and (_DATE.search(place) or _AFTER_DATELINE.match(paragraph, match.end())):
        return name
    whole = match["round"]
    town = whole and _CAPITALS.match(place) and _AGENCY.match(whole) and _DASH.match(paragraph, match.end())
    return whole if town else None


def _named(text: str) -> str | None:
    name = _CUT.sub("", text).strip(" .,;|()[]")
    fits = name and len(name) <= LONGEST_NAME and len(name.split()) <= MOST_WORDS and bylines.address(name) is None
    return name if fits else None


def _beside(text: str) -> bool:
    """Whether a line's rest is nothing but a date and the words that go with one."""
    return all(word.lower().strip(".") in _BESIDE for word in _WORDS.findall(text))


def _is_place(text: str) -> bool:
    """Whether a text may be a town, a country and a day: few words, each with a capital."""
    words = [word for word in _WORDS.findall(text) if word.lower().strip(".") not in _BESIDE]
    return 0 < len(words) <= MOST_WORDS and all(word[0].isupper() for word in words)
