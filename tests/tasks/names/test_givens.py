import pytest

from tasks.names.givens import Givens
from tasks.names.reader import Reader


def around(text, name, table):
    start = text.index(name)
    givens = Givens(Reader(text), table)
    end = start + len(name)
    return {one.id for number, one in enumerate(table.entities) if givens.beside(start, start, end, number)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kasym-Zhomart Tokayev", {"tokayev"}),
        ("Tokayev Kasym-Zhomart", {"tokayev"}),
        ("Kassym-Jomart Kemelevich Tokayev", {"tokayev"}),
        ("Kassymin Tokayev", {"tokayev"}),
        ("President Tokayev spoke", set()),
        ("Tokayev", set()),
    ],
)
def test_who_can_be_meant_by_the_words_beside_a_family_name(text, expected, small):
    assert around(text, "Tokayev", small) == expected


@pytest.mark.parametrize(("text", "endings"), [("Viktor Lukashenko", 0), ("Viktorin Lukashenko", 1)])
def test_a_given_name_carries_an_ending_only_where_it_is_none_without(text, endings, small):
    givens = Givens(Reader(text), small)
    number = next(n for n, entity in enumerate(small.entities) if entity.id == "lukashenko-v")
    word = givens.reader.preceding(text.index("Lukashenko"))
    assert word
    assert {len(carried) for _, carried in givens.of(word, number)} == {endings}
