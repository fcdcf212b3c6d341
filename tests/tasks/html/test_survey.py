"""What is measured of a page before any line is judged."""

from selectolax.lexbor import LexborHTMLParser

from tasks.html.element import Elements
from tasks.html.evidence import First
from tasks.html.lines import read
from tasks.html.survey import Survey, in_question, runs, units

SENTENCES = [
    "The mill by the weir ground its last corn in the spring of the year before last.",
    "Its wheel still turns, and on market days the children of the village come to watch it go round.",
    "The miller’s daughter keeps the keys, and shows the stones to whoever asks her politely.",
]
OTHER = "Our shop sells flour from other mills, in bags of one, five and twenty kilograms, by post."


def lines_of(vocabulary):
    return lambda markup: read(LexborHTMLParser(markup), Elements(vocabulary))


lines = lines_of({"teaser": "teaser"})


def paragraphs(texts):
    return lines("".join(f"<p>{text}</p>" for text in texts))


def test_declared_text_is_compared_with_what_the_page_shows():
    survey = Survey(paragraphs([*SENTENCES, OTHER]), " ".join(SENTENCES))
    assert survey.told == ["yes", "yes", "yes", "no"]


def test_declared_text_that_the_page_does_not_show_is_of_no_use():
    assert Survey(paragraphs([OTHER]), " ".join(SENTENCES)).told == []
    assert Survey(paragraphs(SENTENCES), SENTENCES[0]).told == []


def test_navigation_is_not_in_question_unless_most_of_the_text_is_there():
    menu = "<nav><a href=/a>One</a></nav>"
    text = f"<p>{OTHER} {OTHER}</p>"
    assert in_question(lines(menu + text)) == [1]
    assert in_question(lines(f"<footer>{text}</footer>{menu}")) == [0, 1]


def test_what_asks_for_leave_to_set_cookies_is_never_in_question():
    read = lines_of({"onetrust": "consent"})
    text, notice = f"<p>{OTHER}</p>", f"<div id=onetrust-sdk><div><p>{OTHER} {OTHER} {OTHER}</p></div></div>"
    assert in_question(read(text + notice)) == [0]
    assert in_question(read(f"<body class=onetrust>{text}</body>")) == [0]


def test_a_line_that_stands_three_times_is_no_prose():
    assert Survey(paragraphs([OTHER] * 2)).prose == [17, 17]
    assert Survey(paragraphs([*SENTENCES, OTHER, OTHER, OTHER])).prose[2:] == [15, 0, 0, 0]


def test_hidden_text_is_not_in_question():
    shown, hidden = f"<p>{OTHER} {OTHER}</p>", "<div {}><p>Enter your address and we shall write to you.</p></div>"
    for attribute in ("hidden", "style='display: none'", "aria-hidden=true", "role=dialog"):
        assert in_question(lines(shown + hidden.format(attribute))) == [0]
    assert in_question(lines(shown + hidden.format("aria-hidden=false"))) == [0, 1]


def test_evidence_names_what_is_seen_of_a_line():
    survey = Survey(lines(f"<h1>Bread</h1><div class=teaser><p>{OTHER}</p><a href=/x>More</a></div>"), "", ["bread"])
    first = First(survey)
    assert {("tag", "h1"), ("title",), ("h1", "here"), ("short", "heading")} <= set(first.of(0))
    assert {("near", "teaser"), ("middle", "ends"), ("after", 2, "link"), ("before", 2, "heading")} <= set(first.of(1))
    assert {("short", "link", 4), ("before", 0, "prose"), ("own", "teaser")} <= set(first.of(2))


def test_an_opinion_is_the_sum_of_the_weights_of_the_evidence():
    first = First(Survey(paragraphs(SENTENCES)))
    weights = {("always",): 0.5 - 1j, ("tag", "p"): 1.0, ("middle", "ends"): 0.25, ("before", 2, "none"): -2.0}
    opinions, also = first.opinions(weights)
    assert opinions == [-0.25, 1.75, 1.75]
    assert also == [-1.0, -1.0, -1.0]


def test_length_is_counted_in_words_or_in_pairs_of_characters():
    assert units("four words of text") == 4
    assert units("日本語の文章です") == 4
    assert units("ein Wort über Äpfel") == 4


def test_two_printings_of_a_sentence_share_their_runs():
    assert runs("The mill, by the weir.") == runs("the mill by the weir".replace("the mill", "The mill"))
    assert not runs(SENTENCES[0]) & runs(OTHER)
