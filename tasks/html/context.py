# ruff: noqa: SIM905 - names of elements read best as words in a row
"""What can be said of each line in the light of the whole page: where the article is, and where the line stands to it.

The core is the element over whose lines the first opinions gain most: text that likely belongs to the article counts
for it, text that likely does not counts against it. The second opinion weighs evidence about a line's place: what
stands between it and the core, how far it is from the article's first and last sentences, what its neighbours are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import repeat
from math import exp
from operator import mul
from typing import NamedTuple

from tasks.html.element import Element
from tasks.html.evidence import DENSITIES, SHARES, SIZES, Evidence, density
from tasks.html.survey import Signature, Survey, signature

NUMBERS = (
    "opinion", "block", "parent", "grandparent", "third", "shape", "before", "after", "before2", "after2", "around",
    "branch",
)  # fmt: skip
"""The opinions that the second opinion takes up as numbers: of the line, and means over what stands around it."""

_MOST = 4.0
"""First opinions are cut off at these log odds: none is surer than 50 to 1."""
_SETTLED = -6.0
"""The second opinion on a line that the first has settled."""
_USUAL = 3.2
"""The mean opinion (log odds) on a page's likeliest lines that most pages reach."""
_ENOUGH, _PART = 120.0, 0.25
"""How many words those lines are, and which share of a short page's at most."""
_EVEN = 0.4
"""Likelihood from which a line counts for the element it stands in: its neighbours' company vouches for it."""
_NOTHING = -3.0
"""What is assumed of lines before the first and after the last."""
_LONGEST = 80.0
_WINDOW = 6
_SAYING = 6
"""Words of a line that says something: shorter ones are anywhere."""
_TRUSTED = 0.5
"""Share of the likely text that the structured data must give, to count for the whole and not for its beginning."""
_GAPS = (2, 4, 8, 16, 40)
_TELLING = frozenset("aside nav ul ol dl figure section table blockquote form header footer article li a".split())


class _Place(NamedTuple):
    """Where an element stands: the mean opinion on its branch, the evidence, the side and level of the core."""

    opinion: float
    evidence: list[Evidence]
    side: str
    up: int


