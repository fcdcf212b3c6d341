"""The report as one page: no network, nothing from a page of the input can run in it."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tasks.dataset import Dataset
from tasks.errors import UserError
from tasks.report import figures, pages

NAME = "report/index.html"
REJECTED = 200
"""Most rejected pages listed."""

_HERE = Path(__file__).parent
_INERT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def write(output: Path) -> Path:
    """Write the report of a finished run into its folder, whole or not at all; its path. Raises UserError."""
    path = output / NAME
    temporary = path.with_suffix(".tmp")
    try:
        path.parent.mkdir(exist_ok=True)
        temporary.write_bytes(render(Dataset(output)).encode("utf-8", "replace"))
        temporary.replace(path)
    except OSError as error:
        raise UserError(f"{path}: cannot be written ({error.strerror}): the output itself is complete") from None
    return path


def render(dataset: Dataset) -> str:
    """The report of an output, as HTML."""
    with dataset.connect() as connection:
        totals = figures.totals(connection)
        found = pages.listed(connection)
        told = {
            "totals": totals,
            "funnel": figures.funnel(totals),
            "plots": figures.plots(connection),
            "rejected": figures.rejected(connection, REJECTED),
            "listed": found,
            "detailed": sum(row[-1] >= 0 for row in found.rows),
            "data": inert({"rows": found.rows, "rules": figures.rules(connection)}),
        }
    style, script = (_HERE / "report.css").read_text("utf-8"), (_HERE / "report.js").read_text("utf-8")
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            **told,
            manifest=dataset.manifest,
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
        )
    )


def inert(data: object) -> Markup:
    """JSON that can stand inside a script element of type application/json: no `<`, `>` or `&` in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_INERT))


def _policy(style: str, script: str) -> str:
    """A content security policy under which nothing runs or is drawn but the report's own script and style."""
    hashes = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (script, style))
    script_hash, style_hash = hashes
    return (
        f"default-src 'none'; script-src 'sha256-{script_hash}'; style-src 'sha256-{style_hash}';"
        " base-uri 'none'; form-action 'none'"
    )


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
