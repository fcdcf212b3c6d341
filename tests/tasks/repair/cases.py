"""The cases of this room, as pytest parameters."""

import json
from pathlib import Path

import pytest

CASES = Path(__file__).resolve().parents[2] / "cases"


def cases(name):
    rows = json.loads((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["label"]) for row in rows]
