"""Spaces and stops that translation or extraction put in the wrong place, one pattern each.

Each pattern is bounded and tried only where its mark stands beside what it seldom stands beside: the marks of a page
are looked at once, whatever the number of patterns.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tasks.repair.quotes import Change

_SENTENCE_OPENERS = frozenset(
    ("the", "this", "that", "these", "those", "he", "she", "it", "they", "we", "there", "but", "however", "according")
)
_PREPOSITIONS = r"(?:in|on|at|of|for|with|by|from|to|into|during|among|between|through|against|under|over)"
_SUBORDINATORS = re.compile(
    r"as|which|who|whom|whose|where|when|while|because|although|since|until|unless|if|including|according|said"
)
_OPENERS = (
    "A|An|I|His|Her|Its|Their|Our|My|For|From|With|By|To|Of|If|So|No|Now|Also|Since|While|During|Earlier|Later|Mr|Mrs"
    "|Last|Many|Some|Most|One|All|What|Why|How|Who|Where|Before|Because|Although|Despite|Moreover|Therefore|Today"
    "|Yesterday|President|Prime|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|You|Such|Only|Even|Yet"
    "|The|This|These|Those|That|They|There|He|She|It|In|On|At|But|And|We|As|After|However|According|Meanwhile|Then|When"
)
_LONGEST_PHRASE = 7
"""Words: a longer stretch after a preposition is likely to hold a clause of its own."""
_CLAUSE = re.compile(
    r"\b(?:I|he|she|it|they|we|you|there|this|who|is|was|are|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do"
    r"|\w+ed|said)\b"
)
_NAMED = re.compile(r"[A-Z]\w+ [a-z]")
"""A name that may be the subject of a clause."""

_MENTION = re.compile(
    r"\b(?i:an?|the|of|in|to|by|with|from|for|or|and|as|final|each|every|called|named|make|use|types?|is|are|just|one)$"
)
_FARTHEST = 40
"""Code points looked back at for the word before a match."""


class Pattern(NamedTuple):
    """A repair by pattern: `find` begins with the letters of `cue`, `after` gives the repaired form or None.

    A cue is a mark, with the character behind it or with the one before it, if it takes that.
    """

    rule: str
    cue: str
    find: re.Pattern[str]
    after: Callable[[re.Match[str]], str | None]


def changes(text: str) -> Iterator[Change]:
    """The changes that the spaces and stops of a text need, in no order; they may overlap, and none spans two lines."""
    done: dict[int, int] = {}
    for mark, places in _PLACES.items():
        if mark in text:
            for place in places.finditer(text):
                yield from _beside(text, place.start(), done)


def _beside(text: str, at: int, done: dict[int, int]) -> Iterator[Change]:
    """The changes of a mark at `at`. `done` says for each pattern where the last that it found ends."""
    for start, cue in ((at - 1, text[at - 1 : at + 1]), (at, text[at : at + 2]), (at, text[at])):
        for number, pattern in _BY_CUE.get(cue, ()):
            match = pattern.find.match(text, start)
            if match is None or start < done.get(number, 0):
                continue
            done[number] = match.end()
            after = pattern.after(match)
            if after is not None and after != match[0]:
                yield Change(pattern.rule, match.start(), match.end(), after)


def _before(match: re.Match[str]) -> str:
    """What stands before a match, as far back as any of these repairs looks."""
    return match.string[max(0, match.start() - _FARTHEST) : match.start()]


def _mentioned(match: re.Match[str]) -> bool:
    """Whether the word before a match is one after which the mark itself is meant: `replace the ? with a dot`."""
    before = _before(match)
    return _MENTION.search(before, before.rfind(" ") + 1) is not None


def _stop(match: re.Match[str]) -> str | None:
    """`over . the` -> `over. The`: what follows is given its capital where it is sure to begin a sentence."""
    if _mentioned(match):
        return None
    if match.string[match.start() - 1].isdigit() and match.string[match.end() : match.end() + 1].isdigit():
        return None
    mark, gap, word = match[0][1], match["gap"], match["word"] or ""
    if mark == "." and word in _SENTENCE_OPENERS:
        word = word[0].upper() + word[1:]
    return f"{mark}{gap}{word}"


def _clause(match: re.Match[str]) -> str | None:
    """`the work done. in these few days, as he stated.`: no clause begins at the preposition, so none ended before."""
    phrase, end = match["phrase"], match["end"]
    before = _before(match).split()[-1]
    if not (before.isalpha() and before.islower()) or len(phrase.split()) > _LONGEST_PHRASE:
        return None
    if end == "," and not _SUBORDINATORS.fullmatch(match["next"] or ""):
        return None
    if _CLAUSE.search(phrase) or _NAMED.search(phrase):
        return None
    return match[0][1:]


def _without_space(match: re.Match[str]) -> str:
    return match[0].replace(" ", "")


def _bracket(match: re.Match[str]) -> str | None:
    return None if _mentioned(match) else match[0].replace(" )", ")").replace("( ", "(")


_ENTITIES = {
    "mdash": "—", "ndash": "–", "laquo": "«", "raquo": "»", "quot": '"', "amp": "&", "lsquo": "‘", "rsquo": "’",
    "ldquo": "“", "rdquo": "”", "hellip": "…",
}  # fmt: skip


_NAMES = "|".join(_ENTITIES)
_CONTROLS = 160
"""Code points up to here are ASCII or hold no mark that a page would write as a number."""


def _apostrophe(match: re.Match[str]) -> str | None:
    """`donâ t`, `Kazakhstanâs`: a letter stands before, and only `s` and `t` may stand apart."""
    before = _before(match)[-1:]
    if not (before.isascii() and before.islower()):
        return None
    if match["gap"] and (match["end"] not in {"s", "t"} or (match["end"] == "t" and before != "n")):
        return None
    return f"’{match['end']}"


def _unspaced(match: re.Match[str]) -> str | None:
    """`left,but he` and `the city.Putin said`: what stands before is a whole small word, no part of a name or path."""
    return f"{match[0]} " if re.search(r"(?:^|[\s(“\"])[a-z]{3,}.?$", _before(match)) else None


def _doubled(match: re.Match[str]) -> str | None:
    """`They left the city.. The war`: one stop; chat, whose short lines trail off in two, keeps them."""
    before = _before(match)
    return None if len(before) < _FARTHEST or re.search(r"\.\.|[\n<>*]", before) else "."


def _entity(match: re.Match[str]) -> str | None:
    """`in & nbsp; Kazakhstan`, an entity that a translator tore: the character, and no second space for a space."""
    before_mark = match.string[match.end() : match.end() + 1] in {".", ",", ";", ":", "!", "?", ")"}
    gap = "" if before_mark else match["gap"]
    if match["name"] in _ENTITIES:
        return _ENTITIES[match["name"]] + gap
    if match["name"] not in {"nbsp", "#160"}:
        return html.unescape(f"&{match['name']};") + gap if int(match["name"][1:]) > _CONTROLS else None
    return "" if before_mark or _before(match)[-1:] in {"", " ", "\n"} else " "


def _always(after: str) -> Callable[[re.Match[str]], str]:
    return lambda _: after


_GAP = r"(?P<gap>[”\"’)\]]*(?:[^\S\n]+|(?=\n)|\Z))"

PATTERNS = (
    Pattern(
        "stop.space-before",
        " .",
        re.compile(rf" \.(?<=[\w)\]”’%] \.){_GAP}(?!\s*\.)(?P<word>[a-z]+\b)?"),
        _stop,
    ),
    *(
        Pattern(
            "mark.space-before",
            f" {mark}",
            re.compile(rf" {re.escape(mark)}(?<=[\w)\]”’%] {re.escape(mark)}){_GAP}(?P<word>)(?!\d)"),
            _stop,
        )
        for mark in ",!?"
    ),
    *(
        Pattern(
            "mark.space-before",
            f" {mark}",
            re.compile(rf" {mark}(?<=[a-zà-ÿ]{{3}} {mark})(?P<gap> |(?=\n)|\Z)(?P<word>)(?![\d:;(|*])"),
            _stop,
        )
        for mark in ";:"
    ),
    *(
        Pattern(
            "mark.space-before",
            f" {mark}",
            re.compile(rf" {mark}(?<=[a-z]{{2}} {mark})(?=[“\"]\w)"),
            _always(f"{mark} "),
        )
        for mark in ",:"
    ),
    Pattern(
        "stop.space-before",
        " .",
        re.compile(rf" \.(?=[A-Z])(?<=[a-z]{{3}} \.)(?=(?:{_OPENERS}) )"),
        _always(". "),
    ),
    Pattern("number.space-inside", ", ", re.compile(r", 000\b(?<=\d, 000)"), _without_space),
    Pattern(
        "stop.inside-clause",
        ". ",
        re.compile(
            rf"\. (?<=[a-z]{{4}}\. )(?P<phrase>{_PREPOSITIONS} [^.,;:!?“”\"()\n]{{1,60}})(?P<end>[.,])"
            r"(?: (?P<next>[a-z]+))?"
        ),
        _clause,
    ),
    Pattern(
        "stop.space-after",
        ".",
        re.compile(rf"\.(?=[A-Z])(?<=[a-z]{{3}}\.)(?=(?:{_OPENERS}) )"),
        _always(". "),
    ),
    *(
        Pattern(
            "apostrophe.space-before",
            f" {mark}",
            re.compile(rf" {mark}(?:(?<=[A-Za-z] {mark})(?:s|re|ve|ll)(?= [A-Za-z])|(?<=[a-z][b-hj-z]n {mark})t(?= ))"),
            _without_space,
        )
        for mark in "'’"
    ),
    *(
        Pattern(
            "apostrophe.space-after",
            gap + mark if gap else f"{mark} ",
            re.compile(rf"{gap}{mark} {letter}(?<=[a-z]{negated}{gap}{mark} {letter})(?= [a-z])"),
            _without_space,
        )
        for mark in "'’"
        for letter, negated in (("s", ""), ("t", "n"))
        for gap in ("", " ")
    ),
    Pattern("apostrophe.lost", "â", re.compile(r"â(?:€™?)?(?P<gap> ?)(?P<end>s|t|re|ve|ll|d|m)\b"), _apostrophe),
    Pattern(
        "bracket.space-inside",
        " (",
        re.compile(r" \( (?=[\w“”\"'’][^()\n]{0,200}\))"),
        _bracket,
    ),
    Pattern("bracket.space-inside", " )", re.compile(r" \)(?<=[\w.,%”’\"] \))(?=[\s.,;:]|\Z)"), _bracket),
    Pattern(
        "entity.torn", "&", re.compile(rf"&(?= |#?\w+ ;) ?(?P<name>nbsp|#\d{{2,5}}|{_NAMES}) ?;(?P<gap> ?)"), _entity
    ),
    *(
        Pattern(
            "currency.space-after",
            f"{sign} ",
            re.compile(rf"{re.escape(sign)} (?<!\w{re.escape(sign)} )(?=\d)"),
            _without_space,
        )
        for sign in "$£€"
    ),
    Pattern("query.stray", "??", re.compile(r"\?\?(?<=[ –—]\?\?)(?=[a-z]{2})"), _always("")),
    Pattern("meridiem.space", ". ", re.compile(r"\. m\.(?<=\d [ap]\. m\.)"), _without_space),
    Pattern("stop.doubled", "..", re.compile(r"\.\.(?<=[a-z]{3}\.\.)(?= [A-Z“\"]|\n|\Z)"), _doubled),
    Pattern("comma.before-stop", ",.", re.compile(r",\.(?<=[a-z]{3},\.)(?=\s|\Z)"), _always(".")),
    Pattern("number.space-inside", " ,", re.compile(r" ,(?<=\d ,)(?=\d{3}\b)"), _always(",")),
    Pattern("abbreviation.space-inside", "U.", re.compile(r"U\. [SKN]\.(?<=\b[Tt]he U\. [SKN]\.)"), _without_space),
    Pattern("comma.space-after", ",", re.compile(r",(?=[a-z]{2,20} |[A-Z][a-z]{2,20} )(?<=[a-z]{3},)"), _unspaced),
    *(
        Pattern(
            "stop.space-after",
            mark,
            re.compile(rf"{re.escape(mark)}(?=[A-Z][a-z]{{1,20}}[ ,’'])(?<=[a-z]{{3}}{re.escape(mark)})"),
            _unspaced,
        )
        for mark in "!?:;"
    ),
    Pattern("comma.doubled", ",,", re.compile(r",,(?<=[a-z],,)(?= [a-z])"), _always(",")),
)
"""The repairs by pattern. What stands before the cue is looked back at."""

_BY_CUE = {
    cue: [(number, pattern) for number, pattern in enumerate(PATTERNS) if pattern.cue == cue]
    for cue in {pattern.cue for pattern in PATTERNS}
}
_PLACES = {
    ".": re.compile(rf"\.(?: {_PREPOSITIONS} | m\.| [SKN](?<=U\. .)|[A-Z.](?<=[a-z]\..)|(?<= \.))"),
    ",": re.compile(r",(?:[A-Za-z.,](?<=[a-z],.)| 000|(?<= ,))"),
    "?": re.compile(r"\?(?:(?<= \?)|(?=[A-Z?]))"),
    **{mark: re.compile(rf"{mark}(?:(?<= {mark})|(?=[A-Z]))") for mark in "!;:"},
    **{mark: re.compile(rf"{mark}(?:(?<= {mark})(?=[strvl ])|(?= [st] ))") for mark in "'’"},
    **{mark: re.compile(rf"{re.escape(mark)}(?= )") for mark in "$£€"},
    "(": re.compile(r"\((?<= \()(?= )"),
    ")": re.compile(r"\)(?<= \))"),
    "&": re.compile("&"),
    "â": re.compile("â"),
}
"""Where a mark may need a pattern: a necessary condition. Each begins with one letter, which `re` finds fastest, and
goes on with one where it can; what it takes of the text holds no other place of the mark."""
