"""JSON-LD as it is found: wrapped, nested, repeated, broken."""

import json

import pytest

from tasks.html.linked import Article, article


def of(*nodes):
    return article([json.dumps(node) for node in nodes])


def test_an_article_in_a_graph():
    found = of(
        {
            "@graph": [
                {"@type": "WebSite", "name": "S"},
                {"@type": ["NewsArticle"], "headline": "H", "inLanguage": "en-GB"},
            ]
        }
    )
    assert (found.headline, found.language, found.type) == ("H", "en-GB", "NewsArticle")


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"@type": "Person", "name": "Ann"}, ("Ann",)),
        ([{"name": "Ann"}, {"name": "Bob"}, {"name": "Ann"}], ("Ann", "Bob")),
        ("Ann", ("Ann",)),
        ({"name": ["Ann", "Bob"]}, ("Ann", "Bob")),
        ("https://example.org/ann", ()),
        (None, ()),
        (7, ()),
    ],
)
def test_authors_come_in_many_forms(author, names):
    assert of({"@type": "Article", "headline": "H", "author": author}).authors == names


def test_markup_and_entities_are_taken_out_of_text():
    assert of({"@type": "Article", "headline": "<b>Salt</b>&amp;bread"}).headline == "Salt &bread"
    assert of({"@type": "Article", "headline": "Salt &amp;amp; bread"}).headline == "Salt & bread"


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "Article", "headline": "H"} -->',
        '//<![CDATA[\n{"@type": "Article", "headline": "H"}\n//]]>',
        '{"@type": "Article", "headline": "H",}',
        '{"@type": "Article", "headline": "H"};',
        '{"@type": "Article", "headline": "H", "x": "a\nb"}',
    ],
)
def test_wrapped_and_untidy_scripts_are_read(script):
    assert article([script]).headline == "H"


@pytest.mark.parametrize("script", ["", "{", "null", "7", "[" * 100_000, '{"@type": {"a": 1}}', '"text"'])
def test_what_is_no_article_says_nothing(script):
    assert article([script]) == Article()


def test_comments_and_related_articles_are_not_the_article():
    data = {
        "@type": "WebPage",
        "comment": {"@type": "Article", "headline": "no"},
        "mainEntity": {"@type": "Article", "headline": "H"},
    }
    assert of(data).headline == "H"


def test_the_longest_body_is_the_body():
    assert of({"@type": "Article", "headline": "H"}, {"@type": "Article", "articleBody": "text"}).body == "text"


def test_keywords_in_one_string_or_many():
    assert of({"@type": "Article", "keywords": "bread, salt"}).tags == ("bread", "salt")
    assert of({"@type": "Article", "keywords": ["bread, white", "Tag:x"]}).tags == ("bread, white",)
