"""Fit the weights of HTML evidence (`seeds/models/html.csv`) to pages whose article text is known.

    python benchmarks/html_weights.py GOLD.jsonl.gz [--folds 5] [--report docs/benchmarks/html-unseen.md]
                                      [--write seeds/models/html.csv]

GOLD is JSON lines with id, html and the article's text in `gold`. Two logistic regressions: the first opinion on a line
from the line, its elements and its neighbours; the second from the same evidence and from what the first opinions say
of the whole page. The first opinions that the second learns from are made by a model that has not seen their page.
Scores are printed for pages of sites that the weights were not fitted to. Needs scikit-learn (requirements-peers.txt).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np
from html_score import mean_scores, page_score
from scipy import sparse
from selectolax.lexbor import LexborHTMLParser
from sklearn.linear_model import LogisticRegression

from tasks.html.choose import decide
from tasks.html.context import NUMBERS, Second
from tasks.html.declared import declare
from tasks.html.element import Elements
from tasks.html.evidence import First
from tasks.html.lines import read
from tasks.html.rules import load
from tasks.html.survey import Survey, in_question
from tasks.html.tame import tame
from tasks.tables import SHIPPED

WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|\w+")
FEWEST_PAGES = 4
"""Pages on which a piece of evidence must stand to be weighed."""
STRENGTH = {"first": 0.03, "second": 0.1}
"""The inverse of the penalty on large weights, chosen on held-out sites."""
PARTS = 4
"""Parts of the pages, by site: the first opinions on each are by weights fitted to the others."""
BOLD = {"article": 3.0, "heads": 6.0, "copies": 3.0}
"""Evidence of a kind that is rare but sure: large weights on it cost less by the square of this."""
SMALLEST = 0.02
"""Weights below this are left out of the table."""


class Known:
    """A page with its evidence and, for each line, how much of it stands in the known text."""

    def __init__(self, record: dict, vocabulary: dict[str, str]) -> None:
        markup = tame(record["html"])
        tree = LexborHTMLParser(markup)
        declared = declare(tree, "", record.get("url"))
        lines = read(tree, Elements(vocabulary))
        self.lines = [lines[i] for i in in_question(lines)]
        self.survey = Survey(self.lines, declared.body, declared.titles)
        self.gold = record["gold"]
        self.group = (record.get("set", ""), "en" if record.get("lang") == "en" else "other")
        self.site = re.sub(r"[-_]?\d.*$", "", record["id"].split("/")[-1]).lower()
        first = First(self.survey)
        self.evidence = [first.of(i) for i in range(len(self.lines))]
        self.share, self.words = self._labels()
        known = max(len(WORD.findall(self.gold)), 100)
        self.weight = [min((words + 1) / known, 0.3) for words in self.words]

    def _labels(self) -> tuple[list[float], list[int]]:
        words = WORD.findall(self.gold.lower())
        runs = {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
        whole = {tuple(WORD.findall(line.lower())) for line in self.gold.split("\n")}
        share, count = [], []
        for line in self.lines:
            own = WORD.findall(line.text.lower())
            mine = [tuple(own[i : i + 4]) for i in range(len(own) - 3)]
            share.append(
                sum(run in runs for run in mine) / len(mine) if mine else float(bool(own) and tuple(own) in whole)
            )
            count.append(len(own))
        return share, count

    def text(self, keep: list[bool]) -> str:
        return "\n\n".join(line.text for line, kept in zip(self.lines, keep, strict=True) if kept)


def fit(rows: list[dict], labels: np.ndarray, weights: np.ndarray, strength: float) -> dict:
    """The weight of each piece of evidence (and ("always",)), by logistic regression on soft labels."""
    rows = [{name: value * BOLD.get(name[0], 1.0) for name, value in row.items()} for row in rows]
    names = {name: i for i, name in enumerate(sorted({name for row in rows for name in row}, key=str))}
    indices = [names[name] for row in rows for name in row]
    values = [value for row in rows for value in row.values()]
    starts = np.cumsum([0] + [len(row) for row in rows])
    matrix = sparse.csr_matrix((values, indices, starts), shape=(len(rows), len(names)))
    both = sparse.vstack([matrix, matrix]).tocsr()
    sample = np.r_[weights * labels, weights * (1 - labels)]
    target = np.r_[np.ones(len(labels)), np.zeros(len(labels))]
    used = sample > 0
    model = LogisticRegression(C=strength, max_iter=1000).fit(both[used], target[used], sample_weight=sample[used])
    weights = {name: weight * BOLD.get(name[0], 1.0) for name, weight in zip(names, model.coef_[0], strict=True)}
    return {**weights, ("always",): model.intercept_[0]}


class Fitter:
    """Fits both opinions to chosen pages and applies them to any."""

    def __init__(self, pages: list[Known]) -> None:
        counts = Counter(name for page in pages for name in {n for held in page.evidence for n in held})
        self.common = {name for name, count in counts.items() if count >= FEWEST_PAGES or name[0] in BOLD}
        mean = np.mean([w for page in pages for w in page.weight])
        self.scale = 1 / mean

    def first(self, pages: list[Known]) -> dict:
        rows = [{n: 1.0 for n in held if n in self.common} for page in pages for held in page.evidence]
        return self._fit(rows, [(page, i) for page in pages for i in range(len(page.lines))], "first")

    def second(self, pages: list[Known], opinions: list[list[float]]) -> dict:
        rows, lines = [], []
        for page, opinion in zip(pages, opinions, strict=True):
            second = Second(page.survey, opinion)
            for i, held in enumerate(page.evidence):
                if second.settled(i):
                    continue
                row = {n: 1.0 for n in held if n in self.common}
                row.update(dict.fromkeys(second.of(i), 1.0))
                row.update({("number", name): v for name, v in zip(NUMBERS, second.numbers(i), strict=True)})
                rows.append(row)
                lines.append((page, i))
        return self._fit(rows, lines, "second")

    def _fit(self, rows: list[dict], lines: list[tuple[Known, int]], which: str) -> dict:
        labels = np.array([page.share[i] for page, i in lines])
        weights = np.array([page.weight[i] for page, i in lines]) * self.scale
        return fit(rows, labels, weights, STRENGTH[which])

    def both(self, pages: list[Known]) -> tuple[dict, dict]:
        """The weights of the first opinion and of the second."""
        return self.first(pages), self.second(pages, self._unseen(pages))

    def _unseen(self, pages: list[Known]) -> list[list[float]]:
        """The first opinions on each page, by weights fitted to pages of other sites."""
        sites = sorted({page.site for page in pages})
        random.Random(2).shuffle(sites)
        part = {site: i % PARTS for i, site in enumerate(sites)}
        models = [self.first([page for page in pages if part[page.site] != which]) for which in range(PARTS)]
        return [opine(page, models[part[page.site]]) for page in pages]


def opine(page: Known, weights: dict) -> list[float]:
    """The first opinions on a page's lines."""
    base = weights[("always",)]
    return [base + sum(weights.get(n, 0.0) for n in held) for held in page.evidence]


