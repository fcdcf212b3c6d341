"""Dates as declared and as guessed, and where they came from."""

import pytest

from tasks.html.dates import Dated, guessed, normalise, stated


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-09-14", "2023-09-14"),
        ("2023-09-14T08:05:00+01:00", "2023-09-14T08:05:00+01:00"),
        ("2023-09-14T08:05:00Z", "2023-09-14T08:05:00+00:00"),
        ("20230914", "2023-09-14T00:00:00"),
        ("2023-09-14 08:05 Uhr", "2023-09-14T08:05:00"),
        ("published 2023-09-14", "2023-09-14"),
        ("2023-02-31", ""),
        ("14/09/2023", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_are_written_in_one_way(text, date):
    assert normalise(text) == date


def test_the_first_usable_statement_counts():
    assert stated([("", "a"), ("soon", "b"), ("2023-09-14", "c"), ("2022-01-01", "d")]) == Dated("2023-09-14", "c")
    assert stated([("soon", "b")]) is None


def test_an_address_may_hold_the_date():
    assert guessed("<p>x</p>", "https://example.org/2021/5/07/story") == Dated("2021-05-07", "address")


def test_an_address_that_holds_no_date_is_not_believed():
    assert guessed("<p>x</p>", "https://example.org/2021/13/40/story") is None


def test_the_page_is_read_where_nothing_is_declared():
    found = guessed('<html><body><p class="date">Published: 14 September 2023</p><p>Text.</p></body></html>', None)
    assert found == Dated("2023-09-14", "htmldate")


def test_a_year_that_the_text_speaks_of_is_no_date_of_the_page():
    text = "<p>The mill was built in 1998 and sold in May 2003; its wheel was mended in 2011.</p>" * 3
    assert guessed(f"<html><body><h1>The mill</h1>{text}</body></html>", None) is None


def test_a_page_too_long_for_guessing_has_no_date():
    assert guessed("<p>Published: 14 September 2023</p>" + " " * 700_000, None) is None
