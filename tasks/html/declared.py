"""What a page declares of itself: JSON-LD, OpenGraph and other meta elements, microdata, links, the `lang` attribute.

Structured data first, because a page's makers check it; what several of them say is taken from the most exact. The
date falls back to htmldate, which reads the visible page, and the record says where it came from (`date_from`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tasks.html.dates import guessed, stated
from tasks.html.lines import squeeze
from tasks.html.linked import Article, article

_TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title", "headline")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "article:author_name")
_SITE_NAMES = ("og:site_name", "application-name", "publisher", "dc.publisher")
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")
_KEYWORDS = ("news_keywords", "keywords", "parsely-tags", "sailthru.tags")
_LANGUAGES = ("content-language", "og:locale", "dc.language", "language")
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "publish-date", "publishdate", "pubdate", "publication_date", "dc.date.issued", "dcterms.created", "dc.date",
    "dc.date.created", "dcterms.date", "article.published", "cxenseparse:recs:publishtime", "og:published_time", "date",
)  # fmt: skip
_DECLARING = 'meta[content], script[type*="ld+json"], [itemprop]:not(meta):not(script)'
_MICRODATA = ("headline", "datepublished", "author")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?=$|[-_\s])")
_BY = re.compile(r"^(?:by|von|par|por|di|door|av|af|od|автор:?)\s+", re.IGNORECASE)
_LONGEST = 1_000

Metas = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Declared:
    """What a page declares.

    `fields` holds what there is of title, author, date, date_from, modified, site_name, language, canonical_url,
    description, section, tags (joined by "; ") and type. `body` is the article's text in the structured data, "" where
    they have none. `titles` holds the forms of the title, in lower case.
    """

    fields: dict[str, str]
    body: str
    titles: frozenset[str]


def declare(tree: LexborHTMLParser, markup: str, url: str | None) -> Declared:
    """What the page in `tree` (parsed from `markup`, fetched from `url`) declares of itself."""
    nodes = tree.css(_DECLARING)
    metas = _metas(node for node in nodes if node.tag == "meta")
    data = article(node.text() or "" for node in nodes if node.tag == "script")
    micro = _microdata(node for node in nodes if node.tag not in ("meta", "script"))
    date = stated(_dates(data, metas, micro)) or guessed(markup, url)
    modified = stated((text, "") for text in (data.modified, *metas.get("article:modified_time", ())))
    titles = [data.headline, _first(metas, _TITLES[:1]), micro.get("headline", ""), _first(metas, _TITLES[1:])]
    fields = {
        "title": next(filter(None, titles), ""),
        "author": "; ".join(data.authors) or _author(metas) or micro.get("author", ""),
        "date": date.value if date else "",
        "date_from": date.source if date else "",
        "modified": modified.value if modified else "",
        "site_name": _first(metas, _SITE_NAMES[:1]) or data.publisher or _first(metas, _SITE_NAMES[1:]),
        "language": _language(tree, metas, data),
        "canonical_url": _canonical(tree, metas, data, url),
        "description": data.description or _first(metas, _DESCRIPTIONS),
        "section": data.section or _first(metas, ("article:section",)),
        "tags": "; ".join(_tags(data, metas)),
        "type": data.type or _first(metas, ("og:type",)),
    }
    squeezed = {name: squeeze(value)[:_LONGEST] for name, value in fields.items()}
    forms = (squeeze(title).lower() for title in titles if title)
    return Declared({name: value for name, value in squeezed.items() if value}, data.body, frozenset(forms))


def _metas(nodes: Iterable[LexborNode]) -> dict[str, list[str]]:
    """The contents of the meta elements, by name or property in lower case, in order."""
    found: dict[str, list[str]] = {}
    for node in nodes:
        attributes = node.attributes
        content = attributes.get("content")
        name = (
            attributes.get("property")
            or attributes.get("name")
            or attributes.get("itemprop")
            or attributes.get("http-equiv")
        )
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), []).append(content.strip())
    return found


def _microdata(nodes: Iterable[LexborNode]) -> dict[str, str]:
    """The first value of each property in _MICRODATA that is on the page itself."""
    found: dict[str, str] = {}
    for node in nodes:
        name = (node.attributes.get("itemprop") or "").lower()
        if name in _MICRODATA and name not in found and (value := _value(node)):
            found[name] = value
    return found


def _value(node: LexborNode) -> str:
    attributes = node.attributes
    name = node.css_first('[itemprop="name"]') if node.attributes.get("itemprop") == "author" else None
    value = attributes.get("content") or attributes.get("datetime") or (name or node).text() or ""
    return squeeze(value) if len(value) < _LONGEST else ""


def _dates(data: Article, metas: Metas, micro: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    yield data.date, "JSON-LD datePublished"
    for name in _DATES:
        for text in metas.get(name, ())[:1]:
            yield text, f"meta {name}"
    yield micro.get("datepublished", ""), "microdata datePublished"
    yield data.modified, "JSON-LD dateModified"


def _first(metas: Metas, names: Iterable[str]) -> str:
    return next((metas[name][0] for name in names if metas.get(name)), "")


def _author(metas: Metas) -> str:
    for name in _AUTHORS:
        for text in metas.get(name, ()):
            if not text.startswith(("http://", "https://")):
                return _BY.sub("", text)
    return ""


def _language(tree: LexborHTMLParser, metas: Metas, data: Article) -> str:
    root = tree.css_first("html")
    attributes = root.attributes if root is not None else {}
    said = (
        attributes.get("lang"),
        attributes.get("xml:lang"),
        data.language,
        *(_first(metas, (name,)) for name in _LANGUAGES),
    )
    return next((match[0].lower() for text in said if text and (match := _LANGUAGE.match(text))), "")


def _canonical(tree: LexborHTMLParser, metas: Metas, data: Article, url: str | None) -> str:
    node = tree.css_first('link[rel="canonical"]')
    said = (node.attributes.get("href") if node is not None else None) or _first(metas, ("og:url",)) or data.url
    try:
        address = urljoin(url or "", said.strip()) if said else ""
    except ValueError:
        return ""
    return address if address.startswith(("http://", "https://")) else ""


def _tags(data: Article, metas: Metas) -> list[str]:
    tags = list(data.tags) or list(metas.get("article:tag", ()))
    if not tags:
        tags = [part.strip() for part in re.split(r"[,;]", _first(metas, _KEYWORDS))]
    return list(dict.fromkeys(tag for tag in tags if tag))
