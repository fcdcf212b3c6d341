import gzip
import shutil

import pytest

from tasks import pipeline
from tasks.options import Options
from tasks.page import Edit
from tasks.pipeline import Rejected, clean, compile_tables, prepare, site_of
from tasks.read import Raw
from tasks.tables import SHIPPED


@pytest.fixture(scope="module")
def tables():
    return compile_tables([SHIPPED])


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.paper.example/a", "paper.example"),
        ("http://Paper.example:8080/", "paper.example"),
        ("no url", None),
        ("http://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_the_site_of_a_url(url, site):
    assert site_of(url) == site


def test_a_page_that_is_no_text_is_rejected_by_the_stage_that_reads(tables):
    with pytest.raises(Rejected, match="binary") as caught:
        prepare(Raw("u", gzip.compress(b"x")), tables)
    assert caught.value.stage == "read"


def test_an_html_page_takes_its_address_from_the_page_where_none_was_given(tables):
    markup = (
        b"<html><head><link rel='canonical' href='https://paper.example/a'><title>T</title></head><body>Text.</body>"
    )
    page = prepare(Raw("u", markup, "text/html"), tables)
    assert (page.url, page.site) == ("https://paper.example/a", "paper.example")
    assert len(page.blocks) == len(page.text.split("\n")) == len(page.roles)


def test_an_html_page_that_was_cut_says_so(tables, monkeypatch):
    monkeypatch.setattr("tasks.html.tame.MOST_TAGS", 5)
    page = prepare(Raw("u", b"<p>One.</p>" * 10, "text/html"), tables)
    assert page.flags == (pipeline.CUT,)
    assert pipeline.CUT in clean(page, tables, Options()).flags
    monkeypatch.undo()
    assert prepare(Raw("u", b"<p>One.</p>" * 10, "text/html"), tables).flags == ()


def test_a_page_whose_edits_do_not_lead_back_is_rejected(tables, monkeypatch):
    def forgetful(page):
        return pipeline.replace(page, text=page.text + "!", edits=(*page.edits, Edit("layout", "x", 0, 0, "", "")))

    monkeypatch.setattr(pipeline.layout, "tidy", forgetful)
    with pytest.raises(Rejected, match="another text") as caught:
        clean(prepare(Raw("u", b"Some text."), tables), tables, Options())
    assert caught.value.stage == "undo"


def test_a_page_in_another_language_keeps_every_word(tables):
    text = "Tokajev sanoi tiistaina , että joukot lähtevät . Hallitus ei vahvistanut tietoa ennen keskiviikkoa."
    page = clean(prepare(Raw("u", text.encode()), tables), tables, Options())
    assert page.language == "fi"
    assert page.text == text


def test_every_shipped_table_belongs_to_a_room():
    stems = {path.name.split(".")[0] for path in SHIPPED.iterdir()} - {"schema"}
    assert stems == {stem for room in pipeline.FILES.values() for stem in room}


def test_a_changed_table_is_compiled_anew(tmp_path):
    shutil.copytree(SHIPPED, tmp_path / "tables")
    typos = tmp_path / "tables" / "typos.csv"
    first = compile_tables([tmp_path / "tables"])
    typos.write_text(typos.read_text(encoding="utf-8") + "zzyzzx,example,\n", encoding="utf-8")
    second = compile_tables([tmp_path / "tables"])
    assert first.names.fingerprint == second.names.fingerprint
    assert first.substitution.fingerprint != second.substitution.fingerprint
    page = clean(
        prepare(Raw("u", b"The council said that this zzyzzx was only the first one."), second), second, Options()
    )
    assert "this example was" in page.text
