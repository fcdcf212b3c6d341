"""Dates as pages print them: day first or month first, month names in many languages, with or without a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from tasks.metadata.vocabulary import FILLERS, MONTHS, PUBLISHED, UPDATED, WEEKDAYS

Order = Literal["day", "month"]
Label = Literal["", "published", "updated"]
EARLIEST, LATEST = 1900, 2100
LONGEST_LINE = 160
NOON = 12
MONTHS_A_YEAR = 12
LONGEST_OTHER_WORD = 14
MOST_OTHER_WORDS = 2
"""Words besides the date that a line may have and still be a date line (a language code, an edition)."""
LABEL_WORDS = 4
"""Words right before a date that may say what it is the date of."""
MOST_WORDS_BEFORE = 7
"""Words before a date in a sentence about the article itself ("This story was first published on …")."""
_RANK: dict[str, int] = {"published": 0, "": 1, "updated": 2}

_TIME = (
    r"(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?:\.\d+)?"
    r"\s*(?P<half>[apAP]\.?\s?[mM]\b\.?)?"
)
_GAP = r"[\s,/|·•–—-]{0,5}(?:(?:at|um|à|om|kl\.?|klo|a las|alle|о|в|T)\s*)?[\s,/|·•–—-]{0,3}"
_AFTER = rf"(?!\.?\d)(?:\s?г(?:ода|\.)?)?(?:{_GAP}{_TIME})?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_AGAIN = r"(?=\d{1,2}\s[^\W\d_]{3,14}\s(?:19|20)\d\d)"
"""What follows a date that a page printed twice without a space between."""
_EARLIER = re.compile(
    rf"(?<![\w:.]){_TIME.replace('[:.h]', ':')}(?:\s?\(?[A-Z]{{2,4}}\)?)?"
    r"[\s,/|·•–—-]{1,4}(?:on\s)?(?:[^\W\d_]{3,9},?\s)?\Z"
    r"|(?<![\w:.])(?P<hours>[01]\d|2[0-3])(?P<minutes>[0-5]\d) (?:GMT|UTC)(?:\s?\(\d{4} [A-Z]{2,4}\))?,? \Z"
)
"""A time of day right before its date."""
_NAMED_DAY = re.compile(
    rf"(?<![\w.])(?P<day>\d{{1,2}})(?:st|nd|rd|th|º|er|\.)?[\s-]{{1,2}}(?:de |of )?"
    rf"(?P<month>[^\W\d_]{{3,14}})\.?,?[\s-]{{1,2}}"
    rf"(?:de |del )?{_YEAR}(?:(?!\d){_AFTER}|{_AGAIN})"
)
_NAMED_MONTH = re.compile(
    rf"(?<![^\W\d])(?P<month>[^\W\d_]{{3,14}})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}{_YEAR}(?!\d){_AFTER}"
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

    `label` is published, updated or empty. `only` says that the line is a date and nothing else, or several of them.
    """

    moment: datetime
    start: int
    end: int
    timed: bool
    label: Label
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
    """The date in `line` that says most about the article: the first called published, bare, or else updated; or None.

    `order` says which number of 3/4/2022 is meant; without it such a date is not guessed at.
    """
    if len(line) > LONGEST_LINE or not _ANY_YEAR.search(line):
        return None
    dates = _dates(line, order)
    if not dates:
        return None
    gaps = _gaps(line, dates)
    labels = [_label(gap) for gap in gaps[:-1]]
    at = min(range(len(dates)), key=lambda number: _RANK[labels[number]])
    match, moment = dates[at]
    timed = match["hour"] is not None
    if not timed and (clock := _EARLIER.search(gaps[at])):
        timed = True
        moment = _at(moment, clock["hour"] or clock["hours"], clock["minute"] or clock["minutes"], clock)
    only = _only(gaps)
    label = labels[at] if only or _tells(gaps) else ""
    return Found(moment, match.start(), match.end(), timed, label, only)


def label_of(line: str) -> Label:
    """What a line of nothing but such words says of the date below it ("Last updated:" -> "updated"); else empty."""
    words = [word.lower().strip(".") for word in _WORDS.findall(line)]
    return _label(line) if words and all(word in _BESIDE for word in words) else ""


def _gaps(line: str, dates: Sequence[tuple[re.Match[str], datetime]]) -> list[str]:
    """What stands before each date, and after the last."""
    ends = [0, *(match.end() for match, _ in dates)]
    starts = [*(match.start() for match, _ in dates), len(line)]
    return [line[end:start] for end, start in zip(ends, starts, strict=True)]


def _label(before: str) -> Label:
    """What the last words before a date call it."""
    words = [word.lower().strip(".") for word in _WORDS.findall(before)]
    near = set([word for word in words if word not in WEEKDAYS and word not in FILLERS][-LABEL_WORDS:])
    return "updated" if near & UPDATED else "published" if near & PUBLISHED else ""


def _only(gaps: Sequence[str]) -> bool:
    words = [word.lower().strip(".") for word in _WORDS.findall(" ".join(gaps))]
    return sum(word not in _BESIDE for word in words) <= MOST_OTHER_WORDS and all(
        len(word) <= LONGEST_OTHER_WORD for word in words
    )


def _tells(gaps: Sequence[str]) -> bool:
    """Whether a line with more than dates in it is about the article: it begins with a label, or ends with the date."""
    words = [word.lower() for word in _WORDS.findall(gaps[0])]
    opening = next((word for word in words if word not in FILLERS), "")
    return opening in UPDATED | PUBLISHED or (len(words) <= MOST_WORDS_BEFORE and not _WORDS.search(gaps[-1]))


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
        if int(match["second_"]) > MONTHS_A_YEAR:
            return "month"
    return None


def _dates(line: str, order: Order | None) -> list[tuple[re.Match[str], datetime]]:
    """The dates of a line in their order; of two that overlap, the one that begins first."""
    found: list[tuple[re.Match[str], datetime]] = []
    for match, moment in sorted(_moments(line, order), key=lambda item: item[0].start()):
        if moment is not None and (not found or match.start() >= found[-1][0].end()):
            found.append((match, moment))
    return found


def _moments(line: str, order: Order | None) -> Iterator[tuple[re.Match[str], datetime | None]]:
    for pattern in (_NAMED_DAY, _NAMED_MONTH):
        for match in pattern.finditer(line):
            month = MONTHS.get(match["month"].lower())
            if month:
                yield match, _moment(match, month, int(match["day"]))
    for year in _YEAR_FIRST.finditer(line):
        yield year, _moment(year, int(year["month"]), int(year["day"]))
    for numbers in _NUMBERS.finditer(line):
        one, two = int(numbers["first"]), int(numbers["second_"])
        if numbers["mark"] == "." or one > MONTHS_A_YEAR or order == "day" or one == two:
            yield numbers, _moment(numbers, two, one)
        elif two > MONTHS_A_YEAR or order == "month":
            yield numbers, _moment(numbers, one, two)


def _moment(match: re.Match[str], month: int, day: int) -> datetime | None:
    try:
        return _at(datetime(int(match["year"]), month, day), match["hour"], match["minute"], match)
    except ValueError:
        return None


def _at(day: datetime, hours: str | None, minutes: str | None, match: re.Match[str]) -> datetime:
    """The moment of a day at which a clock shows what `match` has read, in the half of the day that it names."""
    hour = int(hours or 0)
    half = (match["half"] or " ")[0].lower()
    if half == "p" and hour < NOON:
        hour += NOON
    elif half == "a" and hour == NOON:
        hour = 0
    return day.replace(hour=hour, minute=int(minutes or 0), second=int(match["second"] or 0))
