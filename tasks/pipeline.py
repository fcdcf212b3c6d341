"""The way of one page, from raw bytes to clean text: the one file that knows the order of the stages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from tasks import chrome, html, language, layout, metadata, names
from tasks.options import Options
from tasks.page import EditError, Page, restore
from tasks.read.decode import Undecodable, decode
from tasks.read.raw import Raw
from tasks.repair import encoding, punctuation, substitution


@dataclass(frozen=True)
class Tables:
    """The curated tables of every room, compiled."""

    chrome: chrome.ChromeTable
    html: html.SiteRules
    substitution: substitution.SubstitutionTable
    names: names.NameTable

    @property
    def fingerprint(self) -> str:
        """A hash of all tables: 16 hexadecimal digits."""
        parts = (self.chrome, self.html, self.substitution, self.names)
        return hashlib.sha256("".join(part.fingerprint for part in parts).encode()).hexdigest()[:16]


class Rejected(Exception):
    """A page that cannot be cleaned: the stage that failed, and why, for a person to read."""

    def __init__(self, stage: str, error: str) -> None:
        super().__init__(f"{stage}: {error}")
        self.stage = stage
        self.error = error


def compile_tables(folders: Sequence[Path]) -> Tables:
    """The tables in `folders`, bottom layer first. Raises TableError."""
    return Tables(chrome.load(folders), html.load(folders), substitution.load(folders), names.load(folders))


def prepare(raw: Raw, tables: Tables) -> Page:
    """The page as it stands before any repair: decoded and, if HTML, flattened. Raises Rejected."""
    try:
        text = decode(raw)
    except Undecodable as error:
        raise Rejected("read", str(error)) from None
    page = Page(
        uri=raw.uri,
        source=text,
        text=text,
        url=raw.url,
        site=site_of(raw.url),
        media_type=raw.media_type,
        fetched_at=raw.fetched_at,
        sha256=raw.sha256,
        declared=raw.declared,
    )
    if raw.media_type != "text/html":
        return page
    flat = html.flatten(text, raw.url, tables.html)
    url = raw.url or flat.declared.get("canonical_url")
    return replace(
        page,
        source=flat.text,
        text=flat.text,
        blocks=flat.blocks,
        roles=tuple(block.role for block in flat.blocks),
        declared={**flat.declared, **raw.declared},
        url=url,
        site=site_of(url),
    )


def site_of(url: str | None) -> str | None:
    """The host a page was published on, without `www.`; None where the URL is unknown or has none."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def clean(page: Page, tables: Tables, options: Options, template: frozenset[int] = frozenset()) -> Page:
    """The page through all stages. `template` holds the keys of lines that are furniture of the page's site.

    Raises Rejected where the source text could not be restored from the result: such a page must not pass for clean.
    """
    page = encoding.repair(page)
    page = chrome.strip(page, tables.chrome, template)
    page = replace(page, language=language.identify(page.text))
    page = metadata.find(page)
    page = punctuation.repair(page)
    page = substitution.repair(page, tables.substitution, options.apply)
    page = names.standardise(page, tables.names, options.names)
    page = metadata.lift(page)
    page = layout.tidy(page)
    try:
        restored = restore(page.text, page.edits)
    except EditError as error:
        raise Rejected("undo", f"the edits do not lead back to the source: {error}") from None
    if restored != page.source:
        raise Rejected("undo", "the edits lead back to another text than the source")
    return page
