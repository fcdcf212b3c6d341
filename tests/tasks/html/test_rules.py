"""The tables of the room: what is accepted, what is refused and how that is said."""

import pickle

import pytest

from tasks import html
from tasks.html.context import NUMBERS
from tasks.tables import SHIPPED, TableError


@pytest.fixture
def folder(tmp_path):
    def write(**tables):
        for name, text in tables.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_the_shipped_tables_have_no_problems_and_travel_to_a_worker(rules):
    assert html.problems([SHIPPED]) == []
    assert pickle.loads(pickle.dumps(rules)) == rules
    assert len(rules.numbers) == len(NUMBERS)
    assert rules.vocabulary["articlebody"] == "articlebody"


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        ("markup", "word,kind\nArticle-Body,body\n", "2: word: write the word in lower case, letters only"),
        ("markup", "word,kind\nteaser,teaser\nteaser,related\n", "3: teaser has a row on line 2 already"),
        ("sites", "site,keep,drop,note\nhttps://example.org/,p,,\n", "2: site: write the host in lower case"),
        ("sites", "site,keep,drop,note\nexample.org,div[,,\n", "2: keep: not a CSS selector"),
        ("sites", "site,keep,drop,note\nexample.org,,,empty\n", "2: row: neither keeps nor drops anything"),
        (
            "sites",
            "site,keep,drop,note\nexample.org,p,,\nwww.example.org,,p,\n",
            "3: example.org has a row on line 2 already",
        ),
    ],
)
def test_a_broken_row_is_named_with_its_line(folder, table, text, said):
    path = folder(**{table: text})
    with pytest.raises(TableError) as raised:
        html.load([SHIPPED, path])
    assert said in str(raised.value).replace(f"{path}/{table}.csv:", "")
    assert [str(problem) for problem in html.problems([SHIPPED, path])] == [str(p) for p in raised.value.problems]


def test_a_later_folder_has_the_last_word(folder):
    path = folder(markup="word,kind\nteaser,mine\n", sites="site,keep,drop,note\nexample.org,p,,\n")
    rules = html.load([SHIPPED, path])
    assert rules.vocabulary["teaser"] == "mine"
    assert rules.fingerprint != html.load([SHIPPED]).fingerprint


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://example.org/a", "example.org"),
        ("https://www.example.org/a", "example.org"),
        ("https://deep.news.example.org/a", "news.example.org"),
        ("https://notexample.org/a", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_a_page_takes_the_closest_row_of_its_site(folder, url, found):
    rules = html.load([folder(sites="site,keep,drop,note\nexample.org,p,,\nnews.example.org,div,,\n")])
    row = rules.site(url)
    assert (row.site if row else None) == found
