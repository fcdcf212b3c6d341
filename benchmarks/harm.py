"""Harm: what the repairs change in edited English, where next to nothing should change.

    python benchmarks/harm.py CORPUS... [--tables DIR] [--show RULE] [--floor N]

A corpus is a text file whose documents are separated by form feeds, or JSON lines (`.jsonl`, `.jsonl.gz`) of which the
field `gold` or else `text` is read where `lang` is en or absent. Prints, for each rule, the changes it applied, held
back and proposed, and applied changes per million words, each with what it changed; a person judges them.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from tasks.page import Edit, Page
from tasks.repair import encoding, punctuation, substitution
from tasks.tables import SHIPPED

CONTEXT = 50


def documents(path: Path) -> Iterator[str]:
    """The English documents of a corpus file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        if ".jsonl" in path.suffixes:
            for line in stream:
                record = json.loads(line)
                if record.get("lang") in {None, "en"}:
                    yield record.get("gold") or record.get("text") or ""
        else:
            yield from stream.read().split("\f")


def changes(text: str, table: substitution.SubstitutionTable, apply: substitution.Apply) -> Iterator[tuple[Edit, str]]:
    """Every edit of the three repair stages, with the text around it as its stage got it."""
    page = Page("", text, text, language="en")
    for stage in (encoding.repair, punctuation.repair, lambda page: substitution.repair(page, table, apply)):
        done = stage(page)
        for edit in done.edits[len(page.edits) :]:
            around = page.text[max(0, edit.start - CONTEXT) : edit.end + CONTEXT].replace("\n", "⏎")
            yield edit, around
        page = done


def main() -> int:
    """Run, print the counts and the examples; 1 where more is applied per million words than `--floor` allows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--tables", type=Path, action="append")
    parser.add_argument("--apply", choices=["certain", "probable"], default="certain")
    parser.add_argument("--show", default="", help="rules whose id begins so: print every change")
    parser.add_argument("--most", type=int, default=3, help="examples a rule")
    parser.add_argument("--stage", action="append")
    parser.add_argument("--floor", type=float, help="applied changes per million words allowed")
    parser.add_argument("--record", type=Path, help="write the phrase rules heard to this silence.csv")
    options = parser.parse_args()
    table = substitution.load(options.tables or [SHIPPED])
    words, modes, examples = 0, defaultdict(Counter), defaultdict(list)
    for path in options.corpus:
        for text in documents(path):
            words += len(text.split())
            for edit, around in changes(text, table, options.apply):
                if options.stage is None or edit.stage in options.stage:
                    modes[f"{edit.stage}/{edit.rule}"][edit.mode] += 1
                    if edit.mode == "applied":
                        examples[f"{edit.stage}/{edit.rule}"].append((edit, around))
    if options.record:
        record(options.record, [path.name for path in options.corpus], words, modes)
    total = report(words, modes, examples, options.show, options.most)
    return int(options.floor is not None and total > options.floor)


def record(path: Path, corpora: list[str], words: int, modes: dict[str, Counter[str]]) -> None:
    """Write how often each phrase rule changed the corpora; judgements already there are kept."""
    judged = {}
    if path.exists():
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        judged = {row["rule"]: row["judged"] for row in csv.DictReader(lines)}
    heard = {
        rule.split("/")[1]: counts["applied"] for rule, counts in modes.items() if rule.startswith("substitution/")
    }
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(f"# Phrase rules that changed edited English: {words} words of {', '.join(corpora)}.\n")
        stream.write("# Made by benchmarks/harm.py --record; `judged` is written by hand and kept.\n")
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["rule", "applied", "per_million", "judged"])
        for rule, count in sorted(heard.items()):
            if count and not rule.startswith("typo."):
                writer.writerow([rule, count, round(count / words * 1e6, 2), judged.get(rule, "")])


def report(
    words: int, modes: dict[str, Counter[str]], examples: dict[str, list[tuple[Edit, str]]], show: str, most: int
) -> float:
    """Print the table; returns the applied changes per million words."""
    million = max(words, 1) / 1e6
    for rule, counts in sorted(modes.items(), key=lambda item: -item[1]["applied"]):
        rest = ", ".join(f"{mode} {count}" for mode, count in counts.items() if mode != "applied")
        print(f"{counts['applied']:6} {counts['applied'] / million:9.2f}/M  {rule}  {rest}")
        chosen = examples[rule] if show and rule.split("/")[1].startswith(show) else examples[rule][:most]
        for edit, around in chosen:
            print(f"          {edit.before!r} -> {edit.after!r}   in  {around!r}")
    total = sum(counts["applied"] for counts in modes.values())
    print(f"{words} words, {total} applied changes, {total / million:.1f} per million words")
    return total / million


if __name__ == "__main__":
    sys.exit(main())
