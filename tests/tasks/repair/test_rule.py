import pytest
from pydantic import ValidationError

from tasks.repair.rule import GUARDS, Kept, Rule, Typo

FIELDS = {
    "id": "it.pace",
    "kind": "mistranslation",
    "find": ["forces of pace"],
    "replace": "peacekeeping forces",
    "evidence": "Italian: forze di pace",
    "examples": [{"bad": "a", "good": "b"}],
    "keep": ["a sentence", {"text": "another", "page": "with more"}],
}


def test_a_bare_sentence_is_one_to_keep():
    assert Rule(**FIELDS).keep == [Kept(text="a sentence"), Kept(text="another", page="with more")]


def test_a_rule_knows_its_guards():
    assert list(Rule(**FIELDS).guards()) == []
    assert list(Rule(**FIELDS, **{guard: ["x"] for guard in GUARDS}).guards()) == list(GUARDS)


@pytest.mark.parametrize("missing", ["examples", "keep", "evidence", "find"])
def test_a_rule_without_its_proof_is_refused(missing):
    with pytest.raises(ValidationError, match=missing):
        Rule(**{key: value for key, value in FIELDS.items() if key != missing})


@pytest.mark.parametrize("typo", ["te", "Teh", "t3h", "two words"])
def test_a_typo_is_one_lower_case_word(typo):
    with pytest.raises(ValidationError, match="typo"):
        Typo(typo=typo, correction="the")


def test_an_empty_status_is_active():
    assert Typo(typo="teh", correction="the", status="").status == "active"
