"""The article that a page's JSON-LD describes (https://schema.org/Article), read without trust in its form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import TypeAlias

_KIND = re.compile(
    r"(?:Article|BlogPosting|Posting|Report|LiveBlog|Review|AnalysisNews|OpinionNews)$|^(?:Article|NewsArticle)"
)
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
_TAG = re.compile(r"<[^<>]{1,400}>")
_MOST_NODES = 5_000
_LONGEST_TAG = 100
_NEVER = frozenset(
    ("comment", "review", "relatedLink", "hasPart", "itemListElement", "isRelatedTo", "mentions", "video", "image")
)
"""Properties whose values describe something else than the page's own article."""


Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | bool | None"


@dataclass(frozen=True)
class Article:
    """What JSON-LD says of the page's article; "" or () where it does not. Dates as printed there."""

    headline: str = ""
    date: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()
    body: str = ""
    description: str = ""
    section: str = ""
    publisher: str = ""
    language: str = ""
    url: str = ""
    type: str = ""
    tags: tuple[str, ...] = ()


def article(scripts: Iterable[str]) -> Article:
    """The first article of the scripts that has a headline or a date, or else the first.

    A script that is no JSON is passed over.
    """
    nodes = [node for script in scripts for node in _nodes(_parse(script)) if _is_article(node)]
    best = next(
        (node for node in nodes if node.get("headline") or node.get("datePublished")), nodes[0] if nodes else {}
    )
    bodies = [_text(node.get("articleBody")) for node in nodes]
    return Article(
        headline=_text(best.get("headline")) or _text(best.get("name")),
        date=_text(best.get("datePublished")) or _text(best.get("dateCreated")),
        modified=_text(best.get("dateModified")),
        authors=tuple(dict.fromkeys(_names(best.get("author")) or _names(best.get("creator")))),
        body=max(bodies, key=len, default=""),
        description=_text(best.get("description")),
        section=next(iter(_texts(best.get("articleSection"))), ""),
        publisher=next(iter(_names(best.get("publisher"))), ""),
        language=next(iter(_texts(best.get("inLanguage"))), ""),
        url=_address(best.get("mainEntityOfPage")) or _address(best.get("url")),
        type=next(iter(_texts(best.get("@type"))), ""),
        tags=tuple(dict.fromkeys(_tags(best.get("keywords")))),
    )


def _parse(script: str) -> Json:
    text = script.strip()
    if not (text.startswith(("{", "[")) and text.endswith(("}", "]"))):
        text = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip()
    text = text.rstrip(";")
    for mend in (str, _on_one_line, _without_last_commas):
        try:
            data: Json = json.loads(mend(text), strict=False)
            return data
        except (ValueError, RecursionError):
            continue
    return None


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")


def _without_last_commas(text: str) -> str:
    return re.sub(r",\s*([}\]])", r"\1", text)


def _nodes(data: Json) -> Iterator[dict[str, Json]]:
    """Every object in the data, outer ones first, without recursion; not what _NEVER leads to."""
    queue = [data]
    for count, value in enumerate(queue):
        if count > _MOST_NODES:
            return
        if isinstance(value, dict):
            yield value
            queue.extend(v for key, v in value.items() if key not in _NEVER and isinstance(v, (dict, list)))
        elif isinstance(value, list):
            queue.extend(v for v in value if isinstance(v, (dict, list)))


def _is_article(node: dict[str, Json]) -> bool:
    return any(_KIND.search(kind) for kind in _texts(node.get("@type")))


def _texts(value: Json) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for v in values if (text := _text(v))]


def _text(value: Json) -> str:
    """A string without markup and entities; "" for anything else but one in a list or a language's `@value`."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value", "")
    if not isinstance(value, str):
        return ""
    text = unescape(unescape(value)) if "&" in value else value
    return _TAG.sub(" ", text).strip() if "<" in text else text.strip()


def _names(value: Json) -> list[str]:
    values = value if isinstance(value, list) else [value]
    found: list[str] = []
    for one in values:
        if isinstance(one, dict):
            found += _texts(one.get("name"))
        elif name := _text(one):
            found.append(name)
    return [name for name in found if not name.startswith(("http://", "https://", "@"))]


def _tags(value: Json) -> list[str]:
    found: list[str] = []
    for text in _texts(value):
        found += [part.strip() for part in text.split(",")] if isinstance(value, str) else [text]
    return [tag for tag in found if tag and len(tag) < _LONGEST_TAG and ":" not in tag]


def _address(value: Json) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    text = _text(value)
    return text if text.startswith(("http://", "https://")) else ""
