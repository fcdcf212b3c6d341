"""The weights of the line features: a reviewed file of a few dozen numbers, `seeds/models/chrome.csv`.

The sum of a line's weights says how much more the line looks like site chrome than like content, in natural log odds
(logistic regression, trained by `benchmarks/chrome_train.py`). A feature that the file does not name says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from tasks.tables import fingerprint, read_csv

SHIPPED = Path(__file__).resolve().parents[2] / "seeds" / "models" / "chrome.csv"


class Weight(BaseModel):
    """One row: a feature's name and what it says, in log odds of chrome against content."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    feature: str
    weight: float


class Weights(dict[str, float]):
    """Weights by feature; what is not named weighs nothing."""

    def __missing__(self, feature: str) -> float:
        return 0.0


@dataclass(frozen=True)
class Model:
    """The weights by feature. `fingerprint` names the file they came from."""

    fingerprint: str
    weights: Weights

    def score(self, names: Sequence[str]) -> float:
        """Log odds that a line with these features is chrome.

        Added one by one: from Python 3.12 on `sum` gives another last digit, and bounds are met exactly.
        """
        return self.weights["always"] + reduce(add, map(self.weights.__getitem__, names), 0.0)

    def reasons(self, names: Sequence[str], most: int = 3) -> list[str]:
        """The features that say chrome the loudest, strongest first."""
        loudest = sorted(dict.fromkeys(names), key=self.weights.__getitem__, reverse=True)[:most]
        return [name for name in loudest if self.weights[name] > 0]


def load(path: Path = SHIPPED) -> Model:
    """The model in a file. Raises TableError where a row is not a feature and a number."""
    rows = read_csv(path, Weight)
    weights = Weights({located.row.feature: located.row.weight for located in rows})
    return Model(fingerprint([path]), weights)
