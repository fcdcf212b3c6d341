import pytest

from tasks.names import inflection
from tasks.tables import SHIPPED, TableError

ENDINGS, _ = inflection.load([SHIPPED])


@pytest.mark.parametrize(
    ("word", "stem", "language"),
    [
        ("tokajevin", "tokajev", "fi"),
        ("smailovia", "smailov", "fi"),
        ("putinile", "putin", "et"),
        ("putyinnal", "putyin", "hu"),
        ("putinem", "putin", "cs"),
        ("putinowi", "putin", "pl"),
        ("putinom", "putin", "ru"),
        ("putinovi", "putin", "uk"),
        ("putinas", "putin", "lt"),
        ("putinam", "putin", "lv"),
    ],
)
def test_an_ending_is_taken_off(word, stem, language):
    assert (stem, language) in {(s, e.language) for s, e in ENDINGS.split(word) if not e.paired}


def test_an_ending_that_makes_another_family_name_needs_the_given_name():
    assert all(ending.paired for _, ending in ENDINGS.split("nazarbayeva"))
    assert all(ending.paired for _, ending in ENDINGS.split("putins"))


def test_vowel_endings_do_not_follow_consonants():
    assert "lukashenko" in {stem for stem, _ in ENDINGS.split("lukashenkolle")}
    assert "tokajev" not in {stem for stem, _ in ENDINGS.split("tokajevlle")}


def test_a_short_word_keeps_its_ending():
    assert list(ENDINGS.split("maon")) == []


def test_endings_that_replace_letters_are_generated():
    assert "зеленського" in ENDINGS.replaced("зеленський")
    assert "zelenskiego" in ENDINGS.replaced("zelenski")
    assert ENDINGS.replaced("ski") == []


def test_a_bad_row_is_named(tmp_path):
    rows = "language,ending,replaces,after,case,strength\nfi,in,,X,genitive,sure\n"
    (tmp_path / "inflections.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(TableError, match=r"inflections.csv:2: after"):
        inflection.load([tmp_path])
