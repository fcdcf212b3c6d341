import re

from hypothesis import given
from hypothesis import strategies as st

from tasks.chrome.fold import bare, loose, loose_lines, numbers_as_zeros


def test_folding():
    assert loose("“Read\u00a0 More”…  1,204  TIMES") == '"read more"... # times'
    assert bare("» tags:") == "tags"
    assert bare("»") == "»"


@given(st.lists(st.text(alphabet="aB1,.’…\u00a0\u2003\t ½٣#", max_size=12), max_size=6))
def test_many_lines_are_folded_as_each_by_itself(lines):
    assert loose_lines(lines) == [loose(line) for line in lines]


def test_a_folded_line_has_single_blanks_and_no_number():
    assert loose("\u00a0Read  More:\u2003１２ of 1,234.5 ’Views’… ") == "read more: # of # 'views'..."


@given(st.text(alphabet="a12,.\u00a0٣१０𝟙½²\ud800\n", max_size=30))
def test_every_number_of_any_script_is_one_sign(text):
    assert numbers_as_zeros(text).decode("utf-8", "surrogatepass") == re.sub(r"\d+", "0", text)
    line = text.replace("\n", "a")
    assert loose(line) == " ".join(re.sub(r"\d+(?:[.,]\d+)*", "#", line).split())
