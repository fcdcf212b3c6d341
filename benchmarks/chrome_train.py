"""Trains the weights of `seeds/models/chrome.csv`, and shows what they are worth on sites they have not seen.

    python benchmarks/chrome_train.py [--write]

Logistic regression with a quadratic penalty, by Newton's method, on `seeds/models/chrome_lines.csv.gz`, which
`chrome_lines.py` made. Cross-validated five times in ten parts split by site; the figures are of the lines that have
to be weighed, which are the hard ones. Needs numpy; the same input gives the same file.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tasks.chrome.context import INSIDE, OF_PROSE, OUTSIDE

MODELS = Path(__file__).resolve().parents[1] / "seeds" / "models"
PENALTY = 0.2
"""Inverse strength of the quadratic penalty."""
CONTENT, FORUM_CONTENT = 1.8, 2.5
"""What a content line counts, and one of a forum's page: its loss is worse than a line of chrome left."""
PARTS, TIMES = 10, 5
SMALLEST = 0.1
"""Weights nearer to nothing are left out of the file."""


class Data(NamedTuple):
    names: list[str]
    x: np.ndarray
    y: np.ndarray
    weight: np.ndarray
    site: np.ndarray


def read() -> Data:
    text = gzip.decompress((MODELS / "chrome_lines.csv.gz").read_bytes()).decode()
    _, header, *rows = text.splitlines()
    names = header.split("|")
    x = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1
    columns = []
    for at, row in enumerate(rows):
        _, site, forum, label, own = row.split(",")
        x[at, [int(number) for number in own.split()]] = 1
        columns.append((int(label), int(forum), int(site)))
    y, forum, site = np.array(columns).T
    weight = np.where(y == 0, np.where(forum == 1, FORUM_CONTENT, CONTENT), 1.0)
    return Data(names, x, y, weight, site)


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """The weights; the last one, of no feature, is not penalised."""
    penalty = np.full(x.shape[1], 1 / PENALTY)
    penalty[-1] = 1e-6
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (weight * (p - y)) + penalty * w
        bend = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return w


def crossed(data: Data, seed: int) -> np.ndarray:
    """The score of each line by weights that have seen no line of its site."""
    sites = np.random.default_rng(seed).permutation(data.site.max() + 1) % PARTS
    part = sites[data.site]
    scores = np.zeros(len(data.y))
    for number in range(PARTS):
        seen = part != number
        scores[~seen] = data.x[~seen] @ fit(data.x[seen], data.y[seen], data.weight[seen])
    return scores


def figures(name: str, data: Data, gone: list[np.ndarray]) -> None:
    """Prints precision, recall and F1, and the share of content lost, over all times."""
    y, z = np.tile(data.y, len(gone)), np.concatenate(gone)
    hit, lost = (z & (y == 1)).sum(), (z & (y == 0)).sum()
    p, r = hit / max(1, hit + lost), hit / max(1, (y == 1).sum())
    share = lost / max(1, (y == 0).sum())
    print(f"{name:16} P {p:.4f} R {r:.4f} F1 {2 * p * r / max(1e-9, p + r):.4f}, content lost {share:.2%}")


def having(data: Data, said: str) -> np.ndarray:
    """Which lines have a feature that says so: at its end, or of a place before the colon."""
    wanted = [at for at, name in enumerate(data.names) if name.endswith(said) or said in name.split(": ")]
    return data.x[:, wanted].any(axis=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write seeds/models/chrome.csv")
    arguments = parser.parse_args()
    data = read()
    w = fit(data.x, data.y, data.weight)
    prose, inside = having(data, "the run: prose"), having(data, "in the run")
    bound = np.where(prose, OF_PROSE, np.where(inside, INSIDE, OUTSIDE))
    figures("rules alone", data, [~prose & ~inside])
    figures("sites not seen", data, [crossed(data, seed) > bound for seed in range(TIMES)])
    figures("fitted", data, [data.x @ w > bound])
    if arguments.write:
        with (MODELS / "chrome.csv").open("w", encoding="utf-8", newline="") as stream:
            stream.write(
                "# Log odds of chrome against content, by feature; written by benchmarks/chrome_train.py, reviewed.\n"
            )
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(("feature", "weight"))
            writer.writerow(("always", round(w[-1], 1)))
            writer.writerows((n, round(v, 1)) for n, v in zip(data.names, w, strict=False) if abs(v) >= SMALLEST)


if __name__ == "__main__":
    main()
