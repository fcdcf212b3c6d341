"""`chrome.csv`: the lines and anchored line patterns that site furniture is made of.

A row is compared with a whole line, its beginning, its end, or a bounded pattern of all of it; never with a word
inside a sentence. Lines are folded first: lower case, one space, straight quotes, every number `#`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from tasks.chrome.context import Context, Reason, weigh
from tasks.chrome.fold import MARKS, bare, loose
from tasks.chrome.model import SHIPPED as MODEL
from tasks.chrome.model import Model
from tasks.chrome.model import load as load_model
from tasks.memo import Bounded, Memo
from tasks.tables import Located, Problem, TableError, files, fingerprint, read_csv

if TYPE_CHECKING:
    from tasks.chrome.line import Line

NAME = "chrome.csv"
POST = "post"
"""Kind of the rows that hold between the posts of a forum only."""
LONGEST_LINE = 110
"""Folded code points: whole lines, ends and patterns are tried on no longer line, so that no pattern takes long."""

_BRACKETED = re.compile(r"\\.|\[\^?\]?[^\]]*\]")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_MARK_ASKED_FOR = re.compile(r"[#»›°](?![?{])")
_OPENS = re.compile(r"[a-z#](?![?{])")
_QUANTIFIER = re.compile(r"(?<!\\)[*+]|(?<!\\)\{\d*,\}")
_NESTED = re.compile(r"\((?:[^()\\]|\\.)*[*+?}](?:[^()\\]|\\.)*\)(?:[*+]|\{\d+,\d*[^}]\d*\})")
_WIDEST = re.compile(r"\{(\d+)?,?(\d+)\}")
_MOST_REPEATS = 400


class Row(BaseModel):
    """One row of `chrome.csv`: a line or pattern of one kind of furniture, in one language.

    `scope` is `any`, a platform's name (kept for the reader), or the domain of the one site where the row holds.
    `closes` marks a heading after which nothing belongs to the article, unless it does.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    scope: str = "any"
    match: Literal["line", "prefix", "suffix", "pattern"] = "line"
    language: str
    closes: Literal["", "yes"] = ""
    text: str
    note: str = ""

    @field_validator("kind", "language", "text")
    @classmethod
    def _not_empty(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("is empty")
        return value

    @model_validator(mode="after")
    def _linear(self) -> Row:
        if self.match == "pattern":
            _check_pattern(self.text)
        return self


def _check_pattern(pattern: str) -> None:
    if _QUANTIFIER.search(pattern):
        raise ValueError("a pattern may not repeat without bound; write {0,40} instead of * or +")
    if _NESTED.search(pattern):
        raise ValueError("a repeated group that repeats inside can take forever; write the alternatives out")
    if any(int(most) > _MOST_REPEATS for _, most in _WIDEST.findall(pattern)):
        raise ValueError(f"a pattern may repeat at most {_MOST_REPEATS} times")
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression ({error})") from None


class Entry(NamedTuple):
    """What a row says of a line: its kind, whether it closes the article, its text, and why it goes."""

    kind: str
    closes: bool
    text: str
    match: str
    reason: Reason


_Either = tuple[re.Pattern[str], list[Entry]]
"""Patterns of which a line fits one, each a group, and their entries."""


@dataclass(frozen=True)
class ChromeTable:
    """The compiled table. `lines`, `prefixes` and `suffixes` map folded text to entries; picklable.

    `posts` holds the rows that are true between the posts of a forum only: a number alone, `#4`, `2 weeks later`.
    """

    fingerprint: str
    lines: dict[str, Entry] = field(repr=False)
    prefixes: dict[str, tuple[tuple[str, Entry], ...]] = field(repr=False)
    suffixes: dict[str, tuple[tuple[str, Entry], ...]] = field(repr=False)
    patterns: tuple[tuple[str, Entry], ...] = field(repr=False)
    model: Model = field(repr=False)
    sites: dict[str, ChromeTable] = field(repr=False, default_factory=dict)
    posts: ChromeTable | None = field(repr=False, default=None)

    @cached_property
    def lines_known(self) -> Bounded[str, Line]:
        """What short lines are by themselves."""
        return Bounded()

    @cached_property
    def weighed(self) -> Memo[Context, Reason | None]:
        """Why lines that stand in a context go."""
        return Memo(lambda context: weigh(context, self.model))

    @cached_property
    def _patterns(self) -> list[tuple[str, dict[str, _Either]]]:
        """The patterns by a mark without which none of them fits, and by what a line that fits begins with."""
        groups: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
        for pattern, entry in self.patterns:
            groups[_needed(pattern)].append((pattern, entry))
        return [(mark, _by_opening(rows)) for mark, rows in groups.items()]

    @cached_property
    def _starts(self) -> dict[str, tuple[str, ...]]:
        return {word: tuple(start for start, _ in rows) for word, rows in self.prefixes.items()}

    def __getstate__(self) -> dict[str, object]:
        return {item.name: getattr(self, item.name) for item in fields(self)}

    def for_site(self, site: str | None) -> ChromeTable:
        """The table with the rows of one site added, where it has any."""
        return self.sites.get(site.lower().removeprefix("www."), self) if site and self.sites else self

    def find(self, folded: str) -> Entry | None:
        """The row that fits a loose line, of the whole line before beginnings before ends; None if none.

        Of a line longer than LONGEST_LINE only the beginning is looked at.
        """
        first = folded.partition(" ")[0]
        if len(folded) > LONGEST_LINE:
            return self._beginning(folded, first)
        entry = self.lines.get(folded.strip(MARKS) or folded)
        if entry is not None:
            return entry
        return self._whole(folded) or self._beginning(folded, first) or self._end(folded)

    def _beginning(self, folded: str, first: str) -> Entry | None:
        if first not in self.prefixes or not folded.startswith(self._starts[first]):
            return None
        for start, entry in self.prefixes[first]:
            if folded.startswith(start) and _ends_word(folded, len(start)):
                return entry
        return None

    def _end(self, folded: str) -> Entry | None:
        for end, entry in self.suffixes.get(folded[folded.rfind(" ") + 1 :], ()):
            if folded.endswith(end):
                return entry
        return None

    def _whole(self, folded: str) -> Entry | None:
        for mark, openings in self._patterns:
            if mark in folded:
                pattern, entries = openings.get(folded[:1]) or openings[""]
                match = pattern.fullmatch(folded)
                if match and match.lastindex:
                    return entries[match.lastindex - 1]
        return None


def _by_opening(rows: Sequence[tuple[str, Entry]]) -> dict[str, _Either]:
    """For each first letter the patterns that may fit, in their order; under "" those that may begin with any."""
    letters = {_opening(pattern) for pattern, _ in rows} | {""}
    fitting = {letter: [row for row in rows if _opening(row[0]) in ("", letter)] for letter in letters}
    return {
        letter: (re.compile("|".join(f"({pattern})" for pattern, _ in some)), [entry for _, entry in some])
        for letter, some in fitting.items()
    }


def _needed(pattern: str) -> str:
    """A mark that every line has that fits the pattern; empty where it asks for none outside brackets and choices."""
    flat = _flat(pattern)
    marks = _MARK_ASKED_FOR.findall(flat)
    return marks[0] if marks and "|" not in flat else ""


def _opening(pattern: str) -> str:
    """The letter or number sign that every line begins with that fits the pattern; empty where there is none."""
    return pattern[0] if _OPENS.match(pattern) and "|" not in _flat(pattern) else ""


def _flat(pattern: str) -> str:
    """The pattern with what stands in brackets, and each choice, as one `x`."""
    flat = _BRACKETED.sub("x", pattern)
    for _ in range(pattern.count("(")):
        flat = _IN_BRACKETS.sub("x", flat)
    return flat


def _ends_word(text: str, at: int) -> bool:
    return at >= len(text) or not (text[at - 1].isalnum() and text[at].isalnum())


def load(folders: Sequence[Path]) -> ChromeTable:
    """The compiled table of all folders, bottom layer first. Raises TableError naming file, line and remedy."""
    paths = files(folders, NAME)
    rows = _rows(paths)
    posts = [located.row for located in rows if located.row.kind == POST]
    rows = [located for located in rows if located.row.kind != POST]
    shared = [located.row for located in rows if "." not in located.row.scope]
    by_site: dict[str, list[Row]] = defaultdict(list)
    for located in rows:
        if "." in located.row.scope:
            by_site[located.row.scope.lower().removeprefix("www.")].append(located.row)
    model = load_model()
    print_of = fingerprint([*paths, MODEL])
    between = _compile(print_of, posts, model)
    sites = {site: replace(_compile(print_of, [*shared, *own], model), posts=between) for site, own in by_site.items()}
    return replace(_compile(print_of, shared, model), sites=sites, posts=between)


def _rows(paths: Iterable[Path]) -> list[Located[Row]]:
    rows: list[Located[Row]] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            rows += read_csv(path, Row)
        except TableError as error:
            problems += error.problems
    if problems:
        raise TableError(problems)
    return rows


def _compile(print_of: str, rows: Sequence[Row], model: Model) -> ChromeTable:
    lines: dict[str, Entry] = {}
    prefixes: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    suffixes: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    patterns: dict[str, Entry] = {}
    for row in rows:
        reason = (f"chrome.{row.kind}", f"{row.match} in chrome.csv: {row.text}")
        entry = Entry(row.kind, row.closes == "yes", row.text, row.match, reason)
        text = row.text if row.match == "pattern" else loose(row.text)
        if row.match == "line":
            lines[bare(text)] = entry
        elif row.match == "prefix":
            prefixes[text.split(" ", 1)[0]].append((text, entry))
        elif row.match == "suffix":
            suffixes[text[text.rfind(" ") + 1 :]].append((text, entry))
        else:
            patterns[text] = entry
    starts, ends = _longest_first(prefixes), _longest_first(suffixes)
    return ChromeTable(print_of, lines, starts, ends, tuple(patterns.items()), model)


def _longest_first(
    groups: dict[str, list[tuple[str, Entry]]],
) -> dict[str, tuple[tuple[str, Entry], ...]]:
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in groups.items()}


def problems(folders: Sequence[Path]) -> list[Problem]:
    """What is wrong with the table beyond the form of its rows: rows that repeat another, patterns that hide a line."""
    try:
        rows = [located for path in files(folders, NAME) for located in read_csv(path, Row)]
    except TableError as error:
        return error.problems
    return list(_repeated(rows))


def _repeated(rows: Iterable[Located[Row]]) -> Iterator[Problem]:
    seen: dict[tuple[str, str, str, str], Located[Row]] = {}
    for located in rows:
        row = located.row
        text = row.text if row.match == "pattern" else loose(row.text)
        key = (located.path, row.scope, row.match, bare(text) if row.match == "line" else text)
        first = seen.setdefault(key, located)
        if first is not located:
            yield located.problem(f"{row.text!r} says again what line {first.line} says", "remove one of the two")
