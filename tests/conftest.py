"""What tests of several rooms need: the sample pages and real servers on loopback."""

import os
import socket
import urllib.request
from pathlib import Path

import pytest
from hypothesis import settings

from tasks.options import Options
from tasks.run import pool
from tasks.run.job import Job
from tasks.run.start import run
from tasks.tables import SHIPPED

# No deadline: a machine at work is slow. In CI the same examples each time: what has passed there passes again.
settings.register_profile("corrigenda", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "corrigenda")

SAMPLES = Path(__file__).parent.parent / "seeds" / "pages"


@pytest.fixture(scope="session")
def sample_output(tmp_path_factory):
    """What a run over the sample pages writes, made once, without Prefect; tests only read it."""
    output = tmp_path_factory.mktemp("samples") / "output"
    with pool.opened("threads", 1) as workers:
        run(Job(str(SAMPLES), output, [SHIPPED], Options()), workers)
    return output


@pytest.fixture
def free_port():
    """A port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def s3(free_port, monkeypatch):
    """An S3 server with the bucket `pages`; the environment points every S3 client to it. Gives an s3fs file system."""
    server_module = pytest.importorskip("moto.server", reason="moto is not installed: make test sets it up")
    s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed: make test sets it up")
    address = f"http://127.0.0.1:{free_port}"
    for name, value in {
        "AWS_ENDPOINT_URL": address,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=free_port, verbose=False)
    server.start()
    urllib.request.urlopen(f"{address}/moto-api/reset", data=b"").close()  # buckets outlive their server in moto
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem()
    system.mkdir("pages")
    yield system
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()
