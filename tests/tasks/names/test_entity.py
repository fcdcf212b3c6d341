import pytest

from tasks.names import entity
from tasks.tables import TableError
from tests.tasks.names.conftest import HEADER


def write(folder, rows):
    folder.mkdir(exist_ok=True)
    (folder / "names.csv").write_text(HEADER + rows, encoding="utf-8")
    return folder


def test_rows_become_an_entity(tmp_path):
    rows = "t,person,Kassym-Jomart Tokayev,kk:Тоқаев | ru:Токаев,kk,President,Q1,,,test,Tokayev\n"
    rows += "t,,,,,,,Tokayed,misspelling,test,\n"
    (one,), paths = entity.load([write(tmp_path, rows)])
    assert (one.id, one.given, one.surname) == ("t", "Kassym-Jomart", "Tokayev")
    assert [(n.language, n.text) for n in one.native] == [("kk", "Тоқаев"), ("ru", "Токаев")]
    assert [(f.text, f.method) for f in one.forms] == [("Tokayed", "misspelling")]
    assert paths == [tmp_path / "names.csv"]


@pytest.mark.parametrize(
    ("canonical", "surname", "given", "first"),
    [
        ("Xi Jinping", "Xi", "Jinping", True),
        ("Bashar al-Assad", "Assad", "Bashar", False),
        ("Luiz Inacio Lula da Silva", "Lula", "Luiz Inacio", False),
        ("Ursula von der Leyen", "von der Leyen", "Ursula", False),
        ("Abdullah II", "", "", False),
    ],
)
def test_a_name_is_cut_at_its_surname(canonical, surname, given, first):
    one = entity.Entity("x", "person", canonical, surname, ())
    assert (one.given, one.surname_first) == (given, first)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("t,person,,,,,,,,test,\n", "needs a kind and a canonical form"),
        ("t,person,Kassym Tokayev,,,,,,,test,Tokarev\n", "surname 'Tokarev' does not stand in"),
        ("t,,,,,,,Tokayed,,test,\n", "the form 'Tokayed' needs a method"),
        ("t,planet,Mars,,,,,,,test,\n", "kind"),
        ("t,,,,,,,Tokayed,misspelling,test,\n", "has forms but no first row"),
        (",person,Kassym Tokayev,,,,,,,test,\n", "id is missing"),
    ],
)
def test_a_broken_row_is_refused_with_its_place(tmp_path, row, message):
    with pytest.raises(TableError, match=message) as error:
        entity.load([write(tmp_path, row)])
    assert error.value.problems[0].line == 2


def test_a_later_folder_corrects_an_entity_and_adds_forms(tmp_path):
    below = write(tmp_path / "a", "t,place,Kiev,,,,,,,test,\nt,,,,,,,Kiew,spelling,test,\n")
    above = write(tmp_path / "b", "t,place,Kyiv,,,,,,,test,\nt,,,,,,,Kijev,spelling,test,\n")
    (one,), _ = entity.load([below, above])
    assert one.canonical == "Kyiv"
    assert [form.text for form in one.forms] == ["Kiew", "Kijev"]


def test_evidence_says_what_is_ambiguous_and_what_is_english():
    assert entity.Form("AU", "acronym", "en: acronym; ambiguous").ambiguous
    assert entity.Form("AKP", "acronym", "tr, en: acronym").english
    assert not entity.Form("OTAN", "acronym", "fr, es: acronym").english
