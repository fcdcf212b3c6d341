"""The compiled table of names: which words are parts of which entities' names, and how each was made."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from tasks.memo import Memo
from tasks.names import entity as entities
from tasks.names import lexicon as lexicons
from tasks.names import variants
from tasks.names.entity import Entity, Form, Native
from tasks.names.fold import key, words
from tasks.names.givens import Carried, carried
from tasks.names.inflection import SHORTEST as SHORTEST_STEM
from tasks.names.inflection import Endings
from tasks.names.lexicon import Lexicon
from tasks.names.variants import MEMO, Generator, Made
from tasks.names.verdict import Token, judged
from tasks.tables import fingerprint

Role = Literal["given", "surname", "name"]
FAMILY_NAME_FIRST = frozenset({"zh", "ko", "ja", "hu"})
LATIN_LIMIT = "\u0250"
FIRST_FORM = 100
"""The group of an entity's first table form; canonical and native spellings have lower numbers."""
SHORTEST_DISTINCTIVE = 4
SHORT_ACRONYM = 3
BEGINNING = SHORTEST_STEM + 2
"""Letters of a word that tell most words that can be an inflected name from those that cannot."""
FUSED = 2
"""Given names that are written as one word as well (Jong Un, Abdel Fattah)."""


class Part(NamedTuple):
    """What a word can be: word `place` of `of` of a given name, a surname or a whole name of entity number `entity`.

    Words of one whole name or surname belong together by `group`. `made` says how the word was made (canonical, a
    scheme, an inflection); `form` is the method of the table row it comes from (spelling, rival, dated …), empty for
    canonical and native spellings. `prefixed` marks a surname that is the entity's only behind its article or particle
    (al-Houthi), `weak` a form that the table calls ambiguous.
    """

    entity: int
    role: Role
    group: int
    place: int = 0
    of: int = 1
    made: str = ""
    form: str = ""
    prefixed: bool = False
    weak: bool = False


Parts = dict[str, tuple[Part, ...]]
Run = tuple[int, Role, int]
"""What the words of one name have in common: entity, role and group."""
Place = tuple[int, Role, int, int]
"""A word's place in it."""


@dataclass(frozen=True)
class NameTable:
    """Everything recognition needs.

    `parts` holds the words that family names and whole names begin with, `later` other words, `given` given names.

    `distinctive[n]` says whether entity n's family name alone can be enough, `principal[n]` whether its office makes it
    the one who is meant where several entities have that family name.
    """

    entities: tuple[Entity, ...]
    parts: Parts
    later: Parts
    given: Parts
    distinctive: tuple[bool, ...]
    principal: tuple[bool, ...]
    endings: Endings
    lexicon: Lexicon
    fingerprint: str

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        names = (*self.parts, *self.given)
        return frozenset(name[:BEGINNING] for name in names if len(name) >= SHORTEST_STEM)

    @cached_property
    def verdicts(self) -> Memo[str, Token | None]:
        """What capitalised words can be as parts of a name."""
        return Memo(lambda word: judged(word, self))

    @cached_property
    def carriers(self) -> Memo[str, dict[int, list[Carried]]]:
        """What words can be as given names, for each entity."""
        return Memo(lambda word: carried(word, self))

    @cached_property
    def places(self) -> dict[str, frozenset[Place]]:
        """The places in names of several words that a word, not their first, can have."""
        return {word: frozenset(part[:4] for part in parts) for word, parts in self.later.items()}

    @cached_property
    def seconds(self) -> dict[Run, set[str]]:
        """How the second words of names of several words begin: a blank and two letters, in either case."""
        found: dict[Run, set[str]] = {}
        for word, parts in self.later.items():
            low, up = word[:2], word[:2].upper()
            for part in parts:
                if part.place == 1:
                    found.setdefault(part[:3], set()).update(
                        (f" {low}", f" {up}", f" {up[0]}{low[1:]}", f" {low[0]}{up[1:]}")
                    )
        return found

    def __getstate__(self) -> dict[str, object]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def begins(self, word: str) -> bool:
        """Whether a name of the table may be left of the key `word` when an ending is taken off; rarely wrongly so."""
        beginnings = self._beginnings
        return word[:6] in beginnings or word[:5] in beginnings or word[:4] in beginnings

    def form(self, entity: int, group: int) -> Form:
        """The form of a table row, from the group of one of its parts."""
        return self.entities[entity].forms[group - FIRST_FORM]


def load(folders: Sequence[Path]) -> NameTable:
    """The names of the table folders, bottom layer first, compiled. Raises TableError."""
    with uncollected():
        table, paths = entities.load(folders)
        return build(table, folders, paths)


