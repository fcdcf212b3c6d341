"""The lines that go into columns: the headline, and the byline and date lines around it."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.html.declared import Declared
from tasks.html.lines import Line
from tasks.html.survey import HEADINGS

_PARTICULARS = frozenset(("byline", "date", "meta"))
_LONGEST = 25
"""Words of a byline or date line."""
_NEAR = 12
"""Lines from the headline within which a line that looks like a byline is taken for one."""
_LIKE = 0.6
"""Share of a heading's words that stand in the page's title, from which it is the headline."""


def headline(lines: Sequence[Line], titles: frozenset[str], title: str) -> int | None:
    """The line that says a declared title or the page's own, headings before other lines; else the only h1."""
    wanted = {_letters(text) for text in titles} - {""}
    least, most = min(map(len, wanted), default=0), 2 * max(map(len, wanted), default=0)
    said = [i for i, line in enumerate(lines) if least <= len(line.text) <= most and _letters(line.text) in wanted]
    for choice in (
        [i for i in said if lines[i].element.tag == "h1"],
        [i for i in said if lines[i].element.tag in HEADINGS],
        said,
    ):
        if choice:
            return choice[0]
    top = [i for i, line in enumerate(lines) if line.element.tag == "h1"]
    if len(top) > 1:
        top = [i for i in top if _alike(lines[i].text, title)]
    return top[0] if len(top) == 1 else None


def _alike(text: str, title: str) -> bool:
    words = text.lower().split()
    return bool(title) and len(set(words) & set(title.lower().split())) >= _LIKE * len(words)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def is_meta(line: Line, i: int, head: int, declared: Declared) -> bool:
    """Whether a line outside the text is the article's byline or date line, by its markup or what it says."""
    if abs(i - head) > _NEAR or len(line.text.split()) > _LONGEST:
        return False
    element = line.element
    own = element.own | (element.parent.own if element.parent else frozenset())
    author = declared.fields.get("author", "").lower()
    return bool(own & _PARTICULARS) or element.tag == "address" or (bool(author) and author in line.text.lower())
