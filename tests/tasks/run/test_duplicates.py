from datetime import datetime

import pytest

from tasks.write.schemas import TABLES
from tests.tasks.run.corpus import FURNITURE, WORDS, clean, rows, text, tree, write_folder

STORY = " ".join(f"{word}{number}" for number, word in enumerate(WORDS * 6))


def story(ending: str = "", date: str = "") -> str:
    """A page of a story that several sites tell."""
    return "\n".join([*FURNITURE, "A story from the wire", date, f"{STORY} {ending}."])


@pytest.fixture
def wire(pages):
    """Sixty pages of their own, and a story in three versions, one of them dated earlier than the others."""
    (pages / "0005a.txt").write_text(story())
    (pages / "0025a.txt").write_text(story("said the agency"))
    (pages / "0045a.txt").write_text(story("reported our correspondent"))
    return pages


def marks(output):
    return {
        row["uri"].rsplit("/", 1)[-1]: (row["duplicate_of"], row["cluster"]) for row in rows(output) if row["cluster"]
    }


def test_versions_of_a_story_are_marked_and_stay(wire, output, tables):
    clean(wire, output, tables)
    found = marks(output)
    assert set(found) == {"0005a.txt", "0025a.txt", "0045a.txt"}
    (first,) = {cluster for _, cluster in found.values()}
    ids = {row["doc_id"] for row in rows(output)}
    assert len(ids) == 63
    assert sorted(original is None for original, _ in found.values()) == [False, False, True]
    assert all(original in (None, first) for original, _ in found.values())
    assert first in ids


def test_names_of_parts_are_the_same_in_all_tables(wire, output, tables):
    clean(wire, output, tables)
    names = [{path.name for path in (output / table).iterdir()} for table in TABLES]
    assert names.count(names[0]) == len(TABLES)


def test_a_new_version_marks_old_pages_too(pages, output, tables, tmp_path):
    (pages / "0005a.txt").write_text(story())
    clean(pages, output, tables)
    assert marks(output) == {}
    (pages / "0045a.txt").write_text(story("said the agency"))
    summary = clean(pages, output, tables)
    assert summary.cleaned == 1
    assert set(marks(output)) == {"0005a.txt", "0045a.txt"}
    clean(pages, tmp_path / "fresh", tables)
    assert tree(output) == tree(tmp_path / "fresh")


def test_a_version_that_vanished_leaves_no_mark(wire, output, tables, tmp_path):
    clean(wire, output, tables)
    (wire / "0025a.txt").unlink()
    clean(wire, output, tables)
    assert set(marks(output)) == {"0005a.txt", "0045a.txt"}
    (wire / "0005a.txt").unlink()
    assert clean(wire, output, tables).cleaned == 0
    assert marks(output) == {}
    clean(wire, tmp_path / "fresh", tables)
    assert tree(output) == tree(tmp_path / "fresh")


def test_marks_do_not_leak_into_pages_taken_over(wire, output, tables, tmp_path):
    clean(wire, output, tables)
    (wire / "0026.txt").write_text(text(26, "changed"))
    (wire / "0005a.txt").unlink()
    (wire / "0045a.txt").unlink()
    clean(wire, output, tables)
    assert marks(output) == {}
    clean(wire, tmp_path / "fresh", tables)
    assert tree(output) == tree(tmp_path / "fresh")


def test_a_second_run_compares_nothing(wire, output, tables):
    clean(wire, output, tables)
    before = tree(output)
    summary = clean(wire, output, tables)
    assert summary.parts_done == 0
    assert tree(output) == before


def test_pages_without_words_are_no_duplicates(pages, output, tables):
    for name in ("a", "b"):
        (pages / f"{name}.txt").write_text("1\n")
    clean(pages, output, tables)
    assert marks(output) == {}


def test_the_earliest_dated_is_the_first(output, tables, tmp_path):
    write_folder(tmp_path / "pages", range(5))
    (tmp_path / "pages" / "a.txt").write_text(story("late", "13 March 2023"))
    (tmp_path / "pages" / "b.txt").write_text(story("early", "11 January 2022"))
    (tmp_path / "pages" / "c.txt").write_text(story("never"))
    clean(tmp_path / "pages", output, tables)
    dates = {row["doc_id"]: row["published_at"] for row in rows(output) if row["cluster"]}
    (first,) = {row["cluster"] for row in rows(output) if row["cluster"]}
    if dates[first] is None:
        pytest.skip("no stage has read the dates")
    assert dates[first] == datetime(2022, 1, 11)
