"""What the romanisation schemes make of a word, and the reviewed file `variants.tsv` that keeps it.

The file is a memo, not knowledge: a word that is not in it, such as one of a user's own table, is generated when the
table is loaded, and a change of schemes makes the whole memo void.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from tasks.names import inflection, scheme
from tasks.names.fold import key
from tasks.names.inflection import Endings
from tasks.names.scheme import FOLDER, Scheme
from tasks.tables import files, fingerprint, read_csv

MEMO = "variants.tsv"
Made = list[tuple[str, list[str]]]
"""For each scheme (by name), the keys it adds to those of the schemes before it."""
Asked = tuple[str, str, str]
"""A word of a name, its language (with a star if it is canonical, not native) and its role."""
FIELDS = 3
FIRST = "cyrillic-english"
SYLLABIC = "pinyin"
"""The family whose rules are whole syllables."""


class EquivalentRow(BaseModel):
    """One row of `romanisation/equivalents.csv`: forms of one name in several languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: str
    forms: str


class Generator:
    """What makes variants. `memo` holds the lines of `variants.tsv`; schemes are read when a word is not there."""

    def __init__(self, folders: Sequence[Path], endings: Endings, memo: dict[Asked, str]) -> None:
        self._folders = folders
        self.endings = endings
        self.memo = memo

    @cached_property
    def schemes(self) -> list[Scheme]:
        """The romanisation schemes, the most usual first. Raises TableError."""
        return sorted(scheme.load(self._folders), key=lambda one: (one.name != FIRST, one.name))

    @cached_property
    def equivalents(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """For a role and a key, the forms of that name in other languages. Raises TableError."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for path in _equivalent_paths(self._folders):
            for located in read_csv(path, EquivalentRow):
                forms = tuple(located.row.forms.split())
                for at in dict.fromkeys((located.row.role, key(form)) for form in forms):
                    found[at] = (*found.get(at, ()), *forms)
        return found

    def variants(self, word: str, language: str, role: str, native: bool) -> Made:
        """The keys of one word of a name, by the scheme that made each: the word's own key first.

        `role` is given, surname or name; `native` says whether `word` is in the native spelling or the canonical one.
        """
        at = (word, language + ("" if native else "*"), role)
        line = self.memo.get(at)
        if line is None:
            line = self.memo[at] = _line(self._make(word, language, role, native))
        return [(name, keys.split(" ")) for name, _, keys in [made.partition("=") for made in line.split("\t")] if name]

    def syllables(self, word: str) -> list[str]:
        """The two syllables of a Chinese given name in pinyin; empty for one of one syllable, or that cannot be cut."""
        at = (word, "zh*", "syllables")
        if at not in self.memo:
            self.memo[at] = " ".join(self._cut(word.lower()))
        return self.memo[at].split()

    def _cut(self, word: str) -> list[str]:
        known = self._syllables
        cuts = [at for at in range(1, len(word)) if word[:at] in known and word[at:] in known]
        return [word[: cuts[-1]], word[cuts[-1] :]] if cuts and word not in known else []

    @cached_property
    def _syllables(self) -> set[str]:
        syllabic = (rules for one in self.schemes if one.family == SYLLABIC for rules in one.rules.values())
        return {rule.source for rules in syllabic for rule in rules}

    def _make(self, word: str, language: str, role: str, native: bool) -> Made:
        made: dict[str, list[str]] = {}
        seen: set[str] = set()
        for name, variant in self._all(word, language, role, native):
            if variant not in seen and len(variant) > 1:
                seen.add(variant)
                made.setdefault(name, []).append(variant)
        return list(made.items())

    def _all(self, word: str, language: str, role: str, native: bool) -> Iterable[tuple[str, str]]:
        lower = unicodedata.normalize("NFC", word).lower()
        yield "native" if native else "canonical", key(word)
        for name, variant in self._romanised(lower, language, native):
            yield name, variant
            if role == "surname":
                yield from ((f"{name}+inflected", form) for form in self.endings.replaced(variant))
        if native and role != "name":
            for form in self.endings.replaced(lower, "" if role == "surname" else language):
                yield "native+inflected", key(form)
                yield from ((f"{name}+inflected", v) for name, v in self._romanised(form, language, native))
        for other in self._equivalents(word, role):
            yield "equivalent", key(other)
            yield from ((f"equivalent+{name}", v) for name, v in self._romanised(other.lower(), _script(other), True))

    def _romanised(self, word: str, language: str, native: bool) -> Iterable[tuple[str, str]]:
        letters = _letters(word, language) if native else key(word)
        for one in self.schemes:
            if one.native == native and language in one.languages:
                yield from ((one.name, variant) for variant in one.variants(letters, language))

    def _equivalents(self, word: str, role: str) -> tuple[str, ...]:
        own = key(word)
        roles = ("given", "any") if role == "given" else ("any",)
        return tuple(form for r in roles for form in self.equivalents.get((r, own), ()) if key(form) != own)


def _letters(word: str, language: str) -> str:
    """A native word as the schemes' tables write it: Korean in conjoining letters, Greek without accents."""
    if language == "ko":
        return unicodedata.normalize("NFD", word)
    if language == "el":
        return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).replace("ς", "σ")
    return word


def _script(word: str) -> str:
    """A language whose schemes read `word`: Ukrainian and Belarusian by their own letters, else Russian; or none."""
    if word.isascii() or not any("\u0400" <= letter < "\u0530" for letter in word):
        return ""
    if set("ўэ") & set(word.lower()) and "и" not in word.lower():
        return "be"
    return "uk" if set("іїєґ'") & set(word.lower()) else "ru"


def load(folders: Sequence[Path]) -> tuple[Generator, list[Path]]:
    """The generator of the table folders, with the memos that fit its schemes, and the files it depends on.

    Raises TableError for the endings; schemes are read when they are needed.
    """
    endings, ending_paths = inflection.load(folders)
    sources = list(dict.fromkeys([*scheme.paths(folders), *ending_paths, *_equivalent_paths(folders)]))
    current = fingerprint(sources)
    memo: dict[Asked, str] = {}
    for folder in folders:
        memo.update(_read_memo(folder / MEMO, current))
    return Generator(folders, endings, memo), sources


def _equivalent_paths(folders: Sequence[Path]) -> list[Path]:
    return files([folder / FOLDER for folder in folders], "equivalents.csv")


def _line(made: Made) -> str:
    return "\t".join(f"{name}={' '.join(keys)}" for name, keys in made)


def _read_memo(path: Path, current: str) -> dict[Asked, str]:
    if not path.is_file():
        return {}
    head, _, *lines = path.read_text(encoding="utf-8").split("\n")
    if head.rpartition(" ")[2] != current:
        return {}
    memo: dict[Asked, str] = {}
    for line in lines:
        if line.count("\t") >= FIELDS:
            word, language, role, made = line.split("\t", FIELDS)
            memo[word, language, role] = made
    return memo


def memo_text(generator: Generator, current: str) -> str:
    """The text of `variants.tsv` for what the generator's memo holds; `current` is the fingerprint of the schemes."""
    lines = [f"# Made by python -m tasks.names.generate from names.csv; do not edit. Schemes: {current}"]
    lines.append("word\tlanguage\trole\tscheme=keys …")
    lines += ["\t".join((*asked, line)) for asked, line in sorted(generator.memo.items())]
    return "\n".join(lines) + "\n"
