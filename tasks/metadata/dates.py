"""Dates as pages print them: day first or month first, month names in many languages, with or without a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from tasks.metadata.vocabulary import FILLERS, MONTHS, PUBLISHED, UPDATED, WEEKDAYS

Order = Literal["day", "month"]
EARLIEST, LATEST = 1900, 2100
LONGEST_LINE = 160
NOON = 12
MONTHS_A_YEAR = 12
LONGEST_OTHER_WORD = 14
MOST_OTHER_WORDS = 2
"""Words besides the date that a line may have and still be a date line (a language code, an edition)."""

_TIME = (
    r"(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?:\.\d+)?"
    r"\s*(?P<half>[apAP]\.?\s?[mM]\b\.?)?"
)
_GAP = r"[\s,/|·•–—-]{0,5}(?:(?:at|um|à|om|kl\.?|klo|a las|alle|о|в|T)\s*)?[\s,/|·•–—-]{0,3}"
_AFTER = rf"(?!\.?\d)(?:\s?г(?:ода|\.)?)?(?:{_GAP}{_TIME})?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NAMED_DAY = re.compile(
    rf"(?<![\w.])(?P<day>\d{{1,2}})(?:st|nd|rd|th|º|er|\.)?[\s-]{{1,2}}(?:de |of )?"
    rf"(?P<month>[^\W\d_]{{3,14}})\.?,?[\s-]{{1,2}}"
    rf"(?:de |del )?{_YEAR}(?!\d){_AFTER}"
)
_NAMED_MONTH = re.compile(
    rf"(?<!\w)(?P<month>[^\W\d_]{{3,14}})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}{_YEAR}(?!\d){_AFTER}"
)
_YEAR_FIRST = re.compile(
    rf"(?<![\w./-]){_YEAR}(?:-|/|\.|年\s?)(?P<month>\d{{1,2}})(?:-|/|\.|月\s?)(?P<day>\d{{1,2}})日?(?!\d)(?:T?{_GAP}{_TIME})?"
)
_NUMBERS = re.compile(
    rf"(?<![\w./-])(?P<first>\d{{1,2}})(?P<mark>[./-])(?P<second_>\d{{1,2}})(?P=mark){_YEAR}(?!\d){_AFTER}"
)
_WORDS = re.compile(r"[^\W\d_][\w.'’-]*")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_AMBIGUOUS = ("/20", "-20", "/19", "-19")
"""What stands in any date whose numbers may be day and month, or month and day."""
_BESIDE = FILLERS | WEEKDAYS | PUBLISHED | UPDATED | MONTHS.keys()


class Found(NamedTuple):
    """A date in a line: its moment without zone, its span, whether a time of day was printed, and the words with it.

    `label` is published, updated or empty. `only` says that the line is a date and nothing else.
    """

    moment: datetime
    start: int
    end: int
    timed: bool
    label: Literal["", "published", "updated"]
    only: bool


def declared(text: str) -> datetime | None:
    """The moment that a declared date says, as printed, without its zone; None where it is no date."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        found = first(text)
        return found.moment if found else None


def dating(texts: Sequence[str], places: Iterable[int]) -> list[int]:
    """Those `places` in a list of lines where a date may be: a year's first half is there."""
    return [at for at in places if "20" in texts[at] or "19" in texts[at]]


def first(line: str, order: Order | None = None) -> Found | None:
    """The first whole date in `line` (day, month and year), or None.

    `order` says which number of 3/4/2022 is meant; without it such a date is not guessed at.
    """
    if len(line) > LONGEST_LINE or not _ANY_YEAR.search(line):
        return None
    spans = [(match, moment) for match, moment in _moments(line, order) if moment is not None]
    if not spans:
        return None
    match, moment = min(spans, key=lambda item: item[0].start())
    others = _WORDS.findall(line[: match.start()] + " " + line[match.end() :])
    words = [word.lower().strip(".") for word in others]
    label: Literal["", "published", "updated"] = ""
    before = {word.lower() for word in _WORDS.findall(line[: match.start()])}
    if before & UPDATED:
        label = "updated"
    elif before & PUBLISHED:
        label = "published"
    only = sum(word not in _BESIDE for word in words) <= MOST_OTHER_WORDS and all(
        len(word) <= LONGEST_OTHER_WORD for word in words
    )
    return Found(moment, match.start(), match.end(), match["hour"] is not None, label, only)


def order_of(lines: Sequence[str]) -> Order | None:
    """Whether dates in numbers on a page put the day or the month first, where one of them can only be read one way."""
    short = [line for line in lines if len(line) <= LONGEST_LINE]
    text = "\n".join(short)
    if not any(map(text.__contains__, _AMBIGUOUS)):
        return None
    for line in short:
        match = _NUMBERS.search(line) if any(map(line.__contains__, _AMBIGUOUS)) else None
        if match is None or match["mark"] == ".":
            continue
        if int(match["first"]) > MONTHS_A_YEAR:
            return "day"
        if int(match["second_"]) > MONTHS_A_YEAR or match["half"]:
            return "month"
    return None


def _moments(line: str, order: Order | None) -> Iterator[tuple[re.Match[str], datetime | None]]:
    for pattern in (_NAMED_DAY, _NAMED_MONTH):
        for match in pattern.finditer(line):
            month = MONTHS.get(match["month"].lower())
            if month:
                yield match, _moment(match, month, int(match["day"]))
                break
    if year := _YEAR_FIRST.search(line):
        yield year, _moment(year, int(year["month"]), int(year["day"]))
    if numbers := _NUMBERS.search(line):
        one, two = int(numbers["first"]), int(numbers["second_"])
        if numbers["mark"] == "." or one > MONTHS_A_YEAR or order == "day" or one == two:
            yield numbers, _moment(numbers, two, one)
        elif two > MONTHS_A_YEAR or order == "month" or numbers["half"]:
            yield numbers, _moment(numbers, one, two)


def _moment(match: re.Match[str], month: int, day: int) -> datetime | None:
    hour, minute = int(match["hour"] or 0), int(match["minute"] or 0)
    half = (match["half"] or " ")[0].lower()
    if half == "p" and hour < NOON:
        hour += NOON
    elif half == "a" and hour == NOON:
        hour = 0
    try:
        return datetime(int(match["year"]), month, day, hour, minute, int(match["second"] or 0))
    except ValueError:
        return None
