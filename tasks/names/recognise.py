"""Which names stand where: words become full names, full names decide about bare family names. Linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from tasks.names.context import namesake, other_given
from tasks.names.fold import key, words
from tasks.names.inflection import Ending
from tasks.names.table import NameTable, Part
from tasks.names.tokens import Token, Word, following, initials, preceding, scan

SHORTEST_PLACE_ENDING = 3
Shape = Literal["full", "initials", "surname", "whole"]
_PATRONYMIC = re.compile(
    r"(?:[oe]vi(?:ch|c|tch|tj|ts|tsch|tsj|cz|cs|t?s)|[oe]v(?:na|ich)|[ij]ch|[uo]g?l[iuy]|kyzy|qizi|vich)$"
)


class Found(NamedTuple):
    """A recognised name at `start:end`. `part` is the part that decided; `given` how many of the given names stand there.

    `between` is what the text has between given name and family name (a patronymic), kept as it is.
    """

    start: int
    end: int
    entity: int
    shape: Shape
    part: Part
    endings: tuple[Ending, ...]
    evidence: str
    given: int = 0
    between: str = ""


@dataclass(frozen=True)
class Candidate:
    """A family name that stands complete in the text, for one entity, with its span and the endings it carries."""

    start: int
    end: int
    token: Token
    part: Part
    bare_start: int


def recognise(text: str, table: NameTable) -> tuple[list[Found], list[Found]]:
    """The names in `text`, sorted, not overlapping; and those that a table row asks evidence for which the page lacks."""
    tokens = list(scan(text, table))
    if not tokens:
        return [], []
    candidates = [c for token in tokens for c in _surnames(text, token, table)]
    full = [found for c in candidates if (found := _full(text, c, table))]
    wholes = [found for token in tokens for found in _wholes(text, token, table)]
    page = _Page(text, table, full + wholes, candidates)
    resolved = [found for found in [*page.named, *page.bare()] if found.part.form != "misspelling" or page.right(found)]
    doubtful = [found for found in page.named if found.part.form == "misspelling" and not page.right(found)]
    return _longest(resolved), _longest(doubtful)


def _surnames(text: str, token: Token, table: NameTable) -> Iterator[Candidate]:
    for part in token.parts:
        if part.role != "surname":
            continue
        end = token.end if part.of == 1 else _rest(text, token, part, table)
        if end < 0:
            continue
        start = _article(text, token.start, table)
        if part.prefixed and start == token.start:
            continue
        yield Candidate(start, end, token, part, token.start)


def _article(text: str, start: int, table: NameTable) -> int:
    """Where the article or the particles in front of a family name begin; `start` if there are none."""
    while (before := preceding(text, start)) and "\n" not in before.gap and not before.possessive:
        article = before.key in table.lexicon.articles and len(before.key) > 1
        if not (article or (before.key in table.lexicon.particles and not before.text.isupper())):
            break
        if article and before.key in table.lexicon.english and before.gap != "-":
            break
        start = before.start
    return start


def _rest(text: str, token: Token, part: Part, table: NameTable) -> int:
    """The end of a family name or whole name of several words that begins at `token`; -1 if it is not all there."""
    end = token.end
    if token.possessive or token.endings:
        return -1
    for index in range(1, part.of):
        word = following(text, end)
        if word is None or (word.possessive and index < part.of - 1):
            return -1
        later = table.later.get(word.key, ())
        if not any(
            p.entity == part.entity and p.role == part.role and p.group == part.group and p.place == index
            for p in later
        ):
            return -1
        end = word.end
    return end


def _given_parts(word: Word, entity: int, table: NameTable) -> list[tuple[Part, tuple[Ending, ...]]]:
    own = [(part, ()) for part in table.parts.get(word.key, ()) if part.role == "given" and part.entity == entity]
    if own or word.key in table.lexicon.given:
        return list(own)
    return [
        (part, (ending,))
        for stem, ending in table.endings.split(word.key)
        for part in table.parts.get(stem, ())
        if part.role == "given" and part.entity == entity
    ]


def _full(text: str, c: Candidate, table: NameTable) -> Found | None:
    """The full name around a family name: given names in front of it or behind it, or initials in front."""
    first = table.entities[c.part.entity].surname_first
    sides = (_behind, _in_front) if first else (_in_front, _behind)
    for side in sides:
        found = side(text, c, table)
        if found:
            return found
    return _with_initials(text, c, table)


def _in_front(text: str, c: Candidate, table: NameTable) -> Found | None:
    for start in dict.fromkeys((c.bare_start, c.start)):
        found = _given_run(text, start, c, table)
        if found:
            return found
    return None


def _given_run(text: str, at: int, c: Candidate, table: NameTable) -> Found | None:
    start, index, seen, between = at, 99, 0, ""
    endings: tuple[Ending, ...] = ()
    word = preceding(text, at)
    if word and _patronymic(word):
        between, word = text[word.start : word.end] + word.gap, preceding(text, word.start)
    while word and not word.possessive and (word.capital or word.gap != " "):
        fits = [(part, carried) for part, carried in _given_parts(word, c.part.entity, table) if part.place < index]
        if not fits:
            break
        part, carried = fits[0]
        start, index, seen = word.start, part.place, seen + 1
        endings = endings or carried
        word = preceding(text, start)
    if not seen or not _endings_agree(c, endings) or not text[start].isupper():
        return None
    if word and word.gap == "-" and word.capital:
        return None
    return Found(start, c.end, c.part.entity, "full", c.part, c.token.endings, "full name", seen, between)


def _behind(text: str, c: Candidate, table: NameTable) -> Found | None:
    if c.token.possessive or c.token.endings:
        return None
    end, index, seen = c.end, -1, 0
    possessive = False
    while not possessive and (word := following(text, end)) and (word.capital or word.gap == "-"):
        fits = [
            part for part, carried in _given_parts(word, c.part.entity, table) if part.place > index and not carried
        ]
        if not fits or (not seen and word.gap not in (" ", "\u00a0", "\n")):
            break
        end, index, seen, possessive = word.end, fits[0].place, seen + 1, word.possessive
    if not seen:
        return None
    between = ""
    word = None if possessive else following(text, end)
    if word and word.gap == " " and _patronymic(word):
        end, between = word.end, text[word.start : word.end]
    return Found(c.start, end, c.part.entity, "full", c.part, (), "full name, family name first", seen, between)


def _with_initials(text: str, c: Candidate, table: NameTable) -> Found | None:
    found = initials(text, c.start)
    if not found:
        return None
    start, letters = found
    given = words(table.entities[c.part.entity].given)
    own = "".join(key(word)[:1] for word in given)
    patronymic = 1
    if not own or not (letters == own or (len(letters) <= len(own) + patronymic and letters[0] == own[0])):
        return None
    return Found(start, c.end, c.part.entity, "initials", c.part, c.token.endings, "initials", len(letters))


def _patronymic(word: Word) -> bool:
    return word.capital and bool(_PATRONYMIC.search(word.key))


def _endings_agree(c: Candidate, given: Sequence[Ending]) -> bool:
    if not c.token.endings:
        return not given or c.part.made.endswith("+inflected")
    languages = {ending.language for ending in given}
    return any(not e.paired or e.language in languages for e in c.token.endings)


def _wholes(text: str, token: Token, table: NameTable) -> Iterator[Found]:
    for part in token.parts:
        if part.role != "name":
            continue
        end = token.end if part.of == 1 else _rest(text, token, part, table)
        if end < 0 or (token.endings and not _place_ending(token)):
            continue
        yield Found(token.start, end, part.entity, "whole", part, token.endings, "whole name")


def _place_ending(token: Token) -> bool:
    """Whether what was taken off is long enough not to be an English derivation (Russian, Kyivans)."""
    return token.end - token.start - len(token.key) >= SHORTEST_PLACE_ENDING and not all(
        e.paired for e in token.endings
    )


class _Page:
    """What the whole page says: who is named in full, and which family names other people bear as well."""

    def __init__(self, text: str, table: NameTable, named: list[Found], candidates: list[Candidate]) -> None:
        self._text = text
        self._table = table
        lexicon, kinds = table.lexicon, [entity.kind for entity in table.entities]
        self.named = [
            found
            for found in _unambiguous(named)
            if not namesake(text, found.start, found.end, kinds[found.entity], lexicon, full=found.shape == "full")
        ]
        covered = [(found.start, found.end) for found in named]
        self._loose = [c for c in candidates if not any(start <= c.bare_start < end for start, end in covered)]
        self._others = {c.part.entity for c in self._loose if self._another(c)}
        self._full = {f.entity for f in self.named if f.shape == "full" and f.part.form != "misspelling"}
        self._seen = self._full | {f.entity for f in self.named if self._table.entities[f.entity].kind != "person"}
        self._seen |= {
            c.part.entity for c in self._loose if c.part.form != "misspelling" and not c.token.endings
        } - self._others

    def right(self, found: Found) -> bool:
        """Whether the right form of a misspelt name stands on the page too."""
        return found.entity in self._seen

    def _another(self, c: Candidate) -> bool:
        before, behind = preceding(self._text, c.start), following(self._text, c.end)
        if other_given(before, self._table.lexicon):
            return True
        if c.token.possessive or behind is None or not behind.capital or behind.gap != " ":
            return False
        if self._table.entities[c.part.entity].surname_first:
            return self._table.lexicon.different_given(behind.key)
        return behind.key in self._table.lexicon.given and behind.key not in self._table.lexicon.titles

    def bare(self) -> Iterator[Found]:
        """The family names that stand alone and can only be one person's."""
        full = {found.entity for found in self.named if found.shape == "full" and self.right(found)}
        by_place: dict[tuple[int, int], list[Candidate]] = {}
        for c in self._loose:
            by_place.setdefault((c.bare_start, c.token.end), []).append(c)
        for group in by_place.values():
            found = self._one(group, full)
            if found:
                yield found

    def _one(self, group: list[Candidate], full: set[int]) -> Found | None:
        group = [c for c in group if not c.token.endings or any(not e.paired for e in c.token.endings)]
        named = [c for c in group if c.part.entity in full]
        entities = {c.part.entity for c in named or group}
        if len(entities) != 1 or entities & self._others:
            return None
        c = (named or group)[0]
        alone = not named and not self._enough(c)
        if alone or self._initial_differs(c) or self._blocked(c):
            return None
        evidence = "full name on the page" if named else "nobody else in the table"
        start = c.start if self._table.entities[c.part.entity].kind == "person" else c.bare_start
        return Found(start, c.end, c.part.entity, "surname", c.part, c.token.endings, evidence)

    def _enough(self, c: Candidate) -> bool:
        """Whether the family name by itself, as it stands here, can only be this entity's."""
        return self._table.distinctive[c.part.entity] and not self._table.lexicon.common(c.token.key)

    def _initial_differs(self, c: Candidate) -> bool:
        return initials(self._text, c.start) is not None and self._text[c.start - 2 : c.start] == ". "

    def _blocked(self, c: Candidate) -> bool:
        end = c.end
        return bool(
            not c.token.possessive and namesake(self._text, c.start, end, "person", self._table.lexicon, full=False)
        )


def _unambiguous(found: Sequence[Found]) -> list[Found]:
    """Those whose span no other entity claims with as many words."""
    claims: dict[tuple[int, int], set[int]] = {}
    for one in found:
        claims.setdefault((one.start, one.end), set()).add(one.entity)
    return [one for one in found if len(claims[one.start, one.end]) == 1]


def _longest(found: Sequence[Found]) -> list[Found]:
    """The found names that no longer one covers, sorted."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.end > kept[-1].end and one.end - one.start > kept[-1].end - kept[-1].start:
            kept[-1] = one
    return kept
