"""Runs on a real Prefect server with a real worker, triggered as a schedule would, and what people see of each."""

import errno
import json
import re
import time
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.artifacts import plain
from flows.clean import clean
from tasks.dataset import Dataset
from tasks.shard import DELAYS, STAGES
from tests.flows.servers import Postgres, Server, alive, descendants, pages, wait_for

pytestmark = pytest.mark.slow

CHROMIUM = Path("/usr/bin/chromium")
HOSTILE = json.loads((Path(__file__).parent.parent / "cases" / "hostile.json").read_text(encoding="utf-8"))
LARGE = 40_000
"""Pages that keep a run busy for longer than any test looks at it."""


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """A folder of small tables: the shipped ones take seconds to load, a run."""
    folder = tmp_path_factory.mktemp("tables")
    (folder / "substitutions.toml").write_text("", encoding="utf-8")
    return [str(folder)]


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    return pages(tmp_path_factory.mktemp("large") / "in.jsonl", LARGE)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("server"))
    try:
        server.prefect("work-pool", "create", "corrigenda", "--type", "process")
        server.deployed = server.prefect("deploy", "--all")
        server.prefect("automation", "create", "--from-file", "flows/automations.yaml")
        yield server
    finally:
        server.end()


@pytest.fixture(scope="module")
def dead(server, large, tables, tmp_path_factory):
    """A nightly run killed with its worker, and the one that waits for its place; when that was."""
    out = str(tmp_path_factory.mktemp("dead") / "out")
    worker = server.worker()
    try:
        dead = server.trigger("clean-nightly", source=large, output=out, tables=tables)
        server.wait(dead, "Running")
        wait_for(lambda: server.artifacts(dead).get("progress"))
    finally:
        worker.kill()
    small = pages(tmp_path_factory.mktemp("small") / "in.jsonl", 20)
    waiting = server.trigger("clean-nightly", source=small, output=out, tables=tables)
    return dead, waiting, time.monotonic()


@pytest.fixture(scope="module")
def worker(server, dead):  # noqa: ARG001 - the other worker must be dead before
    """The worker of all tests, started after another one was killed."""
    worker = server.worker()
    yield worker
    worker.end()


def test_deploying_asks_nothing_and_warns_of_nothing(server):
    assert server.deployed.count("successfully created") == 2, server.deployed
    assert not re.search(r"warn|deprecat|error|\?", server.deployed, re.I), server.deployed


@pytest.mark.usefixtures("worker")
def test_a_run_of_a_schedule_succeeds_and_shows_what_it_did(server, tables, tmp_path):
    source, output = pages(tmp_path / "in.jsonl", 30), tmp_path / "out"
    deployment = server.deployment("clean-on-demand")["id"]
    soon = datetime.now(UTC) + timedelta(seconds=5)
    schedule = {
        "schedule": {"interval": 3600, "anchor_date": soon.isoformat()},
        "parameters": {"source": source, "output": str(output), "tables": tables},
        "active": True,
    }
    (made,) = server.request("POST", f"/deployments/{deployment}/schedules", [schedule])
    wanted = {"deployment_id": {"any_": [deployment]}, "state": {"type": {"any_": ["COMPLETED"]}}}
    (run,) = wait_for(lambda: server.post("/flow_runs/filter", flow_runs=wanted))
    server.request("DELETE", f"/deployments/{deployment}/schedules/{made['id']}")
    assert run["auto_scheduled"]
    assert run["name"] == f"{source} into {output}"
    made_from = Dataset(output).manifest["made_from"]
    assert {f"tables:{made_from['tables'][:12]}", f"code:{made_from['code'][:12]}"} < set(run["tags"])
    assert any(tag.startswith("version:") for tag in run["tags"])
    shown = server.artifacts(run["id"])
    assert {"run", "report", "progress", "top-rules", "top-chrome-reasons"} == set(shown)
    assert "| 30 | clean pages in the output |" in shown["run"]["data"]
    assert "## Slowest shards" in shown["run"]["data"]
    assert (output / "report" / "index.html").as_uri() in shown["report"]["data"]
    assert 3 <= len(server.logs(run["id"])) <= 40