def judge(page: Known, first: dict, second: dict) -> list[float]:
    """The second opinions on a page's lines."""
    place = Second(page.survey, opine(page, first))
    numbers = [second.get(("number", name), 0.0) for name in NUMBERS]
    return place.weigh(second, numbers, opine(page, second))


def cross_validate(pages: list[Known], folds: int) -> list[str]:
    """A line of scores for each group of pages; each page is judged by weights fitted to other sites."""
    sites = sorted({page.site for page in pages})
    random.Random(1).shuffle(sites)
    fold = {site: i % folds for i, site in enumerate(sites)}
    scores: dict[tuple, list] = {}
    for held_out in range(folds):
        seen = [page for page in pages if fold[page.site] != held_out]
        first, second = Fitter(seen).both(seen)
        for page in pages:
            if fold[page.site] == held_out:
                result = page_score(page.gold, page.text(decide(judge(page, first, second), page.survey.size)))
                for group in (page.group, (page.group[0],), ("all",)):
                    scores.setdefault(group, []).append(result)
    return [
        f"| {' '.join(group)} | {len(v)} | {p:.4f} | {r:.4f} | {f:.4f} |"
        for group, v in sorted(scores.items())
        for p, r, f in [mean_scores(v)]
    ]


UNSEEN = """# HTML to article: pages of sites that the weights have not seen

Written by `benchmarks/html_weights.py --folds {folds}`: the pages are parted by site into {folds} parts, and each
part is judged by weights fitted to the others. This, not the figure on the pages that the shipped weights were fitted
to, is what to expect of a page from anywhere. trafilatura on the same pages: [html.md](html.md).

| pages | number | precision | recall | F1 |
| --- | ---: | ---: | ---: | ---: |
"""


def write(path: Path, first: dict, second: dict) -> None:
    """The table of weights: opinion, evidence, weight; the largest first."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(
            "# Log odds that a line belongs to the article, by evidence: benchmarks/html_weights.py fits them.\n"
        )
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(("opinion", "evidence", "weight"))
        for opinion, weights in (("first", first), ("second", second)):
            for name, weight in sorted(weights.items(), key=lambda item: (-abs(round(item[1], 2)), str(item[0]))):
                if abs(weight) >= SMALLEST:
                    number = name[0] == "number"
                    table.writerow(
                        ("number" if number else opinion, " ".join(map(str, name[number:])), f"{weight:.2f}")
                    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--report", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    vocabulary = load([SHIPPED]).vocabulary
    with gzip.open(options.gold, "rt", encoding="utf-8") as stream:
        pages = [Known(json.loads(line), vocabulary) for line in stream]
    if options.folds:
        rows = "\n".join(cross_validate(pages, options.folds))
        print(rows, flush=True)
        if options.report:
            options.report.write_text(f"{UNSEEN.format(folds=options.folds)}{rows}\n", encoding="utf-8")
    if options.write:
        write(options.write, *Fitter(pages).both(pages))


if __name__ == "__main__":
    main()
