import pytest

from tasks.repair.doubtful import changes


@pytest.mark.parametrize(
    "text", ["of approx. ten men", "a line. iPhone sales", "see etc. and so", "“Yes,” he said, “no,” she said"]
)
def test_abbreviations_and_closed_quotations_are_no_doubt(text):
    assert list(changes(text)) == []


def test_every_change_is_uncertain():
    found = list(changes("left the car. drove away. there is more.\n“No, she said."))
    assert [(one.rule, one.certain) for one in found] == [
        ("stop.inside-clause", False),
        ("sentence.small", False),
        ("quote.lost", False),
    ]
