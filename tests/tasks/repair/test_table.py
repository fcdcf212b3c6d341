import pickle

import pytest

from tasks.page import Page
from tasks.repair.substitution import load, repair
from tasks.tables import TableError
from tests.tasks.repair.tables import folder, rule


def cleaned(text, *folders):
    return repair(Page("uri", text, text, language="en"), load(folders)).text


def test_a_later_layer_replaces_a_row_with_the_same_key(tmp_path):
    base = folder(tmp_path / "base", rule("forces of pace", "peacekeepers"), "teh,the,\n")
    mine = folder(tmp_path / "mine", rule("forces of pace", "peace forces"), "teh,Teh,\n")
    assert cleaned("teh forces of pace", base) == "the peacekeepers"
    assert cleaned("teh forces of pace", base, mine) == "Teh peace forces"


def test_a_layer_can_retire_a_rule_and_a_typo(tmp_path):
    base = folder(tmp_path / "base", rule("forces of pace", "peacekeepers"), "teh,the,\n")
    mine = folder(tmp_path / "mine", rule("forces of pace", "x", more='status = "retired"'), "teh,the,retired\n")
    assert cleaned("teh forces of pace", base, mine) == "teh forces of pace"


def test_a_folder_of_files_is_one_table(tmp_path):
    base = folder(tmp_path / "base", rule("one", "two"))
    (base / "substitutions").mkdir()
    (base / "substitutions" / "more.toml").write_text(rule("three", "four", id="b"), encoding="utf-8")
    assert cleaned("one three", base) == "two four"


def test_a_list_of_the_bottom_layer_serves_all(tmp_path):
    base = folder(tmp_path / "base", lists='[[list]]\nname = "country"\nwords = ["Peru"]\n')
    mine = folder(tmp_path / "mine", rule("{country} the state", "{country}'s state", bad="Peru the state"))
    assert cleaned("Peru the state", base, mine) == "Peru's state"


def test_a_layer_can_replace_a_list(tmp_path):
    rules = rule("{country} the state", "{country}'s state", bad="Peru the state")
    base = folder(tmp_path / "base", rules, lists='[[list]]\nname = "country"\nwords = ["Peru"]\n')
    mine = folder(tmp_path / "mine", lists='[[list]]\nname = "country"\nwords = ["Mali"]\n')
    assert cleaned("Peru the state, Mali the state", base, mine) == "Peru the state, Mali's state"


@pytest.mark.parametrize(
    ("rules", "typos", "says"),
    [
        (rule("a", "b") + rule("c", "d"), "", "stands already in substitutions.toml:2"),
        (rule("{city}", "b"), "", "there is no list 'city'"),
        (rule("a", "b", more='fnid = "x"'), "", "fnid: Extra inputs"),
        (rule("a", "b", id="A B"), "", "id: String should match"),
        (rule(" a", "b"), "", "begins or ends with a space"),
        (rule("a", "b", bad="c", good="c"), "", "same sentence"),
        (rule("a", "what i saw"), "", "pronoun I"),
        (rule("a", ""), "", "replace"),
        ("", "Teh,the,\n", "typo: String should match"),
        ("", "teh,the,maybe\n", "status"),
        ("", "teh,the,\nteh,tea,\n", "stands already in typos.csv:2"),
    ],
)
def test_a_broken_table_says_file_line_and_fault(tmp_path, rules, typos, says):
    with pytest.raises(TableError, match=says) as caught:
        load([folder(tmp_path, rules, typos)])
    assert all(problem.path.startswith(str(tmp_path)) and problem.line for problem in caught.value.problems)


def test_every_fault_is_named_at_once(tmp_path):
    with pytest.raises(TableError) as caught:
        load([folder(tmp_path, rule("a", "b", id="A"), "Teh,the,\n")])
    assert len(caught.value.problems) == 2


def test_the_fingerprint_is_of_what_the_files_hold(tmp_path):
    one = load([folder(tmp_path / "one", rule("a", "b"))]).fingerprint
    same = load([folder(tmp_path / "same", rule("a", "b"))]).fingerprint
    other = load([folder(tmp_path / "other", rule("a", "c"))]).fingerprint
    assert one == same != other


def test_a_table_can_be_sent_to_a_worker(tmp_path):
    table = load([folder(tmp_path, rule("forces of pace", "peacekeepers"), "teh,the,\n")])
    copy = pickle.loads(pickle.dumps(table))
    assert copy == table
    page = Page("uri", "x", "teh forces of pace", language="en")
    assert repair(page, copy) == repair(page, table)


def test_rows_do_nothing_by_their_order(tmp_path):
    rows = [rule("forces of the", "army of the", id="b"), rule("the forces of", "the troops of", id="a")]
    texts = {
        cleaned("the forces of the pace", folder(tmp_path / str(n), "".join(order)))
        for n, order in enumerate([rows, rows[::-1]])
    }
    assert len(texts) == 1
