"""Turns labelled pages into the line features that `chrome_train.py` learns from: numbers, no text.

    python benchmarks/chrome_lines.py LINES.jsonl.gz

LINES.jsonl.gz: records with url, source (a collection and its licence), text and lines (n, label, unsure).
Writes `seeds/models/chrome_lines.csv.gz`: a note on origin and licence, the features' names, and one row a line that
has to be weighed: its collection, its site as a number, whether its page is a forum's, its label (1 chrome, 0 content)
and its features as numbers of the list. What a page says, its address and its name do not go in.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from tasks.chrome.context import names
from tasks.chrome.features import contexts, see
from tasks.chrome.settled import settled
from tasks.chrome.table import ChromeTable, load
from tasks.tables import SHIPPED

TARGET = Path(__file__).resolve().parents[1] / "seeds" / "models" / "chrome_lines.csv.gz"
NOTE = "# Features of lines of pages labelled for this project; pages from: "
NETWORK = re.compile(r"stackexchange|superuser|serverfault|stackoverflow|askubuntu|mathoverflow")
LABELS = {"chrome": 1, "content": 0}


def site(url: str, number: int) -> str:
    """The registered domain, roughly; sites of one network are one site."""
    host = urlsplit(url or "").netloc
    return "network" if NETWORK.search(host) else ".".join(host.split(".")[-2:]) or f"page {number}"


def pages(path: Path) -> Iterator[tuple[str, str, str, dict[int, str]]]:
    """Source, url, text and {line number: label} of the labelled pages in a gold file."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            page = json.loads(line)
            labels = {x["n"]: x["label"] for x in page["lines"] if not x["unsure"]}
            yield page["source"], page["url"], page["text"], labels


def rows(path: Path, table: ChromeTable) -> Iterator[tuple[str, int, int, int, list[str]]]:
    """Source, site, forum, label and features of each labelled line that has to be weighed."""
    sites: dict[str, int] = {}
    for number, (source, url, text, labels) in enumerate(pages(path)):
        sight = see(text.split("\n"), table, url)
        known = settled(sight)
        where = sites.setdefault(site(url, number), len(sites))
        for at, (line, context) in enumerate(zip(sight.lines, contexts(sight), strict=True)):
            label = LABELS.get(labels.get(sight.numbers[at], ""))
            if label is not None and at not in known and re.search(r"\w", line.text):
                yield source, where, int(sight.forum), label, sorted(names(context))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lines", type=Path)
    found = list(rows(parser.parse_args().lines, load([SHIPPED])))
    features = sorted({name for *_, own in found for name in own})
    place = {name: str(number) for number, name in enumerate(features)}
    sources = sorted({source for source, *_ in found})
    lines = [NOTE + "; ".join(sources), "|".join(features)]
    for source, where, forum, label, own in found:
        lines.append(f"{source.split()[0]},{where},{forum},{label},{' '.join(place[name] for name in own)}")
    TARGET.write_bytes(gzip.compress("\n".join(lines).encode() + b"\n", 9, mtime=0))
    print(f"{len(found)} lines, {len(features)} features, {TARGET.stat().st_size} bytes; {'; '.join(sources)}")


if __name__ == "__main__":
    main()
