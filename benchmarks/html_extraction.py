"""Article extraction beside its peers: pages a second and F1, on the same pages, in one process, in turn on each page.

    python benchmarks/html_extraction.py GOLD.jsonl.gz [--rounds 3] [--only NAME …] [--write docs/benchmarks/html.md]

GOLD is JSON lines with id, html and the article's text in `gold`; `url`, `set`, `lang`, `title` and `date` are used
where they are there. Peers (requirements-peers.txt) that are not installed are named and left out. "flatten" is all of
what Corrigenda does to an HTML page: the text, a reason for each line that goes, and the metadata, date included; the
peers give the text alone. "parse" is lexbor's bare parse, the limit. Times are processor time, the collector running.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from html_score import mean_scores, page_score

from tasks import html
from tasks.tables import SHIPPED

Extract = Callable[[dict], str]


def corrigenda() -> Extract:
    rules = html.load([SHIPPED])

    def extract(record: dict) -> str:
        flat = html.flatten(record["html"], record.get("url"), rules)
        lines = zip(flat.text.split("\n"), flat.blocks, strict=True)
        return "\n\n".join(line for line, block in lines if not block.drop and block.role == "content")

    return extract


def trafilatura() -> Extract:
    from trafilatura import extract

    return lambda record: extract(record["html"], include_comments=False) or ""


def resiliparse() -> Extract:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda record: extract_plain_text(record["html"], main_content=True)


def readability() -> Extract:
    import lxml.html
    from readability import Document

    return lambda record: lxml.html.fromstring(Document(record["html"]).summary()).text_content()


def justext() -> Extract:
    import justext as library

    words = library.get_stoplist("English")
    every = frozenset().union(*map(library.get_stoplist, library.get_stoplists()))

    def extract(record: dict) -> str:
        known = words if record.get("lang") in (None, "en") else every
        return "\n\n".join(
            p.text for p in library.justext(record["html"].encode(), known, encoding="utf-8") if not p.is_boilerplate
        )

    return extract


def parse() -> Extract:
    from selectolax.lexbor import LexborHTMLParser

    def extract(record: dict) -> str:
        LexborHTMLParser(record["html"])
        return ""

    return extract


EXTRACTORS: dict[str, Callable[[], Extract]] = {
    "flatten": corrigenda,
    "trafilatura": trafilatura,
    "resiliparse": resiliparse,
    "readability-lxml": readability,
    "jusText": justext,
    "parse": parse,
}


def installed(names: list[str]) -> dict[str, Extract]:
    """The extractors that can be had, by name; says which cannot."""
    found = {}
    for name in names:
        try:
            found[name] = EXTRACTORS[name]()
        except ImportError as error:
            print(f"{name}: not installed ({error}): pip install -r benchmarks/requirements-peers.txt")
    return found


def timed(extract: Extract, record: dict) -> tuple[float, str]:
    """Seconds of processor time, and the text."""
    start = time.process_time()
    try:
        text = extract(record)
    except Exception:  # a peer that fails on a page has found nothing on it
        text = ""
    return time.process_time() - start, text


def grouped(texts: list[str], records: list[dict]) -> dict[str, str]:
    """The F1 of an extractor's texts: over all pages, over each set, and over its English and other pages."""
    groups: dict[str, list] = defaultdict(list)
    for record, text in zip(records, texts, strict=True):
        score = page_score(record["gold"], text)
        name = record.get("set", "")
        for group in ("all", name, f"{name} {'English' if record.get('lang') == 'en' else 'other'}".strip()):
            groups[group].append(score)
    return {f"{group} ({len(v)})": f"{mean_scores(v)[2]:.4f}" for group, v in sorted(groups.items()) if group}


