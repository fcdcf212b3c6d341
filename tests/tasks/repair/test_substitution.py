import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.page import Page, restore
from tasks.repair.substitution import SubstitutionTable, load, repair
from tasks.tables import SHIPPED
from tasks.triggers import Triggers
from tests.tasks.repair.cases import cases
from tests.tasks.repair.tables import folder, rule

RULES = "".join(
    [
        rule("forces of pace", "peacekeeping forces", id="pace", more='if_page = ["NATO"]\nunless_after = ["car"]'),
        rule("soldiers of KTJS", "CSTO soldiers", id="acronym"),
        rule("begins pace", "begins peace", id="headline", more='where = "title"'),
        rule("Who announced", "WHO announced", id="who", more='case = "exact"'),
        rule("for unanimity", "unanimously", id="probable", more='confidence = "probable"'),
        rule("the curse", "the revolt", id="human", more='confidence = "human"'),
        rule("in afterwards", "afterwards", id="shadow", more='status = "shadow"'),
        rule("Peru the army", "Peru's army", id="apostrophe"),
    ]
)
TYPOS = "recieve,receive,\nalot,a lot,\n"


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    return load([folder(tmp_path_factory.mktemp("tables"), RULES, TYPOS)])


def page(text, **fields):
    return Page("uri", text, text, **({"language": "en"} | fields))


def decisions(text, table, apply="certain", **fields):
    return [(edit.rule, edit.mode, edit.reason) for edit in repair(page(text, **fields), table, apply).edits]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("NATO forces of pace.", "NATO peacekeeping forces."),
        ("NATO: FORCES OF PACE!", "NATO: PEACEKEEPING FORCES!"),
        ("NATO: Forces Of Pace", "NATO: Peacekeeping Forces"),
        ("soldiers of KTJS", "CSTO soldiers"),
        ("soldiers of ktjs", "soldiers of ktjs"),
        ("who announced", "who announced"),
        ("Who announced", "WHO announced"),
        ("WHO ANNOUNCED", "WHO ANNOUNCED"),
        ("They recieve alot.", "They receive a lot."),
        ("Recieve it. “Recieve it”", "Receive it. “Receive it”"),
        ("THEY RECIEVE IT", "THEY RECEIVE IT"),
        ("Peru the army’s", "Peru’s army’s"),
        ("Peru\xa0the army's", "Peru's army's"),
        ("reforces of paces recieves", "reforces of paces recieves"),
    ],
)
def test_a_hit_is_repaired_as_it_is_written(table, before, after):
    done = repair(page(before), table)
    assert done.text == after
    assert restore(done.text, done.edits) == before


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("forces of pace", ("pace", "guarded", "if_page")),
        ("NATO forces of pace car", ("pace", "guarded", "unless_after")),
        ("see https://a.org/recieve", ("typo.recieve", "guarded", "protected span")),
        ("in #recieve", ("typo.recieve", "guarded", "protected span")),
        ("the Recieve Gallery", ("typo.recieve", "guarded", "may be a name")),
        ("a RECIEVE here", ("typo.recieve", "guarded", "may be a name")),
        ("the recieve-all", ("typo.recieve", "guarded", "part of a compound")),
        ("an al-recieve", ("typo.recieve", "guarded", "part of a compound")),
        ("elected for unanimity", ("probable", "proposed", "only probable")),
        ("the curse", ("human", "proposed", "only human")),
        ("in afterwards", ("shadow", "suppressed", "shadow rule")),
    ],
)
def test_what_is_held_back_is_recorded(table, text, decision):
    assert decisions(text, table) == [decision]
    assert repair(page(text), table).text == text


def test_what_is_probable_is_applied_on_request(table):
    assert repair(page("elected for unanimity, the curse"), table, "probable").text == "elected unanimously, the curse"


def test_a_headline_rule_wants_a_headline_and_metadata_is_left(table):
    text = "it begins pace\nit begins pace\nthey recieve"
    done = repair(page(text, roles=("title", "content", "meta")), table)
    assert done.text == "it begins peace\nit begins pace\nthey recieve"
    assert len(done.edits) == 1


@pytest.mark.parametrize("language", ["de", None])
def test_other_languages_are_left_alone(table, language):
    assert repair(page("they recieve", language=language), table).edits == ()


def test_the_reason_of_an_edit_is_the_rules_evidence(table):
    (edit,) = repair(page("soldiers of KTJS"), table).edits
    assert (edit.stage, edit.reason, edit.confidence) == ("substitution", "written for a test", "certain")


@pytest.fixture(scope="module")
def shipped():
    return load([SHIPPED])


@pytest.mark.parametrize("case", cases("repair_untouched.json"))
def test_the_shipped_table_leaves_what_is_right(shipped, case):
    assert [edit for edit in repair(page(case["text"]), shipped).edits if edit.mode == "applied"] == []


@settings(max_examples=60)
@given(st.data())
def test_cleaning_twice_is_cleaning_once(shipped, data):
    literals = st.sampled_from([entry.find for entry in shipped.entries])
    glue = st.sampled_from([" ", ", ", ". ", " the ", " of ", " NATO ", "\n"])
    text = "".join(data.draw(st.lists(st.one_of(literals, glue), max_size=8)))
    once = repair(page(text), shipped)
    assert restore(once.text, once.edits) == text
    assert repair(page(once.text), shipped).text == once.text


class Everywhere(Triggers):
    """Looks through the whole text in every round."""

    def hits_near(self, text, _spans):
        return self.hits(text)


CHAINED = "".join(
    [
        rule("ab", "cd", id="first"),
        rule("cd ef", "gh", id="made"),
        rule("ij", "kl", id="near", more='if_near = ["gh"]'),
        rule("mn", "op", id="beside", more='if_after = ["kl", "<end>"]'),
        rule("gh qr", "gh ij qr", id="longer", more='unless_page = ["op"]'),
        rule("st", "uv", id="probable", more='confidence = "probable"'),
    ]
)


@given(st.lists(st.sampled_from(["ab", "cd", "ef", "gh", "ij", "mn", "qr", "st", "Ij", "-", "\n", *["xxxxx"] * 9])))
def test_a_further_round_looks_where_it_can_apply_something_and_finds_what_it_would_find_everywhere(chained, words):
    text = " ".join(words)
    everywhere = SubstitutionTable(chained.entries, chained.fingerprint)
    everywhere.__dict__["triggers"] = Everywhere([entry.find for entry in chained.entries], ignore_case=True)
    done = repair(page(text), chained)
    assert done.edits == repair(page(text), everywhere).edits
    assert restore(done.text, done.edits) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ab ef x ij", "gh x kl"),
        ("mn ij " + "x " * 99 + "ab ef", "op kl " + "x " * 99 + "gh"),
    ],
)
def test_a_repair_is_evidence_for_another_even_far_away(chained, before, after):
    assert repair(page(before), chained).text == after


@pytest.fixture(scope="module")
def chained(tmp_path_factory):
    return load([folder(tmp_path_factory.mktemp("chained"), CHAINED)])


@pytest.mark.parametrize(
    "piece", ["recieve ", "NATO forces of pace ", "forces of pace\n", "in afterwards in afterwards "]
)
def test_many_hits_take_linear_time(table, piece):
    # a search of the page or the paragraph for each hit would need minutes here
    repair(page(piece * (300_000 // len(piece))), table)
