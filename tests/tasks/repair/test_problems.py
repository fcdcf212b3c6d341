import pytest

from tasks.repair.problems import BUDGET, origins, problems, unused
from tasks.tables import SHIPPED
from tests.tasks.repair.tables import folder, rule


def test_the_shipped_phrase_rules_and_typing_errors_are_in_order():
    assert [str(problem) for problem in problems([SHIPPED])] == []


PACE = rule(
    "forces of pace",
    "peacekeeping forces",
    more='if_page = ["NATO"]\nunless_after = ["car"]',
    bad="NATO forces of pace left.",
    good="NATO peacekeeping forces left.",
    keep='forces of pace left.", "NATO forces of pace car left.',
)


def found(path, rules="", typos="", **others):
    return [str(problem).removeprefix(str(path)) for problem in problems([folder(path, rules, typos, **others)])]


def test_a_table_in_order_has_no_problems(tmp_path):
    assert found(tmp_path, PACE, "teh,the,\n") == []


@pytest.mark.parametrize(
    ("rules", "typos", "says"),
    [
        (rule("a cat", "a dog", good="a cow"), "", "'a cat' becomes 'a dog'"),
        (rule("a cat", "a dog", keep="I saw a cat"), "", "the sentence to keep 'I saw a cat' becomes 'I saw a dog'"),
        (rule("a cat", "a dog", more='unless_after = ["fish"]'), "", "no sentence would notice if unless_after"),
        (rule("a cat", "a dog") + rule("a dog", "a cow", id="b"), "", "its output 'a dog' triggers b"),
        (rule("a cat", "a dgo"), "dgo,dog,\n", "its output 'a dgo' triggers typo.dgo"),
        ("", "dgo,dgoo,\ndgoo,dog,\n", "its output 'dgoo' triggers typo.dgoo"),
        (rule("a cat", "a dog") + rule("a cat", "a cow", id="b"), "", "'a cat' is found by a too"),
        (rule("a cat sat", "a dog sat", bad="a cat sat", good="the dog sat"), "", "becomes 'a dog sat'"),
        ("[[rule]]\nid = 1\n", "", "id: Input should be a valid string"),
        ("[[rule\n", "", "not valid TOML"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path, rules, typos, says):
    lines = found(tmp_path, rules, typos)
    assert any(says in line for line in lines), lines
    assert all(line.split(":")[1].isdigit() for line in lines)


@pytest.mark.parametrize("guard", ["if_page", "unless_after"])
def test_every_guard_is_missed_when_it_is_gone_and_no_sentence_when_it_stays(tmp_path, guard):
    sentences = {"if_page": "forces of pace left.", "unless_after": "NATO forces of pace car left."}
    without = PACE.replace(f'"{sentences[guard]}"', '"Nothing here."')
    assert [line.split(": ")[2] for line in found(tmp_path, without)] == [
        f"no sentence would notice if {guard} were missing"
    ]


def test_examples_are_tried_against_the_whole_table(tmp_path):
    other = rule("forces of pace left", "troops left", id="b", keep="no forces")
    assert any("'NATO forces of pace left.' becomes" in line for line in found(tmp_path, PACE + other))


def test_a_shadow_rules_sentences_are_tried_too(tmp_path):
    assert found(tmp_path, rule("a cat", "a dog", more='status = "shadow"')) == []
    assert found(tmp_path, rule("a cat", "a dog", good="a cow", more='status = "shadow"'))


def test_a_retired_rule_is_not_tried(tmp_path):
    assert found(tmp_path, rule("a cat", "a dog", good="a cow", more='status = "retired"')) == []


def test_a_loud_rule_wants_a_judgement(tmp_path):
    folder(tmp_path, rule("a cat", "a dog"))
    silence = tmp_path / "silence.csv"
    silence.write_text(f"rule,applied,per_million,judged\na,9,{BUDGET + 1},\n", encoding="utf-8")
    assert "changes in a million words of edited English" in found(tmp_path)[0]
    silence.write_text(f"rule,applied,per_million,judged\na,9,{BUDGET + 1},all of them right\n", encoding="utf-8")
    assert found(tmp_path) == []


def test_rules_no_page_triggered_are_named(tmp_path):
    tables = folder(tmp_path, PACE + rule("a cat", "a dog", id="b"))
    assert [problem.what for problem in unused([tables], ["The forces of pace."])] == ["b: no page triggered it"]


def test_the_origin_of_a_rule_and_of_a_typo(tmp_path):
    where = origins([folder(tmp_path, PACE, "teh,the,\n")])
    assert {key: one.line for key, one in where.items()} == {"a": 2, "typo.teh": 2}
