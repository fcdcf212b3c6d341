import pytest

from tasks.names.fold import joined, key, words


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Tokayev", "tokayev"),
        ("Tokáyev", "tokayev"),
        ("Łukašenka", "lukasenka"),
        ("Zelens'kyi", "zelenskyi"),
        ("Erdoğan", "erdogan"),
        ("İlham", "ilham"),
        ("Kasım", "kasim"),
        ("Strauß", "strauss"),
        ("Зеленський", "зеленський"),
        ("Артём", "артем"),
        ("إبراهيم", "ابراهیم"),
        ("Τσίπρας", "τσίπρασ"),
    ],
)
def test_a_key_is_lower_case_without_diacritics_and_apostrophes(word, expected):
    assert key(word) == expected


def test_a_key_keeps_letters_that_are_letters_of_their_own():
    assert key("Тайский") == "тайский"


def test_a_hyphen_parts_words_and_an_apostrophe_does_not():
    assert words("Kassym-Jomart O'Brien") == ["Kassym", "Jomart", "O'Brien"]
    assert joined("Nur-Sultan") == joined("Nur Sultan") == "nursultan"
