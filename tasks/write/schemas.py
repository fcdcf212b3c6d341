"""The schemas of the four tables: written once, each field with its description in the Parquet metadata."""

from __future__ import annotations

from typing import Literal

import pyarrow as pa

VERSION = 1
"""Counts up with every change that a reader of the tables must know of."""

Table = Literal["documents", "edits", "names", "rejected", "signatures"]
TABLES: tuple[Table, ...] = ("documents", "edits", "names", "rejected")
PARTS: tuple[Table, ...] = (*TABLES, "signatures")
"""The tables each part has a file of: those that readers see, and what finds a page's likes in the next run."""

_STAMP = pa.timestamp("us")
_WORDS = pa.list_(pa.string())
_DOC_ID = "the page's id: the first 16 hexadecimal digits of the SHA-256 of its uri"


def _field(name: str, kind: pa.DataType, description: str, *, nullable: bool = True) -> pa.Field[pa.DataType]:
    return pa.field(name, kind, nullable=nullable, metadata={"description": description})


DOCUMENTS = pa.schema(
    [
        _field("doc_id", pa.string(), _DOC_ID, nullable=False),
        _field("uri", pa.string(), "where the page came from: path#id for a record of a file", nullable=False),
        _field("url", pa.string(), "the page's address on the web, as declared"),
        _field("site", pa.string(), "the host the page was published on, without www."),
        _field("media_type", pa.string(), "text/plain or text/html", nullable=False),
        _field("title", pa.string(), "the headline, cleaned like the text"),
        _field("author", pa.string(), "who signed the page"),
        _field("published_at", _STAMP, "the date the page prints, without zone"),
        _field("published_from", pa.string(), "where the date was found"),
        _field("source", pa.string(), "the source the page credits: an agency, another site"),
        _field("source_urls", _WORDS, "the addresses the page gives as its sources", nullable=False),
        _field("tags", _WORDS, "the tags or topics the page lists", nullable=False),
        _field("language", pa.string(), "the language of the text, ISO 639-1"),
        _field("text", pa.string(), "the clean text: paragraphs separated by one blank line", nullable=False),
        _field("lines_in", pa.int32(), "lines of the source that are not blank", nullable=False),
        _field("lines_out", pa.int32(), "lines of the clean text that are not blank", nullable=False),
        _field("words", pa.int32(), "words of the clean text, cut at white space", nullable=False),
        _field("edits_applied", pa.int32(), "edits that changed the text", nullable=False),
        _field("edits_proposed", pa.int32(), "edits proposed for a person to decide", nullable=False),
        _field("flags", _WORDS, "what a stage found remarkable about the page", nullable=False),
        _field(
            "duplicate_of", pa.string(), "doc_id of the page this one repeats: the earliest dated, else first by id"
        ),
        _field("cluster", pa.string(), "id shared by all pages that tell the same story: the doc_id of its first"),
        _field("fetched_at", _STAMP, "when the page was fetched, where the input says so"),
        _field("sha256", pa.string(), "the SHA-256 of the page's raw bytes", nullable=False),
    ]
)

EDITS = pa.schema(
    [
        _field("doc_id", pa.string(), _DOC_ID, nullable=False),
        _field("seq", pa.int32(), "the page's edits in the order they were made, from 0", nullable=False),
        _field("stage", pa.string(), "the stage that made the edit", nullable=False),
        _field("rule", pa.string(), "the rule that made the edit", nullable=False),
        _field("reason", pa.string(), "why, in words: the evidence, or why it was not applied", nullable=False),
        _field("start", pa.int32(), "first code point, in the text as the stage got it", nullable=False),
        _field("end", pa.int32(), "code point after the last, in the text as the stage got it", nullable=False),
        _field("before", pa.string(), "what stood there", nullable=False),
        _field("after", pa.string(), "what was put in its place", nullable=False),
        _field("confidence", pa.string(), "certain, probable or human", nullable=False),
        _field(
            "mode",
            pa.string(),
            "applied, proposed, guarded or suppressed; only applied changed the text",
            nullable=False,
        ),
    ]
)

NAMES = pa.schema(
    [
        _field("doc_id", pa.string(), _DOC_ID, nullable=False),
        _field("start", pa.int32(), "first code point of the mention in the clean text", nullable=False),
        _field("end", pa.int32(), "code point after the mention in the clean text", nullable=False),
        _field("surface", pa.string(), "the name as the source printed it", nullable=False),
        _field("canonical", pa.string(), "the entity's full canonical form", nullable=False),
        _field("entity", pa.string(), "the entity's id in the names table", nullable=False),
        _field("kind", pa.string(), "person, place or organisation", nullable=False),
        _field("method", pa.string(), "how the form was recognised", nullable=False),
    ]
)

REJECTED = pa.schema(
    [
        _field("doc_id", pa.string(), _DOC_ID, nullable=False),
        _field("uri", pa.string(), "where the page came from", nullable=False),
        _field("url", pa.string(), "the page's address on the web, as declared"),
        _field("stage", pa.string(), "the stage that could not go on", nullable=False),
        _field("error", pa.string(), "what happened, and what to do", nullable=False),
        _field("sha256", pa.string(), "the SHA-256 of the raw bytes", nullable=False),
        _field("payload", pa.binary(), "the raw bytes, as far as they could be read", nullable=False),
    ]
)

SIGNATURES = pa.schema(
    [
        _field("doc_id", pa.string(), _DOC_ID, nullable=False),
        _field("published_at", _STAMP, "the date the page prints, without zone"),
        _field("digest", pa.uint64(), "a hash of the set of the text's shingles", nullable=False),
        _field("sketch", pa.list_(pa.uint64()), "the smallest hashes of its shingles", nullable=False),
    ]
)

SCHEMAS: dict[Table, pa.Schema] = {
    "documents": DOCUMENTS,
    "edits": EDITS,
    "names": NAMES,
    "rejected": REJECTED,
    "signatures": SIGNATURES,
}

COLUMNS_REPEATED: dict[Table, list[str]] = {
    "documents": ["site", "media_type", "author", "published_from", "source", "language"],
    "edits": ["doc_id", "stage", "rule", "reason", "confidence", "mode"],
    "names": ["doc_id", "canonical", "entity", "kind", "method"],
    "rejected": ["stage", "error"],
    "signatures": [],
}
"""The columns in which a dictionary pays."""

COLUMNS_SEARCHED: dict[Table, list[str]] = {
    "documents": ["doc_id", "uri", "url", "site", "author", "published_at", "source", "language", "cluster"],
    "edits": ["doc_id", "stage", "rule", "mode"],
    "names": ["doc_id", "canonical", "entity"],
    "rejected": ["doc_id", "uri", "stage"],
    "signatures": ["doc_id"],
}
"""The columns whose least and greatest value a file says, so that who looks for some can pass over it. Those of a text
say nothing, and are as long as the text."""
