import shutil

import pytest

from tasks.errors import UserError
from tasks.options import Options
from tasks.run import compiled, context
from tasks.run.context import Context, Handed
from tasks.tables import SHIPPED, TableError


def test_the_fingerprint_follows_the_tables(tables, tmp_path):
    one = compiled.put([tables], tmp_path / "a")
    assert compiled.put([tables], tmp_path / "b") == one
    shutil.copyfile(SHIPPED / "chrome.csv", tables / "chrome.csv")
    assert compiled.put([tables], tmp_path / "c") != one


def test_a_broken_table_is_named(tables, tmp_path):
    (tables / "names.csv").write_text("what,is,this\n1,2,3\n")
    with pytest.raises(TableError, match=r"names.csv:2"):
        compiled.put([tables], tmp_path / "a")
    assert not (tmp_path / "a").exists()


def test_a_worker_with_other_code_says_so(tables, tmp_path):
    fingerprint = compiled.put([tables], tmp_path / "a")
    same = Handed(Context(fingerprint, Options()), tmp_path / "a")
    assert context.load(same).fingerprint == fingerprint
    with pytest.raises(UserError, match="runs other code"):
        context.load(Handed(Context(fingerprint, Options(), code="other"), tmp_path / "a"))
