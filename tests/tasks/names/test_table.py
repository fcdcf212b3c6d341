import pickle

import pytest

from tasks.names import load, standardise
from tasks.names.lexicon import Lexicon
from tasks.names.verdict import judged
from tasks.tables import SHIPPED, TableError
from tests.tasks.names.cases import page
from tests.tasks.names.conftest import HEADER, SMALL, folder_with


def test_a_table_is_pickled_and_works_the_same(small):
    copy = pickle.loads(pickle.dumps(small))
    text = "Kasym-Zhomart Tokajew spoke in Kiev."
    assert standardise(page(text), copy, "apply") == standardise(page(text), small, "apply")
    assert copy.fingerprint == small.fingerprint


def test_the_fingerprint_changes_with_any_of_the_files(tmp_path):
    folder = folder_with(tmp_path, SMALL)
    first = load([folder]).fingerprint
    assert load([folder]).fingerprint == first
    with (folder / "lexicon" / "titles.txt").open("a", encoding="utf-8") as stream:
        stream.write("boss\n")
    second = load([folder]).fingerprint
    (folder / "names.csv").write_text(HEADER, encoding="utf-8")
    assert len({first, second, load([folder]).fingerprint}) == 3


def test_a_users_own_rows_are_generated_at_load(tmp_path):
    (tmp_path / "names.csv").write_text(
        HEADER + "x,person,Zulfiya Qodirbekova,ru:Зульфия Кодырбекова,ru,poet,,,,own,Qodirbekova\n", encoding="utf-8"
    )
    clean = standardise(page("The poet Sulfija Kodyrbekowa read."), load([SHIPPED, tmp_path]), "apply")
    assert clean.text == "The poet Zulfiya Qodirbekova read."


def test_every_part_says_how_it_was_made(small):
    assert all(part.made for parts in small.parts.values() for part in parts)


def test_the_tables_own_form_wins_over_a_generated_one(small):
    kyiv = [part for part in small.parts["kiev"] if small.entities[part.entity].id == "kyiv"]
    assert [part.form for part in kyiv] == ["rival"]


def test_a_common_family_name_is_not_distinctive(small):
    at = {entity.id: number for number, entity in enumerate(small.entities)}
    assert small.distinctive[at["tokayev"]]
    assert not small.distinctive[at["kim"]]


def test_a_broken_table_is_refused(tmp_path):
    (tmp_path / "names.csv").write_text("entity,kind\nx,person\n", encoding="utf-8")
    with pytest.raises(TableError):
        load([tmp_path])


def test_the_lists_know_what_a_word_is_besides(small):
    lexicon: Lexicon = small.lexicon
    assert lexicon.common("rice")
    assert lexicon.common("ivanov")
    assert not lexicon.common("tokayev")
    assert lexicon.different_given("viktor")
    assert not lexicon.different_given("president")


def test_verdicts_on_words_stay_few_and_the_same(small, monkeypatch):
    monkeypatch.setattr("tasks.memo.MOST", 3)
    words = ["Tokajew", "Kiev", "Spoke", "Unheardof", "Putin's", "Tokajew", "Kiev"]
    assert [small.verdicts[word] for word in words] == [judged(word, small) for word in words]
    assert len(small.verdicts) <= 3
