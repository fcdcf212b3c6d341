from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from prefect import flow
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.testing.utilities import prefect_test_harness

from tasks.run import pool
from tasks.run.job import Job
from tasks.run.start import run
from tasks.run.workers import each
from tasks.shard import STAGES, TaskRuns
from tests.tasks.run.corpus import loaded_modules, tree, write_folder

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module", autouse=True)
def server():
    """A Prefect of the tests' own."""
    with prefect_test_harness(server_startup_timeout=120):
        yield


def fail(number):
    raise ValueError(number)


def test_work_is_done_by_processes_that_know_nothing_of_prefect():
    @flow(task_runner=ThreadPoolTaskRunner())
    def ask():
        with pool.opened("processes", 1) as workers:
            return [result for _, result in each(TaskRuns(workers), "clean", loaded_modules, [0])]

    (modules,) = ask()
    assert "tasks" in modules
    assert not [name for name in modules if name.split(".")[0] in ("prefect", "pandas")]


@pytest.mark.parametrize("stage", STAGES)
def test_an_error_of_a_worker_reaches_the_flow(stage):
    @flow(task_runner=ThreadPoolTaskRunner())
    def ask():
        with pool.opened("threads", 1) as workers:
            return list(each(TaskRuns(workers), stage, fail, [3]))

    with pytest.raises(ValueError, match="3"):
        ask()


def test_beyond_a_number_work_goes_on_without_task_runs(monkeypatch):
    monkeypatch.setattr("tasks.shard.MOST", 3)

    class Counted(pool.Threads):
        directly = 0

        def submit(self, stage, function, task):
            Counted.directly += stage == "clean"
            return super().submit(stage, function, task)

    @flow(task_runner=ThreadPoolTaskRunner())
    def ask():
        with ThreadPoolExecutor(1) as executor:
            return [result for _, result in each(TaskRuns(Counted(executor, 1)), "clean", abs, range(10))]

    assert sorted(ask()) == list(range(10))
    assert Counted.directly == 10


def test_a_run_of_task_runs_writes_what_a_run_without_prefect_writes(tmp_path):
    write_folder(tmp_path / "pages", range(60))
    (tmp_path / "tables").mkdir()

    def job(name: str) -> Job:
        return Job(str(tmp_path / "pages"), Path(tmp_path / name), [tmp_path / "tables"], target=8)

    @flow(task_runner=ThreadPoolTaskRunner())
    def ask():
        with pool.opened("threads", 2) as workers:
            return run(job("flow"), TaskRuns(workers))

    assert ask().documents == 60
    with pool.opened("threads", 1) as workers:
        run(job("plain"), workers)
    assert tree(tmp_path / "flow") == tree(tmp_path / "plain")
