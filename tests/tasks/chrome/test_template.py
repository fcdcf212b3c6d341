import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.chrome.template import learn, line_keys


def test_digits_case_and_white_space_do_not_count():
    one, two = line_keys("12 readers online\n 7 Readers online ")
    assert one == two != 0


def test_a_line_that_can_never_be_furniture_has_no_key():
    assert line_keys("\n   \n" + "x" * 601) == [0, 0, 0]


def test_keys_fit_64_bits_and_run_parallel_to_the_lines():
    keys = line_keys("one\ntwo\n\nthree")
    assert len(keys) == 4
    assert all(0 <= key < 2**64 for key in keys)


def test_keys_are_the_same_in_every_process():
    code = "from tasks.chrome.template import line_keys; print(line_keys('All islands, all day')[0])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(ran.stdout) == line_keys("All islands, all day")[0]


def test_a_site_with_few_pages_claims_nothing():
    assert learn(2, {8: 2}) == frozenset()


def test_three_pages_are_enough_for_a_short_line_and_two_are_not():
    assert learn(100, {8: 3, 10: 2}) == {8}


def test_a_paragraph_that_a_few_pages_share_is_an_article_carried_twice():
    (paragraph,) = line_keys("The ferry company said on Thursday that " + "all six boats were back in service " * 3)
    assert learn(100, {paragraph: 3}) == frozenset()
    assert learn(100, {paragraph: 20}) == {paragraph}


@given(st.lists(st.text(alphabet="ab1 é日", max_size=8)))
def test_keys_come_from_the_line_alone(lines):
    keys = line_keys("\n".join(lines))
    assert keys == [line_keys(line)[0] for line in "\n".join(lines).split("\n")]


@pytest.mark.parametrize("number", ["7", "2026", "٧", "४२", "７"])
def test_numbers_are_alike_in_every_script(number):
    assert line_keys(f"{number} readers online") == line_keys("100 readers online")
