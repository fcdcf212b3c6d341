"""What the romanisation schemes make of a word, and the reviewed file `variants.tsv` that keeps it.

The file is a memo, not knowledge: a word that is not in it, such as one of a user's own table, is generated when the
table is loaded, and a change of schemes makes the whole memo void.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
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
FIRST = "cyrillic-english"


class EquivalentRow(BaseModel):
    """One row of `romanisation/equivalents.csv`: forms of one name in several languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: str
    forms: str


@dataclass
class Generator:
    """Schemes, endings and equivalents, ready to make variants; `memo` holds what is known already."""

    schemes: Sequence[Scheme]
    endings: Endings
    equivalents: dict[tuple[str, str], tuple[str, ...]]
    memo: dict[tuple[str, str, str], Made] = field(default_factory=dict)

    def variants(self, word: str, language: str, role: str, native: bool) -> Made:
        """The keys of one word of a name, by the scheme that made each: the word's own key first.

        `role` is given, surname or name; `native` says whether `word` is in the native spelling or the canonical one.
        """
        at = (word, language + ("" if native else "*"), role)
        found = self.memo.get(at)
        if found is None:
            found = self.memo[at] = self._make(word, language, role, native)
        return found

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
        if native and role == "surname":
            for form in self.endings.replaced(lower):
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
    """A language whose schemes read `word`: Ukrainian and Belarusian by their own letters, else Russian; Latin has none."""
    if word.isascii() or not any("\u0400" <= letter < "\u0530" for letter in word):
        return ""
    if set("ўэ") & set(word.lower()) and "и" not in word.lower():
        return "be"
    return "uk" if set("іїєґ'") & set(word.lower()) else "ru"


def load(folders: Sequence[Path]) -> tuple[Generator, list[Path]]:
    """The generator of the table folders, with the newest memo that fits its schemes, and the files read. Raises TableError."""
    schemes, paths = scheme.load(folders)
    schemes.sort(key=lambda one: (one.name != FIRST, one.name))
    endings, ending_paths = inflection.load(folders)
    equivalent_paths = files([folder / FOLDER for folder in folders], "equivalents.csv")
    equivalents: dict[tuple[str, str], tuple[str, ...]] = {}
    for path in equivalent_paths:
        for located in read_csv(path, EquivalentRow):
            forms = tuple(located.row.forms.split())
            for form in forms:
                at = (located.row.role, key(form))
                equivalents[at] = (*equivalents.get(at, ()), *forms)
    sources = list(dict.fromkeys([*paths, *ending_paths, *equivalent_paths]))
    generator = Generator(schemes, endings, equivalents)
    for folder in folders:
        generator.memo.update(_read_memo(folder / MEMO, fingerprint(sources)))
    return generator, sources


def _read_memo(path: Path, current: str) -> dict[tuple[str, str, str], Made]:
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[0].rpartition(" ")[2] != current:
        return {}
    memo: dict[tuple[str, str, str], Made] = {}
    for line in lines[2:]:
        if line:
            word, language, role, *made = line.split("\t")
            memo[word, language, role] = [(name, keys.split(" ")) for name, _, keys in (m.partition("=") for m in made)]
    return memo


def memo_text(generator: Generator, current: str) -> str:
    """The text of `variants.tsv` for what the generator's memo holds; `current` is the fingerprint of the schemes."""
    lines = [f"# Made by python -m tasks.names.generate from names.csv; do not edit. Schemes: {current}"]
    lines.append("word\tlanguage\trole\tscheme=keys …")
    for (word, language, role), made in sorted(generator.memo.items()):
        lines.append("\t".join([word, language, role, *(f"{name}={' '.join(keys)}" for name, keys in made)]))
    return "\n".join(lines) + "\n"