def table(seconds: dict[str, list[float]], texts: dict[str, list[str]], records: list[dict]) -> list[str]:
    """In Markdown, a row for each extractor: pages a second, how many times trafilatura's, and F1 by group of pages."""
    speed = {name: len(records) / statistics.median(spent) for name, spent in seconds.items()}
    base = speed.get("trafilatura", 0.0)
    scores = {name: grouped(given, records) for name, given in texts.items()}
    columns = list(next(iter(scores.values())))
    rows = [["extractor", "pages/s", "times trafilatura", *(f"F1 {column}" for column in columns)]]
    rows.append(["---", *["---:"] * (len(columns) + 2)])
    for name, pages in speed.items():
        shown = ["" for _ in columns] if name == "parse" else [scores[name][column] for column in columns]
        rows.append([name, f"{pages:,.1f}", f"{pages / base:.2f}" if base else "", *shown])
    return [f"| {' | '.join(row)} |" for row in rows]


def letters(text: str | None) -> str:
    return "".join(filter(str.isalnum, (text or "").lower()))


def metadata(records: list[dict]) -> list[str]:
    """How often title and date agree with the gold, and where the dates came from."""
    rules = html.load([SHIPPED])
    titles, dates = [], []
    sources: dict[str, list[bool]] = defaultdict(list)
    for record in records:
        flat = html.flatten(record["html"], record.get("url"), rules)
        if record.get("title"):
            wanted = letters(record["title"])
            line = next((t for t, b in zip(flat.text.split("\n"), flat.blocks, strict=True) if b.role == "title"), "")
            titles.append((letters(flat.declared.get("title")) == wanted, letters(line) == wanted))
        if record.get("date"):
            given = flat.declared.get("date", "")[:10]
            dates.append((given == record["date"][:10], not given))
            sources[flat.declared.get("date_from", "none")].append(given == record["date"][:10])
    said = []
    if titles:
        declared, line = (sum(column) / len(titles) for column in zip(*titles, strict=True))
        said.append(f"- title, {len(titles)} pages: declared right {declared:.3f}, headline line right {line:.3f}")
    if dates:
        right, absent = (sum(column) / len(dates) for column in zip(*dates, strict=True))
        said.append(
            f"- date, {len(dates)} pages: right {right:.3f}, wrong {1 - right - absent:.3f}, absent {absent:.3f}"
        )
    for source, results in sorted(sources.items(), key=lambda item: -len(item[1])):
        said.append(f"  - from {source}: {sum(results)} of {len(results)} right")
    return said


def run(extractors: dict[str, Extract], records: list[dict], rounds: int) -> tuple[dict, dict]:
    """Seconds of each round and the texts, by extractor; in turn on each page: a busy machine slows all alike."""
    seconds: dict[str, list[float]] = {name: [0.0] * rounds for name in extractors}
    texts: dict[str, list[str]] = {name: [] for name in extractors}
    for extract in extractors.values():
        for record in records[-20:]:
            timed(extract, record)  # what an extractor imports or builds once is no part of a page's time
    for turn in range(rounds):
        for record in records:
            for name, extract in extractors.items():
                spent, text = timed(extract, record)
                seconds[name][turn] += spent
                if turn == 0:
                    texts[name].append(text)
    return seconds, texts


HEAD = """# HTML to article: Corrigenda beside its peers

Written by `benchmarks/html_extraction.py`: {pages} pages whose article is known, all extractors in turn on each page,
in one process; processor time, median of {rounds} rounds. "flatten" is all of what Corrigenda does to an HTML page:
the text, a reason for each line that goes, and the metadata with the date; the peers give the text alone. "parse" is
lexbor's bare parse, the limit. F1 is over runs of four words, means over the pages.

The weights are fitted to these very pages; `benchmarks/html_weights.py` judges pages of sites that the weights have
not seen: [html-unseen.md](html-unseen.md).
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=list(EXTRACTORS), default=list(EXTRACTORS))
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    opener = gzip.open if options.gold.suffix == ".gz" else open
    with opener(options.gold, "rt", encoding="utf-8") as stream:
        records = [json.loads(line) for line in stream]
    logging.disable()  # peers tell at length of what they cannot read
    seconds, texts = run(installed(options.only), records, options.rounds)
    lines = [*table(seconds, texts, records), "", "## Metadata that agree with what is known", "", *metadata(records)]
    print("\n".join(lines))
    if options.write:
        head = HEAD.format(pages=len(records), rounds=options.rounds)
        options.write.write_text("\n".join([head, *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
