"""Which lines of a page are the article, and for each other line the reason why it is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tasks.html.context import Second
from tasks.html.element import Element
from tasks.html.evidence import First
from tasks.html.lines import Line
from tasks.html.rules import SiteRules
from tasks.html.survey import Survey

Reason = tuple[str, str]
"""The rule's id and the reason in words."""

REASONS = {
    "comment": "in the comments",
    "related": "in a list of related articles",
    "teaser": "in a teaser of another article",
    "newsletter": "in an invitation to subscribe or to give",
    "share": "among the buttons for sharing",
    "ad": "in an advertisement",
    "nav": "in the site's navigation",
    "footer": "in the page's foot",
    "header": "in the page's head",
    "modal": "in a notice laid over the page",
    "bio": "in a box about the author",
    "byline": "in the byline",
    "date": "in the date line",
    "tags": "among the tags",
    "caption": "in a caption",
    "media": "beside a picture or video",
    "sidebar": "in the sidebar",
    "unseen": "for screen readers or printing only",
    "widget": "in a control or widget",
    "breaking": "in a ticker",
    "meta": "in the article's particulars",
    "box": "in a box beside the text",
    "more": "leads on to other pages",
    "print": "leads to another way of reading",
}
"""Kinds of markup.csv that a removal can be explained by, the most telling first."""

FURNITURE: Reason = ("html.nav", "in the site's navigation, foot or controls, or hidden")
_ENTRIES = frozenset(("li", "dt", "dd"))
_ROWS = frozenset(("td", "th"))
_ROW = 30
"""Words from which a cell is likely a column of the page's layout and no row of data."""
_DATA = 1.0
"""What a table with header cells is given (log odds): it holds data, of which the pages fitted to have little."""
_BARE = 12
"""Words of a page that is too short to have furniture."""
_TAGS = {
    "nav": "nav",
    "footer": "footer",
    "aside": "sidebar",
    "form": "widget",
    "button": "widget",
    "figcaption": "caption",
}
_MOSTLY = 0.5
_BACKED_OFF = 1.0
"""Where no line reaches even odds, those this near the best (log odds) are kept: a short page is a page."""


class Choice:
    """The decisions on a page's lines. `keep` runs parallel to them; `core` is the article's element."""

    def __init__(self, survey: Survey, rules: SiteRules) -> None:
        self._survey = survey
        first, also = First(survey).opinions(rules.pairs)
        self._second = Second(survey, first)
        self._reasons: dict[object, Reason | None] = {}
        self.scores = self._second.weigh(rules.second, rules.numbers, also)
        for together in _groups(survey):
            mean = sum(survey.size[i] * self.scores[i] for i in together) / sum(survey.size[i] for i in together)
            if any(survey.lines[i].element.tag == "th" for i in together):
                mean += _DATA
            for i in together:
                self.scores[i] = mean
        self.keep = decide(self.scores, survey.size)
        self.core = self._second.core

    def by_place(self, line: Line) -> Reason | None:
        """The verdict on a line that was not weighed: kept where it stands in the core and is not mostly a link."""
        if line.linked > _MOSTLY * len(line.text):
            return "html.links", "mostly links"
        inside = self.core is not None and self._second.path(line.element)[1] == 0
        return None if inside else ("html.outside", "outside the article")

    def reason(self, i: int) -> Reason:
        """Why line `i` is not kept."""
        element = self._survey.lines[i].element
        alike = element.parent.number if element.parent else -1, element.own, element.tag
        if alike not in self._reasons:
            self._reasons[alike] = self._by_markup(element)
        if reason := self._reasons[alike]:
            return reason
        if self._survey.linked[i] > _MOSTLY:
            return "html.links", "mostly links"
        if self._second.path(element)[1]:
            return "html.outside", "outside the article"
        return "html.furniture", "reads like furniture, not like the article"

    def _by_markup(self, element: Element) -> Reason | None:
        kinds = _kinds(self._second.path(element)[0])
        return next(((f"html.{kind}", words) for kind, words in REASONS.items() if kind in kinds), None)


def _groups(survey: Survey) -> Iterable[list[int]]:
    """The lines that stay or go together: the entries of one list, the short rows of one table."""
    groups: dict[int, list[int]] = {}
    for i, line in enumerate(survey.lines):
        held = line.element.parent
        if line.element.tag in _ROWS and survey.size[i] < _ROW:
            held = next((above for above in survey.chains[i] if above.tag == "table"), None)
        elif line.element.tag not in _ENTRIES:
            continue
        if held is not None:
            groups.setdefault(held.number, []).append(i)
    return groups.values()


def decide(scores: Sequence[float], sizes: Sequence[float]) -> list[bool]:
    """Which lines to keep, given the log odds and the length in words of each."""
    if sum(sizes) < _BARE:
        return [True] * len(scores)
    threshold = min(0.0, max(scores, default=0.0) - _BACKED_OFF)
    return [score > threshold for score in scores]


def _kinds(path: Sequence[Element]) -> set[str]:
    return {kind for element in path for kind in element.own} | {
        _TAGS[element.tag] for element in path if element.tag in _TAGS
    }
