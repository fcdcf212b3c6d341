"""One run at a time on an output folder. The kernel releases the lock when the process dies, however it dies."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tasks.errors import UserError


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock. Raises UserError naming the run that holds it already."""
    path = folder / "lock"
    with path.open("a+b") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError(_held(folder, path)) from None
        stream.truncate(0)
        since = datetime.now().astimezone().isoformat(timespec="seconds")
        stream.write(json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since}).encode())
        stream.flush()
        yield


def _held(folder: Path, path: Path) -> str:
    try:
        holder = json.loads(path.read_bytes())
        who = f"process {holder['pid']} on {holder['host']} since {holder['since']}"
    except (OSError, ValueError, KeyError):
        who = "another process"
    return f"{folder.parent}: {who} is writing here: nothing was changed; wait for it, or choose another --output"
