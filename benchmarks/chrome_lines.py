"""Turns labelled pages into the line features that `chrome_train.py` learns from: numbers, no text.

    python benchmarks/chrome_lines.py LINES.jsonl.gz [NEWS.json]

LINES.jsonl.gz: records with url, text and lines (n, label, unsure). NEWS.json: a list of pages with url, text and lab
(pairs of line number and label), flattened from news pages with a gold article.
Writes `seeds/models/chrome_lines.csv.gz`: one row a line that the table does not decide, with its origin (pages,
news), its site as a number, whether its page is a forum's, its label (1 chrome, 0 content) and its features as numbers
of the header's list. What a page says, its address and its name do not go in.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from tasks.chrome.features import see
from tasks.chrome.table import ChromeTable, load
from tasks.tables import SHIPPED

TARGET = Path(__file__).resolve().parents[1] / "seeds" / "models" / "chrome_lines.csv.gz"
ONE_IN = 6
"""News pages have many lines: one in so many is taken."""
NETWORK = re.compile(r"stackexchange|superuser|serverfault|stackoverflow|askubuntu|mathoverflow")
LABELS = {"chrome": 1, "content": 0}


def site(url: str, number: int) -> str:
    """The registered domain, roughly; sites of one network are one site."""
    host = urlsplit(url or "").netloc
    return "network" if NETWORK.search(host) else ".".join(host.split(".")[-2:]) or f"page {number}"


def pages(path: Path) -> Iterator[tuple[str, str, dict[int, str]]]:
    """url, text and {line number: label} of the labelled pages in a gold file."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            page = json.loads(line)
            yield page["url"], page["text"], {x["n"]: x["label"] for x in page["lines"] if not x["unsure"]}


def news(path: Path) -> Iterator[tuple[str, str, dict[int, str]]]:
    """url, text and {line number: label} of flattened news pages."""
    for page in json.loads(path.read_text(encoding="utf-8")):
        yield page["url"], page["text"], dict(page["lab"])


def rows(
    origin: str,
    source: Iterator[tuple[str, str, dict[int, str]]],
    table: ChromeTable,
    sites: dict[str, int],
    one_in: int,
) -> Iterator[tuple[str, int, int, int, list[str]]]:
    """Origin, site, forum, label and features of each labelled line that the table leaves open."""
    count = 0
    for number, (url, text, labels) in enumerate(source):
        lines = see(text.split("\n"), table, url).lines
        forum = int(any(name.startswith("forum: ") for line in lines for name in line.names))
        for line in lines:
            label = LABELS.get(labels.get(line.number, ""))
            if label is None or line.certain or not re.search(r"\w", line.text):
                continue
            count += 1
            if count % one_in == 0:
                where = sites.setdefault(site(url, number), len(sites))
                yield origin, where, forum, label, sorted(set(line.names))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lines", type=Path)
    parser.add_argument("news", type=Path, nargs="?")
    arguments = parser.parse_args()
    table, sites = load([SHIPPED]), {}
    found = list(rows("pages", pages(arguments.lines), table, sites, 1))
    if arguments.news:
        found += rows("news", news(arguments.news), table, sites, ONE_IN)
    names = sorted({name for *_, own in found for name in own})
    place = {name: str(number) for number, name in enumerate(names)}
    lines = ["|".join(names)]
    for origin, where, forum, label, own in found:
        lines.append(f"{origin},{where},{forum},{label},{' '.join(place[name] for name in own)}")
    TARGET.write_bytes(gzip.compress("\n".join(lines).encode() + b"\n", 9, mtime=0))
    print(f"{len(found)} lines, {len(names)} features, {len(sites)} sites, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
