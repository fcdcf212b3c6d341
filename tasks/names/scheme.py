"""Romanisation schemes: ordered rewriting rules read from `romanisation/`, and what they make of a word.

A file `FAMILY-NAME.csv` is one scheme. Its rows rewrite `source` to `target` where the letter before is one of `after`
and the letter behind one of `before`; `|` separates alternatives, all of which are generated. In a context `^` is the
beginning and `$` the end of the word, `V` any vowel, `Z` a hard or soft sign, `C` any other letter of the family. The
longest source wins, then the row with a language, then the one with more context. A Latin letter without a row stays.
`families.csv` says which languages a family is for, and whether it starts from the native or the canonical spelling.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from tasks.names.fold import key
from tasks.tables import Problem, TableError, read_csv

MOST = 96
"""Variants of one word that one scheme may make: the first alternatives come first, the rest is cut off."""
DEPARTURES = 3
FOLDER = "romanisation"
LATIN_LIMIT = "\u0250"


class FamilyRow(BaseModel):
    """One family of schemes: the languages (ISO 639-1, blank-separated), what it starts from, its vowels and signs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    family: str
    languages: str
    source: str
    vowels: str
    signs: str = ""


class RuleRow(BaseModel):
    """One rewriting rule of a scheme."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    target: str
    after: str = ""
    before: str = ""
    languages: str = ""


@dataclass(frozen=True)
class Rule:
    """A compiled rule; contexts are sets of letters, empty for any; `languages` empty for all of the family's."""

    source: str
    targets: tuple[str, ...]
    after: frozenset[str]
    before: frozenset[str]
    languages: frozenset[str]

    def fits(self, word: str, at: int, language: str) -> bool:
        """Whether the rule applies at `at` in `word`."""
        if self.languages and language not in self.languages:
            return False
        if self.after and (word[at - 1] if at else "^") not in self.after:
            return False
        end = at + len(self.source)
        return not self.before or (word[end] if end < len(word) else "$") in self.before


@dataclass(frozen=True)
class Scheme:
    """A named set of rules, looked up by the first letter of their source."""

    name: str
    family: str
    languages: frozenset[str]
    native: bool
    rules: dict[str, tuple[Rule, ...]]

    def variants(self, word: str, language: str) -> list[str]:
        """The keys this scheme makes of one lower-case `word`, the most usual first; none if a letter has no rule.

        A variant departs from the first alternatives in at most DEPARTURES places, since nobody mixes more.
        """
        made = [(0, "")]
        at = 0
        while at < len(word):
            rule = self._rule(word, at, language)
            targets = rule.targets if rule else self._own(word[at])
            if not targets:
                return []
            made = [
                (cost + bool(n), start + target)
                for n, target in enumerate(targets)
                for cost, start in made
                if cost + bool(n) <= DEPARTURES
            ]
            if len(made) > MOST:
                made = sorted(made, key=lambda one: one[0])[:MOST]
            at += len(rule.source) if rule else 1
        return list(dict.fromkeys(variant for _, variant in sorted(made, key=lambda one: one[0])))

    def _rule(self, word: str, at: int, language: str) -> Rule | None:
        for rule in self.rules.get(word[at], ()):
            if word.startswith(rule.source, at) and rule.fits(word, at, language):
                return rule
        return None

    def _own(self, letter: str) -> tuple[str, ...]:
        """A letter without a rule stands for itself where it is Latin already."""
        return (key(letter),) if letter < LATIN_LIMIT else ()


def paths(folders: Sequence[Path]) -> list[Path]:
    """The files the schemes of the table folders are read from; a later folder's file replaces an earlier one's."""
    return sorted({path.stem: path for folder in folders for path in (folder / FOLDER).glob("*.csv")}.values())


def load(folders: Sequence[Path]) -> list[Scheme]:
    """The schemes of the table folders.

    Raises TableError for rows that do not fit and for a scheme whose family `families.csv` does not know.
    """
    found = {path.stem: path for path in paths(folders)}
    if "families" not in found:
        return []
    families = {located.row.family: located.row for located in read_csv(found["families"], FamilyRow)}
    schemes: list[Scheme] = []
    for stem, path in sorted(found.items()):
        family, dash, _ = stem.partition("-")
        if not dash:
            continue
        if family not in families:
            problem = Problem(str(path), 1, f"no family {family!r} in families.csv", "name the file FAMILY-NAME.csv")
            raise TableError([problem])
        schemes.append(_scheme(stem, path, families[family]))
    return schemes


def _scheme(stem: str, path: Path, family: FamilyRow) -> Scheme:
    rules: dict[str, list[Rule]] = {}
    for located in read_csv(path, RuleRow):
        rule = _rule(located.row, family)
        rules.setdefault(rule.source[0], []).append(rule)
    ordered = {first: tuple(sorted(group, key=_rank)) for first, group in rules.items()}
    return Scheme(stem, family.family, frozenset(family.languages.split()), family.source == "native", ordered)


def _rule(row: RuleRow, family: FamilyRow) -> Rule:
    targets = tuple(dict.fromkeys(key(target) for target in row.target.split("|")))
    after, before = (_letters(context, family) for context in (row.after, row.before))
    source = unicodedata.normalize("NFD", row.source) if family.family == "hangul" else row.source
    return Rule(source, targets, after, before, frozenset(row.languages.split()))


def _rank(rule: Rule) -> tuple[int, bool, int]:
    return -len(rule.source), not rule.languages, -bool(rule.after) - bool(rule.before)


def _letters(context: str, family: FamilyRow) -> frozenset[str]:
    expanded = context.replace("V", family.vowels).replace("Z", family.signs)
    if "C" in expanded:
        consonants = {chr(c) for c in range(0x61, 0x3000) if chr(c).isalpha() and chr(c).islower()}
        return frozenset(expanded.replace("C", "")) | (consonants - set(family.vowels) - set(family.signs))
    return frozenset(expanded)