def build(table: Sequence[Entity], folders: Sequence[Path], paths: Sequence[Path] = ()) -> NameTable:
    """The compiled table of some entities, with the schemes and lists of the table folders. Raises TableError."""
    generator, scheme_paths = variants.load(folders)
    lexicon, lexicon_paths = lexicons.load(folders)
    with uncollected():
        parts, later, given = compile_parts(table, generator, lexicon)
    memos = [folder / MEMO for folder in folders if (folder / MEMO).is_file()]
    return NameTable(
        tuple(table),
        parts,
        later,
        given,
        tuple(_distinctive(entity, lexicon) for entity in table),
        tuple(_principal(entity, lexicon) for entity in table),
        generator.endings,
        lexicon,
        fingerprint(dict.fromkeys([*paths, *scheme_paths, *lexicon_paths, *memos])),
    )


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the garbage collector, which finds nothing in a table being built and takes half of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def compile_parts(table: Sequence[Entity], generator: Generator, lexicon: Lexicon) -> tuple[Parts, Parts, Parts]:
    """Every word of every name, with the parts it can be: those a name begins with, its others, given names."""
    first: Parts = {}
    later: Parts = {}
    given: Parts = {}
    for number, entity in enumerate(table):
        for part, made in _parts(entity, number, generator, lexicon):
            into = given if part.role == "given" else later if part.place else first
            for how, keys in made:
                _add(into, _made(part, how), keys)
    return first, later, given


def _made(part: Part, how: str) -> Part:
    """The part as made by one way; `_replace` takes five times as long."""
    entity, role, group, place, of, _, form, prefixed, weak = part
    return Part(entity, role, group, place, of, how, form, prefixed, weak)


def _add(into: Parts, part: Part, keys: Sequence[str]) -> None:
    alone = (part,)
    for word in keys:
        known = into.setdefault(word, alone)
        if known is alone:
            continue
        if not _same(known[-1], part):
            into[word] = (*known, part)


def _same(known: Part, part: Part) -> bool:
    """Whether a word is the same part already; entities come one after the other, so the last one known tells."""
    if known.entity != part.entity or known.role != part.role or known.place != part.place:
        return False
    alike = known.of == part.of and known.prefixed == part.prefixed and known.weak == part.weak
    return alike and (part.of == 1 or known.group == part.group)


def _distinctive(entity: Entity, lexicon: Lexicon) -> bool:
    """Whether a person's family name is neither common nor another word."""
    prefixed, core = _core(words(entity.surname), lexicon)
    if len(core) > 1 or prefixed:
        return True
    return bool(core) and len(core[0]) >= SHORTEST_DISTINCTIVE and not lexicon.common(key(core[0]))


def _principal(entity: Entity, lexicon: Lexicon) -> bool:
    return entity.description.lower().startswith(lexicon.offices)


def _parts(entity: Entity, number: int, generator: Generator, lexicon: Lexicon) -> Iterator[tuple[Part, Made]]:
    """The canonical form first, then what the table says of other forms, then what schemes make: the first wins."""
    person = entity.kind == "person" and bool(entity.surname)
    made = _person(entity, number, generator, lexicon) if person else _whole(entity, number, generator, lexicon)
    later: list[tuple[Part, Made]] = []
    for part, variants_of in made:
        if part.group:
            later.append((part, variants_of))
        else:
            yield part, variants_of
    for group, form in enumerate(entity.forms, FIRST_FORM):
        yield from _form(entity, number, group, form, lexicon)
    yield from later


def _literal(name: Sequence[str], made: str) -> list[Made]:
    """Words that stand for themselves alone, as `made` by one way."""
    return [[(made, [key(word)])] for word in name]


def _run(start: Part, sequence: Sequence[Made]) -> Iterator[tuple[Part, Made]]:
    """The parts of a run of words, each with its variants; `start` says what they have in common."""
    of = len(sequence)
    for place, made in enumerate(sequence):
        yield (start if of == 1 else start._replace(place=place, of=of)), made


def _person(entity: Entity, number: int, generator: Generator, lexicon: Lexicon) -> Iterator[tuple[Part, Made]]:
    own = entity.native[0].language if entity.native else ""
    prefixed, surname = _core(words(entity.surname), lexicon)
    given = [word for word in words(entity.given) if not _article(word, lexicon)]
    spellings = [(given, surname, own, False)]
    for native in entity.native:
        split = _split_native(entity, native, len(surname), lexicon)
        if split:
            spellings.append((*split, native.language, True))
    for group, (given_words, surname_words, language, native_spelling) in enumerate(spellings):
        part = Part(number, "surname", group, prefixed=prefixed)
        yield from _run(part, [generator.variants(w, language, "surname", native_spelling) for w in surname_words])
        part = Part(number, "given", group)
        yield from _run(part, [generator.variants(w, language, "given", native_spelling) for w in given_words])
        if len(given_words) == FUSED:
            fused = "".join(given_words).lower()
            yield from _run(part, [generator.variants(fused, language, "given", native_spelling)])
    syllables = generator.syllables(given[0]) if own == "zh" and len(given) == 1 else []
    if syllables:
        made = [generator.variants(syllable, own, "given", native=False) for syllable in syllables]
        yield from _run(Part(number, "given", FIRST_FORM - 2), made)
    whole = words(entity.canonical)
    if whole != [*words(entity.given), *words(entity.surname)] or any(len(word) == 1 for word in whole):
        yield from _run(Part(number, "name", FIRST_FORM - 1), _literal(whole, "canonical"))


