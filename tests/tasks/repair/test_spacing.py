from hypothesis import given
from hypothesis import strategies as st

from tasks.page import Page
from tasks.repair.punctuation import repair
from tasks.repair.spacing import PATTERNS, changes
from tests.tasks.repair.cases import cases


def test_every_pattern_is_used_by_a_case():
    used = set()
    for case in cases("repair_punctuation.json"):
        text = case.values[0]["before"]
        used |= {edit.rule for edit in repair(Page("uri", text, text, language="en")).edits}
    assert {pattern.rule for pattern in PATTERNS} <= used


MARKS = [*" .,!?;:'’()&$£€â-–—%U0", " s ", " t ", "000", "m.", "nbsp;"]
WORDS = ["the city", "The", "left", "in", "donn", "12", "S.", "as he"]


@given(st.lists(st.sampled_from(MARKS + WORDS), max_size=12).map("".join))
def test_patterns_find_at_their_marks_what_they_find_in_the_whole_text(text):
    everywhere = [
        (pattern.rule, *match.span(), after)
        for pattern in PATTERNS
        for match in pattern.find.finditer(text)
        if (after := pattern.after(match)) not in {None, match[0]}
    ]
    assert sorted(one[:4] for one in changes(text)) == sorted(everywhere)


def test_changes_are_told_in_places_of_the_text():
    text = "first line\nIt is over . the end ."
    assert [(text[one.start : one.end], one.after) for one in changes(text)] == [(" . the", ". The"), (" .", ".")]


def test_a_sentence_is_not_joined_where_a_clause_begins():
    assert list(changes("The war ended. in 2010 he returned, as he stated.")) == []
    assert list(changes("The work was done. in Paris Putin spoke.")) == []
