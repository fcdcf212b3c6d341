import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from prefect.client.schemas.objects import StateType
from prefect.testing.utilities import prefect_test_harness
from prefect.utilities.callables import parameter_schema

from flows.clean import clean
from tests.tasks.run.corpus import uris, write_folder, write_records

ROOT = Path(__file__).parent.parent.parent


def test_every_parameter_of_the_form_is_explained():
    found = parameter_schema(clean)
    assert found.required == ["source"]
    for name, field in found.properties.items():
        assert len(field.get("description", "")) > 10, name
    assert set(found.properties["names"]["enum"]) == {"apply", "annotate", "off"}


@pytest.fixture(scope="module")
def server():
    """A Prefect of the tests' own."""
    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.mark.slow
@pytest.mark.usefixtures("server")
@pytest.mark.filterwarnings("ignore")
def test_a_broken_table_ends_the_flow_as_failed_with_its_message(tmp_path):
    write_folder(tmp_path / "pages", range(3))
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "names.csv").write_text("what,is,this\n1,2,3\n")
    settings = {"tables": [str(tmp_path / "tables")], "pool": "threads", "workers": 1}
    state = clean(str(tmp_path / "pages"), str(tmp_path / "output"), return_state=True, **settings)
    assert state.type == StateType.FAILED
    assert "names.csv:2" in state.message
    assert not (tmp_path / "output" / "documents").exists()


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_and_the_next_that_goes_on(tmp_path, how):
    write_records(tmp_path / "a.jsonl", range(1500))
    output = tmp_path / "output"
    program = "from flows.cli import main\nif __name__ == '__main__':\n    main()\n"
    (tmp_path / "main.py").write_text(program)
    command = [
        sys.executable,
        tmp_path / "main.py",
        "clean",
        tmp_path / "a.jsonl",
        "--output",
        output,
        "--workers",
        "1",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    # A file, not a pipe: after SIGKILL Prefect's temporary server lives on and would hold a pipe open for ever.
    said = tmp_path / "stderr"
    with (
        said.open("w") as stream,
        subprocess.Popen(command, env=environment, cwd=ROOT, stderr=stream, start_new_session=True) as process,
    ):
        deadline = time.monotonic() + 300
        while not list(output.glob(".corrigenda/staging/receipts/*.json")) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(how)
        process.wait(timeout=120)
    with contextlib.suppress(ProcessLookupError):  # what the killed run has left behind
        os.killpg(process.pid, signal.SIGKILL)
    error = said.read_text()
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert "goes on from there" in error
    assert "Traceback" not in error
    assert not (output / "documents").exists()
    finished = len(list(output.glob(".corrigenda/staging/receipts/*.json")))
    assert finished > 0
    again = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    assert len(uris(output)) == 1500
    assert "1,500" in again.stdout
