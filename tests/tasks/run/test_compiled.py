import shutil

import pytest

from tasks.errors import UserError
from tasks.options import Options
from tasks.run import compiled, context
from tasks.run.context import Context, Handed
from tasks.tables import SHIPPED, TableError


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A cache that this test has for itself."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "corrigenda" / "tables"


def counted(monkeypatch):
    """How often tables are compiled from now on."""
    calls = []
    compile_them = compiled._compile
    monkeypatch.setattr(compiled, "_compile", lambda *given: (calls.append(1), compile_them(*given)))
    return calls


def test_tables_that_have_not_changed_are_not_compiled_again(cache, tables, tmp_path, monkeypatch):
    calls = counted(monkeypatch)
    one = compiled.put([tables], tmp_path / "a")
    assert compiled.put([tables], tmp_path / "b") == one
    assert len(calls) == 1
    shutil.copyfile(SHIPPED / "chrome.csv", tables / "chrome.csv")
    assert compiled.put([tables], tmp_path / "c") != one
    assert len(calls) == 2
    assert len(list(cache.iterdir())) == 2


def test_only_a_few_are_kept(cache, tables, tmp_path):
    for number in range(compiled.KEPT + 2):
        (tables / "notes.txt").write_text(str(number))
        compiled.put([tables], tmp_path / "a")
    assert len(list(cache.iterdir())) == compiled.KEPT


def test_a_cache_that_cannot_be_written_is_done_without(tables, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert len(compiled.put([tables], tmp_path / "a")) == 16


def test_a_broken_table_is_not_kept(cache, tables, tmp_path):
    (tables / "names.csv").write_text("what,is,this\n1,2,3\n")
    with pytest.raises(TableError, match=r"names.csv:2"):
        compiled.put([tables], tmp_path / "a")
    assert not cache.exists()


def test_a_worker_with_other_code_says_so(tables, tmp_path):
    fingerprint = compiled.put([tables], tmp_path / "a")
    same = Handed(Context(fingerprint, Options()), tmp_path / "a")
    assert context.load(same).fingerprint == fingerprint
    with pytest.raises(UserError, match="runs other code"):
        context.load(Handed(Context(fingerprint, Options(), code="other"), tmp_path / "a"))
