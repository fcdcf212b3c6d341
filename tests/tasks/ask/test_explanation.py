import io
import json

import pytest
from rich.console import Console

from tasks.ask.explanation import Explanation, of_record, show
from tasks.dataset import Dataset
from tasks.page import Edit

SECOND = "002_fdfebfdf5359ae57.txt"


def shown(explanation, **options):
    console = Console(file=io.StringIO(), width=200, highlight=False)
    show(explanation, console, **options)
    return console.file.getvalue()


@pytest.fixture(scope="module")
def explanation(sample_output):
    return of_record(Dataset(sample_output).find(SECOND))


def test_a_person_sees_what_was_removed_repaired_and_why(explanation):
    text = shown(explanation)
    assert "− Leave a Reply   chrome." in text
    assert "“for unanimity” → “unanimously”  en.unanimously (certain)" in text
    assert "Kazakhstan President Tokayev: Russian-led forces" in text
    assert "names" in text.splitlines()[-1]


def test_a_program_gets_pieces_that_join_to_both_texts(explanation):
    told = json.loads(json.dumps(explanation.as_dict()))
    assert "".join(piece["clean"] for piece in told["pieces"]) == told["text"] == explanation.text
    assert "Samilovia" in "".join(piece["source"] for piece in told["pieces"])
    assert {"doc_id", "uri", "title", "tags", "names", "not_applied"} <= set(told)


def considered():
    edits = [
        Edit("encoding", "e", 0, 2, "ab", "a"),
        Edit("substitution", "proposed.rule", 2, 3, "c", "C", "only probable", "probable", "proposed"),
        Edit("substitution", "guarded.rule", 4, 5, "d", "D", "no evidence", mode="guarded"),
    ]
    return Explanation({"uri": "u"}, "a c d", edits, [])


def test_proposals_are_shown_and_guarded_hits_on_request():
    assert "proposed.rule" in shown(considered())
    assert "guarded.rule" not in shown(considered())
    assert "guarded.rule" in shown(considered(), everything=True)


def test_what_was_not_applied_knows_its_place_in_the_source():
    source = "ab c d"
    assert [source[start:end] for _, start, end in considered().considered()] == ["c", "d"]
