"""`prefect run …`: what `corrigenda clean …` does, under the name people type in a Prefect project.

Prefect 3 has no such command and no official way to add one. Prefect loads this module as a plugin (entry point group
`prefect.plugins`), if plugins are on, which this project's prefect.toml sees to. Its command line is private to Prefect
(`prefect.cli._app`, cyclopts; checked with 3.8.8): where it cannot be reached, nothing is registered, and Prefect's own
commands are as they were.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import cyclopts
from prefect.plugins import HookContext, SetupResult, register_hook

from flows import quiet

NAME = "run"


@register_hook
def setup_environment(*, ctx: HookContext) -> SetupResult | None:
    """Register the command where Prefect's own command line is starting; quieten Prefect if it is the one called.

    Never raises: Prefect would print a traceback before each of its commands.
    """
    if not _command_line():
        return None
    try:
        command_line: Any = importlib.import_module("prefect.cli._app")
        if NAME in command_line._app:  # a Prefect that has learnt the word keeps it
            return None
        command_line._app.command(f"{__name__}:run", name=NAME, help="Clean pages into Parquet, as `corrigenda clean`.")
    except Exception as error:
        ctx.logger_factory("prefect.plugins").debug("`prefect %s` is not there: %s", NAME, error)
        return None
    return SetupResult(env=_quiet()) if sys.argv[1:2] == [NAME] else None


def _command_line() -> bool:
    """Whether this process is Prefect's command line, as a script or as a module."""
    called = Path(sys.argv[0])
    return called.stem == "prefect" or called.parts[-2:] == ("prefect", "__main__.py")


def _quiet() -> dict[str, str]:
    before = dict(os.environ)
    quiet.prepare(verbose="--verbose" in sys.argv)
    return {name: value for name, value in os.environ.items() if before.get(name) != value}


def run(*words: Annotated[str, cyclopts.Parameter(show=False, allow_leading_hyphen=True)]) -> None:
    """Clean pages into Parquet, as `corrigenda clean` does; the same words may follow."""
    from flows.cli import app, guarded

    sys.exit(guarded(lambda: app(["clean", *words], prog_name=f"prefect {NAME}")))
