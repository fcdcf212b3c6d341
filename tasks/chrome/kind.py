"""Which pages are no articles at all: flagged with what they are instead, and kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from tasks.chrome.line import Line

FLAG = "not-an-article:"
FEW_PROSE = 3
"""Lines of prose below which a page that also shows an error, or asks for consent, is nothing else."""
CONSENT_LINES = 3
HEADLINES = 6
"""Headlines, and no paragraph between them, that make a page a list of headlines."""


def not_an_article(lines: Sequence[Line], gone: Collection[int]) -> str | None:
    """The flag of a page that is no article, None for one that may be: `gone` are the numbers of the removed lines.

    `error` a page that says it is not there or wants to know who asks, `consent` a cookie wall, `empty` nothing left,
    `menu` nothing but labels, `headlines` nothing but headlines.
    """
    kept = Counter(line.kind for line in lines if line.number not in gone)
    of_table = Counter(line.entry.kind for line in lines if line.entry is not None)
    prose = kept["prose"]
    if of_table["error"] and prose < FEW_PROSE:
        return FLAG + "error"
    if of_table["consent"] >= CONSENT_LINES and prose < FEW_PROSE:
        return FLAG + "consent"
    if not kept:
        return FLAG + "empty"
    if prose or kept["sentence"] > 1:
        return None
    if kept["heading"] + kept["short"] >= HEADLINES:
        return FLAG + "headlines"
    return FLAG + "menu" if kept["tiny"] + kept["section"] + kept["menu"] > 1 else None
