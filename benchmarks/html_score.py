"""Precision and recall of an extracted text by runs of four words, as article-extraction-benchmark has it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import mean

WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|\w+")
RUN = 4

Score = tuple[float | None, float | None]


def runs(text: str) -> Counter[tuple[str, ...]]:
    """How often each run of four words stands in the text; a shorter text is one run."""
    words = WORD.findall(text or "")
    return Counter(run for i in range(max(1, len(words) - RUN + 1)) if (run := tuple(words[i : i + RUN])))


def page_score(gold: str, text: str) -> Score:
    """Precision and recall of one page's text; None where there is nothing to divide by."""
    wanted, given = runs(gold), runs(text)
    right = sum((wanted & given).values())
    return (
        right / sum(given.values()) if given else None,
        right / sum(wanted.values()) if wanted else None,
    )


def mean_scores(scores: Sequence[Score]) -> tuple[float, float, float]:
    """Mean precision, mean recall over the pages that have one, and the F1 of the two."""
    precision = mean([p for p, _ in scores if p is not None] or [0.0])
    recall = mean([r for _, r in scores if r is not None] or [0.0])
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
