import json
import os
import shutil

import pytest

from tasks.dataset import Dataset
from tasks.errors import UserError
from tasks.options import Options
from tasks.tables import SHIPPED
from tasks.write.lock import locked
from tests.tasks.run.corpus import clean, rows, text, tree, uris, write_records


def test_every_page_is_written_once(pages, output, tables):
    summary = clean(pages, output, tables)
    assert uris(output) == [f"{n:04}.txt" for n in range(60)]
    assert summary.pages == summary.documents == summary.cleaned == 60
    assert summary.parts == summary.parts_done == len(list((output / "documents").iterdir())) > 1


def test_a_second_run_does_nothing(pages, output, tables):
    clean(pages, output, tables)
    before = tree(output)
    stamps = {path: path.stat().st_mtime_ns for path in output.rglob("*.parquet")}
    summary = clean(pages, output, tables)
    assert (summary.parts_done, summary.cleaned, summary.reused) == (0, 0, 0)
    assert summary.pages == 60
    assert tree(output) == before
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*.parquet")} == stamps


def test_a_run_that_lost_its_state_does_nothing_either(pages, output, tables):
    clean(pages, output, tables)
    before = tree(output)
    for path in (output / ".corrigenda").iterdir():
        if path.name == "state.json":
            path.unlink()
        elif path.name in ("survey", "staging"):
            shutil.rmtree(path)
    assert clean(pages, output, tables).parts_done == 0
    assert tree(output) == before


def test_a_touched_file_costs_a_look_and_no_more(pages, output, tables):
    clean(pages, output, tables)
    os.utime(pages / "0007.txt", ns=(1, 1))
    summary = clean(pages, output, tables)
    assert (summary.parts_done, summary.cleaned) == (0, 0)


def test_a_changed_page_is_one_page_of_work_and_one_part(pages, output, tables, tmp_path):
    clean(pages, output, tables)
    (pages / "0030.txt").write_text(text(30, "changed"))
    summary = clean(pages, output, tables)
    assert (summary.cleaned, summary.parts_done) == (1, 1)
    assert summary.reused > 0
    clean(pages, tmp_path / "fresh", tables)
    assert tree(output) == tree(tmp_path / "fresh")


@pytest.mark.parametrize("name", ["0000a.txt", "0030a.txt", "9999.txt"])
def test_a_new_page_is_one_page_of_work(pages, output, tables, tmp_path, name, monkeypatch):
    monkeypatch.chdir(tmp_path)  # where shards end depends on what the pages are called
    clean(pages.name, output, tables, target=2)
    (pages / name).write_text(text(1000))
    summary = clean(pages.name, output, tables, target=2)
    assert summary.cleaned == 1
    assert summary.parts_done <= 4 < summary.parts
    assert summary.pages == 61
    clean(pages.name, tmp_path / "fresh", tables, target=2)
    assert tree(output) == tree(tmp_path / "fresh")


def test_a_page_that_vanished_vanishes(pages, output, tables, tmp_path):
    clean(pages, output, tables)
    (pages / "0030.txt").unlink()
    summary = clean(pages, output, tables)
    assert (summary.cleaned, summary.pages) == (0, 59)
    assert "0030.txt" not in uris(output)
    clean(pages, tmp_path / "fresh", tables)
    assert tree(output) == tree(tmp_path / "fresh")


def test_a_page_that_vanished_stays_if_asked(pages, output, tables):
    clean(pages, output, tables)
    (pages / "0030.txt").unlink()
    (pages / "0031.txt").write_text(text(31, "changed"))
    for _ in range(2):
        clean(pages, output, tables, keep_missing=True)
        assert uris(output) == [f"{n:04}.txt" for n in range(60)]
    clean(pages, output, tables, keep_missing=True, options=Options(names="off"))
    assert uris(output) == [f"{n:04}.txt" for n in range(60)]
    clean(pages, output, tables)
    assert "0030.txt" not in uris(output)


def test_a_page_that_comes_back_is_taken_over(pages, output, tables):
    clean(pages, output, tables)
    (pages / "0030.txt").unlink()
    clean(pages, output, tables, keep_missing=True)
    (pages / "0030.txt").write_text(text(30))
    summary = clean(pages, output, tables)
    assert (summary.cleaned, summary.pages) == (0, 60)


def test_force_does_all_again_with_the_same_result(pages, output, tables):
    clean(pages, output, tables)
    before = tree(output)
    assert clean(pages, output, tables, force=True).cleaned == 60
    assert tree(output) == before


