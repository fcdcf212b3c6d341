"""A page's title without the name of its site."""

from __future__ import annotations

import re

_SEPARATOR = re.compile(r"\s+(?:[|–—»•·:-]|::)\s+")
SHORTEST = 12
"""Code points that must be left of a title when a site's name is taken off it."""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def without_site(title: str, site: str | None, site_name: str | None, line: str | None = None) -> str:
    """`title` without the site's name at either end.

    The name is known from the page (`site_name`), from its domain, or because the rest is the headline (`line`).
    Nothing is taken off that is not known to be the site's: a headline may hold a dash.
    """
    title = " ".join(title.split())
    if line and (headline := " ".join(line.split())) and headline != title and len(headline) >= SHORTEST:
        rest = title.replace(headline, "", 1)
        if headline in title and _SEPARATOR.match(f" {rest.strip()} "):
            return headline
    cuts = list(_SEPARATOR.finditer(title))
    names = {_letters(name) for name in (site_name, *_domain(site)) if name} if cuts else set()
    names.discard("")
    for cut in reversed(cuts):
        head, tail = title[: cut.start()], title[cut.end() :]
        if len(head) >= SHORTEST and _letters(tail) in names:
            title = head
        elif len(tail) >= SHORTEST and _letters(head) in names:
            return tail
    return title


def is_site(name: str, site: str | None, site_name: str | None) -> bool:
    """Whether `name` is the site's; a declared author may be."""
    return _letters(name) in {_letters(one) for one in (site_name, *_domain(site)) if one}


def _domain(site: str | None) -> tuple[str, ...]:
    if not site:
        return ()
    host = site.lower().removeprefix("www.")
    return host, host.split(".")[0], host.rsplit(".", 1)[0].rsplit(".", 1)[-1]
