"""The shipped tables of names hold together: format, counts, and spellings in the letters of their languages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from tasks.tables import SHIPPED, Located, files, read_csv

COLUMNS = "entity,kind,canonical,native,language,description,wikidata,form,method,evidence,surname"
METHODS = {"spelling", "rival", "dated", "acronym", "short", "misspelling"}
AT_LEAST = {"person": 500, "place": 300, "organisation": 200}
KIND_OF = {"people": "person", "places": "place", "organisations": "organisation"}

SCRIPTS = {
    "ARABIC": "ar fa ps ur ug",
    "ARMENIAN": "hy",
    "BENGALI": "bn as",
    "CYRILLIC": "ru uk be bg mk kk ky tg mn uz sr",
    "DEVANAGARI": "hi mr ne",
    "ETHIOPIC": "am ti",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "GUJARATI": "gu",
    "HANGUL": "ko",
    "CJK": "zh ja",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HEBREW": "he",
    "KANNADA": "kn",
    "KHMER": "km",
    "LAO": "lo",
    "LATIN": (
        "az bs ca cs da de en es et eu fi fr ga gl ha hr hu id is it ku lb lt lv ms mt nl no om pl pt ro sk sl so sq sr"
        " sv sw tk tl tr uz vi kk"
    ),
    "MALAYALAM": "ml",
    "MYANMAR": "my",
    "ORIYA": "or",
    "SINHALA": "si",
    "TAMIL": "ta",
    "TELUGU": "te",
    "THAANA": "dv",
    "THAI": "th",
    "TIBETAN": "bo dz",
}
ALLOWED = {
    language: {script for script, languages in SCRIPTS.items() if language in languages.split()}
    for languages in SCRIPTS.values()
    for language in languages.split()
}
NEVER = {
    "ru": "іїєґўәқңғүұһөҷҳӣӯјљњћђџѓќѕ",
    "uk": "ыэёъўәқңғүұһөј",
    "be": "ищъїєґәқңғүұһөј",
    "bg": "ыэёіїєў",
    "kk": "їєґў",
}
NEVER |= {
    "ky": "іїєґўәқғұһ",
    "tg": "іїєґўәңүұһөщы",
    "mn": "іїєґўәқңғұһ",
    "mk": "ыэёйщъьяюіїєўћђ",
    "sr": "ыэёйщъьяюіїєўѓќѕ",
}
LETTERS = {"Lu", "Ll", "Lt", "Lo"}
ROMAN_NUMERAL = re.compile(r" [IVX]+$")
LATIN_CANONICAL = re.compile(r"[A-Za-z][A-Za-z .'-]*")


class Row(BaseModel):
    """One row as the file holds it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    entity: str
    kind: str
    canonical: str
    native: str
    language: str
    description: str
    wikidata: str
    form: str
    method: str
    evidence: str
    surname: str


PATHS = files([SHIPPED], "names.csv")
ROWS = [located for path in PATHS for located in read_csv(path, Row)]
HEADS = [located for located in ROWS if not located.row.form]
FORMS = [located for located in ROWS if located.row.form]
KINDS = {located.row.entity: located.row.kind for located in HEADS}


def bad(rows: list[Located[Row]]) -> list[str]:
    return [f"{Path(located.path).name}:{located.line} {located.row.entity} {located.row.form}" for located in rows]


def natives(row: Row) -> list[tuple[str, str]]:
    """The native spellings of a row, each with its language."""
    found = []
    for spelling in filter(None, row.native.split(" | ")):
        prefix = re.match(r"([a-z]{2}):(.*)", spelling)
        found.append((prefix[1], prefix[2]) if prefix else (row.language, spelling))
    return found


@pytest.mark.parametrize("kind", AT_LEAST)
def test_there_are_enough_entities(kind):
    assert sum(located.row.kind == kind for located in HEADS) >= AT_LEAST[kind]


def test_each_file_holds_one_kind_under_the_same_columns():
    for path in PATHS:
        lines = path.read_text(encoding="utf-8").split("\n")
        assert next(line for line in lines if not line.startswith("#")) == COLUMNS
        assert {one.row.kind for one in HEADS if one.path == str(path)} == {KIND_OF[path.stem]}


