"""From opinions to decisions."""

from dataclasses import replace

import pytest

from tasks.html.choose import Choice, decide
from tasks.html.context import NUMBERS, Second
from tasks.html.survey import Survey

from .test_survey import lines


def test_lines_with_even_odds_or_better_are_kept():
    assert decide([1.0, -0.1, 0.1], [20, 20, 20]) == [True, False, True]


def test_where_none_is_likely_the_best_are_kept():
    assert decide([-3.0, -1.2, -0.9], [20, 20, 20]) == [False, True, True]


def test_a_page_of_a_few_words_is_kept_whole():
    assert decide([-3.0, -9.0], [2, 3]) == [True, True]
    assert decide([], []) == []


def second(opinions, markup="<body><main><p>one</p><p>two</p></main><aside><p>three</p></aside></body>"):
    return Second(Survey(lines(markup)), opinions)


def test_the_core_is_the_element_that_gains_most():
    assert second([3.0, 3.0, -3.0]).core.tag == "main"
    assert second([-3.0, -3.0, 3.0]).core.tag == "p"
    assert second([3.0, 3.0, 3.0]).core.tag == "body"


def test_a_line_outside_the_core_is_told_by_its_way_there():
    found = second([3.0, 3.0, -3.0]).of(2)
    assert ("outside", 1) in found
    assert ("outside", "tag", "aside") in found
    assert ("inside", 0) in second([3.0, 3.0, -3.0]).of(0)


def test_opinions_beyond_belief_are_cut_off():
    assert second([90.0, 1.0, -90.0]).opinions == [4.0, 1.0, -4.0]


def test_low_opinions_on_a_whole_page_are_lifted_to_the_usual():
    paragraphs = "".join(f"<p>Paragraph {i} of a page.</p>" for i in range(4))
    assert second([-1.0] * 4, paragraphs).opinions == pytest.approx([3.2] * 4)
    assert second([3.5] * 4, paragraphs).opinions == [3.5] * 4


def test_what_the_first_opinion_rules_out_is_not_weighed_again():
    found = second([3.2, 3.2, -9.0])
    assert [found.settled(i) for i in range(3)] == [False, False, True]
    assert found.weigh({}, [0.0] * len(NUMBERS), [1.0, 2.0, 90.0]) == [1.0, 2.0, -6.0]


TABLE = "<table><tr><{0}>Year<{0}>Sum<tr><td>2020<td>5</table>"


def test_a_table_with_header_cells_has_the_benefit_of_the_doubt(rules):
    bare = replace(rules, pairs={}, second={}, numbers=(0.0,) * len(NUMBERS))
    assert Choice(Survey(lines(TABLE.format("th"))), bare).scores == [1.0, 1.0]
    assert Choice(Survey(lines(TABLE.format("td"))), bare).scores == [0.0, 0.0]
