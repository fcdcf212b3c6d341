"""A run killed at any moment leaves what was there or what will be; the next run ends as if nothing had happened."""

import random
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tasks.write import publish
from tests.tasks.run.corpus import clean, text, tree, write_folder

KILLS = 50
STEPS = re.findall(r'step\("(\w+)"\)', Path(publish.__file__).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    """An input before and after changes, and the outputs of both."""
    root = tmp_path_factory.mktemp("worlds")
    tables = root / "tables"
    for name in ("before", "after"):
        write_folder(root / "pages", range(40))
        if name == "after":
            for number in (3, 30):
                (root / "pages" / f"{number:04}.txt").write_text(text(number, "changed"))
            (root / "pages" / "0020.txt").unlink()
            write_folder(root / "pages", range(200, 230))
        clean(root / "pages", root / name, tables)
    return root


def start(root: Path, output: Path, workers: int, step: str = "") -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.tasks.run.crash", root / "pages", output, root / "tables", workers, step]
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    return process


def ended(process: subprocess.Popen) -> int:
    """Its exit status, once it has ended."""
    with process:
        return process.wait()


def seen(output: Path) -> list[tuple[str, str]] | None:
    """What a reader who goes by a glob sees: pages and their texts; None where there is nothing yet."""
    try:
        parts = sorted(output.glob("documents/*.parquet"))
        tables = [pq.read_table(part, columns=["uri", "text"], partitioning=None) for part in parts]
    except FileNotFoundError:  # listed before a publish and opened after it: the reader looks again
        return seen(output)
    return sorted((row["uri"], row["text"]) for rows in tables for row in rows.to_pylist()) if parts else None


def check(root: Path, output: Path, *, fresh: bool) -> None:
    """After a kill: the output is wholly the old or wholly the new one, and the next run makes it the new one."""
    now = tree(output)
    assert now in ([{}, tree(root / "after")] if fresh else [tree(root / "before"), tree(root / "after")])
    clean(root / "pages", output, root / "tables")
    assert tree(output) == tree(root / "after")
    assert not list((output / ".corrigenda").glob("work/*"))


@pytest.mark.parametrize("fresh", [True, False], ids=["first", "again"])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.slow
def test_killed_at_each_step_of_the_publish(worlds, tmp_path, step, fresh):
    output = tmp_path / "output"
    if not fresh:
        shutil.copytree(worlds / "before", output, symlinks=True)
    process = start(worlds, output, 1, step)
    assert ended(process) == -9
    check(worlds, output, fresh=fresh)


@pytest.mark.slow
def test_killed_at_random_moments(worlds, tmp_path):
    process = start(worlds, tmp_path / "measure", 1)
    began = time.monotonic()
    ended(process)
    whole = time.monotonic() - began
    dice = random.Random(7)
    died = 0
    for number in range(KILLS):
        output = tmp_path / f"output{number}"
        fresh = number % 2 == 0
        if not fresh:
            shutil.copytree(worlds / "before", output, symlinks=True)
        process = start(worlds, output, 1)
        time.sleep(dice.uniform(0, whole))
        process.kill()
        died += ended(process) == -9
        check(worlds, output, fresh=fresh)
        shutil.rmtree(output)
    assert died > KILLS / 2


@pytest.mark.slow
def test_killed_with_its_workers_at_work(worlds, tmp_path):
    for delay in (1.0, 2.0, 3.0):
        output = tmp_path / f"output{delay}"
        process = start(worlds, output, 2)
        time.sleep(delay)
        process.kill()
        ended(process)
        check(worlds, output, fresh=True)


@pytest.mark.slow
def test_a_reader_sees_one_state_at_any_moment(worlds, tmp_path):
    output = tmp_path / "output"
    shutil.copytree(worlds / "before", output, symlinks=True)
    states = [seen(worlds / "before"), seen(worlds / "after")]
    looks: list[object] = []
    process = start(worlds, output, 1)

    def read():
        while process.poll() is None:
            looks.append(seen(output))

    reader = threading.Thread(target=read)
    reader.start()
    reader.join()
    assert ended(process) == 0
    assert len(looks) > 5
    assert all(look in states for look in looks)
    assert seen(output) == states[1]
