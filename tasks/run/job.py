"""What a run is asked to do, and what it says it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tasks.options import Options
from tasks.read import Reading

TARGET = 400
"""Weight at which a shard is most likely to end; a page of plain text weighs a little over 1."""
REPAIRS = ("encoding", "punctuation", "substitution")


@dataclass(frozen=True)
class Job:
    """What a run is asked to do. `folders` are the folders of tables, bottom layer first.

    `target` is the weight at which a shard is most likely to end.
    """

    source: str
    output: Path
    folders: Sequence[Path]
    options: Options = field(default_factory=Options)
    reading: Reading = field(default_factory=Reading)
    force: bool = False
    keep_missing: bool = False
    target: int = TARGET


@dataclass(frozen=True)
class Summary:
    """What a run did, for the person who started it.

    `pages` are in the output, cleaned or rejected; `cleaned` counts those that this run did, `reused` those whose rows
    it took over into a new part. `parts_done` of all `parts` are new.
    """

    source: str
    output: str
    pages: int
    documents: int
    rejected: int
    lines_removed: int
    repairs: int
    proposed: int
    names: int
    parts: int
    parts_done: int
    cleaned: int
    reused: int
    seconds: float
    notes: tuple[str, ...] = ()


def summary(job: Job, totals: Mapping[str, Any], **rest: Any) -> Summary:  # noqa: ANN401 - Summary's own fields
    """The summary of a run whose output has these totals."""
    tally: dict[str, int] = totals["edits_by_mode_and_stage"]
    return Summary(
        source=job.source,
        output=str(job.output),
        pages=totals["pages"],
        documents=totals["documents"],
        rejected=totals["rejected"],
        lines_removed=tally.get("applied.chrome", 0),
        repairs=sum(tally.get(f"applied.{stage}", 0) for stage in REPAIRS),
        proposed=sum(count for name, count in tally.items() if name.startswith("proposed.")),
        names=totals["names"],
        **rest,
    )
