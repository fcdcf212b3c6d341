"""What the documentation says is true: its commands run, its links lead somewhere, every command is told of.

A fenced block without a language, or of `bash`, is a script; it runs in a copy of the project. A block that cannot run
in a test has a comment `<!-- not run: why -->` on the line before it.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from flows.cli import app

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]
BLOCK = re.compile(r"(?:<!-- not run: (?P<why>[^\n]+) -->\n)?^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.M | re.S)


def scripts(page):
    """The blocks of a page that run as one script, in their order, and its Python blocks."""
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["why"] is None and block["language"] in ("", "bash", "python"):
            yield block["language"] or "bash", block["body"]


def as_script(page):
    lines = ["set -euo pipefail"]
    for language, body in scripts(page):
        if language == "python":
            lines.append(f"{sys.executable} - <<'PYTHON'\n{body}PYTHON")
        else:
            lines += [line for line in body.splitlines() if not runs_itself(line)]
    return "\n".join(lines) + "\n"


def runs_itself(line):
    """`make test` is what runs this test, and it has set up what `make run` and activation would."""
    return line.split("#")[0].strip() in ("make test", "make run", ". .venv/bin/activate", ".ci/run")


@pytest.fixture
def copy(tmp_path):
    """A copy of the project beside some pages of one's own, and an output that `make run` would have left."""
    project = tmp_path / "project"
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, project / name)
    shutil.copytree(ROOT / "seeds" / "pages", project / "my-pages")
    return project


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_the_documentation_run(page, copy, tmp_path):
    script = as_script(page)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PYTHONWARNINGS": "",
    }
    if "output" in script:
        command = ["corrigenda", "clean", "seeds/pages"]
        subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True, timeout=300)
    done = subprocess.run(
        ["bash"], input=script, cwd=copy, env=environment, capture_output=True, text=True, timeout=900, check=False
    )
    assert done.returncode == 0, f"{script}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def commands():
    return sorted(get_command(app).commands)


@pytest.mark.parametrize("name", commands())
def test_every_command_and_option_is_documented(name):
    told = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert f"corrigenda {name}" in told
    for parameter in get_command(app).commands[name].params:
        assert getattr(parameter, "help", None), f"{name}: {parameter.name}"
