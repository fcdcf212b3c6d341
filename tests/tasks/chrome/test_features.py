import pytest

from tasks.chrome import load
from tasks.chrome.context import names
from tasks.chrome.features import contexts, see
from tasks.tables import SHIPPED

TABLE = load([SHIPPED])
MENU = (
    "Join us today and be a friend of the sea and the islands: Become a Star Member Latest News All Boats The Harbour "
    "Lounge Island Boards Help Search"
)
PARAGRAPH = "The council decided on Monday that the old school would be torn down, although many had asked it not to."


def features(lines):
    """The features of each line."""
    return [[*names(context)] for context in contexts(see(lines, TABLE))]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (PARAGRAPH, "prose"),
        ("Wir sind wieder da, und wir bleiben auch, sagte er mit einem Lächeln.", "prose"),
        ("海運会社は木曜日、二日間続いた嵐のために運休していた六隻の連絡船がすべて運航を再開したと発表した。", "prose"),
        ("“Tomorrow.”", "sentence"),
        ("- a brass scale", "sentence"),
        ("when the winds, in their great anger,", "sentence"),
        ("3 May 2021", "date"),
        ("2 hours ago", "date"),
        ("Monday, 10:05", "date"),
        ("10:05", "table"),  # a video's length, a clock
        ("Arsenal 2-1", "tiny"),
        ("Share", "table"),
        ("Politics", "section"),
        ("12", "counter"),
        ("https://example.org/a", "address"),
        ("Harbour Festival", "tiny"),
        ("Shopkeepers fear for their living", "heading"),
        ("Shopkeepers on both sides of the river fear for their living this year", "short"),
        (MENU, "menu"),
    ],
)  # fmt: skip
def test_kinds_of_lines(line, kind):
    assert see([line], TABLE).lines[0].kind == kind


def test_empty_lines_are_not_seen():
    sight = see(["", "one", "  ", " two "], TABLE)
    assert [*sight.numbers] == [1, 3]
    assert [line.text for line in sight.lines] == ["one", "two"]
    assert [*see(["one", "two"], TABLE).numbers] == [0, 1]


def test_the_run_is_where_the_prose_is():
    sight = see(["Home", "Boats", "A headline of this page", PARAGRAPH, "Sub-head", PARAGRAPH, "Fish", "Bread"], TABLE)
    assert list(sight.run) == [3, 4, 5]
    assert sight.headline == 2


def test_a_forum_page_has_features_of_its_own():
    post = ["3 May 2021, 10:05", PARAGRAPH]
    found = [name for line in features(["Thread starter Anna", *post * 9]) for name in line]
    assert found
    assert all(name.startswith("forum: ") for name in found)


def test_dates_alone_make_no_forum():
    assert not see(["3 May 2021, 10:05", PARAGRAPH] * 9, TABLE).forum


def test_a_long_beginning_decides_for_a_notice_a_short_one_for_a_button():
    notice = (
        "By entering your email you agree that we write to you about boats, islands and whatever else we sell, " * 2
    )
    assert see([notice], TABLE).lines[0].certain
    assert not see([notice * 2], TABLE).lines[0].certain
    assert not see(["Follow the money, as the investigators of the day used to say, " * 3], TABLE).lines[0].certain


def test_a_page_without_lines():
    assert see([""], TABLE).lines == []
    assert see([""], TABLE).headline is None


def test_a_few_dates_on_a_long_page_make_no_forum():
    teasers = [line for day in range(1, 9) for line in ("Harbour Festival", f"{day} hours ago", "Boats", "Anna Berg")]
    page = ["Log in or sign up", "Thread starter Anna", PARAGRAPH, PARAGRAPH, *teasers]
    assert see(page, TABLE).forum
    assert not see(page + ["Fish", "Bread", "Wine", "Music"] * 40, TABLE).forum


BLURB = "The boats that carried the post to the islands are back in the harbour after two winters."
TEASER = ["Islands", "Mail boats return to their old harbour", BLURB, "Anna Berg", "3 May 2021"]


def test_blurbs_of_teasers_are_not_the_run():
    sight = see(["A headline of this page", PARAGRAPH, PARAGRAPH, PARAGRAPH, *TEASER * 6], TABLE)
    assert list(sight.run) == [1, 2, 3]


def test_a_wide_paragraph_needs_no_other_beside_it():
    wide = " ".join([PARAGRAPH] * 5)
    lines = ["A headline of this page", wide, "10:05", "Fish", wide, "Anna Berg", "Bread", wide]
    assert list(see(lines, TABLE).run) == list(range(1, 8))


def test_blurbs_do_not_count_for_how_much_of_the_article_has_passed():
    lines = features(["A headline of this page", PARAGRAPH, PARAGRAPH, PARAGRAPH, *TEASER * 6])
    assert "prose passed: all" in lines[4]


PAGE = ["A headline of this page", *[PARAGRAPH] * 2, "Sub-head", "Fish", *[PARAGRAPH] * 2]


def test_neighbours_are_features():
    assert {"in the run: after text", "before: tiny", "before the next: text"} <= set(features(PAGE)[3])


def test_where_a_line_stands_to_the_headline_is_a_feature():
    found = features(["Fish", *PAGE])
    assert [("above the guessed headline" in line, "the headline" in line) for line in found[:3]] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    assert ["just under the headline" in line for line in found] == [False] * 2 + [True] * 3 + [False] * 3
    assert ["under the headline" in line for line in found] == [False] * 2 + [True] * 6
    assert all("headline not known" in line for line in features([PARAGRAPH]))


def test_what_stands_below_a_closing_heading_is_told():
    found = features([*PAGE, "Leave a Reply", "Fish"])
    assert ["after a closing heading" in line for line in found] == [False] * 8 + [True]
