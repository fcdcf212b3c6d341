"""Prefect's server, its worker and PostgreSQL, started by a test on loopback and ended by it, however it ends."""

import contextlib
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent.parent
PREFECT = Path(sys.executable).with_name("prefect")
FINAL = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}
PATIENCE = 180
"""Seconds a test waits for what must come; a busy machine starts a server in twenty."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(what, seconds=PATIENCE, every=0.5):
    """The first true value that `what()` gives."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(every)
    raise AssertionError(f"did not come within {seconds} s")


def descendants(pid):
    """The processes below `pid`, and `pid` itself."""
    found = [pid]
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += descendants(int(child))
    return found


def alive(pid):
    """Whether a process runs; one that waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


class Process:
    """A command of Prefect's in a session of its own, its output in a file."""

    def __init__(self, command, environment, log, cwd=ROOT):
        self.log = log
        with log.open("ab") as stream:
            self.popen = subprocess.Popen(
                command, cwd=cwd, env=environment, stdout=stream, stderr=stream, start_new_session=True
            )

    def kill(self):
        """End it and all its children at once, as a power cut would."""
        for pid in descendants(self.popen.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.popen.wait()

    def end(self):
        """Ask it to end; insist after a while."""
        below = descendants(self.popen.pid)
        self.popen.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.popen.wait(20)
        for pid in below:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.popen.wait()


class Server:
    """A Prefect server in a folder of its own, and what a client asks of it."""

    def __init__(self, folder, **settings):
        port = free_port()
        self.url = f"http://127.0.0.1:{port}/api"
        self.folder = folder
        own = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "PYTEST_"))}
        self.environment = {
            **own,
            "PWD": str(ROOT),
            "PATH": f"{PREFECT.parent}:{os.environ['PATH']}",
            "PREFECT_HOME": str(folder / "home"),
            "PREFECT_API_URL": self.url,
            "PREFECT_WORKER_QUERY_SECONDS": "2",
            "PREFECT_CLI_COLORS": "false",
            "COLUMNS": "200",
            "PYTHONWARNINGS": "",
        }
        quick = {
            "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "5",
            "PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS": "5",
        }
        command = [PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(port)]
        self.process = Process(command, {**self.environment, **quick, **settings}, folder / "server.log")
        self.client = httpx.Client(base_url=self.url, timeout=60)
        wait_for(self._healthy)

    def _healthy(self):
        assert self.process.popen.poll() is None, self.process.log.read_text()[-3000:]
        with contextlib.suppress(httpx.HTTPError):
            return self.client.get("/health").is_success

    def end(self):
        self.client.close()
        self.process.end()

    def prefect(self, *words):
        """A command of Prefect's command line that must go well; what it printed."""
        done = subprocess.run(
            [PREFECT, *words],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def worker(self):
        """A process worker of the pool that prefect.yaml names."""
        command = [PREFECT, "worker", "start", "--pool", "corrigenda", "--name", "test"]
        return Process(command, self.environment, self.folder / "worker.log", cwd=self.folder)

    def request(self, method, path, body=None):
        """What the API answers. While SQLite is busy it answers 503, and every client of Prefect's asks again."""
        answered = wait_for(
            lambda: (found := self.client.request(method, path, json=body)).status_code != 503 and found, 60
        )
        return answered.raise_for_status().json() if answered.content else None

    def get(self, path):
        return self.request("GET", path)

    def post(self, path, **body):
        return self.request("POST", path, body)

    def deployment(self, name):
        return self.get(f"/deployments/name/clean/{name}")

    def trigger(self, name, **parameters):
        """Ask for a run of a deployment, as a schedule would; its id."""
        path = f"/deployments/{self.deployment(name)['id']}/create_flow_run"
        return self.post(path, parameters=parameters, state={"type": "SCHEDULED"})["id"]

    def state(self, run):
        return self.get(f"/flow_runs/{run}")["state"]

    def wait(self, run, *names, seconds=PATIENCE):
        """The state of a run as soon as it has one of these names or types, or is final if none is given."""

        def reached():
            state = self.state(run)
            assert names == () or state["type"] not in FINAL or {state["type"], state["name"]} & set(names), state
            return state if {state["type"], state["name"]} & (set(names) or FINAL) else None

        return wait_for(reached, seconds)

    def artifacts(self, run):
        """The artifacts of a run by key."""
        found = self.post("/artifacts/filter", artifacts={"flow_run_id": {"any_": [run]}})
        return {artifact["key"]: artifact for artifact in found}

    def logs(self, run):
        return [line["message"] for line in self.post("/logs/filter", logs={"flow_run_id": {"any_": [run]}})]


class Postgres:
    """A PostgreSQL cluster from Debian's packages in a folder of its own."""

    def __init__(self):
        self.bin = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="corrigenda-postgres-"))
        if os.getuid() == 0:  # it refuses to run as root
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        self._run("initdb", "-D", str(self.folder / "data"), "-A", "trust", "-U", "postgres", "--no-sync")
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder} -c fsync=off"
        self._run(
            "pg_ctl", "-D", str(self.folder / "data"), "-o", options, "-l", str(self.folder / "log"), "-w", "start"
        )
        self.url = f"postgresql+asyncpg://postgres@127.0.0.1:{self.port}/postgres"

    @staticmethod
    def installed():
        return any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))

    def _run(self, program, *words):
        become = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        command = [*become, str(self.bin / program), *words]
        with (Path(tempfile.gettempdir()) / f"{self.folder.name}.out").open("w+") as out:
            done = subprocess.run(command, cwd=self.folder, stdout=out, stderr=out, timeout=PATIENCE, check=False)
            out.seek(0)
            assert done.returncode == 0, out.read()
        Path(out.name).unlink()

    def end(self):
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder)


def pages(path, count):
    """A file of `count` pages, each a little different."""
    prose = "The minister said on Tuesday that the talks would go on until the end of the week, and no date was set. "
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            text = "\n\n".join(f"{prose}Paragraph {number * k} of page {number}." for k in range(1, 12))
            stream.write(json.dumps({"id": str(number), "text": f"Title {number}\n\n{text}"}) + "\n")
    return str(path)
