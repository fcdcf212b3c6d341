"""Every way pages arrive: each container holds the same two pages, and gives them back."""

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from tasks.read import Columns, Input, Raw, Reading, Unreadable, pages_of

ONE = "First page.\nWith a second line, “quoted”."
TWO = "<html><body><p>Second page.</p></body></html>"
ROWS = [{"id": "one", "url": "https://a.example/1", "text": ONE}, {"id": "two", "url": "", "html": TWO}]


def read(path, **settings):
    data = path if isinstance(path, Input) else Input(str(path), path.stat().st_size, "")
    return list(pages_of(data, Reading(**settings)))


def named(pages, path):
    return {page.uri.removeprefix(str(path)): (page.payload.decode(), page.media_type) for page in pages}


def json_lines():
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS).encode()


def table(delimiter):
    out = io.StringIO()
    writer = csv.DictWriter(out, ["id", "url", "text", "html"], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ROWS)
    return out.getvalue().encode("utf-8-sig")


def parquet_bytes():
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([{"html": None, "text": None, **row} for row in ROWS]), out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("p.jsonl", json_lines()),
        ("p.ndjson.gz", gzip.compress(json_lines())),
        ("p.jsonl.bz2", bz2.compress(json_lines())),
        ("p.jsonl.xz", lzma.compress(json_lines())),
        ("p.jsonl.zst", zstandard.compress(json_lines())),
        ("p", json_lines()),
        ("packed", gzip.compress(json_lines())),
        ("p.csv", table(",")),
        ("p.tsv.gz", gzip.compress(table("\t"))),
        ("p.parquet", parquet_bytes()),
        ("unnamed", parquet_bytes()),
    ],
)
def test_files_of_records(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    pages = read(path)
    assert named(pages, path) == {"#one": (ONE, "text/plain"), "#two": (TWO, "text/html")}
    assert [page.url for page in pages] == ["https://a.example/1", None]


@pytest.mark.parametrize("name", ["p.txt", "p.html", "p", "p.txt.gz", "p.HTML.zst"])
def test_one_page_a_file(tmp_path, name):
    path = tmp_path / name
    pack = {".gz": gzip.compress, ".zst": zstandard.compress}.get(path.suffix, bytes)
    text = TWO if "html" in name.lower() else ONE
    path.write_bytes(pack(text.encode()))
    assert named(read(path), path) == {"": (text, "text/html" if text is TWO else "text/plain")}


def test_html_is_known_by_its_first_bytes_too(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("\ufeff <!DOCTYPE html><p>x", encoding="utf-8")
    assert read(path)[0].media_type == "text/html"


def archive(kind):
    out = io.BytesIO()
    members = {"a/one.txt": ONE.encode(), "../two.html": TWO.encode(), "r.jsonl.gz": gzip.compress(json_lines())}
    if kind == "zip":
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for name, content in members.items():
                made.writestr(name, content)
    else:
        with tarfile.open(fileobj=out, mode=f"w:{kind}") as made:
            for name, content in members.items():
                entry = tarfile.TarInfo(name)
                entry.size = len(content)
                made.addfile(entry, io.BytesIO(content))
            link = tarfile.TarInfo("link")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            made.addfile(link)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "kind"), [("p.zip", "zip"), ("p", "zip"), ("p.tar", ""), ("p.tgz", "gz"), ("q", "xz")]
)
def test_archives_are_read_in_place(tmp_path, name, kind):
    path = tmp_path / "in" / name
    path.parent.mkdir()
    path.write_bytes(archive(kind))
    before = sorted(tmp_path.rglob("*"))
    pages = read(path)
    assert named([page for page in pages if isinstance(page, Raw)], path) == {
        "#a/one.txt": (ONE, "text/plain"),
        "#../two.html": (TWO, "text/html"),
        "#r.jsonl.gz#one": (ONE, "text/plain"),
        "#r.jsonl.gz#two": (TWO, "text/html"),
    }
    assert [page.error for page in pages if isinstance(page, Unreadable)] == (
        [] if kind == "zip" else ["a link or a device, not a page: replace it by a file"]
    )
    assert sorted(tmp_path.rglob("*")) == before


WARC = (
    "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Target-URI: https://a.example/{id}\r\n"
    "WARC-Date: 2022-01-11T12:00:00Z\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n\r\n"
)


def record(kind, identity, media_type, body):
    head = WARC.format(kind=kind, id=identity, type=media_type, length=len(body)).encode()
    return head + body + b"\r\n\r\n"


def response(identity, status, media_type, body):
    http = f"HTTP/1.1 {status} X\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    return record("response", identity, "application/http; msgtype=response", http)


def warc_bytes():
    return [
        record("warcinfo", "0", "application/warc-fields", b"x: y\r\n"),
        response("page", 200, "text/html; charset=latin-1", "<p>Café</p>".encode("latin-1")),
        response("gone", 404, "text/html", b"<p>not here</p>"),
        response("image", 200, "image/png", b"\x89PNG"),
        record("conversion", "text", "text/plain", ONE.encode()),
    ]