@pytest.mark.usefixtures("worker")
def test_rejected_pages_are_shown_with_their_reasons(server, tables, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("A page.\n\nThe talks went on.", encoding="utf-8")
    (tmp_path / "in" / "bad|<b>.txt").write_bytes(b"\0\1\2\3" * 100)
    run = server.trigger("clean-on-demand", source=str(tmp_path / "in"), output=str(tmp_path / "out"), tables=tables)
    assert server.wait(run)["type"] == "COMPLETED"
    told = server.artifacts(run)["run"]["data"]
    assert "## Rejected pages (1 of 1)" in told
    assert r"bad\|\<b\>\.txt" in told


@pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium")
def test_text_of_pages_is_nothing_but_text_on_prefects_page(server):
    from playwright.sync_api import sync_playwright

    table = "\n".join(["| hostile |", "|---|", *(f"| {plain(attack)} |" for attack in HOSTILE)])
    artifact = server.post("/artifacts/", key="hostile", type="markdown", data=table)["id"]
    page_of = server.url.removesuffix("/api")
    strange = []
    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=quiet)
        page = browser.new_page()
        page.on("dialog", lambda dialog: strange.append(dialog.message))
        page.on("request", lambda request: page_of in request.url or strange.append(request.url))
        page.goto(f"{page_of}/artifacts/artifact/{artifact}")
        page.wait_for_selector("th >> text=hostile", timeout=60_000)
        cells = [" ".join(cell.inner_text().split()) for cell in page.locator("td").all()]
        markup = page.locator("td a, td img, td b, td strong, td em, td code, td script, td iframe, td svg").count()
        browser.close()
    assert cells == [" ".join(re.sub(r"\\(.)", r"\1", plain(attack)).split()) for attack in HOSTILE]
    assert (markup, strange) == (0, [])


@pytest.mark.usefixtures("worker")
def test_a_broken_table_fails_the_run_with_file_and_line_and_leaves_the_output(server, tables, tmp_path):
    source, output = pages(tmp_path / "in.jsonl", 5), tmp_path / "out"
    run = server.trigger("clean-on-demand", source=source, output=str(output), tables=tables)
    assert server.wait(run)["type"] == "COMPLETED"
    before = (output / "_manifest.json").read_bytes()
    (tmp_path / "broken").mkdir()
    table = tmp_path / "broken" / "substitutions.toml"
    table.write_text('[[rule]]\nid = "x"\nkind = "nonsense"\n', encoding="utf-8")
    run = server.trigger("clean-on-demand", source=source, output=str(output), tables=[str(table.parent)])
    state = server.wait(run)
    assert state["type"] == "FAILED"
    assert f"{table}:1" in state["message"]
    assert (output / "_manifest.json").read_bytes() == before


def test_a_second_run_is_refused_and_the_first_is_cancelled_in_seconds(server, worker, large, tables, tmp_path):
    asked = {"source": large, "output": str(tmp_path / "out"), "tables": tables}
    first = server.trigger("clean-on-demand", **asked)
    server.wait(first, "Running")
    second = server.trigger("clean-on-demand", **asked)
    state = server.wait(second)
    assert state["type"] == "CANCELLED"
    assert "concurrency limit" in state["message"]
    wait_for(lambda: server.artifacts(first).get("progress"))
    below = set(descendants(worker.popen.pid)) - {worker.popen.pid}
    began = time.monotonic()
    server.post(f"/flow_runs/{first}/set_state", state={"type": "CANCELLING"})
    wait_for(lambda: not any(alive(pid) for pid in below), 15)
    gone = time.monotonic() - began
    assert server.wait(first)["type"] == "CANCELLED"
    took = time.monotonic() - began
    assert not (tmp_path / "out" / "documents").exists()
    assert worker.popen.poll() is None
    print(f"its processes were gone after {gone:.1f} s, it was Cancelled after {took:.1f} s")


class Flaky(MemoryFileSystem):
    """A store that fails to open a file a few times."""

    protocol = "flaky"
    store: ClassVar[dict[str, object]] = {}
    pseudo_dirs: ClassVar[list[str]] = [""]
    failures: ClassVar[list[Exception]] = []
    tried = 0

    def _open(self, path, mode="rb", **rest):
        if "r" in mode:
            type(self).tried += 1
            if self.failures:
                raise self.failures.pop()
        return super()._open(path, mode, **rest)


