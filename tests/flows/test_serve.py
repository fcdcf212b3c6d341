"""`make serve`: it comes up, knows its deployments, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys

import httpx
import pytest

from flows import serve
from tests.flows.servers import ROOT, alive, descendants, free_port, wait_for


@pytest.fixture
def served(tmp_path):
    """`make serve` with everything of its own in a temporary folder: the process, and its address."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment |= {"PREFECT_HOME": str(tmp_path), "PYTHONWARNINGS": ""}
    with (tmp_path / "said").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "flows.serve", str(port)], cwd=ROOT, env=environment, stdout=said, stderr=said
        )
    yield process, f"http://127.0.0.1:{port}", tmp_path / "said"
    for pid in descendants(process.pid):
        if alive(pid):
            os.kill(pid, signal.SIGKILL)
    process.wait()


@pytest.mark.slow
def test_it_serves_until_ctrl_c_and_leaves_nothing_behind(served):
    process, address, said = served
    wait_for(lambda: "Ctrl-C stops" in said.read_text() or process.poll() is not None)
    assert process.poll() is None, said.read_text()
    assert f"Prefect's page:  {address}" in said.read_text()
    for name in ("clean-nightly", "clean-on-demand"):
        assert httpx.get(f"{address}/api/deployments/name/clean/{name}").is_success
    (automation,) = httpx.post(f"{address}/api/automations/filter", json={}).json()
    assert automation["name"] == "corrigenda-dead-runs"
    pool = f"{address}/api/work_pools/corrigenda/workers/filter"
    wait_for(lambda: [worker["status"] for worker in httpx.post(pool, json={}).json()] == ["ONLINE"])
    everything = descendants(process.pid)
    assert len(everything) >= 3
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    assert not any(alive(pid) for pid in everything)
    assert "Stopped." in said.read_text()


def test_a_port_that_is_taken_is_said(monkeypatch):
    monkeypatch.setattr(serve, "_started", None)  # nothing is to be started
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=f"Port {port} is taken"):
            serve.main(port)
