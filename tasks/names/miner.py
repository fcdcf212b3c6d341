"""Proposals: a name one or two letters from a more frequent name of the same page is perhaps that name, misspelt.

Such edits are never applied; they are for a person to review (measured elsewhere: two in three are right).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tasks.names.context import other_given
from tasks.names.fold import key
from tasks.names.person import Found
from tasks.names.reader import Reader
from tasks.names.table import NameTable
from tasks.page import Edit

RULE = "names.near"
SHORTEST = 6
"""Letters a name must have to be compared."""
DERIVATIONS = ("an", "ans", "ish", "ese", "i", "is", "ic", "ist", "ists", "ism")
STEM = 4
LONG = 8
"""Letters from which two edits are few; below, only one is."""


def mine(reader: Reader, found: Sequence[Found], others: Sequence[tuple[int, str]], table: NameTable) -> Iterator[Edit]:
    """Proposed edits of words that stand once and are nearly a name that stands more often. Sorted by place.

    `others` are the capitalised words that are no part of a name of the table, nor English.
    """
    counts = Counter(word for _, word in others)
    once = [(start, word) for start, word in others if counts[word] == 1 and len(word) >= SHORTEST]
    if not once:
        return
    known = (reader.text[one.start : one.end].split()[-1] for one in found if one.shape in ("full", "surname"))
    total = counts.copy()
    total.update(known)
    frequent: dict[str, list[str]] = {}
    for word, n in total.items():
        if n > 1 and len(word) >= SHORTEST:
            frequent.setdefault(word[0], []).append(word)
    for start, word in once:
        near = [name for name in frequent.get(word[0], ()) if _near(word, name)]
        if len(near) != 1 or table.lexicon.common(key(word)):
            continue
        if not other_given(reader.preceding(start), table.lexicon):
            reason = f"{near[0]} stands {total[near[0]]} times on the page"
            yield Edit("names", RULE, start, start + len(word), word, near[0], reason, "human", "proposed")


def _near(word: str, name: str) -> bool:
    """Whether two words with the same first letter differ by a slip, not by an ending."""
    few = 1 + (min(len(word), len(name)) >= LONG)
    if abs(len(word) - len(name)) > 1 + (len(name) >= LONG):
        return False
    own, other = key(word), key(name)
    if sum(max(0, own.count(letter) - other.count(letter)) for letter in set(own)) > few:
        return False  # so many letters are wrong that no order of them helps
    if word.startswith(name) or name.startswith(word) or (len(word) != len(name) and _derived(word, name)):
        return False
    return 0 < distance(own, other) <= few


def _derived(word: str, name: str) -> bool:
    """Whether one may be the adjective or the people of the other (Carolinian, Carolina)."""
    longer = max(word, name, key=len)
    return longer.endswith(DERIVATIONS) and word[:STEM] == name[:STEM]


def distance(a: str, b: str) -> int:
    """Letters to insert, delete, replace or swap with a neighbour to get from `a` to `b` (restricted Damerau)."""
    before, row = list[int](), list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        last, before, row = before, row, [i]
        for j, other in enumerate(b, 1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
