"""The compiled table of names: which words are parts of which entities' names, and how each was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from tasks.names import entity as entities
from tasks.names import generate
from tasks.names import lexicon as lexicons
from tasks.names.entity import Entity, Native
from tasks.names.fold import key, words
from tasks.names.generate import MEMO, Generator
from tasks.names.inflection import Endings
from tasks.names.lexicon import Lexicon
from tasks.tables import fingerprint

Role = Literal["given", "surname", "name"]
FAMILY_NAME_FIRST = frozenset({"zh", "ko", "ja", "hu"})
LATIN_LIMIT = "\u0250"
FIRST_FORM = 100
"""The group of an entity's first table form; canonical and native spellings have lower numbers."""
SHORTEST_DISTINCTIVE = 4


class Part(NamedTuple):
    """What a word can be: word `index` of `count` of a given name, a surname or a whole name of entity number `entity`.

    Words of one whole name or surname belong together by `group`. `made` says how the word was made (canonical, a scheme,
    an inflection); `form` is the method of the table row it comes from (spelling, rival, dated …), empty for canonical
    and native spellings. `prefixed` marks a surname that is the entity's only behind its article or particle (al-Houthi),
    `weak` a form that the table calls ambiguous.
    """

    entity: int
    role: Role
    group: int
    place: int
    of: int
    made: str
    form: str
    prefixed: bool = False
    weak: bool = False


Parts = dict[str, tuple[Part, ...]]


@dataclass(frozen=True)
class NameTable:
    """Everything recognition needs. `parts` holds the words a name can begin with and all given names, `later` others.

    `distinctive[n]` says whether entity n's family name alone can be enough, `principal[n]` whether its office makes it
    the one who is meant where several entities have that family name.
    """

    entities: tuple[Entity, ...]
    parts: Parts
    later: Parts
    distinctive: tuple[bool, ...]
    principal: tuple[bool, ...]
    endings: Endings
    lexicon: Lexicon
    fingerprint: str

    def form(self, entity: int, group: int) -> str:
        """The form of a table row, from the group of one of its parts."""
        return self.entities[entity].forms[group - FIRST_FORM].text


def load(folders: Sequence[Path]) -> NameTable:
    """The names of the table folders, bottom layer first, compiled. Raises TableError."""
    table, paths = entities.load(folders)
    return build(table, folders, paths)


def build(table: Sequence[Entity], folders: Sequence[Path], paths: Sequence[Path] = ()) -> NameTable:
    """The compiled table of some entities, with the schemes and lists of the table folders. Raises TableError."""
    generator, scheme_paths = generate.load(folders)
    lexicon, lexicon_paths = lexicons.load(folders)
    parts, later = compile_parts(table, generator, lexicon)
    memos = [folder / MEMO for folder in folders if (folder / MEMO).is_file()]
    return NameTable(
        tuple(table),
        parts,
        later,
        tuple(_distinctive(entity, lexicon) for entity in table),
        tuple(_principal(entity, lexicon) for entity in table),
        generator.endings,
        lexicon,
        fingerprint(dict.fromkeys([*paths, *scheme_paths, *lexicon_paths, *memos])),
    )


def compile_parts(table: Sequence[Entity], generator: Generator, lexicon: Lexicon) -> tuple[Parts, Parts]:
    """Every word of every name, with the parts it can be: those a name begins with, and the others."""
    first: dict[str, list[Part]] = {}
    later: dict[str, list[Part]] = {}
    for number, entity in enumerate(table):
        seen: set[tuple[str, Role, int, int]] = set()
        for word, part in _parts(entity, number, generator, lexicon):
            same = (word, part.role, part.group if part.of > 1 else -1, part.place)
            if same not in seen:
                seen.add(same)
                into = first if part.role == "given" or not part.place else later
                into.setdefault(word, []).append(part)
    return {word: tuple(parts) for word, parts in first.items()}, {word: tuple(parts) for word, parts in later.items()}


def _distinctive(entity: Entity, lexicon: Lexicon) -> bool:
    """Whether a person's family name is neither common nor another word."""
    _, core = _core(words(entity.surname), lexicon)
    if len(core) > 1:
        return True
    return bool(core) and len(core[0]) >= SHORTEST_DISTINCTIVE and not lexicon.common(key(core[0]))


def _principal(entity: Entity, lexicon: Lexicon) -> bool:
    return entity.description.lower().startswith(lexicon.offices)


def _parts(entity: Entity, number: int, generator: Generator, lexicon: Lexicon) -> Iterator[tuple[str, Part]]:
    if entity.kind == "person" and entity.surname:
        yield from _person(entity, number, generator, lexicon)
    else:
        yield from _whole(entity, number, generator)
    for group, form in enumerate(entity.forms, FIRST_FORM):
        yield from _form(entity, number, group, form, lexicon)


