"""The stage itself: names in a page become mentions, and variant spellings become the canonical ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Literal, TypeVar

from tasks.names.context import like_title, quotation
from tasks.names.entity import Entity
from tasks.names.fold import joined, key, words
from tasks.names.miner import mine
from tasks.names.person import Found
from tasks.names.reader import BLANKS, Reader
from tasks.names.recognise import recognise
from tasks.names.table import FIRST_FORM, NameTable
from tasks.names.tokens import scan
from tasks.page import Confidence, Edit, Mention, Mode, Offsets, Page
from tasks.protected import spans, touches

NamesMode = Literal["apply", "annotate", "off"]
Spanned = TypeVar("Spanned", Found, Edit)
STAGE = "names"
KEPT_FORMS = frozenset({"dated", "short"})
"""Forms of the table that are recorded and never rewritten."""
SHORTEST_ACRONYM = 4
"""Letters from which a foreign acronym of the table needs no other evidence on the page."""
BESIDE = 60
"""Code points behind a foreign acronym in which its English one makes the rewriting pointless."""
OPENING = 4
"""Code points looked at in front of a name for the end of a sentence."""
BLANK = " \n"
DETERMINERS = frozenset({"a", "an", "the", "this", "that", "these", "those", "no", "any", "every"})
LATIN_LIMIT = "\u0250"
_EXTENDED_LATIN = ("\u1e00", "\u1f00")


def standardise(page: Page, table: NameTable, mode: NamesMode) -> Page:
    """The page with its names recognised (`mentions`) and, with mode "apply" on an English page, standardised (edits).

    Lines with the role meta are left alone. Spans of mentions are code points of the page's text after this stage.
    """
    if mode == "off":
        return page
    reader = Reader(page.text, table.lexicon.titles)
    tokens, others = scan(reader, table)
    found, doubtful = recognise(reader, tokens, table) if tokens else ([], [])
    found = _touchable(page, found)
    edits: list[Edit] = []
    if mode == "apply" and page.language == "en":
        seen = {one.entity for one in found if one.part.form != "acronym"}
        edits = [edit for one in found if (edit := _edit(reader, one, table, one.entity in seen))]
        misspelt = (_edit(reader, one, table, evident=False) for one in _touchable(page, doubtful))
        edits += [edit._replace(mode="proposed") for edit in misspelt if edit]
        mined = list(mine(reader, found, others, table))
        edits += [edit for edit in _touchable(page, mined) if _free(edit, found)]
        edits.sort(key=lambda edit: (edit.start, edit.end))
    if not (found or edits):
        return page
    mentions: Iterable[Mention] = (_mention(page.text, one, table) for one in found)
    if edits:
        mentions = Offsets(edits).moved(mentions)
    return page.rewrite(edits).changed(mentions=tuple(sorted([*page.mentions, *mentions])))


def _touchable(page: Page, found: list[Spanned]) -> list[Spanned]:
    """What stands outside protected spans and lines of metadata; `found` is sorted."""
    if not found:
        return found
    kept: list[Spanned] = []
    text, roles = page.text, "meta" in page.roles
    whole_lines = "`" in text
    line = counted = start = end = 0
    held: list[tuple[int, int]] = []
    for one in found:
        if roles:
            line, counted = line + text.count("\n", counted, one.start), one.start
        if one.end > end:
            if not whole_lines and _alone(text, one.start, one.end):
                start, end, held = one.start, one.end, []
            else:
                start, end = _around(text, one.start, one.end, whole_lines)
                held = spans(text[start:end])
        if held and touches(held, one.start - start, one.end - start):
            continue
        if not (roles and page.role(line) == "meta"):
            kept.append(one)
    return kept


def _alone(text: str, start: int, end: int) -> bool:
    """Whether `start:end` are letters between blanks, or a blank and a mark and a blank: no part of anything else."""
    if text[start - 1 : start] not in BLANK:
        return False
    behind, name = text[end : end + 1], text[start:end]
    blank = behind in BLANK or (behind in ",." and text[end + 1 : end + 2] in BLANK)
    return blank and (name.isalpha() or name.replace(" ", "").isalpha())


def _around(text: str, start: int, end: int, whole_line: bool) -> tuple[int, int]:
    """The words, or the line, that `start:end` stands in: a protected span has no blank in it, unless it is code."""
    left = 0 if whole_line else text.rfind(" ", 0, start) + 1
    left = max(left, text.rfind("\n", left, start) + 1)
    right = -1 if whole_line else text.find(" ", end)
    right = len(text) if right < 0 else right
    line_end = text.find("\n", end, right)
    return left, right if line_end < 0 else line_end


def _free(edit: Edit, found: Sequence[Found]) -> bool:
    at = bisect_left(found, edit.start, key=lambda one: one.end)
    return at == len(found) or found[at].start >= edit.end


def _mention(text: str, found: Found, table: NameTable) -> Mention:
    start, end = found[:2]
    entity = table.entities[found.entity]
    fields = start, end, text[start:end], entity.canonical, entity.id, entity.kind, method(found)
    return tuple.__new__(Mention, fields)  # half the cost of Mention(…)


def method(found: Found) -> str:
    """How a name was recognised: how its family name or whole name was made, an ending taken off, initials."""
    if not found.endings and found.shape != "initials":
        return found.part.made
    pieces = [found.part.made]
    if found.endings:
        pieces.append(f"ending.{found.endings[0].language}")
    if found.shape == "initials":
        pieces.append("initials")
    return "+".join(pieces)


def _edit(reader: Reader, found: Found, table: NameTable, evident: bool) -> Edit | None:
    """What is to be done about a name that is not in its canonical form; None if nothing is."""
    entity, before = table.entities[found.entity], reader.text[found.start : found.end]
    if before == (entity.surname if found.shape == "surname" else entity.canonical):
        return None
    after = _canonical(reader.text, found, entity, table)
    if after is None or after == before:
        return None
    guard = _guard(reader, found, entity, after, evident)
    sure: Confidence = "certain" if found.shape in ("full", "whole") else "probable"
    reason = guard or f"{found.evidence}; {method(found)}"
    mode: Mode = "guarded" if guard else "applied"
    return Edit(STAGE, entity.id, found.start, found.end, before, after, reason, sure, mode)


def _guard(reader: Reader, found: Found, entity: Entity, after: str, evident: bool) -> str:
    """Why a name must keep the form it has here; empty if it need not."""
    text, start, end = reader.text, found.start, found.end
    if re.search(r"[-‑]\n", text[start:end]):
        return "broken over two lines"
    if entity.kind == "organisation":
        if found.part.form != "acronym":
            return "in a quoted title" if (title := quotation(text, start, end)) and like_title(title, after) else ""
        if after in text[end : end + BESIDE]:
            return "the English acronym stands beside it"
        return "" if evident or end - start >= SHORTEST_ACRONYM else "a short acronym, and nothing else names it here"
    quoted = quotation(text, start, end)
    if quoted and like_title(quoted, text[start:end]):
        return "in a quoted title"
    return "a place's name in a quotation" if quoted and entity.kind == "place" else ""


def _canonical(text: str, found: Found, entity: Entity, table: NameTable) -> str | None:
    """What should stand for the name; None where the form is kept as it is."""
    before = text[found.start : found.end]
    if found.part.form in KEPT_FORMS or not _latin(before):
        return None
    if entity.kind == "organisation":
        return _organisation(found, entity, table)
    if found.shape == "surname":
        after = entity.surname
    elif found.shape == "full":
        fuller = _full_name(before, found, entity)
        if fuller is None:
            return None
        after = fuller
    else:
        after = entity.canonical
    same = before.casefold() == after.casefold() or (joined(before) == joined(after) and _own_spelling(before, entity))
    if same:
        return None
    return _dressed(after, before, _opens(text, found.start)) + _possessive(text, found, table)


def _possessive(text: str, found: Found, table: NameTable) -> str:
    """An English possessive for another language's genitive before what somebody has (Tokajevin government)."""
    if not any(ending.genitive and not ending.paired for ending in found.endings):
        return ""
    reader = Reader(text)
    noun, before = reader.following(found.end), reader.preceding(found.start)
    if noun is None or noun.gap not in BLANKS or noun.text not in table.lexicon.possessions:
        return ""
    if before and before.key in DETERMINERS:
        return ""
    return "’s" if "’" in text else "'s"


