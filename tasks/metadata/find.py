"""Reads a page's title, date, author, credited source, source addresses and tags; marks the lines that say them.

The lines stay in the text until `lift`, so that a title is repaired like any other line. What came with the page
(`page.declared`: markup, the record's columns) counts before what its lines say. What is not there is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from tasks.metadata import bylines, dates
from tasks.metadata.said import Said, heard
from tasks.metadata.title import without_site
from tasks.metadata.view import View, lines
from tasks.metadata.zones import Zones, near, zones
from tasks.page import Page, Role

CONTRADICTS = "page-date-contradicts"
APART = timedelta(days=2)
"""A page's clock that is further from the article's date than this contradicts it."""
LONGEST_TITLE = 250
CLOCK = "chrome.clock"
"""The rule by which the page's own clock is removed."""


class _Date(NamedTuple):
    moment: datetime
    source: str


def find(page: Page) -> Page:
    """The page with its metadata and the roles of its lines. The text stays as it is. Idempotent."""
    view = lines(page)
    titled = _title_line(page, view)
    found = zones(view, titled)
    declared = page.declared or {}
    told = bylines.marking(view.texts)
    addresses = {at: address for at in told if (address := bylines.address(view.texts[at]))}
    tags = {at: names for at in told if (names := bylines.tags(view.texts[at]))}
    order = dates.order_of(view.texts) or (None if page.language in ("en", None) else "day")
    said = heard(view, found, order)
    date = _date(page, view, found, said)
    title = page.lines[titled].strip() if titled is not None else declared.get("title", "").strip()
    return page.changed(
        title=without_site(title, page.site, declared.get("site_name")) or None,
        author=declared.get("author", "").strip() or page.author or _author(found, said),
        published_at=date.moment if date else None,
        published_from=date.source if date else None,
        credited=page.credited or _credited(view, found, said),
        source_urls=_unique([address for at, address in addresses.items() if view.lines[at] is not None]),
        tags=_unique([tag for names in tags.values() for tag in names]),
        flags=_unique([*page.flags, *_contradiction(view, date, order)]),
        roles=_roles(page, view, titled, said, (*addresses, *tags)),
    )


def _unique(items: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _title_line(page: Page, view: View) -> int | None:
    if page.roles and "title" in page.roles:
        line = page.roles.index("title")
        return None if bylines.author(page.lines[line].strip()) else line
    if page.blocks:
        return next((at for at, block in enumerate(page.blocks) if block.role == "title"), None)
    wanted = " ".join((page.declared or {}).get("title", "").split())
    if not wanted or len(wanted) > LONGEST_TITLE:
        return None
    found = zip(view.texts, view.lines, strict=True)
    return next((line for text, line in found if line is not None and text == wanted), None)


def _roles(page: Page, view: View, titled: int | None, said: Said, marked: Iterable[int]) -> tuple[Role, ...]:
    """The roles of the page's lines; `marked` are the places in the view that are addresses or tags."""
    roles: list[Role] = ["content" if role == "title" else role for role in page.roles] or ["content"] * len(page.lines)
    dated = (at for at, date in said.dates.items() if date.only)
    for at in (*marked, *said.authors, *said.credited, *dated):
        line = view.lines[at]
        if line is not None and line != titled:
            roles[line] = "meta"
    if titled is not None:
        roles[titled] = "title"
    for at in said.posters if titled in view.lines else ():
        line = view.lines[at]
        if line is not None:
            roles[line] = "meta"
    return tuple(roles)


def _author(found: Zones, said: Said) -> str | None:
    if said.authors:
        return next(said.authors[at] for at in near(found) if at in said.authors)
    return next(iter(said.posters.values()), None)


def _credited(view: View, found: Zones, said: Said) -> str | None:
    if said.credited:
        return next(said.credited[at] for at in (*found.foot, *found.head) if at in said.credited)
    body = next((at for at in range(found.head.stop, len(view.texts)) if view.lines[at] is not None), None)
    return None if body is None else bylines.agency(view.texts[body])


def _date(page: Page, view: View, found: Zones, said: Said) -> _Date | None:
    if page.published_at:
        return _Date(page.published_at, page.published_from or "declared")
    if (text := (page.declared or {}).get("date")) and (moment := dates.declared(text)):
        return _Date(moment, "declared")
    updated = None
    for at in near(found) if said.dates else ():
        date = said.dates.get(at)
        if date is None or view.rules[at] == CLOCK or not (date.only or date.label or at in said.authors):
            continue
        if date.label != "updated":
            return _Date(date.moment, "line")
        updated = updated or _Date(date.moment, "line: updated")
    return updated


def _contradiction(view: View, date: _Date | None, order: dates.Order | None) -> list[str]:
    for text, rule in zip(view.texts, view.rules, strict=True) if date else ():
        clock = dates.first(text, order) if rule == CLOCK else None
        if date and clock and abs(clock.moment - date.moment) > APART:
            return [CONTRADICTS]
    return []
