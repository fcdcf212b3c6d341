from tasks import memo
from tasks.memo import Bounded, Memo


def test_what_was_reckoned_is_remembered():
    asked = []
    known = Memo(lambda word: asked.append(word) or word.upper())
    assert [known["a"], known["b"], known["a"]] == ["A", "B", "A"]
    assert asked == ["a", "b"]


def test_never_more_than_the_most(monkeypatch):
    monkeypatch.setattr(memo, "MOST", 3)
    known = Memo(str.upper)
    sizes = []
    for letter in "abcdefg":
        assert known[letter] == letter.upper()
        sizes.append(len(known))
    assert max(sizes) == 3


def test_what_is_kept_is_given_back():
    assert Bounded().keep("a", 1) == 1
