from tasks.chrome import load
from tasks.chrome.contents import columns_of, contents_of, lists_of
from tasks.chrome.features import see
from tasks.tables import SHIPPED

TABLE = load([SHIPPED])
PARAGRAPHS = [
    "The council decided on Monday that the old school would be torn down, although many had asked it not to.",
    "A new school for six hundred children is to be built on the same ground and will be ready in two years.",
    "Until then the children will be taught in the town hall and in two rooms which the church has offered for free.",
]
HEADINGS = ["What happens to the old school", "Who pays for the new one", "Where the children go until then"]
BODY = [line for pair in zip(HEADINGS, PARAGRAPHS, strict=True) for line in pair]


def found(of, lines):
    sight = see(lines, TABLE)
    return sorted(of(sight.lines, sight.run))


def test_contents_above_and_below_the_text_and_its_headings():
    assert found(contents_of, [*HEADINGS, *BODY]) == [0, 1, 2, 3, 5, 7]
    assert found(contents_of, [*BODY, *HEADINGS]) == [0, 2, 4, 6, 7, 8]


def test_two_lines_that_repeat_headings_are_no_contents():
    assert found(contents_of, [*HEADINGS[:2], *BODY]) == []


def test_a_menu_that_stands_twice_is_no_contents():
    menu = ["Harbour Festival", "Northern Islands", "Fish Market"]
    assert found(contents_of, [*menu, *PARAGRAPHS, *menu]) == []


def test_a_list_without_marks_stands_between_a_colon_and_a_paragraph():
    items = ["Bread and butter", "Smoked fish", "Three kinds of cheese"]
    lines = [*PARAGRAPHS, "On the table there will be:", *items, PARAGRAPHS[0]]
    assert found(lists_of, lines) == [3, 4, 5, 6]
    assert found(lists_of, [*PARAGRAPHS, "On the table", *items, PARAGRAPHS[0]]) == []
    assert found(lists_of, [*lines[:5], PARAGRAPHS[0]]) == []


def test_three_numbers_in_a_row_are_a_column():
    lines = see(["7", PARAGRAPHS[0], "1", "2", "3", PARAGRAPHS[1], "4", "5"], TABLE).lines
    assert columns_of(lines) == {2, 3, 4}
