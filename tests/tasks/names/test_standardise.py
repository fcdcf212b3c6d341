from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.names import load, standardise
from tasks.page import restore
from tests.tasks.names.cases import page
from tests.tasks.names.conftest import SMALL, folder_with


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Kasym-Zhomart Tokajew spoke.", "Kassym-Jomart Tokayev spoke."),
        ("Tokajevin aide and Tokajew's son.", "Tokayev's aide and Tokayev's son."),
        ("Tokajevin’s aide; Tokajevin aide", "Tokayev’s aide; Tokayev’s aide"),
        ("The Tokajevin government met.", "The Tokayev government met."),
        ("Tokajevin said so.", "Tokayev said so."),
        ("The Organization of the Collective Treaty met.", "The Collective Security Treaty Organization met."),
        ("Tokaïev’s aide", "Tokayev’s aide"),
        ("TOKAJEW WINS", "TOKAYEV WINS"),
        ("Kasym-Zhomart\nTokajew spoke.", "Kassym-Jomart\nTokayev spoke."),
        ("Kassym-Jomart Kemelevich Tokajew", "Kassym-Jomart Kemelevich Tokayev"),
        ("Bachar el-Assad left. He met al-Asad.", "Bashar al-Assad left. He met Assad."),
        ("Shells fell on Kiev.", "Shells fell on Kyiv."),
        ("They met in Nur-Sultan.", "They met in Nur-Sultan."),
        ("Then Toka-\njev spoke.", "Then Toka-\njev spoke."),
        ("He said: “We go to Kiev now.”", "He said: “We go to Kiev now.”"),
        ("The film “Tokajew Forever” opened.", "The film “Tokajew Forever” opened."),
        ("The ODKB met.", "The CSTO met."),
        ("The ODKB, that is, the CSTO, met.", "The ODKB, that is, the CSTO, met."),
        ("See #Tokajew and example.org/Tokajew today.", "See #Tokajew and example.org/Tokajew today."),
        ("Президент Тоқаев, Tokajew", "Президент Тоқаев, Tokayev"),
    ],
)
def test_variants_become_canonical(text, clean, small):
    assert standardise(page(text), small, "apply").text == clean


def test_mentions_stand_where_they_say(small):
    clean = standardise(page("Kasym-Zhomart Tokajew met Tokajew's aide in Kiev."), small, "apply")
    assert [(clean.text[m.start : m.end], m.surface, m.canonical) for m in clean.mentions] == [
        ("Kassym-Jomart Tokayev", "Kasym-Zhomart Tokajew", "Kassym-Jomart Tokayev"),
        ("Tokayev", "Tokajew", "Kassym-Jomart Tokayev"),
        ("Kyiv", "Kiev", "Kyiv"),
    ]
    assert [m.method for m in clean.mentions] == ["cyrillic-german", "cyrillic-german", "table.rival"]


def test_annotate_leaves_the_text_alone_and_off_does_nothing(small):
    before = page("Kasym-Zhomart Tokajew spoke.")
    annotated = standardise(before, small, "annotate")
    assert annotated.text == before.text
    assert annotated.edits == ()
    assert [m.entity for m in annotated.mentions] == ["tokayev"]
    assert standardise(before, small, "off") is before


def test_a_page_in_another_language_is_annotated_only(small):
    before = replace(page("Kasym-Schomart Tokajew sprach."), language="de")
    clean = standardise(before, small, "apply")
    assert clean.text == before.text
    assert clean.mentions


def test_lines_of_metadata_are_left_alone_and_titles_are_not(small):
    before = replace(page("Tokajew wins\nBy Tokajew\nTokajew spoke."), roles=("title", "meta", "content"))
    clean = standardise(before, small, "apply")
    assert clean.text == "Tokayev wins\nBy Tokajew\nTokayev spoke."
    assert len(clean.mentions) == 2


def test_what_is_not_applied_is_recorded_with_its_reason(small):
    clean = standardise(page("He said: “We go to Kiev now.” Kasym-Zhomart Tokayed left."), small, "apply")
    assert [(e.before, e.mode, e.reason) for e in clean.edits] == [
        ("Kiev", "guarded", "a place's name in a quotation"),
        ("Kasym-Zhomart Tokayed", "proposed", "full name; table.misspelling"),
    ]


def test_the_sample_pages_know_one_tokayev(shipped):
    text = "Kasym-Zhomart Tokayev left. Tokajev nominated Alikhan Samilovia. Smailov served."
    clean = standardise(page(text), shipped, "apply").text
    assert clean == "Kassym-Jomart Tokayev left. Tokayev nominated Alikhan Smailov. Smailov served."


PIECES = """Tokajew Kasym-Zhomart Tokayed Viktor Lukashenko Kiev al-Assad Bachar Kim Jong Un the said . , “ ” - 's ODKB
CSTO Nur-Sultan İ Тоқаев V. Dynamo #Kiev"""
WORDS = st.sampled_from([*PIECES.split(), "\n"])


@pytest.fixture(scope="module")
def module_table(tmp_path_factory):
    return load([folder_with(tmp_path_factory.mktemp("names"), SMALL)])


@given(parts=st.lists(st.tuples(WORDS, st.sampled_from(["", " "])), max_size=30))
def test_any_text_comes_back_and_settles(parts, module_table):
    before = page("".join(word + gap for word, gap in parts))
    clean = standardise(before, module_table, "apply")
    assert restore(clean.text, clean.edits) == before.source
    assert clean.text.count("\n") == before.text.count("\n")
    assert all(0 <= m.start < m.end <= len(clean.text) for m in clean.mentions)
    assert all(a.end <= b.start for a, b in zip(clean.mentions, clean.mentions[1:], strict=False))


@pytest.mark.parametrize(
    "text", ["Hugo Chávez spoke.", "Hugo Chavez spoke.", "Zdravko Krivokapić spoke.", "Bin Laden left."]
)
def test_a_persons_own_spelling_is_as_right_as_the_canonical_one(text, tmp_path):
    rows = "a,person,Hugo Chavez,Hugo Chávez,es,President,,,,test,Chavez\n"
    rows += "b,person,Zdravko Krivokapic,Здравко Кривокапић | sr:Zdravko Krivokapić,sr,minister,,,,test,Krivokapic\n"
    rows += "c,person,Osama bin Laden,أسامة بن لادن,ar,leader,,,,test,bin Laden\n"
    clean = standardise(page(text), load([folder_with(tmp_path, rows)]), "apply")
    assert clean.text == text
    assert len(clean.mentions) == 1
