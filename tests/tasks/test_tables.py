import pytest
from pydantic import BaseModel

from tasks.tables import TableError, files, fingerprint, read_csv, read_toml


class Row(BaseModel, extra="forbid"):
    word: str
    count: int


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problems(read, *arguments):
    with pytest.raises(TableError) as caught:
        read(*arguments)
    return [(problem.line, problem.what) for problem in caught.value.problems]


def test_csv_rows_know_their_lines_past_comments_and_quoted_line_breaks(tmp_path):
    path = write(tmp_path, "t.csv", '# origin\nword,count\n"a\nb",1\n# note\n\nc,2\n')
    assert [(r.row.word, r.row.count, r.line) for r in read_csv(path, Row)] == [("a\nb", 1, 4), ("c", 2, 7)]


def test_csv_names_every_bad_row_and_what_to_do(tmp_path):
    path = write(tmp_path, "t.csv", "word,count\na,one\nb,2,3\nc,3\n")
    with pytest.raises(TableError) as caught:
        read_csv(path, Row)
    first, second = map(str, caught.value.problems)
    assert first.startswith(f"{path}:2: count: ")
    assert first.endswith(": correct or remove this row")
    assert second.startswith(f"{path}:3: (beyond the last column): ")


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        ("[[rule]]\nword = 'a'\ncount = 'x'\n", 1, "count"),
        ("# a comment\n\n[[rule]]\nword = 'a'\ncount = 1\n\n[[rule]]\ncount = 1\n", 7, "word"),
        ("[[rule]]\nword = 'a'\ncount =\n", 3, "not valid TOML"),
        ("[[rules]]\nword = 'a'\n", 1, "unknown entry 'rules'"),
    ],
)
def test_toml_errors_name_the_line(tmp_path, content, line, what):
    found = problems(read_toml, write(tmp_path, "t.toml", content), "rule", Row)
    assert found[0][0] == line
    assert found[0][1].startswith(what)


@pytest.mark.parametrize("read", [lambda p: read_csv(p, Row), lambda p: read_toml(p, "rule", Row)], ids=["csv", "toml"])
def test_a_table_that_is_not_utf8_is_named(tmp_path, read):
    path = tmp_path / "t"
    path.write_bytes(b"word,count\n\xff,1\n")
    assert problems(read, path)[0][1] == "not UTF-8"


def test_a_csv_with_an_open_quote_is_named(tmp_path):
    assert problems(read_csv, write(tmp_path, "t.csv", 'word,count\n"a,1\n'), Row)[0][1].startswith("not a CSV table")


def test_files_come_layer_by_layer_the_file_before_its_folder(tmp_path):
    names = ["a/t.csv", "a/t/2.csv", "a/t/1.csv", "b/t.csv", "b/other.csv"]
    for name in names:
        write(tmp_path, name, "word,count\n")
    found = files([tmp_path / "a", tmp_path / "b"], "t.csv")
    assert [str(path.relative_to(tmp_path)) for path in found] == ["a/t.csv", "a/t/1.csv", "a/t/2.csv", "b/t.csv"]


def test_fingerprint_follows_names_bytes_and_order(tmp_path):
    one, two = write(tmp_path, "1", "x"), write(tmp_path, "2", "x")
    assert fingerprint([one, two]) == fingerprint([one, two])
    assert len({fingerprint([one]), fingerprint([two]), fingerprint([one, two]), fingerprint([two, one])}) == 4
