"""What a run says and keeps when the disk fails it."""

import errno
import os

import pytest

from tasks.errors import UserError
from tasks.write import files, part, publish
from tests.tasks.run.corpus import clean, text, tree


@pytest.fixture
def changed(pages, output, tables):
    """An output, and an input that has changed since. What the output looks like."""
    clean(pages, output, tables)
    for number in (3, 30, 50):
        (pages / f"{number:04}.txt").write_text(text(number, "changed"))
    return tree(output)


def failing(function, after):
    """`function`, which finds the disk full from its call number `after` on."""
    calls = 0

    def wrapped(*arguments, **settings):
        nonlocal calls
        calls += 1
        if calls > after:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "somewhere")
        return function(*arguments, **settings)

    return wrapped


@pytest.mark.parametrize(
    ("module", "name", "after"),
    [
        (part, "write_table", 2),
        (part, "write_table", 5),
        (part, "write_bytes", 1),
        (publish, "_link", 5),
        (publish, "write_bytes", 0),
        (publish, "_sync_path", 3),
    ],
)
def test_a_full_disk_loses_nothing(changed, pages, output, tables, tmp_path, monkeypatch, module, name, after):
    with monkeypatch.context() as patch:
        patch.setattr(module, name, failing(getattr(module, name), after))
        with pytest.raises(UserError, match=r"No space left on device.*run the same command again"):
            clean(pages, output, tables)
    assert tree(output) == changed
    assert not list(output.rglob("*.tmp"))
    finished = len(part.receipts(output / ".corrigenda" / "staging"))
    summary = clean(pages, output, tables)
    new = {name for name in tree(output) if name.startswith("documents/")} - set(changed)
    assert summary.parts_done + finished == len(new)
    clean(pages, tmp_path / "fresh", tables)
    assert tree(output) == tree(tmp_path / "fresh")


def test_finished_parts_are_not_made_twice(changed, pages, output, tables, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(publish, "_sync_path", failing(publish._sync_path, 0))
        with pytest.raises(UserError):
            clean(pages, output, tables)
    assert clean(pages, output, tables).parts_done == 0
    assert tree(output) != changed


@pytest.mark.usefixtures("changed")
def test_parts_torn_by_a_power_cut_are_made_again(pages, output, tables, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(publish, "_sync_path", failing(publish._sync_path, 0))
        with pytest.raises(UserError):
            clean(pages, output, tables)
    staging = output / ".corrigenda" / "staging"
    next(iter((staging / "documents").iterdir())).write_bytes(b"")
    next(iter((staging / "receipts").iterdir())).write_bytes(b"{")
    clean(pages, output, tables)
    clean(pages, tmp_path / "fresh", tables)
    assert tree(output) == tree(tmp_path / "fresh")


def test_without_hard_links_files_are_copied(pages, output, tables, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr("pathlib.Path.hardlink_to", refuse)
    clean(pages, output, tables)
    (pages / "0003.txt").write_text(text(3, "changed"))
    clean(pages, output, tables)
    assert len(tree(output)) > 4


def test_nothing_is_left_of_a_file_that_failed(tmp_path):
    def fail():
        with files.replacing(tmp_path / "a") as temporary:
            temporary.write_text("half")
            raise OSError

    with pytest.raises(OSError):  # noqa: PT011
        fail()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_without_permission(pages, output, tables):
    output.mkdir(mode=0o500)
    with pytest.raises(UserError, match="Permission denied"):
        clean(pages, output, tables)
