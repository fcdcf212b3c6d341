"""The tables of this room, compiled: words in markup, weights of evidence, rules for single sites.

`markup.csv` says what the words in class names and ids are about; `sites.csv` holds CSS selectors for sites that
resist; `seeds/models/html.csv` holds the weights (`benchmarks/html_weights.py` fits them).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from tasks.html.context import NUMBERS
from tasks.html.evidence import Evidence
from tasks.tables import Located, Problem, Row, TableError, files, fingerprint, read_csv

MARKUP = "markup.csv"
SITES = "sites.csv"
MODEL = Path(__file__).resolve().parents[2] / "seeds" / "models" / "html.csv"


class MarkupWord(BaseModel):
    """A row of `markup.csv`: a word of class names and ids, or two joined, in lower case, and the kind it speaks of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    word: str
    kind: str

    @field_validator("word")
    @classmethod
    def _plain(cls, value: str) -> str:
        if not value.isalpha() or value != value.lower():
            raise ValueError("write the word in lower case, letters only (article-body is articlebody)")
        return value


class SiteRow(BaseModel):
    """A row of `sites.csv`: for pages of `site` (a host, its subdomains included), what to keep and what to drop.

    `keep` and `drop` are CSS selectors, as BeautifulSoup's `select` takes them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    site: str
    keep: str = ""
    drop: str = ""
    note: str = ""

    @field_validator("site")
    @classmethod
    def _host(cls, value: str) -> str:
        if "." not in value or "/" in value or value != value.lower():
            raise ValueError("write the host in lower case, without scheme or path (example.org)")
        return value.removeprefix("www.")

    @field_validator("keep", "drop")
    @classmethod
    def _selector(cls, value: str) -> str:
        if value:
            import soupsieve  # BeautifulSoup's selectors; most runs have no row

            try:
                soupsieve.compile(value)
            except soupsieve.SelectorSyntaxError as error:
                raise ValueError(f"not a CSS selector ({str(error).splitlines()[0]})") from None
        return value

    @model_validator(mode="after")
    def _says_something(self) -> SiteRow:
        if not self.keep and not self.drop:
            raise ValueError("neither keeps nor drops anything")
        return self


class Weight(BaseModel):
    """A row of the model: which opinion, which evidence (words and numbers), what it adds to the log odds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    opinion: Literal["first", "second", "number"]
    evidence: str
    weight: float


@dataclass(frozen=True)
class SiteRules:
    """What `flatten` knows.

    `second` weighs evidence for the second opinion, `pairs` for both; `numbers` goes with NUMBERS.
    """

    sites: dict[str, SiteRow]
    vocabulary: dict[str, str]
    pairs: dict[Evidence, complex]
    second: dict[Evidence, float]
    numbers: tuple[float, ...]
    fingerprint: str

    def site(self, url: str | None) -> SiteRow | None:
        """The row for the site that `url` is on, the closest of several; None where there is none."""
        if not url or not self.sites:
            return None
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:
            return None
        while host:
            if host in self.sites:
                return self.sites[host]
            host = host.partition(".")[2]
        return None


def load(folders: Sequence[Path]) -> SiteRules:
    """The tables of the folders, bottom layer first: later rows win. Raises TableError."""
    words, sites = files(folders, MARKUP), files(folders, SITES)
    rows = [located.row for path in words for located in markup_rows(path)]
    weights = [located.row for located in read_csv(MODEL, Weight)]
    by_name = {row.evidence: row.weight for row in weights if row.opinion == "number"}
    first = _weights(row for row in weights if row.opinion == "first")
    second = _weights(row for row in weights if row.opinion == "second")
    return SiteRules(
        sites={located.row.site: located.row for path in sites for located in site_rows(path)},
        vocabulary={row.word: row.kind for row in rows},
        pairs={held: complex(first.get(held, 0.0), second.get(held, 0.0)) for held in {**first, **second}},
        second=second,
        numbers=tuple(by_name.get(name, 0.0) for name in NUMBERS),
        fingerprint=fingerprint([*words, *sites, MODEL]),
    )


def _weights(rows: Iterable[Weight]) -> dict[Evidence, float]:
    return {tuple(int(part) if part.isdigit() else part for part in row.evidence.split()): row.weight for row in rows}


def markup_rows(path: Path) -> list[Located[MarkupWord]]:
    """The rows of one `markup.csv`. Raises TableError, also where a word has two rows."""
    rows = read_csv(path, MarkupWord)
    _once(rows, [located.row.word for located in rows])
    return rows


def site_rows(path: Path) -> list[Located[SiteRow]]:
    """The rows of one `sites.csv`. Raises TableError, also where a site has two rows."""
    rows = read_csv(path, SiteRow)
    _once(rows, [located.row.site for located in rows])
    return rows


def _once(rows: Sequence[Located[Row]], keys: Sequence[str]) -> None:
    """Raise TableError where a key stands in two rows."""
    first: dict[str, int] = {}
    twice: list[Problem] = []
    for located, key in zip(rows, keys, strict=True):
        if (line := first.setdefault(key, located.line)) != located.line:
            twice.append(located.problem(f"{key} has a row on line {line} already", "keep one of the two rows"))
    if twice:
        raise TableError(twice)
