"""Precision and recall of a text against its gold, by word 4-shingles.

The measure of Zyte's article-extraction-benchmark: shingles counted with their frequency; means are taken over the
pages where the figure exists, and F1 from the two means.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from statistics import mean
from typing import NamedTuple

LENGTH = 4
"""Words of a shingle."""

_WORDS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|\w+")
"""Words; in Thai, Japanese and Chinese, which write no spaces, characters."""


class Score(NamedTuple):
    """Precision and recall, each None where it does not exist (no shingles on that side)."""

    precision: float | None
    recall: float | None


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The 4-shingles of a text with their counts; a text of fewer words is one shingle."""
    words = _WORDS.findall(text)
    count = max(1, len(words) - LENGTH + 1)
    return Counter(shingle for i in range(count) if (shingle := tuple(words[i : i + LENGTH])))


def score(clean: str, gold: str) -> Score:
    """Precision and recall of a clean text against its gold text."""
    found, wanted = shingles(clean), shingles(gold)
    common = (found & wanted).total()
    return Score(
        common / found.total() if found else None,
        common / wanted.total() if wanted else None,
    )


def overall(scores: Iterable[Score]) -> tuple[float, float, float]:
    """Mean precision, mean recall, and the F1 of the two."""
    listed = list(scores)
    precision = mean([s.precision for s in listed if s.precision is not None] or [0.0])
    recall = mean([s.recall for s in listed if s.recall is not None] or [0.0])
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0
