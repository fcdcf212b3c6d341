"""Where lines begin and end, and what is no text."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from tasks.html.element import Elements
from tasks.html.lines import ends_sentence, read, squeeze


def lines(markup):
    return [line.text for line in read(LexborHTMLParser(markup), Elements({}))]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>it’s <b>over</b>. The <i>task</i>s</p>", ["it’s over. The tasks"]),
        ("<p>un<em>believ</em>able</p>", ["unbelievable"]),
        ("<p>one</p><p>two</p>", ["one", "two"]),
        ("<div>before<p>inside</p>after</div>", ["before", "inside", "after"]),
        ("<div>before<p></p>after</div>", ["before", "after"]),
        ("<div>a\n  b\t c</div>", ["a b c"]),
        ("<p>A verse<br>goes on</p>", ["A verse goes on"]),
        ("<p>It ends.<br>It begins.</p>", ["It ends.", "It begins."]),
        ("<p>one<br><br>two</p>", ["one", "two"]),
        ("<p>one<br> <br/>two</p>", ["one", "two"]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("<pre>first\n  second\n\nthird</pre>", ["first", "second", "third"]),
        ("<table><tr><th>Year<th>Sum<tr><td>2020<td>5</table>", ["Year | Sum", "2020 | 5"]),
        ("<p>press <button>here</button> now</p>", ["press here now"]),
        ("<p>said <x-name>Ann</x-name>.</p>", ["said Ann."]),
        ("<x-card>one</x-card><x-card>two</x-card>", ["one", "two"]),
        ("a<script>b</script><style>c</style><template>d</template><noscript>e</noscript>f", ["af"]),
        ("<p>a&nbsp;b&#8203;c &amp; d</p>", ["a b c & d"]),
        ("<p>one\u2028two\x85three</p>", ["one two three"]),
        ("<select><option>a</select><textarea>b</textarea><p>c</p>", ["c"]),
        ("", []),
    ],
)
def test_lines_are_what_a_reader_sees_as_blocks(markup, expected):
    assert lines(markup) == expected


def test_long_cells_are_columns_of_a_layout():
    left, right = "left " * 30, "right " * 30
    assert lines(f"<table><tr><td>{left}<td>{right}</table>") == [left.strip(), right.strip()]


def test_what_is_linked_and_bold_is_counted():
    (line,) = read(LexborHTMLParser("<p><a href=x>four</a> and <b>more</b></p>"), Elements({}))
    assert (line.linked, line.links, line.bold) == (4, 1, 4)


@pytest.mark.parametrize("text", ["It ends.", "Does it?", "“It ends.”", "Er sagte: ", "終わり。", "(It ends.)"])
def test_sentences_end(text):
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["It goes on", "one, two,", ""])
def test_other_text_does_not(text):
    assert not ends_sentence(text)


def test_squeeze_leaves_single_spaces():
    assert squeeze(" a \r\n b\u200b\tc\x00 ") == "a b c"
