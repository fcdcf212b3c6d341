"""The rules of the house that no type checker sees."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {path.parent.name for path in ROOT.glob("tasks/*/__init__.py")}
SHARED = {path.stem for path in ROOT.glob("tasks/*.py")} - {"__init__"}
ASSEMBLE = {"pipeline", "shard", "check"}
"""The files that know several rooms: the order of the stages, the work of a worker, the checks of all tables."""
CONDUCTS = "run"
"""The one room that calls the others: it reads, has pages cleaned, and writes."""

SOURCES = sorted(ROOT.glob("tasks/**/*.py")) + sorted(ROOT.glob("flows/**/*.py"))


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(path):
    inside = path.relative_to(ROOT / "tasks").parts
    return inside[0] if len(inside) > 1 else None


@pytest.mark.parametrize("path", [p for p in SOURCES if "tasks" in p.parts], ids=lambda p: str(p.relative_to(ROOT)))
def test_a_stage_never_imports_another_stage(path):
    if (path.stem in ASSEMBLE and room_of(path) is None) or room_of(path) == CONDUCTS:
        return
    rooms = {name.split(".")[1] for name in imports(path) if name.startswith("tasks.")} & ROOMS
    assert rooms <= {room_of(path)}


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_only_flows_and_the_shard_tasks_import_prefect(path):
    uses = any(name.split(".")[0] == "prefect" for name in imports(path))
    assert not uses or "flows" in path.parts or path == ROOT / "tasks" / "shard.py"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_public_name_is_documented(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module"
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            bodies = [n for n in node.body if isinstance(n, ast.FunctionDef)] if not node.name.startswith("_") else []
            assert node.name.startswith("_") or ast.get_docstring(node), node.name
        else:
            bodies = [n for n in getattr(node, "body", []) if isinstance(n, ast.FunctionDef)] if node is tree else []
        for function in bodies:
            assert function.name.startswith("_") or ast.get_docstring(function), function.name


def test_the_top_level_is_the_house_as_drawn():
    for name in ("flows", "tasks", "tests", "seeds/pages", "seeds/tables", "output", "docs", "benchmarks"):
        assert (ROOT / name).is_dir(), name
    for name in ("prefect.yaml", "Makefile", "README.md", "LICENSE", "pyproject.toml", "requirements.lock", ".ci/run"):
        assert (ROOT / name).is_file(), name


def test_every_dependency_has_its_line_in_the_architecture():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for requirement in project["dependencies"]:
        name = re.match(r"[\w-]+", requirement)[0]
        assert f"`{name}`" in told, name
