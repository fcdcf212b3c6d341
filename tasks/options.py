"""Settings that change results."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import Literal

NameMode = Literal["apply", "annotate", "off"]
Certainty = Literal["certain", "probable"]


@dataclass(frozen=True)
class Options:
    """Settings that change results: how names are treated, and how sure a repair must be to be applied."""

    names: NameMode = "apply"
    apply: Certainty = "certain"

    @property
    def fingerprint(self) -> str:
        """A hash of the settings: 16 hexadecimal digits."""
        return hashlib.sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()[:16]
