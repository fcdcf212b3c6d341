"""Who wrote a page, and its lines of nothing but tags or an address: bylines, posters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import product

from tasks.metadata.vocabulary import AGENCIES, APPEARED, BYLINE, CREDIT, MONTHS, ROLES, TAGS, UNNAMED, WEEKDAYS

LONGEST_NAME = 60
MOST_WORDS = 6


def grouped(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest that fits; most text is turned down at one letter."""
    rest: dict[str, list[str]] = {}
    for word in sorted(set(words), key=len, reverse=True):
        rest.setdefault(word[0], []).append(re.escape(word[1:]))
    begins = "|".join(f"{first}(?:{'|'.join(tails)})" for first, tails in rest.items())
    return f"(?=[{''.join(rest)}])(?:{begins})"


def anchored(words: Iterable[str], mark: str) -> re.Pattern[str]:
    """Lines that begin with one of `words` and `mark`."""
    return re.compile(grouped(words) + mark, re.IGNORECASE)


_BYLINE = anchored(BYLINE, r"(?:\s*:\s*|\s+)(?=\S)")
_TAGS = anchored(TAGS, r"\s*[:：|–—-]\s*(?=\S)")
_ALSO = re.compile(
    r"\s*(?:[|•·–—;(@]|/(?!\w+['’])|\s-\s|\bPublished\b|\bUpdated\b|\bPosted\b|\bEdited\b|\bon\b(?=\s+\w+\s+\d)"
    r"|\s(?:in|for|from|via|at|with)\s+(?=[^\W\d_]))[\s\S]*\Z"
)
"""Where the names of a byline end: at the next particular of the line, a place, an employer."""
_PARTS = re.compile(r"\s+\|\s+|,\s+(?=Edited\b)")
_LIST = re.compile(r"\s*,\s*")
_LAST_OF_LIST = re.compile(r"(?:^|\s)(?:and|und|y|et|&)\s")
_HASHTAGS = re.compile(r"(?:#[^\s#]+[\s,]*)+\Z")
_HASHTAG = re.compile(r"#([^\s#,]+)")
_POSTS = re.compile(r"\(?[\d.,]+k? (?:posts|messages|comments)\)?\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z")
_PARTICLE_WORDS = "de da di von van der den la le al bin el du dos and und y e et & ten ter zu"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_NO_NAMES = WEEKDAYS | MONTHS.keys()


def _beginnings(words: Iterable[str], length: int) -> frozenset[str]:
    """The first `length` characters of `words`, in small letters and in capitals."""
    starts = {word[:length] for word in words}
    return frozenset("".join(cased) for start in starts for cased in product(*({c, c.upper()} for c in start)))


_SAYING = _beginnings((*BYLINE, *CREDIT, "from "), 2)
_STATING = _beginnings((*APPEARED, "this", "the", "note", "editor", "(this"), 3)
_MARKING = _beginnings((*TAGS, "http", "www."), 3) | _STATING
_SAYS = re.compile(r"[\W_]{0,3}" + grouped((*BYLINE, *CREDIT, "from")) + r"(?!\w)", re.IGNORECASE)
_ROLE_ENDS = {role[-1] for role in ROLES}
_BRACKETS = "()[]>"


def saying(texts: Sequence[str], places: Iterable[int]) -> list[int]:
    """Those `places` in a list of lines where a byline or a credited source may be, by how the line begins."""
    maybe = [at for at in places if texts[at][:2] in _SAYING or texts[at][0] in _BRACKETS]
    return [at for at in maybe if _SAYS.match(texts[at])]


def parted(texts: Sequence[str], places: Iterable[int]) -> list[int]:
    """Those `places` in a list of lines where a byline may stand behind another part of the line."""
    return [at for at in places if " | " in texts[at]]


def roles(texts: Sequence[str], places: Iterable[int]) -> list[int]:
    """Those `places` in a list of lines where a name may stand before its role, by how the line ends."""
    return [at for at in places if texts[at][-1] in _ROLE_ENDS and ", " in texts[at]]


def marking(texts: Sequence[str]) -> list[int]:
    """The places in a list of lines where an address, tags or a sentence on the article may be, by how it begins."""
    return [at for at, text in enumerate(texts) if text[:3] in _MARKING or text[0] == "#"]


def stating(texts: Sequence[str], places: Iterable[int]) -> list[int]:
    """Those `places` in a list of lines where a sentence may say where the article is from, by how it begins."""
    return [at for at in places if texts[at][:3] in _STATING]