@pytest.mark.parametrize("name", ["c.warc", "c.warc.gz", "c.warc.wet.gz", "unnamed"])
def test_warc_and_wet(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"".join(map(gzip.compress, warc_bytes()) if name.endswith("gz") else warc_bytes()))
    page, text = read(path)
    assert (page.uri, page.url) == (f"{path}#page", "https://a.example/page")
    assert (page.charset, page.payload, page.media_type) == ("latin-1", "<p>Café</p>".encode("latin-1"), "text/html")
    assert (text.payload.decode(), text.media_type) == (ONE, "text/plain")
    assert page.fetched_at.isoformat() == "2022-01-11T12:00:00"


def test_columns_can_be_named(tmp_path):
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps({"key": 7, "story": ONE, "text": "a teaser", "at": "https://b.example"}) + "\n")
    (page,) = read(path, columns=Columns(text="story", id="key", url="at"))
    assert (page.uri, page.payload.decode(), page.url) == (f"{path}#7", ONE, "https://b.example")


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.jsonl", b"{bad\n", "not JSON"),
        ("a.jsonl", b"[1]\n", "no JSON object"),
        ("a.jsonl", b'{"id": 1}\n', "--text-column"),
        ("a.jsonl", b"[" * 100_000, "not JSON"),
        ("a.csv", b"id,other\n1,2\n", "--text-column"),
        ("a.parquet", b"PAR1 no", "Parquet"),
        ("a.zip", b"PK\x03\x04 no", "zip"),
        ("a.tar", b"no tar at all", "tar"),
        ("a.txt.gz", gzip.compress(b"x" * 5000, mtime=0)[:-12], "cannot be read"),
        ("a.txt.gz", b"no gzip", "cannot be read"),
        ("a.txt.bz2", b"no bzip2", "cannot be read"),
        ("a.txt.xz", b"no xz", "cannot be read"),
        ("a.txt.zst", b"no zstd", "cannot be read"),
        ("a.warc", b"WARC/1.0\r\nbroken", "WARC"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(tmp_path, name, content, error):
    path = tmp_path / name
    path.write_bytes(content)
    (page,) = read(path)
    assert isinstance(page, Unreadable)
    assert error in page.error
    assert ": " in page.error


def test_reading_goes_on_after_a_bad_record(tmp_path):
    path = tmp_path / "p.jsonl"
    path.write_bytes(b"{bad\n" + json_lines() + b'{"text": "' + b"x" * 3000 + b'"}\n' + b'{"text": "last"}\n')
    pages = read(path, limit=1000)
    assert [type(page).__name__ for page in pages] == ["Unreadable", "Raw", "Raw", "Unreadable", "Raw"]
    assert "larger than 1,000 bytes" in pages[3].error
    assert pages[4].payload == b"last"


def test_a_missing_file_and_a_page_over_the_limit(tmp_path):
    (gone,) = read(Input(str(tmp_path / "gone.txt"), -1, ""))
    assert "cannot be read (No such file" in gone.error
    path = tmp_path / "p.txt"
    path.write_bytes(b"x" * 2000)
    (large,) = read(path, limit=1000)
    assert "larger than 1,000 bytes" in large.error
    assert large.payload == b"x" * 1001


@pytest.mark.parametrize(
    ("name", "opener"), [("b.jsonl.gz", gzip.open), ("b.jsonl.bz2", bz2.open), ("b.jsonl.xz", lzma.open)]
)
def test_a_compression_bomb_is_stopped(tmp_path, name, opener, monkeypatch):
    monkeypatch.setattr("tasks.read.limits.FREE_GROWTH", 1 << 20)
    path = tmp_path / name
    with opener(path, "wb", 1) if opener is not lzma.open else opener(path, "wb", preset=0) as out:
        for _ in range(40):
            out.write(b"\n" * (1 << 20))
    pages = read(path)
    assert isinstance(pages[-1], Unreadable)
    assert "decompression bomb" in pages[-1].error


def test_a_zip_bomb_is_stopped_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("tasks.read.limits.FREE_GROWTH", 1 << 20)
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(8):
            made.writestr(f"{number}.txt", b"x" * (1 << 20))
    pages = read(path, limit=1 << 21)
    assert "decompression bomb" in pages[-1].error
    assert len(pages) < 8


def test_archives_in_archives_are_refused(tmp_path):
    path = tmp_path / "outer.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("inner.zip", archive("zip"))
    (page,) = read(path)
    assert "archive inside an archive" in page.error


def test_an_encrypted_member_and_a_link_are_refused(tmp_path):
    path = tmp_path / "p.zip"
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(link, "/etc/passwd")
        made.writestr("locked.txt", "x")
    locked = bytearray(path.read_bytes())
    for at in (locked.rfind(b"PK\x03\x04") + 6, locked.rfind(b"PK\x01\x02") + 8):
        locked[at] |= 1
    path.write_bytes(locked)
    link, secret = read(path)
    assert "a link" in link.error
    assert "cannot be unpacked" in secret.error
