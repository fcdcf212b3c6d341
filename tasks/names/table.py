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


class Part(NamedTuple):
    """What a word can be: word `index` of `count` of a given name, a surname or a whole name of entity number `entity`.

    Words of one whole name or surname belong together by `group`. `made` says how the word was made (canonical, a scheme,
    an inflection); `form` is the method of the table row it comes from (spelling, rival, dated …), empty for canonical and
    native spellings. `prefixed` marks a surname that is the entity's only behind its article or particle (al-Houthi).
    """

    entity: int
    role: Role
    group: int
    place: int
    of: int
    made: str
    form: str
    prefixed: bool = False


Parts = dict[str, tuple[Part, ...]]


@dataclass(frozen=True)
class NameTable:
    """Everything recognition needs. `parts` holds the words a name can begin with and all given names, `later` the rest.

    `distinctive[n]` says whether entity n's family name alone, without other evidence, is enough.
    """

    entities: tuple[Entity, ...]
    parts: Parts
    later: Parts
    distinctive: tuple[bool, ...]
    endings: Endings
    lexicon: Lexicon
    fingerprint: str


def load(folders: Sequence[Path]) -> NameTable:
    """The names of the table folders, bottom layer first, compiled. Raises TableError."""
    table, name_paths = entities.load(folders)
    generator, scheme_paths = generate.load(folders)
    lexicon, lexicon_paths = lexicons.load(folders)
    parts, later = compile_parts(table, generator, lexicon)
    memos = [folder / MEMO for folder in folders if (folder / MEMO).is_file()]
    paths = list(dict.fromkeys([*name_paths, *scheme_paths, *lexicon_paths, *memos]))
    return NameTable(
        tuple(table),
        parts,
        later,
        tuple(_distinctive(entity, number, parts, lexicon) for number, entity in enumerate(table)),
        generator.endings,
        lexicon,
        fingerprint(paths),
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


def _distinctive(entity: Entity, number: int, parts: Parts, lexicon: Lexicon) -> bool:
    own = [key(word) for word in words(entity.surname)]
    core = [word for word in own if word not in lexicon.articles and word not in lexicon.particles]
    if not core or (len(core) == 1 and (lexicon.common(core[0]) or len(core[0]) < 4)):
        return False
    owners = {part.entity for part in parts.get(core[0], ()) if part.role != "given"}
    return owners <= {number}


def _parts(entity: Entity, number: int, generator: Generator, lexicon: Lexicon) -> Iterator[tuple[str, Part]]:
    if entity.kind == "person" and entity.surname:
        yield from _person(entity, number, generator, lexicon)
    else:
        yield from _whole(entity, number, generator)
    for group, form in enumerate(entity.forms, 100):
        yield from _form(entity, number, group, form, lexicon)


def _sequence(
    number: int,
    role: Role,
    group: int,
    sequence: Sequence[Sequence[tuple[str, str]]],
    form: str = "",
    prefixed: bool = False,
) -> Iterator[tuple[str, Part]]:
    """The parts of a run of words; each word is a list of (key, how it was made)."""
    for index, variants in enumerate(sequence):
        for word, made in variants:
            yield word, Part(number, role, group, index, len(sequence), made, form, prefixed)


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
        yield from _sequence(number, "surname", group, made, prefixed=prefixed)
        made = [_flat(generator.variants(w, language, "given", native=native_spelling)) for w in given_words]
        yield from _sequence(number, "given", group, made)
    if words(entity.canonical) != [*words(entity.given), *words(entity.surname)]:
        yield from _sequence(number, "name", 99, [[(key(w), "canonical")] for w in words(entity.canonical)])


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
    yield from _sequence(number, "name", 0, [[(key(word), "canonical")] for word in words(entity.canonical)])
    for group, native in enumerate(entity.native, 1):
        latin = all(letter < LATIN_LIMIT for letter in native.text)
        if entity.kind == "organisation" or (latin and entity.kind == "place"):
            continue
        made = [_flat(generator.variants(word, native.language, "name", native=True)) for word in words(native.text)]
        yield from _sequence(number, "name", group, made)


def _form(entity: Entity, number: int, group: int, form: entities.Form, lexicon: Lexicon) -> Iterator[tuple[str, Part]]:
    own = words(form.text)
    literal = [[(key(word), f"table.{form.method}")] for word in own]
    surname = words(entity.surname)
    if entity.kind != "person" or not surname:
        yield from _sequence(number, "name", group, literal, form.method)
    elif len(own) <= len(surname) or (len(own) == 2 and key(own[0]) in lexicon.articles):
        prefixed, core = _core(own, lexicon)
        yield from _sequence(number, "surname", group, literal[len(own) - len(core) :], form.method, prefixed)
    else:
        yield from _sequence(number, "name", group, literal, form.method)
        if form.method == "spelling" and len(own) > len(surname):
            yield from _form_parts(entity, number, group, own, len(surname), lexicon)


def _form_parts(
    entity: Entity, number: int, group: int, own: list[str], count: int, lexicon: Lexicon
) -> Iterator[tuple[str, Part]]:
    """A spelling of the whole name, cut into its given names and its surname."""
    given, surname = (own[count:], own[:count]) if entity.surname_first else (own[:-count], own[-count:])
    prefixed, core = _core(surname, lexicon)
    if given and key(given[-1]) in lexicon.articles:
        given = given[:-1]
    made = "table.spelling"
    yield from _sequence(number, "surname", group, [[(key(word), made)] for word in core], "spelling", prefixed)
    yield from _sequence(number, "given", group, [[(key(word), made)] for word in given], "spelling")
