import pytest

from tasks.repair.doubtful import changes
from tasks.repair.quotes import marked


def found_in(text):
    return list(changes(text, marked(text.split("\n"))))


@pytest.mark.parametrize(
    "text", ["of approx. ten men", "a line. iPhone sales", "see etc. and so", "“Yes,” he said, “no,” she said"]
)
def test_abbreviations_and_closed_quotations_are_no_doubt(text):
    assert found_in(text) == []


def test_every_change_is_uncertain():
    found = found_in("left the car. drove away. there is more.\n“No, she said.")
    assert [(one.rule, one.certain) for one in found] == [
        ("stop.inside-clause", False),
        ("sentence.small", False),
        ("quote.lost", False),
    ]