class Second:
    """The evidence on each line of one page, given the first opinions on all of them."""

    def __init__(self, survey: Survey, opinions: Sequence[float]) -> None:
        self._survey = survey
        self._weight = [min(size, _LONGEST) for size in survey.size]
        lift = self._lift(opinions)
        self.opinions = [max(-_MOST, min(_MOST, opinion + lift)) for opinion in opinions]
        self._gains = [
            weight * (1 / (1 + exp(-opinion)) - _EVEN)
            for weight, opinion in zip(self._weight, self.opinions, strict=True)
        ]
        self._mean: dict[int, float] = {}
        self._gain: dict[int, float] = {}
        self._shape: dict[Signature, float] = {}
        self._good = 1.0
        self.core = self._sum_up()
        self._over: dict[int, int] = {}
        at = self.core
        while at is not None:
            self._over[at.number] = len(self._over)
            at = at.parent
        self._places: dict[object, _Place] = {}
        self.first, self.last = self._ends()
        self._around = self._means()
        self._run = self._best_run()
        self._told = self._trusted()

    def _lift(self, opinions: Sequence[float]) -> float:
        """What raises the opinions on the likeliest lines to where they are on most pages: each has an article."""
        wanted = min(_ENOUGH, _PART * sum(self._weight))
        held = product = 0.0
        for opinion, weight in sorted(zip(opinions, self._weight, strict=True), reverse=True):
            held += weight
            product += weight * opinion
            if held >= wanted:
                break
        return max(0.0, _USUAL - product / held) if held else 0.0

    def _sum_up(self) -> Element | None:
        """Fill the means and gains of all elements; the element that gains most, the deepest of equals."""
        mass: dict[int, float] = {}
        weights: dict[int, float] = {}
        owners: dict[int, Element] = {}
        shapes: dict[Signature, list[float]] = {}
        gains = self._gain
        good = 0.0
        lines = zip(self._survey.chains, self._weight, self.opinions, self._gains, strict=True)
        for chain, weight, opinion, gain in lines:
            good += max(gain, 0.0)
            product = weight * opinion
            pair = shapes.setdefault(signature(chain[0]), [0.0, 0.0])
            pair[0] += product
            pair[1] += weight
            for element in chain:
                number = element.number
                if number in owners:
                    mass[number] += product
                    weights[number] += weight
                    gains[number] += gain
                else:
                    owners[number] = element
                    mass[number], weights[number], gains[number] = product, weight, gain
        self._good = good or 1.0
        self._mean = {number: mass[number] / weights[number] for number in mass}
        self._shape = {shape: product / weight for shape, (product, weight) in shapes.items()}
        best = max(gains, key=lambda number: (gains[number], number), default=None)
        return owners[best] if best is not None else None

    def _ends(self) -> tuple[int, int]:
        """The first and last line of the core that likely belong to the article and are more than a few words."""
        core = self.core
        members = [
            i
            for i, chain in enumerate(self._survey.chains)
            if self.opinions[i] > 0 and self._survey.size[i] > _SAYING and core in chain
        ]
        return (members[0], members[-1]) if members else (0, len(self.opinions) - 1)

    def _means(self) -> list[float]:
        """For each line the mean opinion over the lines around it, weighed by their length."""
        weights = [0.0]
        products = [0.0]
        for weight, opinion in zip(self._weight, self.opinions, strict=True):
            half = min(weight, _LONGEST / 2)
            weights.append(weights[-1] + half)
            products.append(products[-1] + half * opinion)
        n = len(self.opinions)
        spans = ((max(0, i - _WINDOW), min(n, i + _WINDOW + 1)) for i in range(n))
        return [(products[end] - products[start]) / (weights[end] - weights[start]) for start, end in spans]

    def _best_run(self) -> tuple[int, int]:
        """The first and last line of the run of lines that gains most (maximum subarray)."""
        best = total = 0.0
        start = 0
        found = 0, len(self.opinions) - 1
        for i, gain in enumerate(self._gains):
            if total <= 0:
                total, start = 0.0, i
            total += gain
            if total > best:
                best, found = total, (start, i)
        return found

    def _trusted(self) -> tuple[int, int] | None:
        """The first and last line that the structured data's text says; None unless that is most of the likely text."""
        told = self._survey.told
        said = [i for i, share in enumerate(told) if share == "yes" and self._weight[i] > _SAYING]
        likely = sum(weight for weight, opinion in zip(self._weight, self.opinions, strict=True) if opinion > 0)
        if not said or sum(self._weight[i] for i in said) < _TRUSTED * likely:
            return None
        return said[0], said[-1]

    def weigh(self, weights: Mapping[Evidence, float], numbers: Sequence[float], also: Sequence[float]) -> list[float]:
        """The second opinion on every line; `also` is what the first one's evidence adds to it.

        A line on which the first opinion is as low as it can be is not looked at again.
        """
        sums: dict[int, float] = {}
        found: list[float] = []
        for i in range(len(self.opinions)):
            if self.settled(i):
                found.append(_SETTLED)
                continue
            place = self._place(self._survey.chains[i])
            common = sums.get(id(place))
            if common is None:
                common = sums[id(place)] = sum(map(weights.get, place.evidence, repeat(0.0)))
            own = sum(map(weights.get, self._of_line(i, place), repeat(0.0)))
            found.append(also[i] + common + own + sum(map(mul, numbers, self.numbers(i))))
        return found

    def settled(self, i: int) -> bool:
        """Whether the first opinion alone says that line `i` does not belong to the article."""
        return self.opinions[i] <= -_MOST

    def numbers(self, i: int) -> list[float]:
        """The values that go with NUMBERS for line `i`."""
        opinions, mean = self.opinions, self._mean
        chain = self._survey.chains[i]
        n, last = len(opinions), len(chain) - 1
        return [
            opinions[i],
            mean[chain[0].number],
            mean[chain[min(1, last)].number],
            mean[chain[min(2, last)].number],
            mean[chain[min(3, last)].number],
            self._shape[signature(chain[0])],
            opinions[i - 1] if i else _NOTHING,
            opinions[i + 1] if i + 1 < n else _NOTHING,
            opinions[i - 2] if i > 1 else _NOTHING,
            opinions[i + 2] if i + 2 < n else _NOTHING,
            self._around[i],
            self._place(chain).opinion,
        ]

    def of(self, i: int) -> list[Evidence]:
        """All that holds for line `i` beside the numbers."""
        place = self._place(self._survey.chains[i])
        return [*place.evidence, *self._of_line(i, place)]

    def _of_line(self, i: int, place: _Place) -> list[Evidence]:
        size = bisect_right(SIZES, self._survey.size[i])
        found: list[Evidence] = [("size", size, place.side, place.up)]
        if self._told:
            begin, end = self._told
            where = "ahead" if i < begin else "past" if i > end else "amid"
            found += [("told", self._survey.told[i], where), ("told", self._survey.told[i], size)]
        begin, end = self._run
        if i < begin:
            found.append(("run", "early", bisect_right(_GAPS, begin - i)))
        elif i > end:
            found.append(("run", "late", bisect_right(_GAPS, i - end)))
        else:
            found.append(("run", "in"))
        if i < self.first:
            found.append(("early", bisect_right(_GAPS, self.first - i)))
        elif i > self.last:
            found.append(("late", bisect_right(_GAPS, i - self.last)))
        else:
            found.append(("within", "core" if place.up == 0 else "elsewhere"))
        return found

    def _place(self, chain: Sequence[Element]) -> _Place:
        """Where a block stands to the core; brothers and sisters of one kind, below the branch, stand alike."""
        block = chain[0]
        parent = block.parent
        alike: object = block.number
        if parent is not None and parent.number not in self._over:
            alike = parent.number, block.tag, block.own
        place = self._places.get(alike)
        if place is None:
            place = self._places[alike] = self._find(chain)
        return place

    def _find(self, chain: Sequence[Element]) -> _Place:
        path, up = self.path(chain[0])
        side = "inside" if up == 0 else "outside"
        found: list[Evidence] = [(side, min(up, 4))]
        for level, element in enumerate(chain[1:4], 1):
            found.append(("gain", level, self._share(element)))
        if not path:
            return _Place(0.0, [*found, ("core", "itself")], side, up)
        branch = path[-1]
        found.append((side, "branch", branch.tag))
        found.append((side, "density", bisect_right(DENSITIES, density(branch))))
        found.append((side, "gain", self._share(branch)))
        found.append((side, "length", bisect_right((2, 3, 5, 8), len(path))))
        found += [(side, "kind", kind) for kind in frozenset[str]().union(*[element.own for element in path])]
        found += [(side, "tag", tag) for tag in {element.tag for element in path} & _TELLING]
        return _Place(self._mean.get(branch.number, -2.0), found, side, min(up, 4))

    def _share(self, element: Element) -> int:
        return bisect_right(SHARES, max(0.0, self._gain.get(element.number, 0.0)) / self._good)

    def path(self, element: Element) -> tuple[list[Element], int]:
        """The elements from this one up to the core, or to what holds both; and how far above the core that is."""
        path: list[Element] = []
        at: Element | None = element
        while at is not None and at.number not in self._over:
            path.append(at)
            at = at.parent
        return path, self._over[at.number] if at is not None else len(self._over)
