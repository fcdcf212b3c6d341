"""Which words of a text can be part of a name."""

import pytest

from tasks.names import load
from tasks.names.reader import Reader
from tasks.names.tokens import scan
from tests.tasks.names.conftest import folder_with

ROWS = """\
xi,person,Xi Jinping,习近平,zh,President,,,,test,Xi
acme,organisation,Acme,,en,company,,,,test,
acme,,,,,,,阿克梅,spelling,test,
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    return load([folder_with(tmp_path_factory.mktemp("tokens"), ROWS)])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("阿克梅 grew", ["阿克梅"]),
        ("the阿克梅, then Acme", ["阿克梅", "Acme"]),
        ("CEO阿克梅 left Acme", ["阿克梅", "Acme"]),
        ("阿克梅'Acme", ["阿克梅", "Acme"]),
        ("O’阿克梅 of Acme", ["阿克梅", "Acme"]),
        ("阿克梅Acme", ["阿克梅"]),
        ("2阿克梅 and iAcme", ["阿克梅"]),
        ("“Acme’s” and ACME", ["Acme", "ACME"]),
        ("Ac-\nme grew", ["Ac-\nme"]),
        ("ordinary words only", []),
    ],
)
def test_names_of_scripts_with_and_without_capitals_stand_side_by_side(text, words, table):
    tokens, _ = scan(Reader(text), table)
    assert [text[token.start : token.end] for token in tokens] == words


def test_words_that_nobody_knows_are_told_from_english_ones(table):
    _, others = scan(Reader("However Brodzinsky and Brodzinsky’s left"), table)
    assert others == [(8, "Brodzinsky")]