def _article(word: str, lexicon: Lexicon) -> bool:
    """Whether a word of a name is an article: "al", not the Il of Kim Jong Il."""
    return word.islower() and key(word) in lexicon.articles


def _core(surname: list[str], lexicon: Lexicon) -> tuple[bool, list[str]]:
    """Whether a surname begins with an article or particle, and its words without it."""
    at = 0
    while (
        at < len(surname) - 1 and key(surname[at]) in lexicon.articles | lexicon.particles and surname[at][:1].islower()
    ):
        at += 1
    return at > 0, surname[at:]


def _split_native(entity: Entity, native: Native, count: int, lexicon: Lexicon) -> tuple[list[str], list[str]] | None:
    """A native spelling cut into given names and a surname of `count` words; None where it cannot be cut."""
    if native.language == "ko" and " " not in native.text and len(native.text) > 1:
        return list(native.text[1:]), [native.text[0]]
    found = [word for word in words(native.text) if not _article(word, lexicon)]
    if len(found) <= count:
        return None
    if native.language in FAMILY_NAME_FIRST or entity.surname_first:
        return found[count:], found[:count]
    return found[:-count], found[-count:]


def _whole(entity: Entity, number: int, generator: Generator, lexicon: Lexicon) -> Iterator[tuple[Part, Made]]:
    own = words(entity.canonical)
    yield from _run(Part(number, "name", 0), _literal(own, "canonical"))
    yield from _behind_article(Part(number, "name", 0), own, "canonical", lexicon)
    for group, native in enumerate(entity.native, 1):
        latin = all(letter < LATIN_LIMIT for letter in native.text)
        if entity.kind == "organisation" or (latin and entity.kind == "place"):
            continue
        made = [generator.variants(word, native.language, "name", native=True) for word in words(native.text)]
        yield from _run(Part(number, "name", group), made)


def _behind_article(part: Part, name: list[str], made: str, lexicon: Lexicon) -> Iterator[tuple[Part, Made]]:
    """A name that begins with an article in lower case (al-Qaeda), as its other words; the article is asked for."""
    if len(name) > 1 and _article(name[0], lexicon):
        yield from _run(part._replace(prefixed=True), _literal(name[1:], made))


def _form(entity: Entity, number: int, group: int, form: Form, lexicon: Lexicon) -> Iterator[tuple[Part, Made]]:
    own, surname = words(form.text), words(entity.surname)
    literal = _literal(own, f"table.{form.method}")
    part = Part(number, "name", group, form=form.method, weak=_weak(form))
    if entity.kind != "person" or not surname or form.method == "acronym":
        yield from _run(part, literal)
        yield from _behind_article(part, own, f"table.{form.method}", lexicon)
        return
    prefixed, core = _core(own, lexicon)
    if len(own) <= len(surname) or (prefixed and len(core) == 1):
        yield from _run(part._replace(role="surname", prefixed=prefixed), literal[len(own) - len(core) :])
        return
    yield from _run(part, literal)
    if form.method == "spelling":
        yield from _form_parts(entity, part, own, lexicon)


def _weak(form: Form) -> bool:
    """Whether a form needs other evidence: the table says so, or it is a short acronym of another language."""
    return form.ambiguous or (form.method == "acronym" and not form.english and len(form.text) <= SHORT_ACRONYM)


def _form_parts(entity: Entity, part: Part, own: list[str], lexicon: Lexicon) -> Iterator[tuple[Part, Made]]:
    """A spelling of the whole name, cut into its given names and its surname."""
    count = len(words(entity.surname))
    given, surname = (own[count:], own[:count]) if entity.surname_first else (own[:-count], own[-count:])
    prefixed, core = _core(surname, lexicon)
    given = [word for word in given if not _article(word, lexicon)]
    made = "table.spelling"
    yield from _run(part._replace(role="surname", prefixed=prefixed), _literal(core, made))
    yield from _run(part._replace(role="given"), _literal(given, made))
