"""Which names stand where: full names first, then the family names that full names, or the table, decide. Linear."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from operator import itemgetter

from tasks.names.context import elsewhere, namesake, other_given, part_of_longer
from tasks.names.fold import key
from tasks.names.givens import Givens
from tasks.names.person import Family, Found, article, families, full, rest
from tasks.names.reader import BLANKS, HYPHENS, Reader
from tasks.names.table import NameTable, Part, Place
from tasks.names.verdict import LITERAL, SHORTEST_ALONE, SHORTEST_MADE_ALONE, Token, long_enough

SHORTEST_PLACE_ENDING = 3
"""Letters an ending on a place's name needs, so that it is no English derivation (Russian, Kyivan)."""
LONGEST_ACRONYM = 5


def recognise(reader: Reader, tokens: Sequence[Token], table: NameTable) -> tuple[list[Found], list[Found]]:
    """The names in a text, sorted, not overlapping; and misspelt ones whose right form the page lacks."""
    page = _Page(reader, tokens, table)
    names = [*page.named, *page.bare()]
    certain = _longest(found for found in names if page.evident(found))
    misspelt = (found for found in page.named if found.part.form == "misspelling" and not page.evident(found))
    return certain, _longest(misspelt)


class _Page:
    """What the whole page says: who is named in full, and which family names other people bear as well."""

    def __init__(self, reader: Reader, tokens: Sequence[Token], table: NameTable) -> None:
        self._reader, self._table = reader, table
        givens = Givens(reader, table)
        bearing = [token for token in tokens if token.surnames]
        self._lonely = [token for token in bearing if not token.alone and self._by_itself(token)]
        apart = {token.start for token in self._lonely}
        borne = [one for token in bearing if token.start not in apart for one in families(reader, token, table)]
        named = [found for family in borne if (found := full(givens, family))]
        in_full = {found.entity for found in named if self._in_full(found)}
        if in_full:
            again = (family for token in self._lonely for family in families(reader, token, table))
            borne += [family for family in again if family.part.entity in in_full]
        named += [found for token in tokens if token.names and token.need != "given" for found in self._wholes(token)]
        self.named = [found for found in self._unambiguous(named) if not self._namesake(found)]
        covered = _covered(tokens, named) if borne else set[int]()
        self._loose: dict[int, list[Family]] = {}
        for family in borne:
            if family.core not in covered:
                self._loose.setdefault(family.part.entity, []).append(family)
        self._judged: dict[int, bool] = {}
        self.named = [found for found in self.named if found.shape != "initials" or self._initialled(found)]
        self._seen = {
            found.entity
            for found in self.named
            if found.part.form != "misspelling" and not (found.part.weak and found.shape != "full")
        }

    def _by_itself(self, token: Token) -> bool:
        """Whether nothing that can belong to a person's name stands beside a word."""
        lexicon, start = self._table.lexicon, token.start
        if "." in self._reader.text[max(0, start - 2) : start] or self._reader.name_behind(token.end):
            return False
        before = self._reader.preceding(start)
        if before is None:
            return True
        particle = before.key in lexicon.articles or before.key in lexicon.particles
        return not (before.capital or before.gap in HYPHENS or particle)

    def _anothers(self, entity: int) -> bool:
        """Whether the page has the entity's family name as that of somebody else."""
        if entity not in self._judged:
            self._judged[entity] = any(self._another(one) for one in self._loose.get(entity, ()))
        return self._judged[entity]

    def _right(self, family: Family) -> bool:
        part = family.part
        return (
            part.made.startswith(LITERAL) and part.form != "misspelling" and not part.weak and not family.token.endings
        )

    def evident(self, found: Found) -> bool:
        """Whether the page has the evidence that a misspelt or ambiguous form needs; others need none."""
        needs = found.part.form == "misspelling" or (found.part.weak and found.shape != "full")
        return not needs or found.entity in self._seen or self._rightly_borne(found.entity)

    def _rightly_borne(self, entity: int) -> bool:
        lonely = (token for token in self._lonely if token.need != "given")
        apart = (one for token in lonely for one in families(self._reader, token, self._table))
        borne = [*self._loose.get(entity, ()), *(one for one in apart if one.part.entity == entity)]
        return any(map(self._right, borne)) and not self._anothers(entity)

    def _wholes(self, token: Token) -> list[Found]:
        found: list[Found] = []
        if token.endings and not _place_ending(token):
            return found
        later: AbstractSet[Place] | None = None
        for part in token.names:
            end = token.end
            if part.of > 1:
                later = self._continued(token) if later is None else later
                end = rest(self._reader, token, part, self._table) if (*part[:3], 1) in later else -1
            trusted = self._trusted(token, part) if end >= 0 else None
            if trusted is None or (
                part.form == "acronym" and not self._as_written(token, end, part.entity, part.group)
            ):
                continue
            start = article(self._reader, token.start, self._table, prefixed=False) if part.prefixed else token.start
            if not part.prefixed or start < token.start:
                found.append(Found(start, end, part.entity, "whole", trusted, token.endings, "whole name"))
        return found

    def _continued(self, token: Token) -> AbstractSet[Place]:
        """The places in names that the word behind a token can have."""
        behind = self._reader.continuing(token.end) if token.goes_on(self._reader.text, token.end) else None
        if behind is None:
            return frozenset()
        places = self._table.places
        found = places.get(behind.key, frozenset())
        return found | places.get(key(behind.text), frozenset()) if behind.possessive else found

    def _trusted(self, token: Token, part: Part) -> Part | None:
        """A name of one word as it may be used: one that a scheme made is weak if it is short, and none if ordinary."""
        if part.of > 1 or part.made.startswith(LITERAL):
            return part
        if len(token.key) < SHORTEST_ALONE or self._table.lexicon.common(token.key):
            return None
        if len(token.key) <= LONGEST_ACRONYM and self._reader.text[token.start : token.end].isupper():
            return None  # capitals make another word of it, mostly an acronym
        return part if len(token.key) >= SHORTEST_MADE_ALONE else part._replace(weak=True)

    def _as_written(self, token: Token, end: int, entity: int, group: int) -> bool:
        """Whether an acronym stands in the capitals of its table row."""
        return self._reader.text[token.start : end] == self._table.form(entity, group).text

    def _unambiguous(self, found: Sequence[Found]) -> list[Found]:
        """Those whose span no other entity claims.

        A canonical name wins over another entity's spelling, one that stands in the table over one that was made.
        """
        if len({(one.start, one.end) for one in found}) == len(found):
            return list(found)
        claims: dict[tuple[int, int], list[Found]] = {}
        for one in found:
            claims.setdefault((one.start, one.end), []).append(one)
        kept: list[Found] = []
        for (start, end), group in claims.items():
            if len(group) == 1:
                kept.append(group[0])
                continue
            surface = self._reader.text[start:end]
            canonical = [one for one in group if self._table.entities[one.entity].canonical == surface]
            literal = canonical or [one for one in group if one.part.made.startswith(LITERAL)] or group
            if len({one.entity for one in literal}) == 1:
                kept.append(literal[0])
        return kept

    def _namesake(self, found: Found) -> bool:
        kind = self._table.entities[found.entity].kind
        if kind == "place" and self._reader.text.startswith(",", found.end) and self._elsewhere(found):
            return True
        by_name = found.shape == "full" and kind == "person"
        if kind != "person" and found.part.made == "canonical":
            return False  # the right name, whatever else is named after it
        if kind == "place":
            longer = part_of_longer(self._reader, found.start, found.end, self._table.lexicon)
            if longer:
                return True
        return bool(namesake(self._reader, found.start, found.end, kind, self._table.lexicon, full=by_name))

    def _elsewhere(self, found: Found) -> bool:
        """Whether a comma and a region behind a place's name say that it is another place (Odessa, Texas)."""
        region = elsewhere(self._reader.text, found.end, self._table.lexicon)
        return bool(region) and region not in self._table.entities[found.entity].description.lower()

    def _another(self, family: Family) -> bool:
        """Whether a family name stands beside a given name that is not the entity's, or is initialled otherwise."""
        lexicon = self._table.lexicon
        if other_given(self._reader.preceding(family.start), lexicon):
            return True
        behind = None if family.token.possessive else self._reader.name_behind(family.end)
        if behind is None or not behind.capital or behind.gap not in BLANKS:
            return False
        if self._table.entities[family.part.entity].surname_first:
            return lexicon.different_given(behind.key)
        return behind.key in lexicon.given and behind.key not in lexicon.titles

    def _initialled(self, found: Found) -> bool:
        """Whether initials and a family name are enough: the person is named in full, or nobody else has the name."""
        entity = found.entity
        in_full = any(one.entity == entity and one.shape == "full" for one in self.named)
        if in_full or not self._table.distinctive[entity] or found.part.weak:
            return in_full
        return not self._anothers(entity)

    def _in_full(self, found: Found) -> bool:
        """Whether a person is named in full, by given name and family name or by a whole name of several words."""
        person = self._table.entities[found.entity].kind == "person"
        return found.shape == "full" or (person and found.shape == "whole" and found.part.of > 1)

    def bare(self) -> Iterator[Found]:
        """The family names that stand alone and can only be one person's."""
        in_full = {found.entity for found in self.named if self._in_full(found) and self.evident(found)}
        by_place: dict[tuple[int, int], list[Family]] = {}
        for one in sorted((one for loose in self._loose.values() for one in loose), key=lambda one: one.core):
            if not one.token.endings or any(not ending.paired for ending in one.token.endings):
                by_place.setdefault((one.core, one.token.end), []).append(one)
        for group in by_place.values():
            bearer, evidence = self._bearer(group, in_full)
            if bearer and not self._blocked(bearer):
                part, endings = bearer.part, bearer.token.endings
                yield Found(bearer.start, bearer.end, part.entity, "surname", part, endings, evidence)

    def _bearer(self, group: Sequence[Family], in_full: set[int]) -> tuple[Family | None, str]:
        """Whose name it is: of those the page names in full, else of those in the table; None where not certain."""
        lexicon = self._table.lexicon
        named = [one for one in group if one.part.entity in in_full]
        if named:
            sure = [one for one in named if one.part.made.startswith(LITERAL) or not lexicon.common(one.token.key)]
            return self._only(sure), "full name on the page"
        exact = [one for one in group if one.part.made.startswith(LITERAL)] or list(group)
        bearers = [one for one in exact if self._table.principal[one.part.entity]] if _several(exact) else exact
        alone = [one for one in bearers if self._alone(one)]
        all_alone = {one.part.entity for one in alone} == {one.part.entity for one in bearers}
        return self._only(alone if all_alone else []), "nobody else in the table"

    def _only(self, group: Sequence[Family]) -> Family | None:
        entities = {one.part.entity for one in group}
        return group[0] if len(entities) == 1 and not self._anothers(group[0].part.entity) else None

    def _alone(self, family: Family) -> bool:
        """Whether the family name by itself, as it stands here, can only be this entity's."""
        part, name = family.part, family.token.key
        if not self._table.distinctive[part.entity] or part.weak:
            return False
        if self._table.lexicon.common(name) and not part.prefixed:
            return False
        if family.token.names or not long_enough(name, part, inflected=bool(family.token.endings)):
            return False
        behind = self._reader.name_behind(family.end)
        beside = behind and behind.capital and behind.gap in BLANKS and not family.token.possessive
        return not (behind and beside and self._table.lexicon.different_given(behind.key))

    def _blocked(self, family: Family) -> bool:
        if self._reader.initials(family.start):
            return True
        if family.token.possessive:
            return False
        return bool(namesake(self._reader, family.start, family.end, "person", self._table.lexicon, full=False))


def _covered(tokens: Sequence[Token], named: Iterable[Found]) -> set[int]:
    """Where the words begin that stand in a full or whole name."""
    starts = [token.start for token in tokens]
    covered: set[int] = set()
    for found in named:
        if found.shape != "initials":
            covered.update(starts[bisect_left(starts, found.start) : bisect_left(starts, found.end)])
    return covered


def _several(group: Sequence[Family]) -> bool:
    return len({one.part.entity for one in group}) > 1


def _place_ending(token: Token) -> bool:
    letters = token.end - token.start - len(token.key)
    return letters >= SHORTEST_PLACE_ENDING and not all(ending.paired for ending in token.endings)


def _longest(found: Iterable[Found]) -> list[Found]:
    """The found names that no longer one covers, sorted."""
    kept: list[Found] = []
    for one in sorted(found, key=itemgetter(0)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.end - one.start > kept[-1].end - kept[-1].start:
            kept[-1] = one
    return kept
