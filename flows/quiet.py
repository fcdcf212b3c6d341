"""Prefect without a server, an account or noise: what must be in the environment before Prefect is imported.

A person's own settings win: nothing that is set already is changed.
"""

from __future__ import annotations

import os

SETTINGS = {
    # Telemetry holds a write lock on the temporary server's database for long enough to print "database is locked".
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
    # A machine under load takes longer than the default 20 seconds to start the temporary server.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}


def prepare(*, verbose: bool = False) -> None:
    """Set the environment for a run on this machine; `verbose` lets Prefect's own log through."""
    if not verbose:
        os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")  # what fails is said by the caller, once
        os.environ.setdefault("PREFECT_SERVER_LOGGING_LEVEL", "CRITICAL")
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
