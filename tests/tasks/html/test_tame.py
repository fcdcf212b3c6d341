"""Markup that would be slow to parse is made harmless; any other comes back as it is."""

from pathlib import Path

import pytest

from tasks.html.tame import DEEPEST, MOST_CHARACTERS, MOST_OPTIONS, MOST_TAGS, tame

CASES = sorted((Path(__file__).parents[2] / "cases" / "html").glob("*.html"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_ordinary_pages_come_back_as_they_are(path):
    markup = path.read_text(encoding="utf-8")
    assert tame(markup) == markup


def test_a_long_page_of_ordinary_depth_comes_back_as_it_is():
    markup = "<div><p class=a>text</p><br><ul><li>one<li>two</ul></div>" * 5_000
    assert tame(markup) == markup


def test_deep_nesting_becomes_paragraphs_and_no_text_is_lost():
    depth = 20_000
    tamed = tame("".join(f"<div>{i} " for i in range(depth)) + "</div>" * depth + "<p>end")
    assert tamed.count("<div>") == DEEPEST
    assert f"<p>{depth - 1} " in tamed
    assert tamed.endswith("<p>end")


def test_end_tags_that_end_nothing_do_not_hide_the_depth():
    assert tame("<div></span>" * 20_000).count("<div>") == DEEPEST


def test_a_tag_with_endless_attributes_loses_them():
    assert tame("<p>a<a " + "x " * 20_000 + ">b</a>") == "<p>a<a>b</a>"


def test_a_long_text_is_no_long_tag():
    markup = "<p>" + "word " * 20_000 + "</p>"
    assert tame(markup) == markup


def test_options_beyond_any_menu_go():
    assert tame("<select>" + "<option>a" * 30_000).count("<option>") < MOST_OPTIONS


def test_lone_surrogates_are_replaced():
    assert tame("<p>a\ud800b") == "<p>a\ufffdb"


def test_the_page_ends_at_the_limits():
    assert len(tame("x" * (MOST_CHARACTERS + 1))) == MOST_CHARACTERS
    assert tame("<b>x" * (MOST_TAGS + 5)).count("x") == MOST_TAGS
