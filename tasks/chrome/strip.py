"""Takes site chrome out of a page: whole lines, each with the rule and the reason for which it went."""

from __future__ import annotations

from tasks.chrome.features import Sight, see
from tasks.chrome.headline import breadcrumb
from tasks.chrome.kind import not_an_article
from tasks.chrome.line import Line
from tasks.chrome.model import Model
from tasks.chrome.settled import settled
from tasks.chrome.table import ChromeTable
from tasks.page import Page, Role

STAGE = "chrome"
OUTSIDE, INSIDE, OF_PROSE = 0.25, 0.5, 1.75
"""Log odds above which a line goes: one outside the run of the article, one inside, and a paragraph anywhere. Where
a line stands decides most; what is prose or in the run must look like furniture by more than a little. Chosen on sites
split by site: with one bound for all lines the weights were no better than the run alone."""
STANDFIRST = 2
"""Lines under a headline among which prose is the article's own, though other pages of the site tease with it."""
TEMPLATE = ("chrome.template", "stands on many pages of this site")

_Reasons = dict[int, tuple[str, str]]


def strip(page: Page, table: ChromeTable, template: frozenset[int] = frozenset()) -> Page:
    """The page without its site chrome. `template` holds the numbers of its lines that its site repeats.

    The line taken for the headline gets the role `title` and stays; what many pages share is no headline, unless title
    or address name it. A page that is no article is flagged so. For an
    HTML page (`page.blocks` is set) the markup has decided already; only template lines are added.
    """
    if page.blocks:
        return page.without_lines(STAGE, _by_markup(page, template))
    table = table.for_site(page.site)
    sight = see(page.lines, table, page.url, (page.declared or {}).get("title"))
    reasons = _by_evidence(sight, table.model)
    if template:
        reasons.update(_by_template(sight, template))
    number = None if sight.headline is None else sight.lines[sight.headline].number
    if number is not None and (sight.named or number not in template):
        reasons.pop(number, None)
        roles: list[Role] = ["content"] * len(page.lines)
        roles[number] = "title"
        page = page.changed(roles=tuple(roles))
    flag = not_an_article(sight.lines, reasons.keys())
    if flag:
        page = page.changed(flags=tuple(dict.fromkeys((*page.flags, flag))))
    return page.without_lines(STAGE, reasons)


def _by_markup(page: Page, template: frozenset[int]) -> _Reasons:
    reasons: _Reasons = {}
    for number, block in enumerate(page.blocks):
        if block.drop:
            reasons[number] = (block.rule or "chrome.markup", block.drop)
        elif number in template and block.role == "content":
            reasons[number] = TEMPLATE
    return reasons


def _by_template(sight: Sight, template: frozenset[int]) -> _Reasons:
    first = -1 if sight.headline is None else sight.headline + 1
    own = {line.number for line in sight.lines[first : first + STANDFIRST] if first > 0 and line.kind == "prose"}
    return dict.fromkeys(template - own, TEMPLATE)


def _by_evidence(sight: Sight, model: Model) -> _Reasons:
    headline = None if sight.headline is None else sight.lines[sight.headline].folded
    has_prose = any(sight.lines[at].kind == "prose" for at in sight.run)
    known = settled(sight)
    reasons: _Reasons = {}
    for at, line in enumerate(sight.lines):
        reason = known.get(at)
        if has_prose and at not in known:
            reason = _weighed(line, headline, model, at in sight.run)
        if reason is not None:
            reasons[line.number] = reason
    return reasons


def _weighed(line: Line, headline: str | None, model: Model, in_run: bool) -> tuple[str, str] | None:
    if headline and line.folded.endswith(headline) and breadcrumb(line.folded, headline):
        return "chrome.breadcrumb", "ends with the headline"
    if line.kind == "menu" and not in_run:
        return "chrome.menu", "ends in a row of capitalised words without a stop, outside the article"
    if model.score(line.names) <= (OF_PROSE if line.kind == "prose" else INSIDE if in_run else OUTSIDE):
        return None
    why = ", ".join(model.reasons(line.names))
    if line.entry is not None:
        return f"chrome.{line.entry.kind}", f"{line.entry.match} in chrome.csv: {line.entry.text}; {why}"
    return "chrome.weighed", why
