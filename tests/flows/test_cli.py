"""The command line: exit statuses, and messages for the person who must act. Nothing here needs Prefect."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from flows import cli

ROOT = Path(__file__).parent.parent.parent
SECOND = "002_fdfebfdf5359ae57.txt"


@pytest.fixture
def call(capsysbinary, monkeypatch):
    """Run a command in this process; its exit status, standard output and standard error."""
    monkeypatch.chdir(ROOT)

    def run(*words):
        status = cli.guarded(lambda: cli.app([str(word) for word in words]))
        out, error = capsysbinary.readouterr()
        return status, out.decode(), error.decode()

    return run


def test_a_page_is_tried_in_memory(call):
    status, out, _ = call("try", ROOT / "seeds" / "pages" / SECOND)
    assert status == 0
    assert "en.unanimously" in out


def test_try_gives_json(call):
    status, out, _ = call("try", ROOT / "seeds" / "pages", "--json")
    pages = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert len(pages) == 5
    assert all("".join(piece["clean"] for piece in page["pieces"]) == page["text"] for page in pages)


def test_explain(call, sample_output):
    status, out, _ = call("explain", SECOND, "--output", sample_output)
    assert status == 0
    assert "Leave a Reply" in out
    status, out, _ = call("explain", SECOND, "--output", sample_output, "--json")
    assert json.loads(out)["title"].startswith("Kazakhstan President Tokayev")


def test_undo_prints_the_source_byte_for_byte(call, sample_output):
    status, out, _ = call("undo", SECOND, "--output", sample_output)
    assert status == 0
    assert out == (ROOT / "seeds" / "pages" / SECOND).read_text(encoding="utf-8")


def test_undo_writes_all_sources(call, sample_output, tmp_path):
    status, out, _ = call("undo", "--all", "--to", tmp_path, "--output", sample_output)
    assert status == 0
    assert out == f"5 source texts written below {tmp_path}\n"


def test_undo_counts_and_shows_a_rule_first(call, sample_output, tmp_path):
    status, out, _ = call("undo", "--rule", "en.unanimously", "--output", sample_output)
    assert status == 0
    assert "1 edits on 1 pages" in out
    assert "'for unanimity' -> 'unanimously'" in out
    assert "Nothing was written" in out
    call("undo", "--rule", "en.unanimously", "--to", tmp_path, "--output", sample_output)
    assert "for unanimity" in next(tmp_path.rglob(SECOND)).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words", [("undo",), ("undo", "x", "--all"), ("undo", "--all"), ("undo", "--all", "--rule", "x")], ids=" ".join
)
def test_undo_wants_one_thing(call, words):
    status, _, error = call(*words)
    assert status == 2
    assert "--" in error


def test_query_lists_its_questions(call):
    status, out, _ = call("query")
    assert status == 0
    assert "mentions NAME" in out


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_query_answers(call, sample_output, form):
    status, out, _ = call("query", "mentions", "Tokayev", "--format", form, "--output", sample_output)
    assert status == 0
    assert "Tokajev" in out


def test_query_takes_sql(call, sample_output):
    sql = "SELECT count(*) AS pages FROM documents"
    status, out, _ = call("query", "--sql", sql, "--format", "csv", "--output", sample_output)
    assert (status, out.split()) == (0, ["pages", "5"])


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("query", "nonsense"), "no such question"),
        (("query", "mentions"), "give the NAME"),
        (("query", "rules", "x"), "leave x out"),
        (("query", "rules", "--sql", "SELECT 1"), "not both"),
        (("query", "--sql", "SELEC"), "the query failed"),
        (("explain", "nowhere"), "no such page"),
        (("explain", "x", "--output", "/nowhere"), "corrigenda clean"),
        (("try", "/nowhere.txt"), "no such file"),
        (("try", "seeds/pages", "--tables", "/nowhere"), "no such folder of tables"),
        (("try", "seeds/pages", "--only"), "needs --tables"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_wrong_call_gets_one_clear_message_and_status_2(call, sample_output, words, what):
    extra = () if "--output" in words or words[0] == "try" else ("--output", sample_output)
    status, out, error = call(*words, *extra)
    assert status == 2
    assert what in error
    assert "Traceback" not in out + error


@pytest.mark.parametrize("words", [("clean",), ("try", "x", "--nonsense"), ("nonsense",), ("try", "x", "--names", "y")])
def test_words_that_are_no_command_are_status_2(call, words):
    assert call(*words)[0] == 2


def test_a_broken_table_is_named_with_file_and_line(call, tmp_path):
    (tmp_path / "typos.csv").write_text("typo,correction\nteh\n")
    status, _, error = call("try", "seeds/pages", "--tables", tmp_path)
    assert status == 2
    assert error.startswith(f"{tmp_path}/typos.csv:")
    assert "Traceback" not in error


def test_a_binary_page_is_refused_with_the_reason(call, tmp_path):
    (tmp_path / "page.txt").write_bytes(b"\x89PNG\0")
    status, _, error = call("try", tmp_path)
    assert status == 2
    assert "a binary file" in error


def test_ctrl_c_is_status_130():
    def interrupted():
        raise KeyboardInterrupt

    assert cli.guarded(interrupted) == 130


def test_try_and_query_import_no_prefect():
    code = "import sys; from flows import cli, trial, questions; sys.exit('prefect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.slow
def test_the_shipped_tables_are_in_order(call):
    status, out, _ = call("check", "--collisions", "--corpus", "seeds/pages")
    assert status == 0
    assert out.startswith("The tables are in order.\n")
    assert "also an English word" in out
    assert "phrase rules are dead in seeds/pages" in out
    assert ": en.unanimously: " not in out.split("phrase rules are dead")[1]


def test_check_names_every_fault_with_file_line_and_remedy(call, tmp_path):
    (tmp_path / "typos.csv").write_text("typo,correction\nteh\nadn,and\nwiht\n")
    (tmp_path / "substitutions.toml").write_text("[[rule]]\nid = 'x'\n")
    status, _, error = call("check", "--only", "--tables", tmp_path)
    assert status == 2
    places = [line.split(": ")[0] for line in error.splitlines()]
    assert f"{tmp_path}/typos.csv:2" in places
    assert f"{tmp_path}/typos.csv:4" in places
    assert f"{tmp_path}/substitutions.toml:1" in places
