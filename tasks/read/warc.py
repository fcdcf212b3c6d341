"""WARC and WET archives of web crawls, through FastWARC."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from tasks.read.limits import KEPT
from tasks.read.raw import Raw, Unreadable

_PAGES = WarcRecordType.response | WarcRecordType.conversion | WarcRecordType.resource
_TEXTS = {"text/plain": "text/plain", "text/html": "text/html", "application/xhtml+xml": "text/html"}


def warc(stream: BinaryIO, uri: str, limit: int) -> Iterator[Raw | Unreadable]:
    """The pages of a WARC or WET file: responses with status 200 and resources that are text or HTML, conversions.

    Other records (requests, images, redirects) are no pages and are passed over. `uri` is `file#record-id`.
    """
    empty = True
    try:
        for record in ArchiveIterator(stream, record_types=_PAGES, parse_http=True, auto_decode="content"):
            found = _page(record, uri, limit)
            if found is not None:
                empty = False
                yield found
    except (OSError, ValueError, EOFError) as error:
        yield Unreadable(uri, f"not a readable WARC file from here on ({error}): fetch it again")
        return
    if empty:
        yield Unreadable(uri, "holds no WARC record of a text or HTML page: check that it is complete")


def _page(record: WarcRecord, uri: str, limit: int) -> Raw | Unreadable | None:
    http = record.http_headers
    if http is not None and http.status_code not in (None, 200):
        return None
    declared = record.http_content_type if http is not None else record.headers.get("Content-Type", "text/plain")
    media_type = _TEXTS.get((declared or "text/html").split(";")[0].strip().lower())
    if media_type is None:
        return None
    place = f"{uri}#{str(record.record_id).strip('<>').removeprefix('urn:uuid:')}"
    url = record.headers.get("WARC-Target-URI")
    payload = record.reader.read(limit + 1)
    if len(payload) > limit:
        why = f"larger than {limit:,} bytes: raise --max-record-bytes"
        return Unreadable(place, why, payload[:KEPT], url)
    charset = record.http_charset if http is not None else "utf-8"
    return Raw(place, payload, media_type, charset, url, _when(record))


def _when(record: WarcRecord) -> datetime | None:
    date = record.record_date
    return date.astimezone(UTC).replace(tzinfo=None) if date else None
