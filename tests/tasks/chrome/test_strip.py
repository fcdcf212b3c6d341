import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.chrome import learn, line_keys, load, strip
from tasks.page import STAGES, Block, Page, restore
from tasks.tables import SHIPPED

CASES_FILE = Path(__file__).parents[2] / "cases" / "chrome_pages.toml"
CASES = tomllib.loads(CASES_FILE.read_text(encoding="utf-8"))["page"]
TABLE = load([SHIPPED])
PARAGRAPHS = [
    "The council decided on Monday that the old school would be torn down, although many had asked it not to.",
    "A new school for six hundred children is to be built on the same ground and will be ready in two years.",
    "Until then the children will be taught in the town hall and in two rooms which the church has offered for free.",
]


def page(text, **fields):
    return Page(uri="page", source=text, text=text, **fields)


def marked(case):
    lines = case["lines"].strip("\n").split("\n")
    return [line[0] for line in lines], "\n".join(line[2:] for line in lines)


def gone(before, after):
    """The numbers of the lines of `before` that the chrome stage removed."""
    starts = {edit.start for edit in after.edits}
    at, numbers = 0, set()
    for number, line in enumerate(before.split("\n")):
        if at in starts:
            numbers.add(number)
        at += len(line) + 1
    return numbers


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_lines_go_and_stay_as_a_reader_would_have_it(case):
    marks, text = marked(case)
    removed = gone(text, strip(page(text), TABLE))
    lines = text.split("\n")
    assert [lines[at] for at, mark in enumerate(marks) if mark in "+=" and at in removed] == []
    assert [lines[at] for at, mark in enumerate(marks) if mark == "-" and at not in removed] == []


@pytest.mark.parametrize("case", [case for case in CASES if "=" in marked(case)[0]], ids=lambda case: case["name"])
def test_the_headline_is_marked(case):
    marks, text = marked(case)
    after = strip(page(text), TABLE)
    assert after.lines[after.roles.index("title")] == text.split("\n")[marks.index("=")]


def test_every_removal_says_by_which_rule_and_why():
    after = strip(
        page("\n".join(["Home", "Share", *PARAGRAPHS, "Leave a Reply", "Harbour Festival", "Lighthouse"])), TABLE
    )
    assert [edit.before.strip() for edit in after.edits][:3] == ["Home", "Share", "Leave a Reply"]
    for edit in after.edits:
        assert edit.stage == "chrome"
        assert edit.stage in STAGES
        assert edit.rule.startswith("chrome.")
        assert edit.reason


def test_a_page_without_prose_loses_only_what_the_table_knows():
    poem = "Who has seen the wind?\nNeither I nor you\nBut when the leaves hang trembling\nIt passes\nShare"
    after = strip(page(poem), TABLE)
    assert after.lines[:4] == poem.split("\n")[:4]
    assert [edit.before for edit in after.edits] == ["Share"]


def test_an_address_alone_on_its_line_is_left_to_metadata():
    text = "\n".join([*PARAGRAPHS, "https://example.org/news/2022/school-to-be-torn-down"])
    assert strip(page(text), TABLE).text == text


def test_an_address_away_from_the_article_goes():
    text = "\n".join(
        ["https://example.org/us", "Home", "Menu", *PARAGRAPHS, "Harbour", "Boats", "https://example.net/us"]
    )
    assert "https://example.org/us" not in strip(page(text), TABLE).lines
    assert "https://example.net/us" not in strip(page(text), TABLE).lines


def test_the_breadcrumb_goes_and_the_headline_stays():
    headline = "Old school to be torn down in spring"
    after = strip(page("\n".join([f"Home Local {headline}", headline, *PARAGRAPHS])), TABLE)
    assert after.lines == [headline, *PARAGRAPHS]
    assert after.edits[0].rule == "chrome.breadcrumb"


def test_the_address_of_the_page_says_which_line_is_the_headline():
    lines = ["Mayor opens harbour festival", "School torn down after long debate", *PARAGRAPHS]
    after = strip(page("\n".join(lines), url="https://example.org/2022/school-torn-down-after-long-debate.html"), TABLE)
    assert after.lines[after.roles.index("title")] == lines[1]


