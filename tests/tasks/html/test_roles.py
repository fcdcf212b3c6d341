"""Which line is the headline, and which lines around it are particulars."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from tasks.html.declared import Declared
from tasks.html.element import Elements
from tasks.html.lines import read
from tasks.html.roles import headline, is_meta


def lines(markup):
    return read(LexborHTMLParser(markup), Elements({"byline": "byline"}))


@pytest.mark.parametrize(
    ("markup", "titles", "title", "found"),
    [
        ("<h1>Site</h1><h2>On bread</h2>", {"on bread"}, "", 1),
        ("<p>On bread</p><h1>On bread!</h1>", {"on bread"}, "", 1),
        ("<p>On bread</p><p>Text</p>", {"on bread"}, "", 0),
        ("<h1>On bread</h1><p>Text</p>", set(), "", 0),
        ("<h1>The Site</h1><h1>On bread</h1>", set(), "On bread - Site", 1),
        ("<h1>One</h1><h1>Two</h1>", set(), "Three", None),
        ("<p>Text</p>", set(), "Three", None),
        ("", set(), "", None),
    ],
)
def test_the_headline_is_what_the_page_calls_its_title(markup, titles, title, found):
    assert headline(lines(markup), frozenset(titles), title) == found


NOBODY = Declared({}, "", frozenset())
ANN = Declared({"author": "Ann Reed"}, "", frozenset())


def test_a_byline_is_told_by_its_markup_or_by_the_author():
    page = lines("<h1>T</h1><div class=byline>By someone</div><div>From Ann Reed in York</div><div>Advertisement</div>")
    assert [is_meta(line, i, 0, NOBODY) for i, line in enumerate(page)] == [False, True, False, False]
    assert [is_meta(line, i, 0, ANN) for i, line in enumerate(page)] == [False, True, True, False]


def test_a_byline_stands_near_the_headline_and_is_short():
    page = lines("<h1>T</h1>" + "<p>x</p>" * 20 + "<p class=byline>By someone</p>")
    assert not is_meta(page[-1], len(page) - 1, 0, NOBODY)
    long = lines(f"<h1>T</h1><p class=byline>{'word ' * 40}</p>")
    assert not is_meta(long[1], 1, 0, NOBODY)
