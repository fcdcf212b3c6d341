"""The date of publication: as declared, or else as htmldate finds it on the page.

On news pages declared dates are right where they are there at all; guessed ones are wrong one time in ten or more.
So the date carries the name of its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_CLOCK = re.compile(r"[T\s](\d{1,2}):(\d{2})")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_-]|$)")
_DAY_ONLY = len("2024-05-03")
_LONGEST = 600_000
"""Characters of markup that htmldate is given: its time grows with the page."""


class Dated(NamedTuple):
    """A date in ISO 8601, to the day or to the second, with its zone where it has one; and where it was found."""

    value: str
    source: str


def stated(candidates: Iterable[tuple[str, str]]) -> Dated | None:
    """The first candidate (text, source) that is a date of the years 1900 to 2099."""
    for text, source in candidates:
        if value := normalise(text):
            return Dated(value, source)
    return None


def normalise(text: str) -> str:
    """The date in ISO 8601, "" where the text has none that is written year first."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        pass
    else:
        return text if len(text) <= _DAY_ONLY and "-" in text else moment.isoformat()
    day = _DAY.search(text)
    if not day:
        return ""
    clock = _CLOCK.match(text[day.end() :])
    try:
        if clock:
            return datetime(int(day[1]), int(day[2]), int(day[3]), int(clock[1]), int(clock[2])).isoformat()
        return datetime(int(day[1]), int(day[2]), int(day[3])).date().isoformat()
    except ValueError:
        return ""


def guessed(markup: str, url: str | None) -> Dated | None:
    """The date in the address, or as htmldate reads it off where pages put theirs; None where neither finds one.

    htmldate's search through all of the text is left out: it takes up to 150 ms a page, and finds any year that the
    text speaks of.
    """
    if url and (match := _IN_ADDRESS.search(url)):
        try:
            return Dated(datetime(int(match[1]), int(match[2]), int(match[3])).date().isoformat(), "address")
        except ValueError:
            pass
    if len(markup) > _LONGEST:
        return None
    from htmldate import find_date  # half a second to import, and most pages declare their date

    try:
        value = find_date(markup, original_date=True, extensive_search=False, url=None)
    except Exception:  # a library's trouble with odd markup must not cost the page
        return None
    return Dated(value, "htmldate") if value else None
