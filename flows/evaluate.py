"""Gold pages to scores: how good is the cleaning on pages whose clean text is known?"""

import gzip
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from prefect import flow

from tasks.errors import UserError
from tasks.evaluate.shingles import Score, overall, score
from tasks.options import Options
from tasks.pipeline import Rejected, Tables, clean, compile_tables, prepare
from tasks.read import Unreadable, inputs, pages_of
from tasks.tables import SHIPPED


@flow(name="evaluate", persist_result=False)
def evaluate(gold: str, tables: list[str] | None = None, floor: float = 0.0) -> dict[str, list[float]]:
    """Clean gold pages in memory and compare. Names are annotated only, so that spelling is not counted.

    Args:
        gold: A JSON lines file of records with id, text or html, and the clean text in `gold`; `lang` groups them.
        tables: The folders of tables, bottom layer first; the shipped ones alone if none is named.
        floor: The least F1 over all pages; below it the run fails.

    Returns:
        Precision, recall and F1 by group, by means over pages of word 4-shingles; the group `all` holds every page.
    """
    compiled = compile_tables([Path(folder) for folder in tables] if tables else [SHIPPED])
    wanted = _gold(gold)
    groups: dict[str, list[Score]] = defaultdict(list)
    for identity, text in _cleaned(gold, compiled):
        one = score(text, str(wanted[identity]["gold"]))
        groups["all"].append(one)
        groups[str(wanted[identity].get("lang") or "unknown")].append(one)
    found = {name: list(overall(scores)) for name, scores in sorted(groups.items())}
    if found["all"][2] < floor:
        raise UserError(
            f"{gold}: F1 {found['all'][2]:.4f} is below {floor}: something that cleaned well no longer does"
        )
    return found


def _gold(path: str) -> dict[str, dict[str, Any]]:
    opener = gzip.open if path.endswith(".gz") else open
    try:
        with opener(path, "rt", encoding="utf-8") as stream:
            rows = [json.loads(line) for line in stream]
        return {str(row["id"]): row for row in rows if isinstance(row["gold"], str)}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(
            f"{path}: not gold pages ({error!r}): give JSON lines with id, text or html, and gold"
        ) from None


def _cleaned(path: str, tables: Tables) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in inputs(path):
        for raw in pages_of(entry):
            identity = raw.uri.split("#", 1)[1]
            try:
                text = "" if isinstance(raw, Unreadable) else clean(prepare(raw, tables), tables, OPTIONS).text
            except Rejected:
                text = ""
            found.append((identity, text))
    return found


OPTIONS = Options(names="annotate")
"""Spelling of names is not what gold texts of extraction are about."""