def posting(texts: Sequence[str], places: Iterable[int]) -> list[int]:
    """Those `places` in a list of lines where a poster may be, by how the line below begins."""
    return [at for at in places if at + 1 < len(texts) and (texts[at + 1][0] in "(.," or texts[at + 1][0].isdigit())]


def byline(line: str) -> str | None:
    """What follows the words of a byline ("By Jane Doe | Tue Jan 11, 2022" -> "Jane Doe | Tue Jan 11, 2022"), or None.

    In a line of several parts it may be any of them ("World | By Jane Doe").
    """
    if len(line) > 2 * LONGEST_NAME:
        return None
    if match := _BYLINE.match(line.lstrip("(")):
        return match.string[match.end() :]
    if " | " not in line:
        return None
    matches = (_BYLINE.match(part) for part in _PARTS.split(line)[1:])
    return next((match.string[match.end() :] for match in matches if match), None)


def author(line: str) -> str | None:
    """The names that a byline gives ("By Jane Doe and John Roe, CNN" -> "Jane Doe and John Roe"); None otherwise.

    A newsroom, an agency, a post is no author.
    """
    names = _names(line)
    if not names or not all(map(is_name, names)) or (" with " in line and " " not in names[0]):
        return None
    return ", ".join(names)


def is_byline(line: str) -> bool:
    """Whether a line is a byline and nothing else, whether or not it names a person ("By Our Correspondent")."""
    names = _names(line)
    return bool(names) and all(map(_capital, names)) and names[0].lower() not in _NO_NAMES


def _names(line: str) -> list[str]:
    """What a byline names: one, or all of a list that has an `and`."""
    said = byline(line)
    if said is None:
        return []
    names = _LIST.split(_ALSO.sub("", said).strip(" .,:;|"))
    last = next((at for at, name in enumerate(names) if at and _LAST_OF_LIST.search(name)), 0)
    return names[: last + 1] if all(map(is_name, names[: last + 1])) else names[:1]


def signed(line: str) -> str | None:
    """The name in a line that is a name and what its bearer does ("JANE DOE, Staff Writer" -> "JANE DOE"), or None."""
    name, comma, role = line.partition(", ")
    if not comma or len(line) > LONGEST_NAME or role.lower().rsplit(None, 1)[-1:][0] not in ROLES:
        return None
    return name if len(name.split()) > 1 and is_name(name) else None


def labelled(line: str, following: str) -> str | None:
    """The name below a line that is a byline without one ("Written by" above "Jane Doe"); None otherwise."""
    if line.rstrip(" :").lower() not in BYLINE:
        return None
    return following if 1 < len(following.split()) < MOST_WORDS and is_name(following) else None


def is_name(name: str) -> bool:
    """Whether `name` may be a person's: few words, capitals, nothing that names a newsroom, an agency or a day."""
    bare = [word.lower().strip(".,'’") for word in name.split()]
    known = name.lower() in AGENCIES or any(word in UNNAMED for word in bare)
    return _capital(name) and not known and not (len(bare) == 1 and bare[0] in _NO_NAMES)


def is_post(text: str) -> bool:
    """Whether a line may name who wrote it without a person's name ("Star Business Report")."""
    return _capital(text) and text.rsplit(None, 1)[-1].lower() in UNNAMED


def _capital(name: str) -> bool:
    """Whether `name` is a few words with capitals, and no sentence."""
    words = name.split()
    if not name or len(name) > LONGEST_NAME or len(words) > MOST_WORDS or name[-1] in "!?:":
        return False
    if any(map(str.isdigit, name)):
        return False
    return all(word[0].isupper() or word.lower() in _PARTICLES for word in words)


def poster(line: str, following: str) -> str | None:
    """The name of a forum's poster: a short line of one word above a count of posts; None otherwise."""
    return line if _POSTS.match(following) and len(line) <= LONGEST_NAME and len(line.split()) == 1 else None


def tags(line: str) -> list[str]:
    """The tags of a line that is nothing but tags: hashtags without their #, or the list after "Tags:"."""
    if line.startswith("#") and _HASHTAGS.match(line):
        return _HASHTAG.findall(line)
    match = _TAGS.match(line) if len(line) <= LONGEST_NAME * MOST_WORDS else None
    if match is None:
        return []
    names = [name.strip(" .#") for name in re.split(r"[,;|•·]", line[match.end() :])]
    return [name for name in names if name and len(name) <= LONGEST_NAME]


def address(line: str) -> str | None:
    """The address that is the whole of a line; None for any other line."""
    return line if _ADDRESS.match(line) else None
