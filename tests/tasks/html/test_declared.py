"""What a page declares of itself, and which of several statements counts."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from tasks.html.declared import declare


def declared(markup, url=None):
    return declare(LexborHTMLParser(markup), markup, url)


def test_a_page_that_declares_everything(flat):
    assert dict(flat("news.html").declared) == {
        "title": "Harbour bridge reopens after two years of repairs",
        "author": "Mary Fairweather; Idris Okoro",
        "date": "2023-09-14T08:05:00+01:00",
        "date_from": "JSON-LD datePublished",
        "site_name": "The Coastal Courier",
        "language": "en",
        "canonical_url": "https://courier.example/news/harbour-bridge-reopens",
        "description": "Ferries had carried commuters across the bay since the spring of 2021.",
        "tags": "bridges; transport",
        "type": "NewsArticle",
    }


@pytest.mark.parametrize(
    ("markup", "field", "value"),
    [
        ('<meta name="author" content="Von Lena Krüger">', "author", "Lena Krüger"),
        (
            '<meta property="article:author" content="https://example.org/a"><meta name="byl" content="By Jo">',
            "author",
            "Jo",
        ),
        ('<p itemprop="author"><a itemprop="name">Jo Reed</a>, nurse</p>', "author", "Jo Reed"),
        ('<h1 itemprop="headline">On bread</h1>', "title", "On bread"),
        ('<meta name="keywords" content="bread, salt;bread">', "tags", "bread; salt"),
        (
            '<meta property="article:tag" content="bread, salt"><meta property="article:tag" content="b">',
            "tags",
            "bread, salt; b",
        ),
        ('<meta property="og:locale" content="pt_BR">', "language", "pt"),
        ('<html lang="zh-Hant">', "language", "zh"),
        ('<link rel="canonical" href="/a/b">', "canonical_url", "https://example.org/a/b"),
        ('<meta property="og:title" content="  A \n B ">', "title", "A B"),
    ],
)
def test_meta_elements_and_microdata(markup, field, value):
    assert declared(markup, "https://example.org/x").fields[field] == value


def test_a_relative_address_without_a_page_address_is_none():
    assert "canonical_url" not in declared('<link rel="canonical" href="/a/b">').fields


def test_a_broken_address_is_none():
    assert "canonical_url" not in declared('<link rel="canonical" href="http://[x/a">', "https://example.org").fields


def test_what_json_ld_says_counts_before_meta():
    data = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "One", "articleBody": "text"}</script>'
    )
    found = declared(f'{data}<meta property="og:title" content="Two">')
    assert found.fields["title"] == "One"
    assert found.titles == {"one", "two"}
    assert found.body == "text"
