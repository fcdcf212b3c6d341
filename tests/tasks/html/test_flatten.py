"""Whole pages, written for this test: what is kept, what goes and why, and what holds for any text at all."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks import html

UNWANTED = re.compile(r"[\r\t\x00-\x09\x0b-\x1f\x85\u2028\u2029]| {2}|^ | $", re.MULTILINE)


def kept(flattened):
    lines = zip(flattened.text.split("\n"), flattened.blocks, strict=True)
    return [line for line, block in lines if not block.drop and block.role == "content"]


def dropped(flattened):
    return {
        line: block.drop for line, block in zip(flattened.text.split("\n"), flattened.blocks, strict=True) if block.drop
    }


def test_a_news_page_keeps_the_article_and_all_that_carries_data(flat):
    assert [line[:40] for line in kept(flat("news.html"))] == [
        "The first buses rolled over the harbour ",
        "“It is good to be home before the childr",
        "What was repaired",
        "both piers were encased in new concrete,",
        "the deck was replaced over a length of n",
        "We tested every bolt, and then we tested",
        "Year | Vehicles a day",
        "2020 | 31,000",
        "2022 | none",
        "The council expects traffic to return to",
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Weather", "in the site's navigation, foot or controls, or hidden"),
        ("Facebook WhatsApp", "among the buttons for sharing"),
        ("Get our morning newsletter", "in an invitation to subscribe or to give"),
        ("Bridges", "among the tags"),
        ("He had climbed the stairs eleven thousand times.", "in a list of related articles"),
        ("I shall miss the boat rides, to be quite honest with you all.", "in the comments"),
    ],
)
def test_what_goes_says_why(flat, line, reason):
    assert dropped(flat("news.html"))[line] == reason


def test_headline_and_byline_go_into_columns(flat):
    page = flat("news.html")
    roles = {block.role: line for line, block in zip(page.text.split("\n"), page.blocks, strict=True)}
    assert roles["title"] == "Harbour bridge reopens after two years of repairs"
    assert roles["meta"] == "By Mary Fairweather and Idris Okoro"


def test_the_first_line_is_the_title_of_the_page(flat):
    page = flat("news.html")
    assert page.text.split("\n")[0] == "Harbour bridge reopens after two years of repairs | The Coastal Courier"
    assert page.blocks[0].drop


def test_without_a_headline_the_title_of_the_page_is_the_title(flat):
    page = flat("<title>On bread</title><p>Bread rises twice, and is baked once, in an oven as hot as it will go.</p>")
    assert page.blocks[0].role == "title"
    assert not page.blocks[0].drop


def test_a_page_whose_paragraphs_are_line_breaks(flat):
    assert [line[:30] for line in kept(flat("nachrichten.html"))] == [
        "Nach elf Jahren Streit steht d",
        "Mit großer Mehrheit hat der St",
        "„Wir hätten uns viel Zeit spar",
        "Gegen den Beschluss stimmten v",
    ]


def test_a_forum_thread_keeps_every_post(flat):
    assert [line[:10] for line in kept(flat("forum.html"))] == ["My kettle ", "Measure th", "I had the "]


def test_an_empty_page_is_an_empty_line(flat):
    page = flat("<!-- nothing -->")
    assert page.text == ""
    assert len(page.blocks) == 1
    assert page.declared == {}


def test_a_page_of_a_few_words_keeps_them(flat):
    assert kept(flat("<p>abc</p><p>def</p>")) == ["abc", "def"]


PIECES = st.sampled_from(
    [
        *[
            "<p>",
            "</p>",
            "<div",
            "class='related'>",
            "</div>",
            "<article>",
            "</article>",
            "<br>",
            "<li>",
            "<ul>",
            "</ul>",
            "<td>",
            "</table>",
            "<pre>",
        ],
        *[
            "<a",
            "href='/x'>",
            "</a>",
            "<h1>",
            "</h1>",
            "<b>",
            "</i>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<svg>",
            "<template>",
            "<title>",
            "</title>",
        ],
        *("<table><tr>", "&amp;", "&#0;", "&bogus;", "<", ">", '"', "\x00", "\u2028", "\x85", "\ud800", "\r\n"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=20), max_size=40).map("".join))
def test_any_markup_gives_clean_lines_each_with_its_block(rules, markup):
    page = html.flatten(markup, "https://example.org/2020/01/01/x", rules)
    assert len(page.blocks) == page.text.count("\n") + 1
    assert not UNWANTED.search(page.text)
    assert all(isinstance(value, str) and value for value in page.declared.values())


@given(st.lists(st.text("abc é.", min_size=1, max_size=30), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_no_word_of_a_paragraph_is_lost(rules, paragraphs):
    page = html.flatten("".join(f"<p>{text}</p>" for text in paragraphs), None, rules)
    assert page.text.split() == " ".join(paragraphs).split()


def test_a_page_is_flattened_alike_whatever_came_before(flat):
    alone = flat("news.html")
    flat("forum.html")
    assert flat("news.html") == alone