def test_an_entity_is_one_group_of_rows_sorted_by_id():
    for path in PATHS:
        ids = [located.row.entity for located in ROWS if located.path == str(path)]
        runs = [name for before, name in zip(["", *ids], ids, strict=False) if name != before]
        assert runs == sorted(set(ids))
    assert not bad([located for located in HEADS if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", located.row.entity)])


def test_ids_and_canonical_forms_are_unique():
    assert [name for name, n in Counter(located.row.entity for located in HEADS).items() if n > 1] == []
    canonical = Counter((located.row.kind, located.row.canonical.casefold()) for located in HEADS)
    assert [name for name, n in canonical.items() if n > 1] == []


def test_first_rows_say_what_the_entity_is_and_who_says_so():
    need = ("kind", "canonical", "language", "description", "evidence")
    assert not bad([located for located in HEADS if not all(getattr(located.row, name) for name in need)])
    assert not bad([located for located in HEADS if located.row.method])


def test_further_rows_hold_a_form_its_method_and_evidence_and_nothing_else():
    empty = ("kind", "canonical", "native", "language", "description", "wikidata", "surname")
    assert not bad([located for located in FORMS if any(getattr(located.row, name) for name in empty)])
    assert not bad([located for located in FORMS if located.row.method not in METHODS or not located.row.evidence])


def test_no_form_stands_twice_or_repeats_the_canonical_form_without_need():
    assert [form for form, n in Counter((one.row.entity, one.row.form) for one in FORMS).items() if n > 1] == []
    canonical = {(located.row.entity, located.row.canonical) for located in HEADS}
    repeated = [one for one in FORMS if (one.row.entity, one.row.form) in canonical and one.row.method != "acronym"]
    assert not bad(repeated)


def test_an_applied_form_is_nobody_elses_canonical_name():
    owners = {(located.row.kind, located.row.canonical.casefold()): located.row.entity for located in HEADS}
    applied = [one for one in FORMS if one.row.method in {"spelling", "rival", "misspelling"}]
    taken = [
        one
        for one in applied
        if owners.get((KINDS[one.row.entity], one.row.form.casefold()), one.row.entity) != one.row.entity
    ]
    assert not bad(taken)


def test_misspellings_of_one_person_are_not_the_right_spelling_of_another():
    surnames = {located.row.surname.casefold() for located in HEADS}
    assert not bad([one for one in FORMS if one.row.method == "misspelling" and one.row.form.casefold() in surnames])


def test_wikidata_ids_look_like_ids_and_stand_once():
    ids = [located.row.wikidata for located in HEADS if located.row.wikidata]
    assert [one for one in ids if not re.fullmatch(r"Q[1-9]\d*", one)] == []
    assert [one for one, n in Counter(ids).items() if n > 1] == []


def test_values_are_trimmed_normalised_and_without_control_characters():
    for located in ROWS:
        for value in located.row.model_dump().values():
            assert value == unicodedata.normalize("NFC", value.strip()), f"{located.path}:{located.line}"
            assert all(unicodedata.category(letter) not in {"Cc", "Cs", "Co"} for letter in value)
            assert "  " not in value, f"{located.path}:{located.line}"


def test_people_are_written_in_plain_latin_letters_with_the_surname_first_or_last():
    people = [located for located in HEADS if located.row.kind == "person"]
    assert not bad([located for located in people if not LATIN_CANONICAL.fullmatch(located.row.canonical)])
    words = [
        (re.split(r"[ -]", one.row.canonical), re.split(r"[ -]", one.row.surname)) for one in people if one.row.surname
    ]
    aside = [w for w, surname in words if surname not in (w[: len(surname)], w[-len(surname) :])]
    assert aside == [["Luiz", "Inacio", "Lula", "da", "Silva"]]


def test_people_places_and_organisations_from_other_scripts_have_a_native_spelling():
    foreign = [one for one in HEADS if one.row.kind != "organisation" or "LATIN" not in ALLOWED[one.row.language]]
    assert not bad([located for located in foreign if not natives(located.row)])


def test_one_native_spelling_at_least_is_in_the_entitys_own_language_unless_it_is_english():
    missing = [
        one for one in HEADS if one.row.language not in {n for n, _ in natives(one.row)} and one.row.language != "en"
    ]
    assert not bad(missing)


def test_native_spellings_are_in_the_letters_of_their_language():
    wrong = []
    for located in HEADS:
        for language, text in natives(located.row):
            letters = [letter for letter in ROMAN_NUMERAL.sub("", text) if unicodedata.category(letter) in LETTERS]
            scripts = {unicodedata.name(letter).split()[0] for letter in letters}
            latin_name = located.row.kind == "organisation" and scripts == {"LATIN"}
            if not scripts <= ALLOWED.get(language, set()) and not latin_name:
                wrong.append(f"{located.row.entity} {language}:{text} {scripts}")
            if "CYRILLIC" in scripts and set(text.lower()) & set(NEVER.get(language, "")):
                wrong.append(f"{located.row.entity} {language}:{text} has letters of another language")
    assert wrong == []