def test_what_stands_on_three_pages_of_a_site_goes_there_and_nowhere_else():
    furniture = "The Daily Lighthouse is read on all the islands and has been since 1871"
    texts = ["\n".join([f"Headline number {n} of this small paper", *PARAGRAPHS[n:], furniture]) for n in range(3)]
    counts = {}
    for text in texts:
        for key in set(line_keys(text)):
            counts[key] = counts.get(key, 0) + 1
    learned = learn(3, counts)
    template = frozenset(number for number, key in enumerate(line_keys(texts[0])) if key in learned)
    stripped = strip(page(texts[0]), TABLE, template)
    assert furniture not in stripped.lines
    assert [e.rule for e in stripped.edits if e.before.startswith(furniture)] == ["chrome.template"]


def test_html_is_decided_by_its_markup():
    blocks = (Block("title"), Block("p", "in a nav element", "html.nav"), Block("p"), Block("p"))
    before = page("A title\nShare\nShare\nText", blocks=blocks)
    after = strip(before, TABLE)
    assert after.lines == ["A title", "Share", "Text"]
    assert (after.edits[0].rule, after.edits[0].reason) == ("html.nav", "in a nav element")
    assert after.blocks == (blocks[0], blocks[2], blocks[3])


def test_template_lines_go_from_html_too_but_not_a_title():
    text = "A title\nAll islands, all day\nText"
    blocks = (Block("h1", role="title"), Block("p"), Block("p"))
    assert strip(page(text, blocks=blocks), TABLE, frozenset((0, 1))).lines == ["A title", "Text"]


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Home\nPage not found\nSorry, the page you are looking for could not be found.\nSearch", "error"),
        ("Accept all cookies\nReject all\nCookie settings\nWe use cookies to make the site work\nNecessary", "consent"),
        ("Home\nShare\nLogin", "empty"),
        ("Fish\nBread\nHarbour\nLighthouses", "menu"),
        ("\n".join(f"Council votes against plan number {number}" for number in range(1, 7)), "headlines"),
    ],
)  # fmt: skip
def test_pages_that_are_no_articles_are_flagged(text, flag):
    assert strip(page(text), TABLE).flags == (f"not-an-article:{flag}",)


def test_a_word_alone_between_paragraphs_may_be_a_subhead_but_a_button_is_a_button():
    text = "\n".join([PARAGRAPHS[0], "Support", PARAGRAPHS[1], "Advertisement", PARAGRAPHS[2], "Support", "Contact us"])
    assert [edit.before.strip() for edit in strip(page(text), TABLE).edits] == [
        "Advertisement",
        "Support",
        "Contact us",
    ]


def test_an_article_has_no_flag():
    assert strip(page("\n".join(PARAGRAPHS)), TABLE).flags == ()


def test_flags_that_were_there_stay():
    assert strip(page("Home", flags=("truncated",)), TABLE).flags == ("truncated", "not-an-article:empty")


LINES = st.lists(
    st.sampled_from([*PARAGRAPHS, "", "  ", "Share", "Home", "12 comments", "A Small Title", "»", "日本", "\ud800"])
)


@given(LINES)
@settings(max_examples=150, deadline=None)
def test_the_source_comes_back_and_what_is_left_was_there(lines):
    text = "\n".join(lines)
    after = strip(page(text), TABLE)
    assert restore(after.text, after.edits) == text
    assert not after.roles or len(after.roles) == len(after.lines)
    kept = iter(lines)
    assert all(line == "" or any(line == source for source in kept) for line in after.lines)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_goes_through(text):
    after = strip(page(text), TABLE)
    assert restore(after.text, after.edits) == text


@given(st.lists(LINES, max_size=4))
@settings(max_examples=50, deadline=None)
def test_no_page_depends_on_those_before_it(pages):
    texts = ["\n".join(lines) for lines in pages]
    after_others = [strip(page(text), TABLE) for text in texts]
    for text, known in zip(texts, after_others, strict=True):
        TABLE.lines_known.clear()
        TABLE.weighed.clear()
        assert strip(page(text), TABLE) == known


def test_a_line_that_the_site_repeats_is_taken_for_the_headline_only_where_the_address_names_it():
    line = "The harbour office asks for patience"
    text = "\n".join([line, *PARAGRAPHS])
    assert strip(page(text), TABLE).roles[0] == "title"
    assert line not in strip(page(text), TABLE, frozenset({0})).lines
    named = page(text, url="https://example.org/news/harbour-office-asks-for-patience.html")
    assert strip(named, TABLE, frozenset({0})).roles[0] == "title"
