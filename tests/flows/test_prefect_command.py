"""`prefect run` with the pinned version of Prefect, and Prefect's own commands beside it."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows import prefect_command

ROOT = Path(__file__).parent.parent.parent
PREFECT = Path(sys.executable).with_name("prefect")


class Context:
    """What Prefect hands to a plugin, as far as this one looks."""

    logger_factory = staticmethod(logging.getLogger)


def prefect(*words, cwd=ROOT, home):
    environment = {**os.environ, "PREFECT_HOME": str(home), "COLUMNS": "120", "PYTHONWARNINGS": ""}
    return subprocess.run(
        [PREFECT, *words], cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.mark.slow
def test_prefect_run_cleans_pages_quietly(tmp_path):
    done = prefect("run", "seeds/pages", "--output", str(tmp_path / "out"), home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "5  pages, clean" in done.stdout
    assert done.stderr == ""
    assert list((tmp_path / "out" / "documents").glob("*.parquet"))


@pytest.mark.slow
def test_prefect_run_ends_as_corrigenda_clean_would(tmp_path):
    done = prefect("run", "no-such-folder", "--output", str(tmp_path / "out"), home=tmp_path)
    assert done.returncode == 2
    assert "no such file or folder" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_prefects_own_commands_are_as_they_were(tmp_path):
    inside = prefect("version", home=tmp_path)
    assert inside.returncode == 0
    assert "3.8.8" in inside.stdout
    elsewhere = prefect("run", cwd=tmp_path, home=tmp_path)
    assert elsewhere.returncode != 0  # outside the project plugins are off, and Prefect does not know the word


def test_it_registers_only_where_prefects_command_line_is_starting(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["pytest"])
    assert prefect_command.setup_environment(ctx=Context) is None


@pytest.mark.parametrize("broken", [ImportError("gone"), AttributeError("renamed")])
def test_a_prefect_of_another_make_is_left_alone(monkeypatch, broken):
    def fail(_):
        raise broken

    monkeypatch.setattr(sys, "argv", ["/usr/bin/prefect", "run"])
    monkeypatch.setattr(prefect_command.importlib, "import_module", fail)
    assert prefect_command.setup_environment(ctx=Context) is None


def test_a_prefect_that_has_learnt_the_word_keeps_it(monkeypatch):
    class Private:
        _app = frozenset(["run"])

    monkeypatch.setattr(sys, "argv", ["/usr/bin/prefect", "run"])
    monkeypatch.setattr(prefect_command.importlib, "import_module", lambda _: Private)
    assert prefect_command.setup_environment(ctx=Context) is None
