"""Takes site chrome out of a page: whole lines, each with the rule and the reason for which it went."""

from __future__ import annotations

from dataclasses import replace

from tasks.chrome.features import Line, see
from tasks.chrome.headline import breadcrumb
from tasks.chrome.model import Model
from tasks.chrome.table import ChromeTable
from tasks.chrome.template import line_keys
from tasks.page import Page, Role

STAGE = "chrome"
DECIDED = 0.0
"""Log odds above which a line goes."""

TEASER = 200
"""Width up to which a line that begins as a teaser is one, wherever it stands."""

_Reasons = dict[int, tuple[str, str]]


def strip(page: Page, table: ChromeTable, template: frozenset[int] = frozenset()) -> Page:
    """The page without its site chrome. `template` holds the keys of the site's own furniture (`template.learn`).

    For an HTML page (`page.blocks` is set) the markup has decided already; only template lines are added to that.
    """
    if page.blocks:
        return page.without_lines(STAGE, _by_markup(page, template))
    table = table.for_site(page.site)
    declared = page.declared or {}
    sight = see(page.lines, table, page.url, declared.get("title"))
    headline = None if sight.headline is None else sight.lines[sight.headline].number
    reasons = _by_template(page, template) if template else {}
    title = None if sight.headline is None else sight.lines[sight.headline].folded
    for line in sight.lines:
        if line.number not in reasons and (reason := _certain(line, title) or _reason(line, table.model)):
            reasons[line.number] = reason
    if headline is not None:
        reasons.pop(headline, None)
        roles: list[Role] = ["content"] * len(page.lines)
        roles[headline] = "title"
        page = replace(page, roles=tuple(roles))
    return page.without_lines(STAGE, reasons)


def _by_markup(page: Page, template: frozenset[int]) -> _Reasons:
    keys = line_keys(page.text) if template else []
    reasons: _Reasons = {}
    for index, block in enumerate(page.blocks):
        if block.drop:
            reasons[index] = (block.rule or "chrome.markup", block.drop)
        elif keys and keys[index] in template and block.role == "content" and not block.tag.startswith("h1"):
            reasons[index] = ("chrome.template", "stands on many pages of this site")
    return reasons


def _by_template(page: Page, template: frozenset[int]) -> _Reasons:
    keys = line_keys(page.text)
    return {
        index: ("chrome.template", "stands on many pages of this site")
        for index, key in enumerate(keys)
        if key in template
    }


def _certain(line: Line, headline: str | None) -> tuple[str, str] | None:
    if headline and breadcrumb(line.folded, headline):
        return "chrome.breadcrumb", "ends with the headline"
    if line.entry is not None and line.entry.kind == "teaser" and line.width < TEASER:
        return "chrome.teaser", f"begins as chrome.csv says: {line.entry.text}"
    if "ends as a menu" in line.names and "in the run" not in line.names:
        return "chrome.menu", "ends in a row of capitalised words without a stop, outside the article"
    return None


def _reason(line: Line, model: Model) -> tuple[str, str] | None:
    if "only an address" in line.names or model.score(line.names) <= DECIDED:
        return None
    if line.entry is not None:
        return f"chrome.{line.entry.kind}", f"{line.entry.match} in chrome.csv: {line.entry.text}"
    return "chrome.lines-around", "looks like furniture: " + ", ".join(model.reasons(line.names))
