import pytest

from tasks.names import collisions, problems
from tasks.tables import SHIPPED, TableError
from tests.tasks.names.conftest import SMALL, folder_with


def test_the_shipped_names_are_in_order():
    assert problems([SHIPPED]) == []


def test_a_broken_scheme_is_a_problem_even_where_a_memo_would_do(tmp_path):
    folder = tmp_path / "romanisation"
    folder.mkdir()
    (folder / "cyrillic-german.csv").write_text("source,goal\nа,a\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"cyrillic-german.csv:2"):
        problems([SHIPPED, tmp_path])


def test_two_groups_for_one_name_are_a_problem(tmp_path):
    rows = SMALL + "twin,place,Kyiv,Київ,uk,capital,,,,test,\n"
    found = problems([folder_with(tmp_path, rows)])
    assert ["same canonical form" in problem.what for problem in found] == [True]


def test_a_form_that_is_another_entity_is_a_problem_unless_called_ambiguous(tmp_path):
    rows = SMALL + "kyiv,,,,,,,Astana,spelling,test,\n"
    assert ["canonical form of astana" in p.what for p in problems([folder_with(tmp_path, rows)])] == [True]
    rows = SMALL + "kyiv,,,,,,,Astana,spelling,ambiguous,\n"
    assert problems([folder_with(tmp_path, rows)]) == []


def test_a_form_that_is_an_english_word_is_a_problem(tmp_path):
    rows = SMALL + "kyiv,,,,,,,Reading,rival,test,\n"
    assert ["English word" in p.what for p in problems([folder_with(tmp_path, rows)])] == [True]


def test_generated_collisions_are_listed(tmp_path):
    rows = SMALL + "rice,person,Condoleezza Rice,ru:Кондолиза Райс,ru,diplomat,,,,test,Rice\n"
    found = [problem.what for problem in collisions([folder_with(tmp_path, rows)])]
    assert any("'rays'" in what and "English word" in what for what in found)


def test_a_collision_names_both_rows_and_the_evidence_asked_for(tmp_path):
    rows = SMALL + "tokaeff,person,Ivan Tokaev,ru:Иван Токаев,ru,singer,,,,test,Tokaev\n"
    found = [str(problem) for problem in collisions([folder_with(tmp_path, rows)])]
    assert any(
        "names.csv:2: 'tokaev'" in line and "tokaeff (names.csv:" in line and "full name elsewhere on the page" in line
        for line in found
    )