def test_other_options_do_all_again(pages, output, tables, tmp_path):
    clean(pages, output, tables)
    assert clean(pages, output, tables, options=Options(names="off")).cleaned == 60
    clean(pages, tmp_path / "fresh", tables, options=Options(names="off"))
    assert tree(output) == tree(tmp_path / "fresh")


def test_an_edited_table_does_all_again(pages, output, tables, tmp_path):
    clean(pages, output, tables)
    shipped = (SHIPPED / "chrome.csv").read_text(encoding="utf-8")
    (tables / "chrome.csv").write_text(shipped + "# a comment, but who can tell\n", encoding="utf-8")
    assert clean(pages, output, tables).cleaned == 60
    assert clean(pages, output, tables).cleaned == 0
    clean(pages, tmp_path / "fresh", tables)
    assert tree(output) == tree(tmp_path / "fresh")


@pytest.mark.parametrize("change", ["replace", "append", "insert"])
def test_records_come_out_as_from_a_fresh_run(output, tables, tmp_path, change):
    source = tmp_path / "records" / "a.jsonl"
    write_records(source, range(100))
    clean(source, output, tables)
    if change == "replace":
        write_records(source, range(100), "other")
    elif change == "append":
        write_records(source, range(101))
    else:
        write_records(source, [*range(50), 500, *range(50, 100)])
    summary = clean(source, output, tables)
    assert summary.cleaned == (100 if change == "replace" else 1)
    clean(source, tmp_path / "fresh", tables)
    assert tree(output) == tree(tmp_path / "fresh")


def test_the_order_of_records_does_not_matter(output, tables, tmp_path):
    source = tmp_path / "a.jsonl"
    write_records(source, range(40))
    clean(source, output, tables)
    write_records(source, reversed(range(40)))
    clean(source, tmp_path / "other", tables)
    assert tree(output) == tree(tmp_path / "other")


def test_what_a_site_repeats_on_a_new_page_reaches_its_old_pages(output, tables, tmp_path):
    source = tmp_path / "a.jsonl"
    line = "A line that stands on some pages of the site"

    def write(count):
        records = [
            {"id": n, "url": f"https://x.example/{n}", "text": text(n).replace("Read more", line if n < 3 else "End")}
            for n in range(count)
        ]
        source.write_text("".join(json.dumps(record) + "\n" for record in records))

    for count in (2, 3, 8):
        write(count)
        clean(source, output, tables)
        fresh = tmp_path / f"fresh{count}"
        clean(source, fresh, tables)
        assert tree(output) == tree(fresh)


def test_a_uri_twice_is_rejected_once(output, tables, tmp_path):
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps({"id": "same", "text": text(n)}) + "\n" for n in (1, 2)))
    assert clean(source, output, tables).rejected == 1
    (kept,), (rejected,) = rows(output), rows(output, "rejected")
    assert kept["doc_id"] == rejected["doc_id"]
    assert "more than once" in rejected["error"]
    source.write_text("".join(json.dumps({"id": "same", "text": text(n)}) + "\n" for n in (2, 1)))
    clean(source, tmp_path / "other", tables)
    assert tree(output) == tree(tmp_path / "other")


def test_what_cannot_be_read_is_rejected_with_its_bytes(pages, output, tables):
    (pages / "binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    summary = clean(pages, output, tables)
    assert (summary.documents, summary.rejected) == (60, 1)
    (row,) = rows(output, "rejected")
    assert row["payload"] == b"\x00\x01\x02" * 100
    assert row["stage"] == "read"


def test_an_unreadable_file_is_looked_at_again(pages, output, tables):
    (pages / "gone.txt").symlink_to("nowhere")
    assert clean(pages, output, tables).rejected == 1
    (pages / "nowhere").write_text(text(70))
    assert clean(pages, output, tables).rejected == 0


@pytest.mark.parametrize("source", ["missing", "empty"])
def test_nothing_to_read_changes_nothing(pages, output, tables, tmp_path, source):
    clean(pages, output, tables)
    before = tree(output)
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="nothing was changed"):
        clean(tmp_path / source, output, tables)
    assert tree(output) == before


def test_an_input_of_which_nothing_is_left_changes_nothing(pages, output, tables):
    clean(pages, output, tables)
    before = tree(output)
    for path in pages.iterdir():
        path.write_bytes(b"\x00\x01")
    with pytest.raises(UserError, match="nothing was changed"):
        clean(pages, output, tables)
    assert tree(output) == before
    assert clean(pages, output, tables, force=True).rejected == 60


