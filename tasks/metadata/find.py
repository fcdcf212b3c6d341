"""Reads a page's title, date, author, credited source, source addresses and tags; marks the lines that say them.

The lines stay in the text until `lift`, so that a title is repaired like any other line. What came with the page
(`page.declared`: markup, the record's columns) counts before what its lines say. What is not there is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tasks.metadata import bylines, dates, sources
from tasks.metadata.dated import APART, CLOCK, Dated, in_address, in_lines
from tasks.metadata.said import Said, heard
from tasks.metadata.title import is_site, without_site
from tasks.metadata.view import View, lines
from tasks.metadata.zones import LONGEST_LEAD, Zones, near, zones
from tasks.page import Page, Role

CONTRADICTS = "page-date-contradicts"
LONGEST_TITLE = 250
FEWEST_TITLE_WORDS = 4


def find(page: Page) -> Page:
    """The page with its metadata and the roles of its lines. The text stays as it is. Idempotent."""
    view = lines(page)
    titled, headline = _headline(page, view)
    found = zones(view, titled)
    declared = page.declared or {}
    told = bylines.marking(view.texts)
    sentences = bylines.stating(view.texts, told)
    marks = [at for at in told if at not in sentences]
    addresses = {at: address for at in marks if (address := bylines.address(view.texts[at]))}
    tags = {at: names for at in marks if (names := bylines.tags(view.texts[at]))}
    order = dates.order_of(view.texts) or (None if page.language in ("en", None) else "day")
    said = heard(view, found, order)
    date = _date(page, view, found, said)
    byline = _author(page, found, said)
    title = page.lines[titled].strip() if titled is not None else declared.get("title", "").strip() or headline
    return page.changed(
        title=without_site(title, page.site, declared.get("site_name")) or None,
        author=_declared_author(page, byline) or page.author or byline,
        published_at=date.moment if date else None,
        published_from=date.source if date else None,
        credited=page.credited or _credited(view, found, said, sentences),
        source_urls=_unique(
            [*(address for at, address in addresses.items() if view.lines[at] is not None), *said.sources]
        ),
        tags=_unique([tag for names in tags.values() for tag in names]),
        flags=_unique([*page.flags, *_contradiction(view, date, order)]),
        roles=_roles(page, view, titled, said, (*addresses, *tags)),
    )


def _unique(items: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _headline(page: Page, view: View) -> tuple[int | None, str]:
    """The index of the title's line in the present text, None where it has none; then the headline, if it is known."""
    if page.roles and "title" in page.roles:
        line = page.roles.index("title")
        text = page.lines[line].strip()
        byline = bylines.author(text) is not None
        if not byline and not _says_date(text):
            return line, text
        beside = _beside(view, view.lines.index(line)) if line in view.lines else None
        if beside is None:
            return (None, "") if byline else (line, text)
        return view.lines[beside], view.texts[beside]
    if page.blocks:
        return next((at for at, block in enumerate(page.blocks) if block.role == "title"), None), ""
    wanted = " ".join((page.declared or {}).get("title", "").split())
    if not wanted or len(wanted) > LONGEST_TITLE:
        return None, ""
    found = zip(view.texts, view.lines, strict=True)
    return next((line for text, line in found if line is not None and text == wanted), None), ""


def _says_date(text: str) -> bool:
    date = dates.first(text) if "20" in text or "19" in text else None
    return date is not None and date.only


def _beside(view: View, taken: int) -> int | None:
    """The place of the headline where chrome has taken a byline or a date for it: right above, or right below."""
    places = (taken - 1, taken - 2, taken + 1, taken + 2)
    return next((at for at in places if 0 <= at < len(view.texts) and _is_headline(view.texts[at])), None)


def _is_headline(text: str) -> bool:
    if len(text.split()) < FEWEST_TITLE_WORDS or len(text) > LONGEST_TITLE or text[-1] in ".:,;|":
        return False
    return not (bylines.is_byline(text) or bylines.is_post(text) or _says_date(text))


def _roles(page: Page, view: View, titled: int | None, said: Said, marked: Iterable[int]) -> tuple[Role, ...]:
    """The roles of the page's lines; `marked` are the places in the view that are addresses or tags."""
    roles: list[Role] = ["content" if role == "title" else role for role in page.roles] or ["content"] * len(page.lines)
    dated = (at for at, date in said.dates.items() if date.only)
    for at in (*marked, *said.bylines, *said.credited, *dated):
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


def _declared_author(page: Page, byline: str | None) -> str:
    """The author that came with the page; where that is the site, the byline counts before it."""
    declared = page.declared or {}
    author = declared.get("author", "").strip()
    if not any(map(str.isalpha, author)):
        return ""
    return byline if byline and is_site(author, page.site, declared.get("site_name")) else author


def _author(page: Page, found: Zones, said: Said) -> str | None:
    names = said.authors or said.named
    if names:
        name = next(names[at] for at in near(found) if at in names)
        return None if is_site(name, page.site, (page.declared or {}).get("site_name")) else name
    return next(iter(said.posters.values()), None)


def _credited(view: View, found: Zones, said: Said, sentences: Iterable[int]) -> str | None:
    """The source in a line of its own, in a sentence on the article, beside its date, or else in its dateline."""
    if said.credited:
        return next(said.credited[at] for at in (*found.foot, *found.head) if at in said.credited)
    for at in sentences:
        if name := sources.stated(view.texts[at]):
            return name
    if said.agencies:
        return next(iter(said.agencies.values()))
    for at in range(found.head.stop, len(view.texts)):
        if view.lines[at] is None:
            continue
        paragraph = view.texts[at]
        if name := sources.agency(paragraph):
            return name
        if at > found.head.stop or len(paragraph) > LONGEST_LEAD:
            break
    return None


def _date(page: Page, view: View, found: Zones, said: Said) -> Dated | None:
    if page.published_at:
        return Dated(page.published_at, page.published_from or "declared")
    if (text := (page.declared or {}).get("date")) and (moment := dates.declared(text)):
        return Dated(moment, "declared")
    day = in_address(page.url)
    date = in_lines(view, found, said, day) if said.dates else None
    if day and (date is None or date.source == "line: updated"):
        return Dated(day, "address")
    return date


def _contradiction(view: View, date: Dated | None, order: dates.Order | None) -> list[str]:
    for text, rule in zip(view.texts, view.rules, strict=True) if date else ():
        clock = dates.first(text, order) if rule == CLOCK else None
        if date and clock and abs(clock.moment - date.moment) > APART:
            return [CONTRADICTS]
    return []
