import pytest

from tasks.chrome.context import BELOW, IN, INSIDE, JUST_UNDER, MENU, OF_PROSE, OUTSIDE, UNDER, WEIGHED, names, weigh
from tasks.chrome.model import Model, Weights


def context(side=BELOW, kind="tiny", *, forum=False, place=UNDER, above="text", closed=False):
    return (forum, side, kind, "date", "half", place, above, "table", closed)


def test_the_features_of_a_line():
    assert [*names(context())] == [
        "below the run: tiny",
        "before: date",
        "prose passed: half",
        "under the headline",
        "below the run: after text",
        "before the next: table",
    ]


def test_what_is_just_under_the_headline_is_under_it_too():
    found = [*names(context(place=JUST_UNDER, above="other", closed=True))]
    assert found[3:5] == ["under the headline", "below the run: after other"]
    assert found[6:] == ["just under the headline", "after a closing heading"]


def test_a_forum_has_features_of_its_own():
    assert [*names(context(forum=True))] == ["forum: " + name for name in names(context())]


@pytest.mark.parametrize(
    ("side", "kind", "bound"), [(BELOW, "tiny", OUTSIDE), (IN, "tiny", INSIDE), (IN, "prose", OF_PROSE)]
)  # fmt: skip
def test_a_line_goes_above_the_bound_for_where_it_stands(side, kind, bound):
    where = context(side, kind)
    assert weigh(where, Model("", Weights({"before: date": bound}))) is None
    assert weigh(where, Model("", Weights({"before: date": bound + 0.1}))) == (WEIGHED, "before: date")


def test_a_menu_goes_unless_it_stands_in_the_article():
    model = Model("", Weights())
    assert weigh(context(BELOW, "menu"), model) == MENU
    assert weigh(context(IN, "menu"), model) is None
