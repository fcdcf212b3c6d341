"""`make serve`: Prefect's server, the deployments of prefect.yaml and a worker on this machine, until Ctrl-C.

Everything listens on the loopback address only. Prefect's database and logs stand in .prefect/, unless PREFECT_HOME
says otherwise, so that nobody's other Prefect is touched.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from flows.artifacts import REPORT_URL

HOST = "127.0.0.1"
PORT = 4200
POOL = "corrigenda"
ROOT = Path(__file__).parent.parent
AUTOMATIONS = "flows/automations.yaml"
START = 120
"""Seconds the server has to answer."""
STOP = 30
"""Seconds a process has to end once it was asked to."""


def main(port: int = PORT) -> None:
    """Serve until Ctrl-C or SIGTERM, or until the server or the worker ends by itself. Exits with 1 in that case."""
    _refuse_taken(port)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    home = Path(os.environ.setdefault("PREFECT_HOME", str(ROOT / ".prefect")))
    home.mkdir(parents=True, exist_ok=True)
    address = f"http://{HOST}:{port}"
    os.environ.update(PREFECT_API_URL=f"{address}/api", PWD=str(ROOT), PREFECT_SERVER_ANALYTICS_ENABLED="false")
    try:
        with _started("server", home, "server", "start", "--host", HOST, "--port", str(port)) as server:
            _say("The server starts ...")
            _wait_until_healthy(server, f"{address}/api/health")
            _register()
            with _reports(ROOT / "output") as reports:
                os.environ[REPORT_URL] = reports
                with _started("worker", home, "worker", "start", "--pool", POOL) as worker:
                    _tell(address, reports, home)
                    _watch(server, worker)
    except KeyboardInterrupt:
        _say("\nStopped.")


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        if probe.connect_ex((HOST, port)) == 0:
            sys.exit(f"Port {port} is taken, perhaps by another Prefect: end it, or choose: make serve PORT=4300")


def _say(words: str) -> None:
    print(words, flush=True)


def _tell(address: str, reports: str, home: Path) -> None:
    _say(f"Prefect's page:  {address}")
    _say(f"Run one now:     {address}/deployments, clean-on-demand, Run")
    _say("Every night:     clean-nightly, over the pages in inbox/")
    _say(f"The report:      {reports}/report/index.html, after a run into output/")
    _say(f"Logs:            {home}/server.log, {home}/worker.log")
    _say("Ctrl-C stops all of it.")


def _prefect(*words: str) -> list[str]:
    return [sys.executable, "-m", "prefect", *words]


@contextmanager
def _started(name: str, home: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command of Prefect's beside this process, its output in a log; it and all below it are gone afterwards."""
    with (home / f"{name}.log").open("ab") as log:
        process = subprocess.Popen(_prefect(*words), cwd=ROOT, stdout=log, stderr=log, start_new_session=True)
    try:
        yield process
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # from here on it ends; a second Ctrl-C must leave nothing behind
    below = _below(process.pid)
    process.send_signal(signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(STOP)
    for pid in below:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()


def _below(pid: int) -> list[int]:
    """The processes below `pid`, and `pid` itself."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(child): int(parent) for child, parent in (line.split() for line in listed.splitlines())}
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _wait_until_healthy(server: subprocess.Popen[bytes], url: str) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end and server.poll() is None:
        with suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.3)
    sys.exit(f"The server did not start: its log is {os.environ['PREFECT_HOME']}/server.log")


def _register() -> None:
    """The work pool, the deployments and what the server does by itself. Prefect may know them already."""
    (ROOT / "inbox").mkdir(exist_ok=True)
    _call("work-pool", "create", POOL, "--type", "process", "--overwrite")
    _call("deploy", "--all")
    if POOL not in _output("automation", "ls"):
        _call("automation", "create", "--from-file", AUTOMATIONS)


def _call(*words: str) -> None:
    done = _run(words)
    if done.returncode:
        sys.exit(f"prefect {' '.join(words)} failed:\n{done.stdout}")


def _output(*words: str) -> str:
    return _run(words).stdout


def _run(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        _prefect(*words),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""


@contextmanager
def _reports(folder: Path) -> Iterator[str]:
    """The address at which a browser finds the output: a page of a web server may not link to a file."""
    with ThreadingHTTPServer((HOST, 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}"
        server.shutdown()


def _watch(*processes: subprocess.Popen[bytes]) -> None:
    while all(process.poll() is None for process in processes):
        time.sleep(0.5)
    sys.exit(f"The server or the worker has ended: see the logs in {os.environ['PREFECT_HOME']}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
