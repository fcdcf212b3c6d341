"""Where a line stands, and what that says of it: whether it goes, and why."""

from __future__ import annotations

from collections.abc import Iterator

from tasks.chrome.model import Model

OUTSIDE, INSIDE, OF_PROSE = 0.25, 0.5, 1.75
"""Log odds above which a line goes: one outside the run of the article, one inside, and a paragraph anywhere. Where
a line stands decides most; what is prose or in the run must look like furniture by more than a little. Chosen on sites
split by site: with one bound for all lines the weights were no better than the run alone."""
OVER, IN, BELOW = "above the run", "in the run", "below the run"
UNDER, JUST_UNDER = "under the headline", "just under the headline"
MENU = ("chrome.menu", "ends in a row of capitalised words without a stop, outside the article")
WEIGHED = "chrome.weighed"

Reason = tuple[str, str]
"""The rule by which a line goes, and why, in words."""
Context = tuple[bool, str, str, str, str, str, str, str, bool]
"""Whether the page is a forum's; the side of the run on which the line stands, its kind, that of the next one, how
much of the prose has passed, the place by the headline, the kind above and the one after the next in few words, and
whether a heading has closed the article."""


def names(context: Context) -> Iterator[str]:
    """The features of a line that stands so; those of a forum's page are features of their own."""
    forum, side, kind, after, passed, place, above, following, closed = context
    page = "forum: " if forum else ""
    yield f"{page}{side}: {kind}"
    yield f"{page}before: {after}"
    yield f"{page}prose passed: {passed}"
    yield f"{page}{UNDER if place == JUST_UNDER else place}"
    yield f"{page}{side}: after {above}"
    yield f"{page}before the next: {following}"
    if place == JUST_UNDER:
        yield f"{page}{place}"
    if closed:
        yield f"{page}after a closing heading"


def weigh(context: Context, model: Model) -> Reason | None:
    """Why a line that stands so goes, if nothing else is known of it; None for one that stays."""
    _, side, kind, *_ = context
    if kind == "menu" and side != IN:
        return MENU
    found = [*names(context)]
    bound = OF_PROSE if kind == "prose" else INSIDE if side == IN else OUTSIDE
    return (WEIGHED, ", ".join(model.reasons(found))) if model.score(found) > bound else None
