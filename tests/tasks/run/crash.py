"""A run that can be killed: `python -m tests.tasks.run.crash SOURCE OUTPUT TABLES WORKERS [STEP]`.

Says `ready` when everything is imported and the run begins; kills itself at STEP of the publish.
"""

import os
import signal
import sys
from pathlib import Path

import tasks.run.engine  # noqa: F401 - so that kills hit the run, not its imports
from tasks.run import pool
from tasks.run.job import Job
from tasks.run.start import run


def main(source: str, output: str, tables: str, workers: str, step: str = "") -> None:
    """Run, and die where it was said."""

    def here(name: str) -> None:
        if name == step:
            os.kill(os.getpid(), signal.SIGKILL)

    print("ready", flush=True)
    with pool.opened("threads" if workers == "1" else "processes", int(workers)) as opened:
        run(Job(source, Path(output), [Path(tables)], target=8), opened, step=here)
    print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
