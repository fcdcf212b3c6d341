import pytest

from tasks.repair.guard import KINDS, Surroundings, refusal
from tasks.repair.rule import Rule

TEXT = "NATO said 5 forces of pace will go.\nPeacekeeping goes on, the UN said; unesco-like KAZAKHSTAN Kazakhs."
HIT = (TEXT.index("forces"), TEXT.index("forces") + len("forces of pace"))
PARAGRAPH = (0, TEXT.index("\n"))


def rule(**guards):
    return Rule(
        id="x", kind="typo", find=["forces of pace"], replace="peacekeepers", evidence="test",
        examples=[{"bad": "a", "good": "b"}], keep=["c"], **guards,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("guards", "refused"),
    [
        ({}, ""),
        ({"if_before": ["5"]}, ""),
        ({"if_before": ["<number>"]}, ""),
        ({"if_before": ["said 5"]}, ""),
        ({"if_before": ["<start>"]}, "if_before"),
        ({"if_before": ["aid 5"]}, "if_before"),
        ({"unless_before": ["said 5"]}, "unless_before"),
        ({"if_after": ["Will"]}, "if_after"),
        ({"if_after": ["will"]}, ""),
        ({"if_after": ["<lower>"]}, ""),
        ({"if_after": ["wil"]}, "if_after"),
        ({"unless_after": ["<lower>"]}, "unless_after"),
        ({"unless_after": ["<end>", "<capital>", "<punctuation>"]}, ""),
        ({"if_near": ["NATO"]}, ""),
        ({"if_near": ["peacekeep"]}, "if_near"),
        ({"unless_near": ["nato"]}, "unless_near"),
        ({"if_page": ["peacekeep"]}, ""),
        ({"if_page": ["keep"]}, "if_page"),
        ({"if_page": ["UN"]}, ""),
        ({"if_page": ["Nato"]}, "if_page"),
        ({"if_page": ["Kazakh"]}, "if_page"),
        ({"if_page": ["Kazakh*"]}, ""),
        ({"unless_page": ["UN"]}, "unless_page"),
        ({"unless_page": ["NAT"]}, ""),
    ],
)
def test_a_guard_lets_pass_or_refuses(guards, refused):
    assert refusal(rule(**guards), Surroundings(TEXT), HIT, PARAGRAPH) == refused


def test_start_and_end_of_the_paragraph_are_neighbours():
    whole = "forces of pace"
    assert refusal(rule(if_before=["<start>"], if_after=["<end>"]), Surroundings(whole), (0, 14), (0, 14)) == ""


def test_every_kind_of_neighbour_is_tried_above():
    tried = {"<number>", "<start>", "<end>", "<lower>", "<capital>", "<punctuation>"}
    assert set(KINDS) == tried
