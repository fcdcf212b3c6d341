import pytest

from tasks.names import standardise
from tasks.names.miner import distance
from tests.tasks.names.cases import page


@pytest.mark.parametrize(
    ("a", "b", "edits"),
    [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abd", 1), ("kitten", "sitting", 3), ("", "ab", 2)],
)
def test_distance_counts_swaps_as_one(a, b, edits):
    assert distance(a, b) == edits


def test_a_near_name_is_proposed_and_not_applied(small):
    text = "Tokayev spoke. Tokayev left. Later Tokeyev and Tokayef waited, and Tokayex too."
    clean = standardise(page(text), small, "apply")
    proposed = {(edit.before, edit.after) for edit in clean.edits if edit.mode == "proposed"}
    assert proposed == {("Tokeyev", "Tokayev"), ("Tokayef", "Tokayev"), ("Tokayex", "Tokayev")}
    assert "Tokayef" in clean.text


def test_a_name_unknown_to_the_table_is_a_model_too(small):
    clean = standardise(page("Brodzinsky won. Then Brodzinsky left, and Brodzinksy waved."), small, "apply")
    assert [(e.before, e.after, e.mode) for e in clean.edits] == [("Brodzinksy", "Brodzinsky", "proposed")]


@pytest.mark.parametrize(
    "text",
    [
        "Carolina won. Carolina lost. A Carolinian wept.",
        "Canada won. Canada lost. Canadian fans wept.",
        "Tokayev won. Tokayev lost. Nikolai Tokarev wept.",
        "The Lukasev team won. Lukasev lost. #Lukasew",
    ],
)  # fmt: skip
def test_derivations_and_other_people_are_not_proposed(text, small):
    assert not [edit for edit in standardise(page(text), small, "apply").edits if edit.rule == "names.near"]
