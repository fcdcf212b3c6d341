"""The way of one page, from raw bytes to clean text: the one file that knows the order of the stages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from tasks import chrome, html, language, layout, metadata, names, shelf
from tasks.options import Options
from tasks.page import EditError, Page, restore
from tasks.read.decode import Undecodable, decode
from tasks.read.raw import Raw
from tasks.repair import encoding, punctuation, substitution
from tasks.run.code import code_version

Table = TypeVar("Table", bound=shelf.Fingerprinted)
Stage = Callable[[Page], Page]


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
        return _joined((self.chrome, self.html, self.substitution, self.names))


CUT = "page-cut"
"""The flag of an HTML page that was longer than is read: what stood at its end is missing from its source."""


class Rejected(Exception):
    """A page that cannot be cleaned: the stage that failed, and why, for a person to read."""

    def __init__(self, stage: str, error: str) -> None:
        super().__init__(f"{stage}: {error}")
        self.stage = stage
        self.error = error


def compile_tables(folders: Sequence[Path]) -> Tables:
    """The tables in `folders`, bottom layer first. Raises TableError."""
    return unpickled_tables(pickled_tables(folders)[1])


def pickled_tables(folders: Sequence[Path]) -> tuple[str, list[bytes]]:
    """The fingerprint of the tables in `folders`, and each room's as bytes to hand on. Raises TableError."""
    rooms = [
        _pickled("chrome", chrome.load, folders),
        _pickled("html", html.load, folders),
        _pickled("substitution", substitution.load, folders),
        _pickled("names", names.load, folders),
    ]
    return _joined(rooms), [room.content for room in rooms]


def unpickled_tables(rooms: Sequence[bytes]) -> Tables:
    """The tables that `pickled_tables` gave."""
    return Tables(*map(shelf.unpickled, rooms))


def _joined(rooms: Iterable[shelf.Fingerprinted]) -> str:
    return hashlib.sha256("".join(room.fingerprint for room in rooms).encode()).hexdigest()[:16]


FILES = {
    "chrome": ("chrome",),
    "html": ("markup", "sites"),
    "substitution": ("substitutions", "typos", "lists", "silence"),
    "names": ("names", "romanisation", "inflections", "lexicon", "variants"),
}
"""Which files of a folder of tables are of which room, by their names without ending; any other counts for all."""


def _pickled(room: str, load: Callable[[Sequence[Path]], Table], folders: Sequence[Path]) -> shelf.Pickled:
    others = {stem for name, stems in FILES.items() if name != room for stem in stems}
    digest = hashlib.sha256(f"{code_version()} {[str(folder.resolve()) for folder in folders]}".encode())
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            inside = path.relative_to(folder)
            if inside.parts[0].split(".")[0] not in others:
                digest.update(f"{inside} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return shelf.pickled(room, digest.hexdigest()[:16], lambda: load(folders))


def prepare(raw: Raw, tables: Tables) -> Page:
    """The page as its lines are counted for its site: decoded, flattened if HTML, its encoding repaired.

    Raises Rejected.
    """
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
        return encoding.repair(page)
    flat = html.flatten(text, raw.url, tables.html)
    url = raw.url or flat.declared.get("canonical_url")
    page = replace(
        page,
        source=flat.text,
        text=flat.text,
        blocks=flat.blocks,
        roles=tuple(block.role for block in flat.blocks),
        declared={**flat.declared, **raw.declared},
        flags=(CUT,) if flat.cut else (),
        url=url,
        site=site_of(url),
    )
    return encoding.repair(page)


_PLAIN_URL = re.compile(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/?#]|$)")
"""Addresses of which the host is plain to see; `urlsplit` takes ten times as long."""


def site_of(url: str | None) -> str | None:
    """The host a page was published on, without `www.`; None where the URL is unknown or has none."""
    if not url:
        return None
    plain = _PLAIN_URL.match(url)
    try:
        host = plain[1] if plain else urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def clean(page: Page, tables: Tables, options: Options, template: frozenset[int] = frozenset()) -> Page:
    """A prepared page through all other stages. `template` holds the numbers of its lines that its site repeats.

    Raises Rejected where the source text could not be restored from the result: such a page must not pass for clean.
    """
    for stage in _stages(tables, options, template):
        page = stage(page)
    return page


def clean_all(
    prepared: Sequence[tuple[Page, frozenset[int]]], tables: Tables, options: Options
) -> list[Page | Exception]:
    """What `clean` gives for each of some pages and their templates, or raises for it.

    Stage by stage, not page by page: what a stage has in the processor's cache serves all pages, a sixth of the time.
    """
    found: list[Page | Exception] = [page for page, _ in prepared]
    for stages in zip(*(_stages(tables, options, template) for _, template in prepared), strict=True):
        for at, stage in enumerate(stages):
            page = found[at]
            if isinstance(page, Page):
                found[at] = _tried(stage, page)
    return found


def _tried(stage: Stage, page: Page) -> Page | Exception:
    try:
        return stage(page)
    except Exception as error:
        return error


def _stages(tables: Tables, options: Options, template: frozenset[int]) -> tuple[Stage, ...]:
    return (
        lambda page: chrome.strip(page, tables.chrome, template),
        lambda page: page.changed(language=language.identify(page.text)),
        metadata.find,
        punctuation.repair,
        lambda page: substitution.repair(page, tables.substitution, options.apply),
        lambda page: names.standardise(page, tables.names, options.names),
        metadata.lift,
        layout.tidy,
        _undone,
    )


def _undone(page: Page) -> Page:
    """The page itself, if its edits lead back to its source."""
    try:
        restored = restore(page.text, page.edits)
    except EditError as error:
        raise Rejected("undo", f"the edits do not lead back to the source: {error}") from None
    if restored != page.source:
        raise Rejected("undo", "the edits lead back to another text than the source")
    return page
