import pytest

from tasks.check import dead, problems
from tasks.tables import SHIPPED
from tests.tasks.repair.tables import folder, rule


@pytest.mark.slow
def test_the_shipped_tables_are_in_order():
    assert [str(problem) for problem in problems([SHIPPED])] == []


@pytest.mark.slow
def test_a_rule_that_breaks_a_name_is_found(tmp_path):
    mine = folder(tmp_path, rule("Vladimir Putin", "Vlad Putin", id="a"))
    assert any("triggers the rule a" in str(problem) for problem in problems([SHIPPED, mine]))


@pytest.mark.slow
def test_a_rule_that_writes_no_canonical_form_is_found(tmp_path):
    mine = folder(tmp_path, rule("the boss of Kazakhstan", "Kasym-Zhomart Tokayev of Kazakhstan", id="a"))
    assert any("which names.csv calls 'Kassym-Jomart Tokayev'" in str(problem) for problem in problems([SHIPPED, mine]))


def test_a_broken_table_is_reported_and_not_raised(tmp_path):
    mine = folder(tmp_path, "[[rule\n")
    assert any("not valid TOML" in str(problem) for problem in problems([mine]))


def test_dead_rules(tmp_path):
    mine = folder(tmp_path, rule("a cat", "a dog"))
    assert [str(problem).rsplit(": ", 2)[1] for problem in dead([mine], ["nothing"])] == ["no page triggered it"]
