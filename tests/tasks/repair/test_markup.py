import pytest

from tasks.repair.markup import changes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a <b>bold</b> word", ["<b>", "</b>"]),
        ('a <a href="x">link</a>', ['<a href="x">', "</a>"]),
        ("one<br/>two</P>", ["<br/>", "</P>"]),
        ("an <a> and a <b> alone", []),
        ("closed in the next <b>paragraph\nhere</b>", ["</b>"]),
        ("a [i]word[/i] and [b]open", ["[i]", "[/i]"]),
        ("about HTML: the <b>b</b> tag", []),
        ("see <code>x</code> and <b>y</b>", []),
        ("3 < 4 and <unknown>", []),
    ],
)
def test_markup_that_is_no_subject_goes(text, found):
    assert sorted((text[one.start : one.end] for one in changes(text)), key=text.index) == found


def test_a_block_between_two_words_leaves_a_space():
    assert [one.after for one in changes("one<br>two<br> three")] == [" ", ""]
