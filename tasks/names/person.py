"""People's names in a text: a family name, and the given names, initials or patronymic around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from tasks.names.context import other_given
from tasks.names.entity import Entity
from tasks.names.fold import key, words
from tasks.names.givens import Givens
from tasks.names.inflection import Ending
from tasks.names.reader import BLANKS, HYPHENS, Reader, Word
from tasks.names.table import NameTable, Part
from tasks.names.verdict import Token

Shape = Literal["full", "initials", "surname", "whole"]
WIDE = ("arabic", "respelled", "equivalent")
"""Schemes that can make another name of one."""
FAMILY_NAME_FIRST_IN_LISTS = frozenset(
    ("ru", "uk", "be", "bg", "kk", "ky", "tg", "uz", "tk", "az", "mn", "hu", "ko", "zh", "ja", "hy", "ka")
)


class Found(NamedTuple):
    """A recognised name at `start:end`. `part` is the part that decided.

    `given` says which of several given names stand there, `between` what the text has between given name and family
    name (a patronymic), which is kept.
    """

    start: int
    end: int
    entity: int
    shape: Shape
    part: Part
    endings: tuple[Ending, ...]
    evidence: str
    given: tuple[int, ...] = ()
    between: str = ""


class Family(NamedTuple):
    """A family name that stands complete in the text and can be one entity's: `start` counts its article in."""

    start: int
    core: int
    end: int
    token: Token
    part: Part


Side = Callable[[Givens, Family], Found | None]


def families(reader: Reader, token: Token, table: NameTable) -> list[Family]:
    """What entities' family name begins at `token`, and is all there."""
    found: list[Family] = []
    starts: dict[bool, int] = {}
    for part in token.surnames:
        end = token.end if part.of == 1 else rest(reader, token, part, table)
        if end < 0:
            continue
        prefixed = part.prefixed
        start = starts.get(prefixed)
        if start is None:
            start = starts[prefixed] = article(reader, token.start, table, prefixed)
        if not (prefixed and start == token.start):
            found.append(Family(start, token.start, end, token, part))
    return found


def rest(reader: Reader, token: Token, part: Part, table: NameTable) -> int:
    """The end of a name of several words that begins at `token`; -1 if it is not all there."""
    end = token.end
    if token.possessive or token.endings or not token.goes_on(reader.text, end):
        return -1
    for place in range(1, part.of):
        word = reader.continuing(end)
        if word is None:
            return -1
        inside = place < part.of - 1 and word.possessive
        if (*part[:3], place) not in table.places.get(key(word.text) if inside else word.key, ()):
            return -1
        end = word.start + len(word.text) if inside else word.end
    return end


def article(reader: Reader, start: int, table: NameTable, prefixed: bool) -> int:
    """Where the article in front of a family name begins, or its particles if it has any; `start` if there are none."""
    lexicon = table.lexicon
    while (before := reader.preceding(start)) and "\n" not in before.gap and not before.possessive:
        article = before.key in lexicon.articles and len(before.key) > 1
        if article and before.key in lexicon.english and before.gap not in HYPHENS:
            break
        if not article and not (prefixed and before.key in lexicon.particles):
            break
        start = before.start
    return start


def full(givens: Givens, family: Family) -> Found | None:
    """The name around a family name: given names in front of it or behind it, or initials in front."""
    table = givens.table
    if _another_common_name(family, table):
        return None
    if givens.beside(family.core, family.start, family.end, family.part.entity):
        for side in _sides(table.entities[family.part.entity]):
            found = side(givens, family)
            if found:
                return found
    return _with_initials(givens.reader, family, table)


def _sides(entity: Entity) -> tuple[Side, ...]:
    """Where given names are looked for, the usual place first.

    Behind the family name only where lists in the language put them: Mahmoud Abbas is not Abbas Mahmoud.
    """
    if entity.surname_first:
        return _behind, _in_front
    listed = any(native.language in FAMILY_NAME_FIRST_IN_LISTS for native in entity.native[:1])
    return (_in_front, _behind) if listed else (_in_front,)


def _another_common_name(family: Family, table: NameTable) -> bool:
    """Whether a loosely made spelling is a common family name of its own (Saleh, made of Salah)."""
    if not family.part.made.startswith(WIDE) or family.token.key not in table.lexicon.surnames:
        return False
    return not table.entities[family.part.entity].surname_first  # all given names must stand there anyway