@pytest.fixture
def flaky(server, monkeypatch):
    """The flow in this process, on the server, over a store that fails as a test says; gives the run's state."""
    fsspec.register_implementation("flaky", Flaky, clobber=True)
    monkeypatch.setattr(STAGES["survey"], "retry_delay_seconds", [0.1, 0.1, 0.1])
    with fsspec.open("flaky://in/a.txt", "w") as stream:
        stream.write("A page.\n\nThe talks went on, the minister said.")

    def run(output, tables, *failures):
        monkeypatch.setattr(Flaky, "failures", list(failures))
        monkeypatch.setattr(Flaky, "tried", 0)
        settings = {"tables": tables, "pool": "threads", "workers": 1}
        with temporary_settings({PREFECT_API_URL: server.url}), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return clean("flaky://in", str(output), return_state=True, **settings)

    return run


def reset():
    return ConnectionResetError(errno.ECONNRESET, "Connection reset by peer")


def test_a_network_that_comes_back_is_tried_again(flaky, tables, tmp_path):
    assert flaky(tmp_path / "out", tables, reset(), reset()).is_completed()
    assert Flaky.tried == 3


def test_a_network_that_stays_away_fails_the_run_and_leaves_the_output(flaky, tables, tmp_path):
    assert flaky(tmp_path / "out", tables).is_completed()
    before = (tmp_path / "out" / "_manifest.json").read_bytes()
    with fsspec.open("flaky://in/b.txt", "w") as stream:
        stream.write("Another page.")
    state = flaky(tmp_path / "out", tables, *[reset() for _ in range(20)])
    assert state.is_failed()
    assert "cannot be reached (Connection reset by peer)" in state.message
    assert Flaky.tried == 1 + len(DELAYS)
    assert (tmp_path / "out" / "_manifest.json").read_bytes() == before


def test_what_cannot_come_back_is_tried_once(flaky, tables, tmp_path):
    assert flaky(tmp_path / "out", tables, MemoryError("a defect"), MemoryError("a defect")).is_failed()
    assert Flaky.tried == 1


@pytest.mark.usefixtures("worker")
def test_after_worker_and_run_were_killed_the_next_run_gets_through(server, dead):
    killed, waiting, _ = dead
    assert server.wait(killed)["type"] == "CRASHED"
    assert "No sign of life" in server.state(killed)["message"]
    assert server.wait(waiting)["type"] == "COMPLETED"
    assert "AwaitingConcurrencySlot" in [
        state["name"] for state in server.get(f"/flow_run_states/?flow_run_id={waiting}")
    ]


@pytest.mark.skipif(not Postgres.installed(), reason="PostgreSQL is not installed: apt-get install postgresql")
def test_the_same_on_postgresql(tables, tmp_path):
    postgres = Postgres()
    server = worker = None
    try:
        server = Server(tmp_path, PREFECT_SERVER_DATABASE_CONNECTION_URL=postgres.url)
        server.prefect("work-pool", "create", "corrigenda", "--type", "process")
        server.prefect("deploy", "--all")
        server.prefect("automation", "create", "--from-file", "flows/automations.yaml")
        worker = server.worker()
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "bad.txt").write_bytes(b"\0\1\2\3" * 100)
        (tmp_path / "in" / "in.jsonl").write_text(json.dumps({"id": "a", "text": "A page.\n\nNo \0 more."}))
        asked = {"source": str(tmp_path / "in"), "output": str(tmp_path / "out")}
        runs = [server.trigger("clean-nightly", **asked, tables=tables)]
        runs.append(server.trigger("clean-nightly", **asked, tables=[str(tmp_path / "none")]))
        states = [server.wait(run) for run in runs]
        assert [state["type"] for state in states] == ["COMPLETED", "FAILED"]
        assert {"run", "report", "progress", "top-rules"} <= set(server.artifacts(runs[0]))
    finally:
        for one in (worker, server, postgres):
            if one is not None:
                one.end()
