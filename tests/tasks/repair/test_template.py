import pytest

from tasks.repair.template import MOST, TemplateError, expand

LISTS = {"country": ["Poland", "Peru"]}


def pairs(find, replace):
    return list(expand(find, replace, LISTS))


def test_a_literal_stands_for_itself():
    assert pairs("in morning", "in the morning") == [("in morning", "in the morning")]


def test_alternatives_are_repeated_by_number():
    assert pairs("{a|b} x {c|d}", "{2} {1}") == [("a x c", "c a"), ("a x d", "d a"), ("b x c", "c b"), ("b x d", "d b")]


def test_a_list_is_repeated_by_name():
    assert pairs("{country} the state", "{country}'s state") == [
        ("Poland the state", "Poland's state"),
        ("Peru the state", "Peru's state"),
    ]


def test_a_word_for_each_alternative():
    assert pairs("the {riots|strikes} of", "the {1:rioters|strikers} of") == [
        ("the riots of", "the rioters of"),
        ("the strikes of", "the strikers of"),
    ]


def test_an_empty_alternative_leaves_one_space():
    assert pairs("{the |}both {|old} men", "both {2} men") == [
        ("the both men", "both men"),
        ("the both old men", "both old men"),
        ("both men", "both men"),
        ("both old men", "both old men"),
    ]


def test_an_empty_word_for_an_alternative_leaves_one_space():
    assert pairs("remind {that|} we", "reminder, {1:that|} we") == [
        ("remind that we", "reminder, that we"),
        ("remind we", "reminder, we"),
    ]
    assert pairs("remind {that|how} we", "reminder, {1:|how} we")[0] == ("remind that we", "reminder, we")


@pytest.mark.parametrize(
    ("find", "replace", "says"),
    [
        ("{city} x", "{1}", "no list 'city'"),
        ("{a|b}", "{2}", "no group 2"),
        ("{a|b}", "{0}", "no group 0"),
        ("{a|b}", "{1:x}", "1 words for 2"),
        ("{country} {country}", "{country}", "number it"),
        ("{a|b}", "{other}", "number it"),
        ("{a|b|c|d|e|f|g|h}" * 6, "x", f"more than {MOST}"),
    ],
)
def test_a_wrong_template_says_what_is_wrong(find, replace, says):
    with pytest.raises(TemplateError, match=says):
        pairs(find, replace)
