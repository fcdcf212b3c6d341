from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.metadata import find, lift
from tasks.page import Block, Page, restore

PARAGRAPH = "The ferry company said on Thursday that all six boats were back in service after two days of gales."
HEADLINE = "Ferry service resumes after storm"


def page(*lines, titled=None, **fields):
    text = "\n".join(lines)
    roles = tuple("title" if at == titled else "content" for at in range(len(lines))) if titled is not None else ()
    return Page(uri="page", source=text, text=text, roles=roles, language="en", **fields)


def without(before, *numbers, rule="chrome.weighed"):
    return before.without_lines("chrome", dict.fromkeys(numbers, (rule, "a test says so")))


def test_what_the_lines_say():
    before = page(
        HEADLINE, "By Jane Doe", "11 January 2022 / 11:31", PARAGRAPH, "https://example.org/ferry",
        PARAGRAPH, "Source - lighthouse.example", "#ferry #storm #ferry", titled=0,
    )  # fmt: skip
    found = find(before)
    assert found.text == before.text
    assert (found.title, found.author, found.credited) == (HEADLINE, "Jane Doe", "lighthouse.example")
    assert (found.published_at, found.published_from) == (datetime(2022, 1, 11, 11, 31), "line")
    assert found.source_urls == ("https://example.org/ferry",)
    assert found.tags == ("ferry", "storm")
    assert found.roles == ("title", "meta", "meta", "content", "meta", "content", "meta", "meta")
    assert lift(found).lines == [PARAGRAPH, PARAGRAPH, ""]


def test_a_byline_taken_for_the_headline_is_a_byline():
    found = find(page("By Jane Doe", PARAGRAPH, titled=0))
    assert (found.title, found.author, found.roles) == (None, "Jane Doe", ("meta", "content"))


def test_absent_is_none():
    found = find(page(PARAGRAPH, PARAGRAPH))
    assert (found.title, found.author, found.credited, found.published_at, found.published_from) == (None,) * 5
    assert (found.source_urls, found.tags, found.flags) == ((), (), ())


def test_what_came_with_the_page_counts_before_its_lines():
    said = {"title": "Ferries are back", "author": "A. Berg", "date": "2022-01-12T08:00:00+06:00"}
    found = find(page(HEADLINE, "By Jane Doe", "11 January 2022", PARAGRAPH, declared=said))
    assert (found.title, found.author) == ("Ferries are back", "A. Berg")
    assert (found.published_at, found.published_from) == (datetime(2022, 1, 12, 8), "declared")


def test_a_line_that_says_the_declared_title_is_its_line():
    found = find(page(HEADLINE, PARAGRAPH, declared={"title": HEADLINE}))
    assert found.roles == ("title", "content")


def test_the_title_of_an_html_page_is_where_the_markup_has_it():
    blocks = (Block("p"), Block("h1", role="title"), Block("p"))
    assert find(page("Kicker", HEADLINE, PARAGRAPH, blocks=blocks)).title == HEADLINE


def test_the_title_is_taken_from_the_line_as_repaired_and_without_the_site():
    found = find(page(f"{HEADLINE} | Lighthouse", PARAGRAPH, titled=0, site="lighthouse.example"))
    assert found.title == HEADLINE
    repaired = replace(found, text=found.text.replace("storm", "gale"))
    assert lift(repaired).title == "Ferry service resumes after gale"


def test_a_date_inside_the_article_is_not_its_date():
    found = find(page(HEADLINE, PARAGRAPH, "11 January 2022", PARAGRAPH, titled=0))
    assert found.published_at is None
    assert "meta" not in found.roles


def test_published_counts_before_updated_and_updated_before_nothing():
    both = page(HEADLINE, "Updated 12 January 2022", "Published 11 January 2022", PARAGRAPH, titled=0)
    assert find(both).published_at == datetime(2022, 1, 11)
    one = find(page(HEADLINE, "Updated 12 January 2022", PARAGRAPH, titled=0))
    assert (one.published_at, one.published_from) == (datetime(2022, 1, 12), "line: updated")


def test_a_label_above_a_date_says_what_it_is():
    found = find(page(HEADLINE, "Dec 13, 2023", PARAGRAPH, "Last Updated", "Dec 18, 2023", titled=0))
    assert found.published_at == datetime(2023, 12, 13)


def test_dates_of_other_articles_are_not_taken():
    lists = page(HEADLINE, PARAGRAPH, "Bridge opens", "12 May 2023", "School starts later", "11 May 2023", titled=0)
    assert find(lists).published_at is None
    related = page(HEADLINE, PARAGRAPH, "Bridge opens after long delay", "12 May 2023", titled=0)
    assert find(related).published_at is None


def test_a_first_line_that_is_not_beside_the_title_is_a_clock():
    assert find(page("Thursday, August 18, 2022", "Main Menu", HEADLINE, PARAGRAPH, titled=2)).published_at is None


