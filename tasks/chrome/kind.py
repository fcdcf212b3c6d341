"""Which pages are no articles at all: flagged with what they are instead, and kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tasks.chrome.line import Line

FLAG = "not-an-article:"
FEW_PROSE = 3
"""Lines of prose below which a page that also shows an error, or asks for consent, is nothing else."""
CONSENT_LINES = 3
HEADLINES = 6
"""Headlines, and no paragraph between them, that make a page a list of headlines."""


def not_an_article(lines: Sequence[Line], left: Sequence[str]) -> str | None:
    """The flag of a page that is no article, None for one that may be: its lines, and the kinds of those left.

    `error` a page that says it is not there or wants to know who asks, `consent` a cookie wall, `empty` nothing left,
    `menu` nothing but labels, `headlines` nothing but headlines.
    """
    return _shown(lines) or _left(Counter(left)) if left.count("prose") < FEW_PROSE else None


def _shown(lines: Sequence[Line]) -> str | None:
    shown = Counter(line.entry.kind for line in lines if line.entry is not None)
    if shown["error"]:
        return FLAG + "error"
    return FLAG + "consent" if shown["consent"] >= CONSENT_LINES else None


def _left(kept: Counter[str]) -> str | None:
    if not kept:
        return FLAG + "empty"
    if kept["prose"] or kept["sentence"] > 1:
        return None
    if kept["heading"] + kept["short"] >= HEADLINES:
        return FLAG + "headlines"
    return FLAG + "menu" if kept["tiny"] + kept["section"] + kept["menu"] > 1 else None
