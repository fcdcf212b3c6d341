"""Rules for single sites: selectors that keep and drop, and their record."""

import pytest

from tasks import html
from tasks.tables import SHIPPED

PAGE = """<body><h1>On bread</h1><div class=x1>
<p>Bread rises twice, and is baked once, in an oven as hot as it will go.</p>
<p class=tip>Tip: our own flour is sold at the door of the mill from nine to five on weekdays.</p></div>
<div class=x2><p>The second half of this article stands in a box of its own, for reasons nobody remembers.</p>
</div></body>"""


@pytest.fixture
def page(tmp_path):
    def flatten(row, url="https://news.example.org/bread"):
        (tmp_path / "sites.csv").write_text(f"site,keep,drop,note\n{row}\n", encoding="utf-8")
        flat = html.flatten(PAGE, url, html.load([SHIPPED, tmp_path]))
        return {line[:4]: block for line, block in zip(flat.text.split("\n"), flat.blocks, strict=True) if line}

    return flatten


def test_what_a_row_drops_goes_with_its_name(page):
    lines = page("example.org,,p:-soup-contains('Tip:'),our own shop")
    assert (lines["Tip:"].rule, lines["Tip:"].drop) == ("html.sites", "dropped by sites.csv")
    assert not lines["Brea"].drop


def test_what_a_row_keeps_is_all_that_stays(page):
    lines = page("example.org,.x2,,")
    assert not lines["The "].drop
    assert lines["Brea"].drop == "outside what sites.csv keeps"
    assert lines["On b"].role == "title"


def test_dropping_weighs_more_than_keeping(page):
    lines = page("example.org,body,.tip,")
    assert lines["Tip:"].drop
    assert not lines["Brea"].drop
    assert not lines["The "].drop


def test_a_selector_that_matches_nothing_changes_nothing(page):
    assert page("example.org,.gone,,") == page("example.net,.x2,,")
