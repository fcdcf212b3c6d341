"""Taking changes back: the source texts of an output as files, and an output without one rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tasks.ask.replay import Replayed, without_rule
from tasks.dataset import Dataset, Record
from tasks.errors import UserError
from tasks.page import Edit

SHOWN = 5
"""Examples shown of what a rule did."""


@dataclass
class RuleEffect:
    """What one rule did to an output: pages and edits, and what falls or comes to life without it."""

    pages: int = 0
    edits: int = 0
    dependent: int = 0
    revived: int = 0
    examples: list[tuple[str, Edit]] = field(default_factory=list)


def file_of(uri: str, doc_id: str, folder: Path) -> Path:
    """Where a page's text goes below `folder`: the uri's own path, never outside, `.txt` at its end."""
    path = PurePosixPath(uri.split("://", 1)[-1].replace("#", "/").replace("\x00", ""))
    names = [name[:100] for name in path.parts if name not in ("/", ".", "..")] or [doc_id]
    if not names[-1].endswith(".txt"):
        names[-1] += f".{doc_id}.txt"
    return folder.joinpath(*names)


def write_sources(records: Iterable[Record], folder: Path) -> int:
    """Write each page's source text to a file below `folder`, UTF-8, exactly; the number of pages. Raises UserError."""
    written: set[Path] = set()
    for record in records:
        document = record.document
        path = file_of(document["uri"], document["doc_id"], folder)
        if path in written:
            path = path.with_name(f"{path.stem}.{document['doc_id']}.txt")
        written.add(path)
        _write(path, record.source)
    return len(written)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise UserError(f"{path}: cannot be written ({error.strerror}): choose another --to") from None


def replays(dataset: Dataset, rule: str) -> Iterable[tuple[Record, Replayed]]:
    """The pages that `rule` changed, each with what it would be without it."""
    for record in dataset.records():
        if any(edit.rule == rule and edit.mode == "applied" for edit in record.edits):
            yield record, without_rule(record.document["text"], record.edits, rule)


def effect(dataset: Dataset, rule: str) -> RuleEffect:
    """What `rule` did. Raises UserError where it did nothing, naming rules with such a beginning."""
    found = RuleEffect()
    for record, replayed in replays(dataset, rule):
        found.pages += 1
        found.edits += len(replayed.reverted)
        found.dependent += len(replayed.dependent)
        found.revived += len(replayed.revived)
        found.examples += [(record.document["uri"], edit) for edit in replayed.reverted][: SHOWN - len(found.examples)]
    if not found.pages:
        raise UserError(
            f"{rule}: no rule of this name changed anything: list those that did with `corrigenda query rules`"
        )
    return found


def write_without(dataset: Dataset, rule: str, folder: Path) -> int:
    """Write each changed page's text without `rule` to a file below `folder`; the number of pages. Raises UserError."""
    count = 0
    for record, replayed in replays(dataset, rule):
        _write(file_of(record.document["uri"], record.document["doc_id"], folder), replayed.text)
        count += 1
    return count
