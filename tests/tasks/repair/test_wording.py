import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.repair.wording import carried, plain, same_capitals, typographic


@pytest.mark.parametrize(
    ("surface", "literal", "replacement", "expected"),
    [
        ("recieve", "recieve", "receive", "receive"),
        ("Recieve", "recieve", "receive", "Receive"),
        ("RECIEVE", "recieve", "receive", "RECEIVE"),
        ("Forces of pace", "forces of pace", "peacekeeping forces", "Peacekeeping forces"),
        ("Forces Of Pace", "forces of pace", "peacekeeping forces", "Peacekeeping Forces"),
        ("Held in Morning in", "held in morning in", "held in the morning in", "Held in the Morning in"),
        ("KTJS", "KTJS", "CSTO", "CSTO"),
        ("SOLDIERS OF KTJS", "soldiers of KTJS", "CSTO soldiers", "CSTO SOLDIERS"),
        ("Soldiers of KTJS", "soldiers of KTJS", "CSTO soldiers", "CSTO soldiers"),
    ],
)
def test_case_is_carried_over(surface, literal, replacement, expected):
    assert carried(surface, literal, replacement) == expected


@pytest.mark.parametrize(
    ("surface", "literal", "same"),
    [("Nato forces", "nato forces", True), ("nato forces", "NATO forces", False), ("NATO Forces", "NATO forces", True)],
)
def test_a_capital_of_the_table_means_a_capital(surface, literal, same):
    assert same_capitals(surface, literal) is same


@given(st.text())
def test_plain_text_keeps_its_length(text):
    assert len(plain(text)) == len(text)


def test_one_kind_of_apostrophe_and_space_serves_for_all():
    assert plain("Peru’s\xa0army") == "Peru's army"


def test_the_pages_own_apostrophe_is_put_back():
    assert typographic("Peru's", "It’s here") == "Peru’s"
    assert typographic("Peru's", "It's “here”") == "Peru's"
