"""Spaces and stops that translation or extraction put in the wrong place, one pattern each.

Each pattern is bounded and begins with a literal that is looked for first: a line without it costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tasks.repair.quotes import Change

_SENTENCE_OPENERS = r"(?:the|this|that|these|those|he|she|it|they|we|there|but|however|according)"
_PREPOSITIONS = r"(?:in|on|at|of|for|with|by|from|to|into|during|among|between|through|against|under|over)"
_SUBORDINATORS = (
    r"(?:as|which|who|whom|whose|where|when|while|because|although|since|until|unless|if|including|according|said)"
)
_CLAUSE = re.compile(
    r"\b(?:I|he|she|it|they|we|you|there|this|who|is|was|are|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do"
    r"|\w+ed|said)\b"
)


class Pattern(NamedTuple):
    """A repair by pattern: lines without one of `cues` are passed over; `after` gives the repaired form or None."""

    rule: str
    cues: tuple[str, ...]
    find: re.Pattern[str]
    after: Callable[[re.Match[str]], str | None]


def changes(line: str) -> Iterator[Change]:
    """The changes the spaces and stops of one paragraph need, in no order; they may overlap."""
    for pattern in PATTERNS:
        if any(cue in line for cue in pattern.cues):
            for match in pattern.find.finditer(line):
                after = pattern.after(match)
                if after is not None and after != match[0]:
                    yield Change(pattern.rule, match.start(), match.end(), after)


def _stop(match: re.Match[str]) -> str | None:
    """`over . the` -> `over. The`: what follows a sentence's stop begins with a capital where it is sure to begin one."""
    mark, gap, word = match["mark"], match["gap"], match["word"] or ""
    if mark == "." and word and re.fullmatch(_SENTENCE_OPENERS, word):
        word = word[0].upper() + word[1:]
    return f"{mark}{gap}{word}"


def _clause(match: re.Match[str]) -> str | None:
    """`the work done. in these few days, as he stated.`: no clause begins at the preposition, so none ended before."""
    phrase, end = match["phrase"], match["end"]
    words = phrase.split()
    if len(words) > 7 or _CLAUSE.search(phrase) or re.search(r"[A-Z]\w+ [a-z]", phrase):  # noqa: PLR2004
        return None
    if end == "," and not re.match(_SUBORDINATORS + r"\b", match["next"] or ""):
        return None
    return match["before"] + match[0][len(match["before"]) + 1 :]


def _without_space(match: re.Match[str]) -> str:
    return match[0].replace(" ", "")


PATTERNS = (
    Pattern(
        "stop.space-before",
        (" .",),
        re.compile(r"(?<=[\w)\]”’%]) +(?P<mark>\.)(?P<gap>[”\"’)\]]*(?:\s+|$))(?!\s*\.)(?P<word>[a-z]+\b)?"),
        _stop,
    ),
    Pattern(
        "mark.space-before",
        (" ,", " ;", " !", " ?"),
        re.compile(r"(?<=[\w)\]”’%]) +(?P<mark>[,;!?])(?P<gap>[”\"’)\]]*(?:\s+|$))(?P<word>)"),
        _stop,
    ),
    Pattern(
        "colon.space-before",
        (" :",),
        re.compile(r"(?<=[A-Za-zÀ-ÿ)”]) +(?P<mark>:)(?P<gap>\s+|$)(?P<word>)(?![\d):(|*])"),
        _stop,
    ),
    Pattern(
        "stop.inside-clause",
        (". ",),
        re.compile(
            rf"(?<![.\w])(?P<before>[a-z]{{4,}})\. (?P<phrase>{_PREPOSITIONS} [^.,;:!?“”\"()\n]{{1,60}})"
            r"(?P<end>[.,])(?: (?P<next>[a-z]+))?"
        ),
        _clause,
    ),
    Pattern(
        "stop.space-after",
        (".T", ".H", ".I", ".S", ".B", ".A", ".W", ".O", ".M"),
        re.compile(
            r"(?<=[a-z]{2}[a-z])\.(?=(?:The|This|These|Those|That|They|There|He|She|It|In|On|At|But|And|We|As|After|However|According|Meanwhile) )"
        ),
        lambda match: ". ",
    ),
    Pattern(
        "apostrophe.space-before",
        (" '", " ’"),
        re.compile(r"(?<=[a-z])(?P<gap> +)['’](?:s|re|ve|ll)(?= [a-z])|(?<=[a-z]n) +['’]t(?= )"),
        _without_space,
    ),
    Pattern(
        "apostrophe.lost",
        ("â",),
        re.compile(r"(?<=[a-z])â(?=(?:s|t|re|ve|ll|d|m)\b)"),
        lambda match: "’",
    ),
    Pattern("bracket.space-inside", ("( ",), re.compile(r"(?<= )\( +(?=[^()\n]{1,200}\))(?=\w)"), _without_space),
    Pattern("bracket.space-inside", (" )",), re.compile(r"(?<=[\w.,%”’\"]) +\)(?=[\s.,;:]|$)"), _without_space),
    Pattern("meridiem.space", ("a. m.", "p. m."), re.compile(r"(?<=\d )[ap]\. m\."), _without_space),
    Pattern("comma.doubled", (",,",), re.compile(r"(?<=[a-z]),,(?= [a-z])"), lambda match: ","),
)
"""The repairs by pattern."""