def test_a_lead_may_stand_above_the_byline_and_the_date():
    found = find(page(HEADLINE, PARAGRAPH, "By REUTERS", "JANUARY 11, 2022 10:26", PARAGRAPH, titled=0))
    assert (found.published_at, found.author, found.credited) == (datetime(2022, 1, 11, 10, 26), None, "REUTERS")


def test_the_address_dates_a_page_and_contradicts_a_line():
    url = "https://islands.example/2022/01/09/ferries"
    assert find(page(HEADLINE, PARAGRAPH, titled=0, url=url)).published_from == "address"
    found = find(page("January 23, 2022", HEADLINE, PARAGRAPH, titled=1, url=url))
    assert (found.published_at, found.published_from) == (datetime(2022, 1, 9), "address")
    near = find(page(HEADLINE, "January 10, 2022 08:00", PARAGRAPH, titled=0, url=url))
    assert (near.published_at, near.published_from) == (datetime(2022, 1, 10, 8), "line")


def test_a_date_taken_for_the_headline_is_a_date():
    found = find(page(HEADLINE, "Date of publication: 03.03.2023 10:15", PARAGRAPH, titled=1))
    assert (found.title, found.published_at) == (HEADLINE, datetime(2023, 3, 3, 10, 15))


def test_a_byline_counts_before_a_declared_author_that_is_the_site():
    said = {"author": "Lighthouse", "site_name": "Lighthouse"}
    assert find(page(HEADLINE, "By Jane Doe", PARAGRAPH, titled=0, declared=said)).author == "Jane Doe"
    assert find(page(HEADLINE, PARAGRAPH, titled=0, declared=said)).author == "Lighthouse"
    assert find(page(HEADLINE, PARAGRAPH, titled=0, declared={"author": "105092"})).author is None


def test_the_clock_of_the_page_is_not_the_date_and_contradicts_it():
    before = without(
        page("13 April 2024 / 15:12 EN", HEADLINE, PARAGRAPH, "11 January 2022", titled=1), 0, rule="chrome.clock"
    )
    found = find(before)
    assert found.published_at == datetime(2022, 1, 11)
    assert found.flags == ("page-date-contradicts",)


@pytest.mark.parametrize("clock", ["11 January 2022 / 18:00 EN", "12 January 2022 / 09:00 EN"])
def test_a_clock_of_the_same_days_contradicts_nothing(clock):
    before = without(page(clock, HEADLINE, PARAGRAPH, "11 January 2022", titled=1), 0, rule="chrome.clock")
    assert find(before).flags == ()


def test_a_clock_alone_dates_nothing():
    before = without(page("13 April 2024 / 15:12 EN", HEADLINE, PARAGRAPH, titled=1), 0, rule="chrome.clock")
    assert find(before).published_at is None


def test_lines_removed_as_chrome_still_tell():
    before = page("Sea_Dog", "(1,204 posts)", HEADLINE, PARAGRAPH, "Source: Lighthouse", "#ferry", titled=2)
    found = find(without(before, 0, 1, 4, 5))
    assert (found.author, found.credited, found.tags) == ("Sea_Dog", "Lighthouse", ("ferry",))
    assert found.roles[0] == "title"


def test_the_day_comes_first_on_a_page_that_is_not_english():
    spanish = replace(page(HEADLINE, "03/04/2024", PARAGRAPH, titled=0), language="es")
    assert find(spanish).published_at == datetime(2024, 4, 3)
    assert find(replace(spanish, language="en")).published_at is None


def test_finding_again_finds_the_same():
    before = page(HEADLINE, "By Jane Doe", "11 January 2022", PARAGRAPH, "#ferry", titled=0)
    assert find(find(before)) == find(before)


def test_lifting_says_by_which_rule():
    lifted = lift(find(page(HEADLINE, "By Jane Doe", PARAGRAPH, titled=0)))
    assert [(edit.stage, edit.rule) for edit in lifted.edits] == [
        ("metadata", "metadata.title"),
        ("metadata", "metadata.line"),
    ]


LINES = st.lists(
    st.sampled_from(
        [PARAGRAPH, HEADLINE, "", "By Jane Doe", "11 January 2022", "#ferry", "https://example.org", "Source: X"]
    )
)


@given(LINES, st.sets(st.integers(0, 8)), st.integers(0, 8))
@settings(max_examples=150, deadline=None)
def test_the_source_comes_back(lines, removed, titled):
    before = page(*lines, titled=titled if titled < len(lines) else None)
    removed = {number for number in removed if number < len(lines) and number != titled}
    lifted = lift(find(without(before, *removed)))
    assert restore(lifted.text, lifted.edits) == before.text
    assert len(lifted.roles) == len(lifted.lines)


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_goes_through(text):
    before = page(text)
    lifted = lift(find(before))
    assert restore(lifted.text, lifted.edits) == text