@pytest.mark.parametrize("table", ["documents", "edits", "names", "rejected"])
@pytest.mark.parametrize("harm", ["flip", "cut", "remove"])
def test_a_damaged_part_is_made_again(pages, output, tables, table, harm):
    clean(pages, output, tables)
    before = tree(output)
    victim = sorted((output / table).iterdir())[0]
    content = victim.read_bytes()
    if harm == "remove":
        victim.unlink()
    else:
        victim.write_bytes(content[:-9] if harm == "cut" else content[:40] + bytes([content[40] ^ 1]) + content[41:])
    summary = clean(pages, output, tables)
    assert summary.parts_done == 1
    assert victim.name in summary.notes[0]
    assert tree(output) == before


def test_a_damaged_manifest_is_made_again(pages, output, tables):
    clean(pages, output, tables)
    before = tree(output)
    (output / "_manifest.json").write_text("{")
    clean(pages, output, tables)
    assert tree(output) == before


def test_foreign_files_stay(pages, output, tables):
    output.mkdir()
    (output / ".gitkeep").touch()
    (output / "notes.txt").write_text("mine")
    clean(pages, output, tables)
    (pages / "0001.txt").unlink()
    clean(pages, output, tables)
    assert (output / "notes.txt").read_text() == "mine"
    assert (output / ".gitkeep").exists()


def test_a_folder_of_the_users_in_the_way_is_not_touched(pages, output, tables):
    (output / "documents").mkdir(parents=True)
    (output / "documents" / "mine.parquet").write_text("mine")
    with pytest.raises(UserError, match="documents"):
        clean(pages, output, tables)
    assert (output / "documents" / "mine.parquet").read_text() == "mine"


def test_two_runs_on_one_output(pages, output, tables):
    clean(pages, output, tables)
    with locked(output / ".corrigenda"), pytest.raises(UserError, match=f"process {os.getpid()} on .* since 20"):
        clean(pages, output, tables)


def test_an_output_that_cannot_be_written(pages, tables, tmp_path):
    (tmp_path / "file").touch()
    for output in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(UserError, match="choose another --output"):
            clean(pages, output, tables)


def test_a_file_name_that_is_no_utf8_is_spelt_out(pages, output, tables):
    (pages / os.fsdecode(b"caf\xe9.txt")).write_text(text(70))
    assert clean(pages, output, tables).documents == 61
    assert "caf\\xe9.txt" in uris(output)
    assert clean(pages, output, tables).parts_done == 0


def test_an_id_that_is_no_text_is_spelt_out(output, tables, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "\ud800", "text": text(1), "url": "https://x.example/\udfff"}))
    assert clean(tmp_path / "a.jsonl", output, tables).documents == 1
    assert uris(output) == ["\\ud800"]


def test_a_page_that_a_stage_cannot_bear_is_rejected_and_the_others_are_not(pages, output, tables, monkeypatch):
    def break_on_one(page):
        if page.uri.endswith("0030.txt"):
            raise IndexError("list index out of range")
        return page

    monkeypatch.setattr("tasks.pipeline.layout.tidy", break_on_one)
    assert clean(pages, output, tables).documents == 59
    (row,) = rows(output, "rejected")
    assert "IndexError: list index out of range: a defect" in row["error"]
    assert row["payload"] == text(30).encode()


def test_a_page_that_cannot_be_written_is_rejected_and_the_others_are_not(pages, output, tables, monkeypatch):
    def mark_one(page):
        return page.changed(title="\ud800") if page.uri.endswith("0030.txt") else page

    monkeypatch.setattr("tasks.pipeline.layout.tidy", mark_one)
    assert clean(pages, output, tables).documents == 59
    (row,) = rows(output, "rejected")
    assert "UnicodeEncodeError" in row["error"]


def test_an_output_inside_the_source_is_not_read(pages, tables):
    for _ in range(2):
        assert clean(pages, pages / "output", tables).documents == 60
    with pytest.raises(UserError, match="nothing but an output"):
        clean(pages / "output" / "documents", pages / "output", tables)


def test_what_a_dead_run_left_goes_even_where_there_is_nothing_to_do(pages, output, tables):
    clean(pages, output, tables)
    (output / ".corrigenda" / "work").mkdir()
    (output / ".corrigenda" / "work" / "spool-000000.bin").write_bytes(b"left")
    assert clean(pages, output, tables).parts_done == 0
    assert not (output / ".corrigenda" / "work").exists()


def test_folders_may_be_called_anything(pages, tables, tmp_path):
    source, output = tmp_path / "O'Brien's [1] *?", tmp_path / 'a=b "out" 100%'
    shutil.copytree(pages, source)
    assert clean(source, output, tables).documents
    (source / "new.txt").write_text(text(999), encoding="utf-8")
    assert clean(source, output, tables).cleaned == 1
    assert Dataset(output).find("new.txt").source.startswith("Home")