class _Run(NamedTuple):
    """What the words of one name have in common; see Part."""

    entity: int
    role: Role
    group: int
    form: str = ""
    prefixed: bool = False
    weak: bool = False

    def parts(self, sequence: Sequence[Sequence[tuple[str, str]]]) -> Iterator[tuple[str, Part]]:
        """The parts of a run of words; each word is a list of (key, how it was made)."""
        for place, variants in enumerate(sequence):
            shared: dict[str, Part] = {}
            for word, made in variants:
                part = shared.get(made)
                if part is None:
                    part = shared[made] = Part(
                        self.entity,
                        self.role,
                        self.group,
                        place,
                        len(sequence),
                        made,
                        self.form,
                        self.prefixed,
                        self.weak,
                    )
                yield word, part


def _flat(made: generate.Made) -> list[tuple[str, str]]:
    return [(word, name) for name, keys in made for word in keys]


def _person(entity: Entity, number: int, generator: Generator, lexicon: Lexicon) -> Iterator[tuple[str, Part]]:
    own = entity.native[0].language if entity.native else ""
    prefixed, surname = _core(words(entity.surname), lexicon)
    given = [word for word in words(entity.given) if key(word) not in lexicon.articles]
    spellings = [(given, surname, own, False)]
    for native in entity.native:
        split = _split_native(entity, native, len(surname), lexicon)
        if split:
            spellings.append((*split, native.language, True))
    for group, (given_words, surname_words, language, native_spelling) in enumerate(spellings):
        made = [_flat(generator.variants(w, language, "surname", native=native_spelling)) for w in surname_words]
        yield from _Run(number, "surname", group, prefixed=prefixed).parts(made)
        made = [_flat(generator.variants(w, language, "given", native=native_spelling)) for w in given_words]
        yield from _Run(number, "given", group).parts(made)
        if len(given_words) > 1 and "-" in entity.given:
            fused = generator.variants("".join(given_words).lower(), language, "given", native=native_spelling)
            yield from _Run(number, "given", group).parts([_flat(fused)])
    if words(entity.canonical) != [*words(entity.given), *words(entity.surname)]:
        yield from _Run(number, "name", FIRST_FORM - 1).parts(
            [[(key(w), "canonical")] for w in words(entity.canonical)]
        )


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
        return [native.text[1:]], [native.text[0]]
    found = [word for word in words(native.text) if key(word) not in lexicon.articles]
    if len(found) <= count:
        return None
    if native.language in FAMILY_NAME_FIRST or entity.surname_first:
        return found[count:], found[:count]
    return found[:-count], found[-count:]


def _whole(entity: Entity, number: int, generator: Generator) -> Iterator[tuple[str, Part]]:
    yield from _Run(number, "name", 0).parts([[(key(word), "canonical")] for word in words(entity.canonical)])
    for group, native in enumerate(entity.native, 1):
        latin = all(letter < LATIN_LIMIT for letter in native.text)
        if entity.kind == "organisation" or (latin and entity.kind == "place"):
            continue
        made = [_flat(generator.variants(word, native.language, "name", native=True)) for word in words(native.text)]
        yield from _Run(number, "name", group).parts(made)


def _form(entity: Entity, number: int, group: int, form: entities.Form, lexicon: Lexicon) -> Iterator[tuple[str, Part]]:
    own, surname = words(form.text), words(entity.surname)
    literal = [[(key(word), f"table.{form.method}")] for word in own]
    run = _Run(number, "name", group, form.method, weak=form.ambiguous)
    if entity.kind != "person" or not surname or form.method == "acronym":
        yield from run.parts(literal)
        return
    prefixed, core = _core(own, lexicon)
    if len(own) <= len(surname) or (prefixed and len(core) == 1):
        run = run._replace(role="surname", prefixed=prefixed)
        yield from run.parts(literal[len(own) - len(core) :])
        return
    yield from run.parts(literal)
    if form.method == "spelling":
        yield from _form_parts(entity, run, own, lexicon)


def _form_parts(entity: Entity, run: _Run, own: list[str], lexicon: Lexicon) -> Iterator[tuple[str, Part]]:
    """A spelling of the whole name, cut into its given names and its surname."""
    count = len(words(entity.surname))
    given, surname = (own[count:], own[:count]) if entity.surname_first else (own[:-count], own[-count:])
    prefixed, core = _core(surname, lexicon)
    given = [word for word in given if key(word) not in lexicon.articles]
    made = "table.spelling"
    yield from run._replace(role="surname", prefixed=prefixed).parts([[(key(word), made)] for word in core])
    yield from run._replace(role="given").parts([[(key(word), made)] for word in given])
