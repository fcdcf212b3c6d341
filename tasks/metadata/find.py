"""Reads a page's title, date, author, credited source, source addresses and tags; marks the lines that say them.

The lines stay in the text until `lift`, so that a title is repaired like any other line. What came with the page
(`page.declared`: markup, the record's columns) counts before what its lines say. What is not there is None.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import datetime, timedelta
from typing import NamedTuple

from tasks.metadata import bylines, dates
from tasks.metadata.title import without_site
from tasks.metadata.view import Seen, lines
from tasks.metadata.zones import Zones, near, zones
from tasks.page import Page, Role

CONTRADICTS = "page-date-contradicts"
APART = timedelta(days=2)
"""A page's clock that is further from the article's date than this contradicts it."""
LONGEST_TITLE = 250


class _Date(NamedTuple):
    moment: datetime
    source: str


def find(page: Page) -> Page:
    """The page with its metadata and the roles of its lines. The text stays as it is. Idempotent."""
    view = lines(page)
    titled = _title_line(page, view)
    found = zones(view, titled)
    said = page.declared or {}
    told = [(at, seen.text) for at, seen in enumerate(view) if bylines.MARKED.match(seen.text)]
    addresses = {at: address for at, text in told if (address := bylines.address(text))}
    tags = {at: names for at, text in told if (names := bylines.tags(text))}
    order = dates.order_of([seen.text for seen in view]) or (None if page.language in ("en", None) else "day")
    roles = _roles(page, view, found, titled, order, addresses.keys() | tags.keys())
    date = _date(page, view, found, order)
    title = page.lines[titled].strip() if titled is not None else said.get("title", "").strip()
    return page.changed(
        title=without_site(title, page.site, said.get("site_name")) or None,
        author=said.get("author", "").strip() or page.author or _author(view, found),
        published_at=date.moment if date else None,
        published_from=date.source if date else None,
        credited=page.credited or _credited(view, found),
        source_urls=_unique([address for at, address in addresses.items() if view[at].line is not None]),
        tags=_unique([tag for names in tags.values() for tag in names]),
        flags=_unique([*page.flags, *_contradiction(view, date, order)]),
        roles=roles,
    )


def _unique(items: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _title_line(page: Page, view: Sequence[Seen]) -> int | None:
    if page.roles and "title" in page.roles:
        line = page.roles.index("title")
        return None if bylines.author(page.lines[line].strip()) else line
    if page.blocks:
        return next((at for at, block in enumerate(page.blocks) if block.role == "title"), None)
    wanted = " ".join((page.declared or {}).get("title", "").split())
    for seen in view:
        if seen.line is not None and len(seen.text) <= LONGEST_TITLE and seen.text == wanted:
            return seen.line
    return None


def _roles(
    page: Page,
    view: Sequence[Seen],
    found: Zones,
    titled: int | None,
    order: dates.Order | None,
    marked: Set[int],
) -> tuple[Role, ...]:
    """The roles of the page's lines; `marked` are the places in the view that are addresses or tags."""
    roles: list[Role] = ["content" if role == "title" else role for role in page.roles] or ["content"] * len(page.lines)
    for at in (*found.head, *found.foot, *marked):
        _, line, _ = view[at]
        if line is None or line == titled or roles[line] != "content":
            continue
        if at in marked or _speaks_of_article(view[at].text, order):
            roles[line] = "meta"
    if titled is not None:
        roles[titled] = "title"
    if found.title is not None:
        _mark_poster(view, found, roles)
    return tuple(roles)


def _speaks_of_article(text: str, order: dates.Order | None) -> bool:
    if bylines.author(text) or bylines.credited(text):
        return True
    date = dates.first(text, order)
    return date is not None and date.only


def _mark_poster(view: Sequence[Seen], found: Zones, roles: list[Role]) -> None:
    for at in found.head:
        line = view[at].line
        if line is not None and at + 1 < len(view) and bylines.poster(view[at].text, view[at + 1].text):
            roles[line] = "meta"


def _author(view: Sequence[Seen], found: Zones) -> str | None:
    for at in near(found):
        if name := bylines.author(view[at].text):
            return name
    for at in found.head:
        if at + 1 < len(view) and (name := bylines.poster(view[at].text, view[at + 1].text)):
            return name
    return None


def _credited(view: Sequence[Seen], found: Zones) -> str | None:
    for at in (*found.foot, *found.head):
        if name := bylines.credited(view[at].text):
            return name
    body = next((seen.text for seen in view[found.head.stop :] if seen.line is not None), "")
    return bylines.agency(body)


def _date(page: Page, view: Sequence[Seen], found: Zones, order: dates.Order | None) -> _Date | None:
    if page.published_at:
        return _Date(page.published_at, page.published_from or "declared")
    if (text := (page.declared or {}).get("date")) and (moment := dates.declared(text)):
        return _Date(moment, "declared")
    updated = None
    for at in near(found):
        seen = view[at]
        date = dates.first(seen.text, order)
        if date is None or _is_clock(seen) or not (date.only or date.label or bylines.author(seen.text)):
            continue
        if date.label != "updated":
            return _Date(date.moment, "line")
        updated = updated or _Date(date.moment, "line: updated")
    return updated


def _is_clock(seen: Seen) -> bool:
    return seen.rule == "chrome.clock"


def _contradiction(view: Sequence[Seen], date: _Date | None, order: dates.Order | None) -> list[str]:
    for seen in view if date else ():
        clock = dates.first(seen.text, order) if _is_clock(seen) else None
        if date and clock and abs(clock.moment - date.moment) > APART:
            return [CONTRADICTS]
    return []
