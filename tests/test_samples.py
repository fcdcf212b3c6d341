"""The sample pages come out right: the project's reason to be, in small."""

import tomllib
from pathlib import Path

import pytest

from tasks.options import Options
from tasks.page import PageOffsets, restore
from tasks.pipeline import clean, compile_tables, prepare
from tasks.read import inputs, pages_of
from tasks.tables import SHIPPED

ROOT = Path(__file__).parent.parent
CASES = tomllib.loads((ROOT / "tests" / "cases" / "samples.toml").read_text(encoding="utf-8"))["page"]


@pytest.fixture(scope="module")
def tables():
    return compile_tables([SHIPPED])


@pytest.fixture(params=CASES, ids=lambda case: case["file"][:3])
def case(request, tables):
    (entry,) = inputs(str(ROOT / "seeds" / "pages" / request.param["file"]))
    return request.param, clean(prepare(next(pages_of(entry)), tables), tables, Options())


def test_columns(case):
    wanted, page = case
    assert page.title == wanted["title"]
    assert page.author == wanted.get("author")
    assert page.credited == wanted.get("source")
    assert (page.published_at.isoformat() if page.published_at else None) == wanted.get("published_at")
    assert list(page.source_urls) == wanted.get("source_urls", [])
    assert list(page.tags) == wanted.get("tags", [])
    assert list(page.flags) == wanted.get("flags", [])
    assert page.language == "en"


def lines_left(page):
    """The numbers of the source's lines, from 1, that have any of their text in the clean text."""
    offsets = PageOffsets(page.edits)
    left, at = set(), 0
    for number, line in enumerate(page.source.split("\n"), 1):
        start, end = offsets.to_clean(at, at + len(line))
        if page.text[start:end].strip():
            left.add(number)
        at += len(line) + 1
    return left


def test_every_line_is_kept_or_removed_as_it_should_be(case):
    wanted, page = case
    assert sorted(lines_left(page)) == wanted["kept"]
    assert not set(wanted["kept"]) & set(wanted["removed"])


def test_what_was_wrong_is_repaired_and_what_was_right_stands(case):
    wanted, page = case
    text = f"{page.title}\n\n{page.text}"
    assert [words for words in wanted["there"] if words not in text] == []
    assert [words for words in wanted["gone"] if words in text] == []


def test_a_kept_line_is_a_paragraph_of_its_own(case):
    wanted, page = case
    assert len(page.text.split("\n\n")) == len(wanted["kept"])
    assert "\n\n\n" not in page.text


def test_the_source_comes_back(case):
    _, page = case
    assert restore(page.text, page.edits) == page.source


def test_cleaning_the_clean_text_changes_no_word_of_it(case, tables):
    _, page = case
    again = clean(page.__class__(uri="again", source=page.text, text=page.text), tables, Options())
    repairs = [e for e in again.edits if e.mode == "applied" and e.stage not in ("chrome", "metadata", "layout")]
    assert repairs == []
