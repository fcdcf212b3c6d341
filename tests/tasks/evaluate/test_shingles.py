import pytest

from tasks.evaluate.shingles import Score, overall, score


@pytest.mark.parametrize(
    ("clean", "gold", "expected"),
    [
        ("one two three four five", "one two three four five", Score(1.0, 1.0)),
        ("one two three four five", "one two three four", Score(0.5, 1.0)),
        ("one two three four", "one two three four five", Score(1.0, 0.5)),
        ("a b", "a b", Score(1.0, 1.0)),
        ("a b c d", "e f g h", Score(0.0, 0.0)),
        ("", "a b c d", Score(None, 0.0)),
        ("a b c d", "", Score(0.0, None)),
        ("停战协定", "停战协定", Score(1.0, 1.0)),
        ("a b c d a b c d", "a b c d", Score(0.2, 1.0)),
    ],
)
def test_precision_and_recall(clean, gold, expected):
    assert score(clean, gold) == expected


def test_means_are_taken_where_a_figure_exists():
    assert overall([Score(1.0, 0.5), Score(None, 0.5)]) == (1.0, 0.5, pytest.approx(2 / 3))
    assert overall([]) == (0.0, 0.0, 0.0)
