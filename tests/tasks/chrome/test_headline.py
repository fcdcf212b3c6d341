import pytest

from tasks.chrome.headline import address_words, breadcrumb, find, guess, hints, parts_of, title_words


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://example.org/news/2022/01/ferry-service-resumes-1234.html", {"ferry", "service", "resumes", "html"}),
        ("https://example.org/a/b", set()),
        ("https://example.org/%D0%BF%D0%B0%D1%80-a-b", {"пар", "a", "b"}),
        ("http://[broken", set()),
        (None, set()),
    ],
)  # fmt: skip
def test_words_of_an_address(url, words):
    assert address_words(parts_of(url)) == words


def test_a_title_of_two_words_says_too_little():
    assert title_words("Ferry news") == frozenset()
    assert title_words(None) == frozenset()


def anywhere(_):
    return True


WANTED = frozenset({"ferry", "service", "resumes"})


def test_of_two_like_lines_the_one_nearer_to_the_article_is_the_headline():
    lines = ["ferry service resumes", "menu", "ferry service resumes", "a paragraph"]
    assert find(lines, [False, False, False, True], anywhere, WANTED) == 2


def test_what_is_no_headline_by_itself_is_passed_over():
    lines = ["ferry service resumes", "ferry service resumes"]
    assert find(lines, [False, False], lambda at: at == 0, WANTED) == 0


def test_a_teaser_below_the_article_is_not_its_headline():
    lines = ["ferry service resumes", "a paragraph", "ferry service resumes"]
    assert find(lines, [False, True, False], anywhere, WANTED) == 0


def test_nothing_alike_nothing_found():
    assert find(["harbour festival opens"], [False], anywhere, WANTED) is None
    assert find(["ferry service resumes"], [False], anywhere, frozenset()) is None


def test_a_guess_takes_the_longer_line_and_no_breadcrumb():
    lines = ["home islands ferry service resumes today", "ferry service resumes today", "by anna berg"]
    assert guess(lines, [False] * 3, frozenset()) == 1


def test_a_guess_prefers_what_the_address_hints_at():
    lines = ["the harbour festival opens again on friday", "ferry to the islands"]
    hinted = hints(parts_of("https://example.org/news/ferry-islands-1234"))
    assert guess(lines, [False, False], frozenset()) == 0
    assert guess(lines, [False, False], hinted) == 1


def test_a_guess_prefers_a_line_without_a_full_stop():
    lines = ["ferry service to the islands resumes", "the first boat left the harbour at nine."]
    assert guess(lines, [False, True], frozenset()) == 0


def test_no_guess_without_a_line_of_three_words():
    assert guess(["main menu"], [False], frozenset()) is None
    assert guess([], [], frozenset()) is None


def test_hints_are_stems_without_numbers_and_function_words():
    assert hints(parts_of("https://example.org/2024/05/the-islands-of-fire.html")) == {"island", "fire", "html"}
    assert hints(parts_of(None)) == frozenset()
    assert hints(parts_of("http://[bad")) == frozenset()


def test_breadcrumbs():
    assert breadcrumb("home islands ferry service resumes", "ferry service resumes")
    assert not breadcrumb("ferry service resumes", "ferry service resumes")
    assert not breadcrumb("all is well", "well")
