"""Pages that hold more than one article; written for these tests."""

import pytest

from tasks.html.several import articles, headlines
from tasks.html.survey import Survey

from .test_survey import OTHER, SENTENCES, lines

PROSE = "".join(f"<p>{sentence}</p>" for sentence in [*SENTENCES, OTHER])


def placed(markup, titles=frozenset()):
    found = lines(markup)
    prose = [20.0] * len(found)
    head, _ = headlines(found, titles, prose)
    return dict(zip((line.text for line in found), articles(found, prose, head), strict=True))


def passed(markup, *titles):
    found = lines(markup)
    return headlines(found, frozenset(titles), Survey(found).prose)[1]


def test_lines_below_another_articles_headline_are_counted():
    markup = f"<div><h1>The mill</h1>{PROSE}</div><div><h1>The bridge</h1><p>Elsewhere.</p></div>"
    assert passed(markup, "the mill") == [0, 0, 0, 0, 0, 1, 1]
    assert passed(markup) == [0] * 7


def test_the_article_goes_on_beside_its_own_prose():
    assert passed(f"<h1>The mill</h1>{PROSE}<h1>Its wheel</h1><p>It turns.</p>", "the mill") == [0] * 7
    boxed = f"<h1>The mill</h1>{PROSE}<div><h1>Read more</h1><p>Bread</p></div><p>It turns.</p>"
    assert passed(boxed, "the mill") == [0, 0, 0, 0, 0, 1, 1, 0]


def test_the_headline_is_the_h1_that_says_the_title():
    found = lines("<h1>The Daily Mill</h1><h1>A wheel turns</h1><p>Text.</p>")
    assert headlines(found, frozenset(["a wheel turns"]), [0.0] * 3) == (1, [0, 0, 0])


@pytest.mark.parametrize(
    ("markup", "titles"),
    [
        ("<h1>One</h1><h1>Two</h1><p>Text.</p>", []),
        ("<h1>One</h1><p>Text.</p><h1>One</h1>", ["one"]),
        ("<h1>One</h1>" + "".join(f"<h1>Section {i}</h1>" for i in range(4)), ["one"]),
        ("<p>Text.</p>", ["one"]),
    ],
)
def test_other_h1_are_no_other_articles(markup, titles):
    assert set(passed(markup, *titles)) == {0}


def test_lines_are_placed_by_the_article_element_that_holds_the_headline():
    place = placed(
        f"<p>Ahead.</p><article><h1>The mill</h1>{PROSE}<article><p>Card.</p></article></article>"
        "<article><p>Teaser.</p></article>"
    )
    assert [place[text] for text in ("Ahead.", "The mill", OTHER, "Card.", "Teaser.")] == [
        "out", "main", "main", "nested", "other",
    ]  # fmt: skip


def test_without_a_headline_the_article_with_most_prose_counts():
    place = placed(f"<article><p>Teaser.</p></article><article>{PROSE}</article>")
    assert (place["Teaser."], place[OTHER]) == ("other", "main")


@pytest.mark.parametrize("markup", [PROSE, f"<article><p>Teaser.</p></article>{PROSE}"])
def test_article_elements_that_are_teasers_say_nothing(markup):
    assert set(placed(markup).values()) == {"none"}
