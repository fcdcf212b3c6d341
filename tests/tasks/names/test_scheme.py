"""The schemes against spellings that the newspapers of each language print."""

import pytest

from tasks.names import scheme
from tasks.tables import SHIPPED, TableError

SCHEMES = {one.name: one for one in scheme.load([SHIPPED])}

PRINTED = [
    ("cyrillic-english", "ru", "шойгу", "shoigu"),
    ("cyrillic-english", "ru", "хрущёв", "khrushchev"),
    ("cyrillic-english", "uk", "зеленський", "zelenskyy"),
    ("cyrillic-english", "uk", "григорій", "hryhorii"),
    ("cyrillic-english", "bg", "борисов", "borissov"),
    ("cyrillic-german", "ru", "шойгу", "schoigu"),
    ("cyrillic-german", "ru", "хрущёв", "chruschtschow"),
    ("cyrillic-german", "ru", "назарбаев", "nasarbajew"),
    ("cyrillic-german", "ru", "ельцин", "jelzin"),
    ("cyrillic-french", "ru", "шойгу", "choigou"),
    ("cyrillic-french", "ru", "путин", "poutine"),
    ("cyrillic-french", "ru", "токаев", "tokaiev"),
    ("cyrillic-spanish", "ru", "хрущёв", "jruschov"),
    ("cyrillic-italian", "ru", "сергей", "serghei"),
    ("cyrillic-portuguese", "ru", "сергей", "serguei"),
    ("cyrillic-dutch", "ru", "путин", "poetin"),
    ("cyrillic-dutch", "ru", "лукашенко", "loekasjenko"),
    ("cyrillic-finnish", "ru", "горбачёв", "gorbatsov"),
    ("cyrillic-scandinavian", "ru", "хрущёв", "chrusjtjov"),
    ("cyrillic-polish", "ru", "сергей", "siergiej"),
    ("cyrillic-polish", "ru", "лавров", "lawrow"),
    ("cyrillic-czech", "ru", "шойгу", "sojgu"),
    ("cyrillic-hungarian", "ru", "путин", "putyin"),
    ("cyrillic-hungarian", "ru", "владимир", "vlagyimir"),
    ("cyrillic-turkish", "ru", "лукашенко", "lukasenko"),
    ("cyrillic-estonian", "kk", "қасым", "kassom"),
    ("cyrillic-kazakh-latin", "kk", "тоқаев", "toqaev"),
    ("cyrillic-romanian", "ru", "горбачёв", "gorbaciov"),
    ("greek-english", "el", "μητσοτακησ", "mitsotakis"),
    ("armenian-english", "hy", "փաշինյան", "pashinyan"),
    ("georgian-english", "ka", "სააკაშვილი", "saakashvili"),
    ("arabic-english", "ar", "gaddafi", "qadhafi"),
    ("respelled-german", "fa", "ahmadinejad", "ahmadinedschad"),
    ("respelled-spanish", "fa", "khamenei", "jamenei"),
    ("latin-english", "az", "əliyev", "aliyev"),
    ("pinyin-wade-giles", "zh", "xiaoping", "hsiaoping"),
]


@pytest.mark.parametrize(("name", "language", "word", "printed"), PRINTED)
def test_a_scheme_makes_what_is_printed(name, language, word, printed):
    assert printed in SCHEMES[name].variants(word, language)


def test_a_letter_without_a_rule_makes_nothing_unless_it_is_latin():
    assert SCHEMES["cyrillic-english"].variants("токаев中", "ru") == []
    assert SCHEMES["respelled-german"].variants("bo", "ar") == ["bo"]


def test_every_scheme_reads_every_letter_of_its_alphabet():
    alphabets = {"ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
                 "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя", "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
                 "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя", "tg": "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя"}  # fmt: skip
    for one in SCHEMES.values():
        if one.family == "cyrillic":
            for language, letters in alphabets.items():
                assert all(one.variants(f"а{letter}а", language) for letter in letters), (one.name, language)


def test_variants_are_few_and_the_usual_one_comes_first():
    made = SCHEMES["cyrillic-english"].variants("щербаковский", "ru")
    assert made[0] == "shcherbakovsky"
    assert len(made) <= scheme.MOST


def test_a_scheme_of_an_unknown_family_is_refused(tmp_path):
    folder = tmp_path / "romanisation"
    folder.mkdir()
    (folder / "families.csv").write_text("family,languages,source,vowels,signs\n", encoding="utf-8")
    (folder / "klingon-english.csv").write_text("source,target,after,before,languages\n", encoding="utf-8")
    with pytest.raises(TableError, match="no family 'klingon'"):
        scheme.load([tmp_path])


def test_a_later_folder_replaces_a_scheme(tmp_path):
    folder = tmp_path / "romanisation"
    folder.mkdir()
    (folder / "cyrillic-german.csv").write_text("source,target,after,before,languages\nа,u,,,\n", encoding="utf-8")
    schemes = {one.name: one for one in scheme.load([SHIPPED, tmp_path])}
    assert schemes["cyrillic-german"].variants("а", "ru") == ["u"]
    assert len(schemes) == len(SCHEMES)
