import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.page import Page, restore
from tasks.repair.punctuation import _CODE, _PROMPT, _is_code, repair
from tests.tasks.repair.cases import cases

MARKS = ["“", "”", '"', "'", "’", " ", " ", ".", ",", " .", ". ", "- ", " -", "(", ")", "? ", ",,", "…", "<b>", "</b>"]
PIECES = ["the", "said", "Peace", "over", "in", "shoot-to-kill", "[i]", "[/i]", "\n", "5", "a. m.", "â", "s", "He "]
WORDS = st.sampled_from([*MARKS, *PIECES, "https://a.org/x "])
PROSE = st.lists(WORDS, max_size=40).map("".join)


def page(text, **fields):
    return Page("uri", text, text, language="en", **fields)


@pytest.mark.parametrize("case", cases("repair_punctuation.json"))
def test_what_translation_damaged_is_repaired(case):
    done = repair(page(case["before"]))
    assert done.text == case["after"]
    assert restore(done.text, done.edits) == case["before"]


@pytest.mark.parametrize("case", cases("repair_punctuation.json"))
def test_repaired_text_needs_no_repair(case):
    assert repair(page(case["after"])).edits == ()


@pytest.mark.parametrize("case", cases("repair_untouched.json"))
def test_what_is_right_is_left(case):
    assert repair(page(case["text"])).edits == ()


@given(PROSE)
def test_every_page_can_be_restored_and_keeps_its_line_feeds(text):
    done = repair(page(text))
    assert restore(done.text, done.edits) == text
    assert done.text.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The driver left the car. drove into the lane.", "The driver left the car drove into the lane."),
        ("The war is over. there is peace now.", "The war is over. There is peace now."),
        ("“We agree, Kuleba said on Monday.", "“We agree,” Kuleba said on Monday."),
    ],
)
def test_what_is_doubtful_is_only_proposed(before, after):
    done = repair(page(before))
    assert done.text == before
    [edit] = done.edits
    assert (edit.mode, edit.confidence) == ("proposed", "probable")
    assert before[: edit.start] + edit.after + before[edit.end :] == after


def test_a_torn_hyphen_stays_where_the_joined_form_is_nowhere():
    assert repair(page("A shoot-to- kill order.")).edits == ()


@pytest.mark.parametrize("language", ["de", "fi", None])
def test_other_languages_are_left_alone(language):
    text = "Es ist aus . Die “Sache “"
    assert repair(Page("uri", text, text, language=language)).edits == ()


def test_metadata_is_left_alone_and_a_headline_is_not():
    text = "It is over .\nBy A. Writer ."
    assert repair(page(text, roles=("title", "meta"))).text == "It is over.\nBy A. Writer ."


@pytest.mark.parametrize(
    "piece",
    [
        "“",
        '"',
        " .",
        "a- ",
        "<b>",
        "[b]",
        "( ",
        "a “b “",
        '" a',
        ". in ",
        "x-",
        "a.",
        "„a",
        "‘a",
        "« a",
        "[caption a=",
        "{{#",
        "&#12",
        "a. bcd ",
    ],
)
def test_long_hostile_lines_take_linear_time(piece):
    # a quadratic search would need minutes here
    repair(page(piece * (200_000 // len(piece))))


@pytest.mark.parametrize(
    "line",
    [
        *("a {b", "a b}", "a \\ b", "a -> b", "a => b", "a == b", "a = b", "a :: b", "f() b", "f(x) b", "end;"),
        *("a $b", "a.b (c", "a | b | c", ">>> a", "$ a", "#! a", "{{#items}} b :: c"),
        *(f"a {mark} b" for mark in "≤≥∑∫×−∂→∇√±"),
    ],
)
def test_the_quick_look_for_marks_of_code_misses_none(line):
    assert _PROMPT.match(line) or _CODE.search(line)
    assert _is_code(line)


@pytest.mark.parametrize(
    "line", ["a: b", "a: b: c", "a (b) c", "a; b", "a $5 b", "a “b” – c…", "{{#items}} b", "{dollars}"]
)
def test_marks_of_prose_are_no_code(line):
    assert not _is_code(line)
