import pickle
import re
from pathlib import Path

import pytest

from tasks.chrome.fold import loose
from tasks.chrome.line import lines_of
from tasks.chrome.table import _needed, _opening, load, problems
from tasks.tables import SHIPPED, TableError

HEADER = "kind,scope,match,language,closes,text,note\n"


@pytest.fixture(scope="module")
def shipped():
    return load([SHIPPED])


def table(folder, *rows):
    (folder / "chrome.csv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return [folder]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Leave a Reply", "comment"),
        ("LEAVE A REPLY:", "comment"),
        ("12 Comments", "comment"),
        ("Read more: Storm damages lighthouses", "teaser"),
        ("Follow The Lighthouse on Facebook", "follow"),
        ("» Startseite", "navigation"),
        ("Читайте также:", "related"),
        ("关于我们", "navigation"),
        ("(1,204 posts)", "forum"),
        ("3 May 2021 / 10:05 EN", "clock"),
    ],
)
def test_a_line_of_furniture_is_found(shipped, line, kind):
    assert shipped.find(loose(line)).kind == kind


@pytest.mark.parametrize(
    "line",
    [
        "The ministry declined to comment.",
        "Readers share their memories of the storm.",
        "A search of the house found nothing.",
        "Homeless people were given rooms.",
        "Sharemarket falls",
        "He said: “Follow me.”",
    ],
)
def test_a_word_inside_a_sentence_is_no_furniture(shipped, line):
    assert shipped.find(loose(line)) is None


def test_a_prefix_ends_at_a_word(tmp_path):
    found = load(table(tmp_path, "share,any,prefix,en,,Share on,"))
    assert found.find("share on facebook").kind == "share"
    assert found.find("share onions with your neighbours") is None


def test_the_longest_prefix_is_named(tmp_path):
    found = load(table(tmp_path, "teaser,any,prefix,en,,Read,", "teaser,any,prefix,en,,Read more about,"))
    assert found.find("read more about ferries").text == "Read more about"


def test_a_row_for_one_site_holds_there_only(tmp_path):
    found = load(table(tmp_path, "navigation,lighthouse.example,line,en,,Islands today,"))
    assert found.find("islands today") is None
    assert found.for_site("www.lighthouse.example").find("islands today").kind == "navigation"
    assert found.for_site("other.example") is found


def test_later_folders_stand_over_earlier_ones(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    folders = table(one, "navigation,any,line,en,,Weather,") + table(two, "section,any,line,en,,Weather,")
    assert load(folders).find("weather").kind == "section"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("share,any,pattern,en,,share .*,", "repeat without bound"),
        ('share,any,pattern,en,,"(a{1,9}){1,9}",', "repeated group"),
        ('share,any,pattern,en,,"a{1,4000}",', "at most"),
        ("share,any,pattern,en,,share (,", "not a regular expression"),
        ("share,any,word,en,,share,", "match"),
        ("share,any,line,en,,,", "is empty"),
    ],
)
def test_a_row_that_cannot_stand_is_named_with_its_line(tmp_path, row, said):
    with pytest.raises(TableError, match=said) as error:
        load(table(tmp_path, "share,any,line,en,,Share,", row))
    assert error.value.problems[0].line == 3


def test_a_row_said_twice_is_a_problem(tmp_path):
    (found,) = problems(table(tmp_path, "share,any,line,en,,Share,", "share,any,line,en,,SHARE:,"))
    assert found.line == 3
    assert "line 2" in found.what


def test_problems_of_a_broken_table_are_told_not_raised(tmp_path):
    assert problems(table(tmp_path, "share,any,line,en,,,"))


def test_the_shipped_table_has_no_problems():
    assert problems([SHIPPED]) == []


def test_every_shipped_row_finds_itself(shipped):
    import csv

    lines = (SHIPPED / "chrome.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert len(rows) > 1000
    for row in rows:
        if row["match"] == "pattern":
            assert re.compile(row["text"])
        else:
            table = shipped.posts if row["kind"] == "post" else shipped
            assert table.find(loose(row["text"])) is not None, row


def test_a_table_goes_to_a_worker_process_whole(shipped):
    lines_of(["Share", "Harbour Festival"], shipped)
    again = pickle.loads(pickle.dumps(shipped))
    assert again.find("follow the lighthouse on facebook") == shipped.find("follow the lighthouse on facebook")
    assert again.fingerprint == shipped.fingerprint
    assert not again.lines_known


def test_the_fingerprint_changes_with_a_row(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    assert (
        load(table(one, "share,any,line,en,,Share,")).fingerprint
        != load(table(two, "share,any,line,en,,Tweet,")).fingerprint
    )


def test_no_folder_no_rows():
    assert load([Path("no such folder")]).lines == {}


@pytest.mark.parametrize(
    ("pattern", "mark"),
    [
        ("# posts?", "#"),
        ("(?:posts|replies) #(?::#)?", "#"),
        ("[^»]{1,40}»[^»]{1,60}", "»"),
        (r"\(?#k? (?:a|b)\)?", "#"),
        ("follow (?:us|#)", ""),
        ("view #?", ""),
        ("# posts|posts", ""),
        ("[#k]{1,3} posts", ""),
    ],
)  # fmt: skip
def test_a_mark_that_a_pattern_cannot_do_without(pattern, mark):
    assert _needed(pattern) == mark


@pytest.mark.parametrize(
    ("pattern", "letter"),
    [
        ("follow [^.!?]{1,40} on (?:facebook|twitter)", "f"),
        ("# posts?", "#"),
        ("#?#", ""),
        ("a{2,3} posts", ""),
        ("(?:this )?thread", ""),
        ("[a-z] posts", ""),
        ("posts|threads", ""),
        (r"\[quote\]", ""),
    ],
)  # fmt: skip
def test_a_letter_that_a_pattern_begins_with(pattern, letter):
    assert _opening(pattern) == letter


def test_of_two_patterns_that_fit_the_first_counts_whatever_they_begin_with(tmp_path):
    any_letter, letter = "app,any,pattern,en,,[a-z]{9} posts,", "forum,any,pattern,en,,northerly posts,"
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    assert load(table(one, any_letter, letter)).find("northerly posts").kind == "app"
    assert load(table(two, letter, any_letter)).find("northerly posts").kind == "forum"
    assert load(table(two, letter, any_letter)).find("hereabout posts").kind == "app"
