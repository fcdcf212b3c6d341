"""Takes site chrome out of a page: whole lines, each with the rule and the reason for which it went."""

from __future__ import annotations

from tasks.chrome.context import MENU, Reason
from tasks.chrome.features import Sight, contexts, see
from tasks.chrome.headline import breadcrumb
from tasks.chrome.kind import not_an_article
from tasks.chrome.settled import settled
from tasks.chrome.table import ChromeTable, Entry
from tasks.page import Page, Role

STAGE = "chrome"
STANDFIRST = 2
"""Lines under a headline among which prose is the article's own, though other pages of the site tease with it."""
BREADCRUMB = ("chrome.breadcrumb", "ends with the headline")
TEMPLATE = ("chrome.template", "stands on many pages of this site")

_Reasons = dict[int, Reason]


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
    reasons = _by_evidence(sight, table)
    if template:
        reasons.update(_by_template(sight, template))
    found: dict[str, tuple[str, ...]] = {}
    number = None if sight.headline is None else sight.numbers[sight.headline]
    if number is not None and (sight.named or number not in template):
        reasons.pop(number, None)
        roles: list[Role] = ["content"] * len(page.lines)
        roles[number] = "title"
        found["roles"] = tuple(roles)
    left = [kind for number, kind in zip(sight.numbers, sight.kinds, strict=True) if number not in reasons]
    flag = not_an_article(sight.lines, left)
    if flag:
        found["flags"] = tuple(dict.fromkeys((*page.flags, flag)))
    return page.without_lines(STAGE, reasons, **found)


def _by_markup(page: Page, template: frozenset[int]) -> _Reasons:
    reasons: _Reasons = {}
    for number, block in enumerate(page.blocks):
        if block.drop:
            reasons[number] = (block.rule or "chrome.markup", block.drop)
        elif number in template and block.role == "content":
            reasons[number] = TEMPLATE
    return reasons


def _by_template(sight: Sight, template: frozenset[int]) -> _Reasons:
    first = len(sight.lines) if sight.headline is None else sight.headline + 1
    under = zip(sight.numbers[first : first + STANDFIRST], sight.lines[first:], strict=False)
    return dict.fromkeys(template.difference(number for number, line in under if line.kind == "prose"), TEMPLATE)


def _by_evidence(sight: Sight, table: ChromeTable) -> _Reasons:
    known = settled(sight)
    if sight.has_prose:
        lines, weighed = sight.lines, table.weighed
        headline = "" if sight.headline is None else lines[sight.headline].folded
        for at, context in enumerate(contexts(sight)):
            if at not in known:
                said = weighed[context]
                if headline and lines[at].folded.endswith(headline) and breadcrumb(lines[at].folded, headline):
                    known[at] = BREADCRUMB
                elif said is not None:
                    known[at] = _named(lines[at].entry, said)
    return {sight.numbers[at]: reason for at, reason in known.items() if reason is not None}


def _named(entry: Entry | None, said: Reason) -> Reason:
    """The reason with the row of the table that fits the line, which did not decide alone."""
    if entry is None or said is MENU:
        return said
    rule, row = entry.reason
    return rule, f"{row}; {said[1]}"
