import pytest

from tasks.metadata import bylines, sources
from tasks.metadata.vocabulary import BYLINE, CREDIT, TAGS


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY JANE DOE", "JANE DOE"),
        ("By Jane Doe | Tue Jan 11, 2022", "Jane Doe"),
        ("By Jane Doe, Staff Writer", "Jane Doe"),
        ("By Jane Doe and John Roe", "Jane Doe and John Roe"),
        ("By Jane Doe, John Roe and Ann Poe, IBC", "Jane Doe, John Roe and Ann Poe"),
        ("By Jane Doe, Chief Ferry Officer and Head of Harbours", "Jane Doe"),
        ("By JANE DOE in Harbour Town | Islands Daily", "JANE DOE"),
        ("By Jane Doe for the Islands Wire", "Jane Doe"),
        ("World | Reported by Jane Doe, Edited by John Roe | 3 May 2022", "Jane Doe"),
        ("(Reporting by Jane Doe; Editing by John Roe)", "Jane Doe"),
        ("By Our Correspondent", None),
        ("By REUTERS", None),
        ("By Islands with AFP, AP", None),
        ("By Friday", None),
        ("Written by Ludwig van der Berg", "Ludwig van der Berg"),
        ("Von Karin Meier", "Karin Meier"),
        ("Автор: Анна Иванова", "Анна Иванова"),
        ("Author: Li Wei", "Li Wei"),
        ("By the time the ferry came", None),
        ("By 2030", None),
        ("Byron wrote it", None),
        ("By Accident Nobody Ever Wanted Anything Like That Again", None),
        ("Jane Doe", None),
    ],
)
def test_author(line, name):
    assert bylines.author(line) == name


@pytest.mark.parametrize(
    ("line", "following", "name"),
    [
        ("Sea_Dog", "(1,204 posts)", "Sea_Dog"),
        ("Sea_Dog", "12 messages", "Sea_Dog"),
        ("Sea_Dog", "12 boats", None),
        ("The dogs of the sea", "(12 posts)", None),
    ],
)
def test_poster(line, following, name):
    assert bylines.poster(line, following) == name


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("#ferry #storm #north_islands", ["ferry", "storm", "north_islands"]),
        ("#ferry, #шторм", ["ferry", "шторм"]),
        ("Tags: ferry, storm | islands", ["ferry", "storm", "islands"]),
        ("Schlagwörter: Fähre, Sturm", ["Fähre", "Sturm"]),
        ("#1 in the world", []),
        ("We say #ferry", []),
        ("Tags", []),
    ],
)
def test_tags(line, tags):
    assert bylines.tags(line) == tags


def test_address():
    assert bylines.address("https://example.org/a?b=c") == "https://example.org/a?b=c"
    assert bylines.address("see https://example.org") is None


@pytest.mark.parametrize("word", [*BYLINE, *CREDIT])
def test_a_line_that_may_say_something_is_known_by_how_it_begins(word):
    lines = [f"{cased}: Jane Doe" for cased in (word, word.upper(), word.capitalize())]
    assert bylines.saying(lines, range(3)) == [0, 1, 2]
    assert all(bylines.author(line) or sources.credited(line) for line in lines)


@pytest.mark.parametrize("word", TAGS)
def test_a_line_that_may_be_marked_is_known_by_how_it_begins(word):
    lines = [f"{cased}: ferry" for cased in (word, word.upper(), word.capitalize())]
    assert bylines.marking(lines) == [0, 1, 2]
    assert all(bylines.tags(line) == ["ferry"] for line in lines)


def test_brackets_addresses_and_hashtags_are_looked_at():
    assert bylines.saying(["(Source: TASS)", "[Source: TASS]", "Ferry"], range(3)) == [0, 1]
    assert bylines.marking(["https://a.example", "www.a.example", "#ferry", "Ferry"]) == [0, 1, 2]


def test_a_poster_stands_above_a_count():
    lines = ["Sea_Dog", "(1,204 posts)", "Sea_Dog", "12 messages", "Sea_Dog"]
    assert bylines.posting(lines, range(5)) == [0, 2]


@pytest.mark.parametrize(
    ("line", "known"),
    [("By Our Correspondent", True), ("By REUTERS", True), ("By Friday", False), ("By the time the ferry came", False)],
)
def test_a_byline_may_name_no_person(line, known):
    assert bylines.is_byline(line) == known


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("JANE DOE, Islands staff writer", "JANE DOE"),
        ("Jane Doe, Harbour Town", None),
        ("Ferries, says the writer", None),
    ],
)
def test_a_name_before_its_role(line, name):
    assert bylines.signed(line) == name
    assert bylines.roles([line], [0]) == ([0] if name or line.endswith("writer") else [])


@pytest.mark.parametrize(
    ("line", "following", "name"),
    [("Written by", "Jane Doe", "Jane Doe"), ("Author:", "Latest News", None), ("Written", "Jane Doe", None)],
)
def test_a_name_below_its_label(line, following, name):
    assert bylines.labelled(line, following) == name


def test_a_byline_behind_another_part_is_looked_at():
    assert bylines.parted(["World | By Jane Doe", "World"], range(2)) == [0]
