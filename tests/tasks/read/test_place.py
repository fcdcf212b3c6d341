import io
import os
import sys
from pathlib import Path

import fsspec
import pytest

from tasks.errors import UserError
from tasks.read import inputs, pages_of


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a/c.html", "a/d.txt", ".hidden/e.txt", "a/.f.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    return tmp_path


def names(folder, found):
    return [os.path.relpath(entry.path, folder) for entry in found]


def test_a_folder_is_read_to_its_depth_without_hidden_files(folder):
    assert names(folder, inputs(str(folder))) == ["a/c.html", "a/d.txt", "b.txt"]


def test_the_spelling_of_a_path_does_not_matter(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert inputs("a") == inputs("./a/") == inputs("a/../a")
    assert [entry.path for entry in inputs("a")] == ["a/c.html", "a/d.txt"]


@pytest.mark.parametrize(("glob", "expected"), [("*.txt", ["b.txt"]), ("**/*.txt", ["a/d.txt", "b.txt"]), ("a/?.*", 2)])
def test_globs(folder, glob, expected):
    found = [name for name in names(folder, inputs(f"{folder}/{glob}")) if "/." not in f"/{name}"]
    assert found == expected or len(found) == expected


def test_a_changed_file_has_another_stamp(folder):
    before = inputs(str(folder / "b.txt"))
    os.utime(folder / "b.txt", ns=(1, 1))
    assert inputs(str(folder / "b.txt")) != before


@pytest.mark.parametrize("source", ["gone", "empty", "none-*.txt", "nothing://x", "memory://gone"])
def test_nothing_to_read_is_said_clearly(tmp_path, source):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError) as caught:
        inputs(source if "://" in source else str(tmp_path / source))
    assert source in str(caught.value)


def test_a_dangling_link_is_an_unreadable_page(tmp_path):
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone")
    (entry,) = inputs(str(tmp_path))
    (page,) = pages_of(entry)
    assert "No such file" in page.error


def test_fsspec_urls():
    system = fsspec.filesystem("memory")
    for name in ("/in/a.txt", "/in/b/c.txt", "/in/.hidden"):
        system.pipe(name, name.encode())
    found = inputs("memory://in")
    assert [entry.path for entry in found] == ["memory:///in/a.txt", "memory:///in/b/c.txt"]
    assert [next(pages_of(entry)).payload for entry in found] == [b"/in/a.txt", b"/in/b/c.txt"]
    assert [entry.path for entry in inputs("memory://in/*.txt")] == ["memory:///in/a.txt"]


def test_standard_input_is_kept_for_a_second_reading(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"A page.")))
    (entry,) = inputs("-")
    assert [next(pages_of(entry)).payload for _ in range(2)] == [b"A page.", b"A page."]
    assert next(pages_of(entry)).uri == "stdin"
    Path(entry.location).unlink()


def test_empty_standard_input_is_an_error(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    with pytest.raises(UserError, match="standard input was empty"):
        inputs("-")
