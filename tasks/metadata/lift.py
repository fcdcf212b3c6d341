"""Moves the lines that `find` has marked out of the text: what they say stands in the page's columns by now."""

from __future__ import annotations

from tasks.metadata.title import without_site
from tasks.page import Page

STAGE = "metadata"
_RULES = {
    "title": ("metadata.title", "the title has a column of its own"),
    "meta": ("metadata.line", "says when, by whom or from where the article is"),
}


def lift(page: Page) -> Page:
    """The page without its title and metadata lines, its title as repaired by then, without the site's name."""
    reasons = {at: _RULES[role] for at, role in enumerate(page.roles) if role != "content"}
    if "title" not in page.roles:
        return page.without_lines(STAGE, reasons)
    line = page.lines[page.roles.index("title")].strip()
    site_name = (page.declared or {}).get("site_name")
    return page.without_lines(STAGE, reasons, title=without_site(line, page.site, site_name) or page.title)
