import ftfy
import pytest
from ftfy.badness import is_bad
from hypothesis import given
from hypothesis import strategies as st

from tasks.page import Page, restore
from tasks.repair.encoding import _INVISIBLE, _SPACES, CONFIG, fixed, repair
from tests.tasks.repair.cases import cases

TROUBLE = "ÃÂâ€™œ\x9d\xa0Ð¡ñ ñé&;amplt#1<\u200b\xad“”’–—…\u2028\ufb01\ud83d\ude00\x85\x93\x07\r\ufeff\u0301ąб漢"
TEXT = st.one_of(
    st.text(st.sampled_from(TROUBLE + "aeT ."), max_size=40),
    st.text(max_size=40),
    st.text("aéß漢я“’ ", max_size=20).map(lambda text: text.encode().decode("latin-1")),
    st.text("aéß漢я“’ ", max_size=20).map(lambda text: text.encode().decode("cp1252", "replace")),
    st.text("aéп“”‘’–—…€ .", max_size=30),
)


def page(text, **fields):
    return Page("uri", text, text, **fields)


@pytest.mark.parametrize("case", cases("repair_encoding.json"))
def test_what_is_broken_is_repaired_and_can_be_undone(case):
    done = repair(page(case["before"]))
    assert done.text == case["after"]
    assert restore(done.text, done.edits) == case["before"]


@pytest.mark.parametrize("case", cases("repair_encoding_untouched.json"))
def test_what_is_right_is_left(case):
    assert repair(page(case["text"])).edits == ()


def test_one_character_alone_is_no_sign_of_mojibake_but_for_those_of_the_search():
    around = ("a{}b", " {} ", "{} ", "a {} ", ".{} ", "9{}9", "({})")
    letters = map(chr, (*range(0xA0, 0x2600), *range(0xF8F0, 0x10000)))
    alone = {letter for letter in letters if any(is_bad(text.format(letter)) for text in around)}
    assert alone == set("ŒœÃÂ")


def spaced(text):
    return _INVISIBLE.sub("", _SPACES.sub(" ", text))


@given(TEXT.filter(lambda text: not set(text) & set("\n\r")))
def test_a_line_becomes_what_ftfy_makes_of_it(line):
    by_ftfy = ftfy.fix_text(line, CONFIG).replace("\n", " ").replace("\r", " ")
    assert fixed(line) == spaced(by_ftfy)


@given(st.lists(TEXT, max_size=4).map("\n".join))
def test_every_page_can_be_restored_and_keeps_its_line_feeds(text):
    done = repair(page(text, media_type="text/html"))
    assert restore(done.text, done.edits) == text
    assert done.text.count("\n") == text.count("\n")
    assert "\r" not in done.text


@given(st.lists(TEXT, max_size=4).map("\n".join))
def test_a_lone_carriage_return_ends_a_line_of_plain_text(text):
    done = repair(page(text))
    assert restore(done.text, done.edits) == text
    assert done.text.count("\n") == len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1


def test_one_edit_for_each_changed_stretch():
    text = "donâ€™t, he said in a long sentence, and wonâ€™t &amp; canâ€™t"
    assert [(edit.before, edit.after) for edit in repair(page(text)).edits] == [
        ("â€™", "’"),
        ("â€™", "’"),
        ("&amp;", "&"),
        ("â€™", "’"),
    ]


def test_a_very_long_broken_line_is_one_edit():
    text = "canâ€™t " * 5000
    (edit,) = repair(page(text)).edits
    assert edit.after.startswith("’t can’t")


def test_a_clean_page_comes_back_itself():
    clean = page("“All is well,” he said – and it was…\n" * 10)
    assert repair(clean) is clean


@pytest.mark.parametrize(
    ("before", "rule"),
    [
        ("They donâ€™t know", "mojibake"),
        ("cafe\u0301", "composition"),
        ("&amp;", "entity"),
        ("ﬁne", "ligature"),
        ("a\u2003b", "space"),
        ("so\xadft", "control-character"),
    ],
)
def test_an_edit_names_what_was_broken(before, rule):
    assert {edit.rule for edit in repair(page(before)).edits} == {rule}
