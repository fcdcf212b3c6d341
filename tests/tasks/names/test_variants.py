from tasks.names import generate, variants
from tasks.tables import SHIPPED
from tests.tasks.names.conftest import SMALL, folder_with


def test_the_shipped_memo_is_what_the_schemes_make_now():
    kept = (SHIPPED / variants.MEMO).read_text(encoding="utf-8")
    assert kept == generate.fresh(SHIPPED), "run python -m tasks.names.generate and review the difference"


def test_each_variant_says_how_it_was_made(tmp_path):
    generator, _ = variants.load([folder_with(tmp_path, "")])
    made = dict(generator.variants("Токаев", "ru", "surname", native=True))
    assert made["native"] == ["токаев"]
    assert "tokayev" in made["cyrillic-english"]
    assert "tokajew" in made["cyrillic-german"]


def test_a_given_name_has_equivalents_and_a_family_name_has_not(tmp_path):
    generator, _ = variants.load([folder_with(tmp_path, "")])
    given = {word for _, keys in generator.variants("Володимир", "uk", "given", native=True) for word in keys}
    family = {word for _, keys in generator.variants("Володимир", "uk", "surname", native=True) for word in keys}
    assert {"volodymyr", "vladimir", "wladimir"} <= given
    assert "vladimir" not in family


def test_adjective_surnames_are_inflected(tmp_path):
    generator, _ = variants.load([folder_with(tmp_path, "")])
    made = {word for _, keys in generator.variants("Зеленський", "uk", "surname", native=True) for word in keys}
    assert {"zelenskoho", "zelenskiego", "zelenskeho"} <= made


def test_a_western_name_comes_back_through_cyrillic(tmp_path):
    generator, _ = variants.load([folder_with(tmp_path, "")])
    made = {word for _, keys in generator.variants("Джонсон", "ru", "surname", native=True) for word in keys}
    assert {"dzhonson", "dschonson", "dzonson"} <= made


def test_chinese_given_names_are_cut_into_syllables(tmp_path):
    generator, _ = variants.load([folder_with(tmp_path, "")])
    assert generator.syllables("Jinping") == ["jin", "ping"]
    assert generator.syllables("Qiang") == []


def test_a_memo_of_other_schemes_is_void(tmp_path):
    folder = folder_with(tmp_path, SMALL)
    (folder / variants.MEMO).write_text(generate.fresh(folder), encoding="utf-8")
    generator, _ = variants.load([folder])
    assert generator.memo
    with (folder / "inflections.csv").open("a", encoding="utf-8") as stream:
        stream.write("fi,hin,,V,illative,sure\n")
    assert not variants.load([folder])[0].memo
