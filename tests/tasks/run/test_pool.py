import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tasks.errors import UserError
from tasks.run import pool
from tasks.run.workers import each


def die_once(path):
    """Kills its own process the first time it is called with a path."""
    if not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "alive"


def die(_):
    os.kill(os.getpid(), signal.SIGKILL)


def double(number):
    return 2 * number


def fail(number):
    raise ValueError(number)


@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_every_task_has_its_result(kind):
    with pool.opened(kind, 2) as workers:
        assert dict(each(workers, "clean", double, range(20))) == {n: 2 * n for n in range(20)}


def test_an_error_reaches_whoever_waits():
    with pool.opened("processes", 1) as workers, pytest.raises(ValueError, match="3"):
        list(each(workers, "clean", fail, [3]))


def test_a_worker_that_is_killed_costs_a_second_try(tmp_path):
    with pool.opened("processes", 2) as workers:
        found = dict(each(workers, "clean", die_once, [str(tmp_path / "a"), str(tmp_path / "b")]))
    assert set(found.values()) == {"alive"}


def test_work_that_kills_every_worker_ends_the_run_with_advice():
    with pool.opened("processes", 1) as workers, pytest.raises(UserError, match="fewer --workers"):
        list(each(workers, "clean", die, [0]))


def test_only_a_few_tasks_wait():
    taken = []

    def tasks():
        for number in range(50):
            taken.append(number)
            yield number

    with pool.opened("threads", 2) as workers:
        for done, _ in enumerate(each(workers, "clean", double, tasks())):
            assert len(taken) - done <= 2 + 2 + 1
    assert len(taken) == 50


def sleep_and_tell(path):
    Path(path).write_text(str(os.getpid()))
    time.sleep(60)


def test_workers_end_with_their_parent(tmp_path):
    told = tmp_path / "worker"
    program = (
        "import sys; from tasks.run import pool; from tests.tasks.run.test_pool import sleep_and_tell\n"
        "if __name__ == '__main__':\n"
        f"    pool.Processes(1).submit('clean', sleep_and_tell, {str(told)!r}).result()\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(program)
    with subprocess.Popen([sys.executable, str(script)], env={**os.environ, "PYTHONPATH": str(Path.cwd())}) as parent:
        _wait(told.exists)
        _wait(told.read_text)
        parent.kill()
    worker = int(told.read_text())
    _wait(lambda: not _alive(worker))
    assert not _alive(worker)


def _alive(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def _wait(condition):
    deadline = time.monotonic() + 30
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)


def where(_):
    return os.getpid()


def test_little_is_done_in_this_process_and_more_in_others():
    with pool.opened("processes") as workers:
        workers.expect(pool.SMALL)
        assert workers.submit("clean", where, 0).result() == os.getpid()
        workers.expect(pool.SMALL + 1)
        assert workers.submit("clean", where, 0).result() != os.getpid()


def test_processes_that_were_asked_for_by_number_are_there_for_little_too():
    with pool.opened("processes", 1) as workers:
        workers.expect(1)
        assert workers.submit("clean", where, 0).result() != os.getpid()
