from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.ask.replay import without_rule
from tasks.page import Edit, applied, apply, restore
from tests.tasks.histories import histories

rules = st.sampled_from(["one", "two"])


@st.composite
def records(draw):
    """A history whose edits belong to one of two rules."""
    source, clean, edits = draw(histories())
    return source, clean, [edit._replace(rule=draw(rules)) for edit in edits]


@given(records())
def test_without_a_rule_that_did_nothing_nothing_changes(case):
    _, clean, edits = case
    result = without_rule(clean, edits, "never heard of")
    assert (result.text, sorted(result.edits), result.difference) == (clean, sorted(edits), [])
    assert applied(result.edits) == applied(edits)


@settings(max_examples=1000)
@given(records())
def test_the_replayed_record_leads_back_to_the_source_and_holds_none_of_the_rule(case):
    source, clean, edits = case
    result = without_rule(clean, edits, "one")
    assert restore(result.text, result.edits) == source
    assert apply(clean, result.difference) == result.text
    assert all(edit.rule != "one" for edit in applied(result.edits))
    assert result.reverted == [edit for edit in applied(edits) if edit.rule == "one"]


@given(records())
def test_without_both_rules_the_source_comes_back(case):
    source, clean, edits = case
    once = without_rule(clean, edits, "one")
    assert without_rule(once.text, once.edits, "two").text == source


def page(source, *stages):
    text = source
    for stage in stages:
        text = apply(text, stage)
    return text, [edit for stage in stages for edit in stage]


def test_a_later_edit_that_stood_on_the_rule_falls_with_it():
    clean, edits = page(
        "the pace forces spoke",
        [Edit("substitution", "pace", 4, 8, "pace", "peace")],
        [Edit("names", "names.peace-forces", 4, 16, "peace forces", "Peace Forces")],
        [Edit("layout", "end", 17, 22, "spoke", "SPOKE")],
    )
    result = without_rule(clean, edits, "pace")
    assert result.text == "the pace forces SPOKE"
    assert [edit.rule for edit in result.dependent] == ["names.peace-forces"]


def test_a_line_moved_out_of_the_text_stays_out():
    clean, edits = page(
        "A title of pace\nText.",
        [Edit("substitution", "pace", 11, 15, "pace", "peace")],
        [Edit("metadata", "metadata.title", 0, 17, "A title of peace\n", "")],
    )
    result = without_rule(clean, edits, "pace")
    assert result.text == "Text."
    assert result.edits[-1].before == "A title of pace\n"


def test_a_hit_that_only_the_rule_suppressed_comes_to_life():
    suppressed = Edit("substitution", "short", 4, 8, "pace", "peace", mode="suppressed")
    clean, edits = page("the pace forces", [Edit("substitution", "long", 4, 15, "pace forces", "PKF"), suppressed])
    assert clean == "the PKF"
    result = without_rule(clean, sorted(edits, key=lambda e: (e.start, e.end)), "long")
    assert result.text == "the peace forces"
    assert [edit.rule for edit in result.revived] == ["short"]