def _in_front(givens: Givens, family: Family) -> Found | None:
    for start in dict.fromkeys((family.core, family.start)):
        found = _run(givens, start, family)
        if found:
            return found
    return None


def _run(givens: Givens, at: int, family: Family) -> Found | None:
    """The given names that end in front of `at`, last to first, over at most one patronymic."""
    reader, table, entity = givens.reader, givens.table, family.part.entity
    start, between = at, ""
    run: list[Part] = []
    endings: tuple[Ending, ...] = ()
    word = reader.preceding(at)
    if word and word.capital and not givens.of(word, entity) and word.key.endswith(table.lexicon.patronymics):
        between, word = word.text, reader.preceding(word.start)
    while word and not word.possessive and (word.capital or word.gap in HYPHENS):
        fits = [one for one in givens.of(word, entity) if not run or one[0].place < run[0].place]
        if not fits:
            beyond = reader.preceding(word.start) if run and word.key in table.lexicon.articles else None
            if beyond and givens.of(beyond, entity):
                word = beyond
                continue
            break
        run.insert(0, fits[0][0])
        start, endings = word.start, endings or fits[0][1]
        word = reader.preceding(start)
    if not run or not reader.text[start].isupper() or not _agree(family, endings):
        return None
    if (word and (word.gap in HYPHENS or _other_person(word, table))) or not _enough(run, table):
        return None
    given = tuple(part.place for part in run) if run[0].of > 1 else ()
    return Found(start, family.end, entity, "full", family.part, family.token.endings, "full name", given, between)


def _other_person(before: Word, table: NameTable) -> bool:
    """Whether a given name stands in front of a full name too: then it is that of a son (Khamis Muammar …)."""
    return other_given(before, table.lexicon) and not any(
        part.role == "name" for part in table.parts.get(before.key, ())
    )


def _enough(run: Sequence[Part], table: NameTable) -> bool:
    """Whether enough given names stand there.

    None may be missing where the family name comes first (Kim Jong Nam) or is common (Ali Saleh, Ali Abdullah Saleh).
    """
    number = run[0].entity
    some = table.distinctive[number] and not table.entities[number].surname_first
    return some or len(run) >= run[0].of


def _behind(givens: Givens, family: Family) -> Found | None:
    """The family name first, its given names behind it, and perhaps a patronymic."""
    if family.token.possessive or family.token.endings:
        return None
    reader, table, entity, end = givens.reader, givens.table, family.part.entity, family.end
    run: list[Part] = []
    word = reader.following(end)
    if word is None or word.gap in HYPHENS:
        return None
    while word and (word.capital or word.gap in HYPHENS):
        fits = [p for p, carried in givens.of(word, entity) if not carried and (not run or p.place > run[-1].place)]
        if not fits:
            break
        run.append(fits[0])
        end = word.end
        word = None if word.possessive else reader.following(end)
    if not run or not _enough(run, table) or (word and word.capital and word.gap in HYPHENS):
        return None
    between = ""
    if word and word.capital and word.gap in BLANKS and word.key.endswith(table.lexicon.patronymics):
        end, between = word.end, word.text[: word.end - word.start]
    evidence = "full name, family name first"
    given = tuple(part.place for part in run) if run[0].of > 1 else ()
    return Found(family.start, end, entity, "full", family.part, (), evidence, given, between)


def _with_initials(reader: Reader, family: Family, table: NameTable) -> Found | None:
    found = reader.initials(family.start)
    if not found:
        return None
    start, letters = found
    own = "".join(key(word)[:1] for word in words(table.entities[family.part.entity].given))
    patronymic = 1
    if not own or letters[0] != own[0] or len(letters) > len(own) + patronymic:
        return None
    if letters[: len(own)] not in (own, own[:1]) and len(own) > 1:
        return None
    entity = family.part.entity
    return Found(start, family.end, entity, "initials", family.part, family.token.endings, "initials")


def _agree(family: Family, given: Sequence[Ending]) -> bool:
    """Whether the endings of given name and family name can belong to one man's name in one language."""
    if family.token.endings:
        languages = {ending.language for ending in given}
        return any(not ending.paired or ending.language in languages for ending in family.token.endings)
    return not given or family.part.made.endswith("+inflected") or any(ending.nominative for ending in given)
