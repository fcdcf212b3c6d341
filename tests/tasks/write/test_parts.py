from dataclasses import replace
from datetime import datetime

import pyarrow.parquet as pq
import pytest

from tasks.page import Edit, Mention, Page
from tasks.write import manifest, merge, part
from tasks.write.files import sha256_of
from tasks.write.rows import TWICE, Rows, doc_id
from tasks.write.schemas import COLUMNS_SEARCHED, PARTS


def page(number, **fields):
    source = f"Home\nTitle {number}\n\nSome text."
    edits = (Edit("chrome", "chrome.line", 0, 5, "Home\n", "", "a line of furniture"),)
    mentions = (Mention(0, 5, "Title", "Title", "t1", "person", "canonical"),)
    return Page(f"file{number}", source, source[5:], edits=edits, mentions=mentions, sha256="ab", **fields)


def tables(numbers, **fields):
    rows = Rows()
    for number in numbers:
        rows.add(page(number, **fields), (number, [number, number + 1]))
    return rows.tables()


@pytest.fixture
def folder(tmp_path):
    part.prepare(tmp_path)
    return tmp_path


def test_a_page_becomes_its_rows():
    rows = Rows()
    rows.add(
        page(1, title="Title 1", published_at=datetime(2022, 1, 11), credited="TASS", tags=("a", "b"), flags=("odd",)),
        None,
    )
    rows.reject("file2", "https://x.example", "read", "is binary", b"\x00\xff")
    found = rows.tables()
    (document,) = found["documents"].to_pylist()
    assert document["doc_id"] == doc_id("file1")
    assert (document["title"], document["source"], document["tags"]) == ("Title 1", "TASS", ["a", "b"])
    assert (document["lines_in"], document["lines_out"], document["words"]) == (3, 2, 4)
    assert (document["edits_applied"], document["edits_proposed"]) == (1, 0)
    assert document["published_at"] == datetime(2022, 1, 11)
    (edit,) = found["edits"].to_pylist()
    assert (edit["seq"], edit["stage"], edit["before"], edit["mode"]) == (0, "chrome", "Home\n", "applied")
    (name,) = found["names"].to_pylist()
    assert (name["surface"], name["kind"]) == ("Title", "person")
    (rejected,) = found["rejected"].to_pylist()
    assert (rejected["payload"], rejected["stage"], rejected["url"]) == (b"\x00\xff", "read", "https://x.example")
    assert found["signatures"].num_rows == 0


@pytest.mark.parametrize(
    "fields",
    [{"text": "\ud800"}, {"title": "\ud800"}, {"tags": ("a", "\ud800")}, {"source_urls": ("\ud800",)}]
    + [{"edits": (Edit("chrome", "chrome.line", 0, 1, *changed),)} for changed in (("\ud800", ""), ("a", "\ud800"))],
)
def test_a_page_that_cannot_be_written_leaves_no_rows(fields):
    rows = Rows()
    with pytest.raises(UnicodeEncodeError):
        rows.add(page(1).changed(**fields), None)
    assert not any(table.num_rows for table in rows.tables().values())


def test_a_file_tells_the_range_of_what_is_searched_for_and_of_no_text(folder):
    part.write(folder, "key", tables(range(3)))
    columns = pq.ParquetFile(part.path_of(folder, "documents", "part-key")).metadata.row_group(0)
    told = {columns.column(at).path_in_schema for at in range(columns.num_columns) if columns.column(at).is_stats_set}
    assert told == set(COLUMNS_SEARCHED["documents"])


def test_a_receipt_says_what_the_files_hold(folder):
    receipt = part.write(folder, "k" * 16, tables(range(3)))
    assert receipt.pages == 3
    assert receipt.tally == {"applied.chrome": 3}
    assert receipt.name == f"part-{'k' * 16}"
    for table in PARTS:
        path = part.path_of(folder, table, receipt.name)
        assert receipt.files[table].sha256 == sha256_of(path)
        assert receipt.files[table].rows == pq.ParquetFile(path).metadata.num_rows
    assert part.receipts(folder) == [receipt]
    assert part.damage(folder, receipt) == ""


def test_marks_change_the_name(folder):
    receipt = part.write(folder, "k" * 16, tables(range(3)))
    marked = replace(receipt, marks="other")
    assert marked.name != receipt.name
    assert part.Receipt.read(marked.record()) == marked


def test_rows_taken_over_make_the_bytes_that_rows_made_anew_make(folder):
    whole = part.write(folder, "whole", tables(range(10)))
    part.write(folder, "old", tables([0, 2, 4, 6, 8, 99]))
    paths = {table: part.path_of(folder, table, "part-old") for table in PARTS}
    old = merge.taken(paths, [doc_id(f"file{n}") for n in (0, 2, 4, 6, 8)])
    merged = merge.merged([old, tables([1, 3, 5, 7, 9])], [doc_id(f"file{n}") for n in range(10)])
    assert part.write(folder, "merged", merged).files == whole.files


def test_a_record_rejected_for_its_uri_is_not_taken_over(folder):
    rows = Rows()
    rows.reject("a", None, "read", "is binary", b"\x00")
    rows.reject("a", None, "read", TWICE, b"\x01")
    part.write(folder, "old", rows.tables())
    paths = {table: part.path_of(folder, table, "part-old") for table in PARTS}
    assert merge.taken(paths, [doc_id("a")])["rejected"]["payload"].to_pylist() == [b"\x00"]


def test_marking_forgets_the_marks_before():
    documents = tables(range(3))["documents"]
    ids = documents["doc_id"].to_pylist()
    once = merge.marked(documents, [(ids[0], None, ids[0]), (ids[2], ids[0], ids[0])])
    assert once["duplicate_of"].to_pylist() == [None, None, ids[0]]
    assert once["cluster"].to_pylist() == [ids[0], None, ids[0]]
    assert merge.marked(once, []).equals(documents)
    assert once.schema == documents.schema


def test_the_manifest_adds_up_and_keeps_timings_apart(folder, tmp_path):
    parts = tuple(part.write(folder, key, tables(numbers)) for key, numbers in (("a", range(3)), ("b", range(3, 5))))
    one = manifest.Manifest({"source": "pages"}, parts, {"clean": 1.0})
    other = manifest.Manifest({"source": "pages"}, parts, {"clean": 2.0})
    assert one.totals["documents"] == one.totals["pages"] == 5
    assert one.totals["edits_by_mode_and_stage"] == {"applied.chrome": 5}
    assert one.fingerprint == other.fingerprint
    (tmp_path / manifest.NAME).write_bytes(one.dump())
    assert manifest.read(tmp_path / manifest.NAME) == one


def test_a_manifest_of_another_version_is_not_read(tmp_path):
    (tmp_path / manifest.NAME).write_text('{"schema_version": 999}')
    with pytest.raises(ValueError, match="999"):
        manifest.read(tmp_path / manifest.NAME)