def _own_spelling(before: str, entity: Entity) -> bool:
    """Whether a form that differs in diacritics and hyphens only is as right as the canonical one.

    So it is for places, and for people who write themselves in Latin letters (Chávez); Tokáyev is a scheme's.
    """
    latin = [native.text for native in entity.native if _latin(native.text)]
    if entity.kind == "place" or not entity.native or _latin(entity.native[0].text):
        return True
    return set(words(before)) <= {word for text in latin for word in words(text)}


def _full_name(before: str, found: Found, entity: Entity) -> str | None:
    """The canonical name, with the patronymic the text has, and of several given names only those that stand there.

    None where the text has a fuller name than the canonical one: that is no other spelling of it.
    """
    given, there = entity.given, set(map(key, words(before)))
    names = given.split(" ")
    if not found.between and set(map(key, words(entity.canonical))) < there:
        return None
    if found.given and "-" not in given and len(found.given) < len(names):
        given = " ".join(names[place] for place in found.given if place < len(names)) or given
    if given == entity.given and not found.between:
        return entity.canonical
    article = entity.canonical[len(entity.given) :].removesuffix(entity.surname).strip(" ")
    joint = "" if not article or article.endswith("-") else " "
    return " ".join(filter(None, (given, found.between, article + joint + entity.surname)))


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins at `start`."""
    before = text[max(0, start - OPENING) : start].rstrip(" \u00a0“\"‘'«(")
    return not before or before[-1] in ".!?:\n…"


def _organisation(found: Found, entity: Entity, table: NameTable) -> str | None:
    """The name in place of a misspelt or mistranslated one, the English acronym in place of another language's."""
    if found.part.group < FIRST_FORM:
        return None
    form = table.form(found.entity, found.part.group)
    if form.method == "misspelling" or (form.method == "rival" and form.mistranslated):
        return entity.canonical
    return _english_acronym(form.text, entity) if form.method == "acronym" else None


def _english_acronym(here: str, entity: Entity) -> str | None:
    """The English acronym in place of another language's; None where there is none."""
    if any(form.text == here and form.english for form in entity.forms):
        return None
    english = [form.text for form in entity.forms if form.method == "acronym" and form.english]
    return english[0] if english else None


def _latin(name: str) -> bool:
    """Whether a name is written in Latin letters: one in its own script is annotated only."""
    first, last = _EXTENDED_LATIN
    return name.isascii() or all(
        letter < LATIN_LIMIT or not letter.isalpha() or first <= letter < last for letter in name
    )


def _dressed(after: str, before: str, opens: bool) -> str:
    """`after` in the capitals and with the line break of `before`, with a capital where it opens a sentence."""
    if before.isupper() and len(before) > SHORTEST_ACRONYM:
        after = after.upper()
    elif opens:
        after = after[0].upper() + after[1:]
    gap = re.search(r"[ ]?\n[ ]*", before)
    if gap and " " in after:
        head, _, tail = after.rpartition(" ")
        after = head + gap[0] + tail
    return after
