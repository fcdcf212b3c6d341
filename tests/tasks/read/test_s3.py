"""A real S3 server on loopback: what stands in a bucket is read like a folder."""

import gzip
import json

import pytest

from tasks.errors import UserError
from tasks.read import inputs, pages_of

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]  # the server's own libraries warn


def test_a_bucket_is_read_like_a_folder(s3):
    s3.pipe("pages/in/a.txt", b"A page.")
    s3.pipe("pages/in/more/b.jsonl.gz", gzip.compress(json.dumps({"id": "b", "text": "Another."}).encode()))
    found = inputs("s3://pages/in")
    assert [entry.path for entry in found] == ["s3://pages/in/a.txt", "s3://pages/in/more/b.jsonl.gz"]
    assert all(entry.size > 0 and entry.stamp for entry in found)
    pages = [page for entry in found for page in pages_of(entry)]
    assert [(page.uri, page.payload) for page in pages] == [
        ("s3://pages/in/a.txt", b"A page."),
        ("s3://pages/in/more/b.jsonl.gz#b", b"Another."),
    ]


def test_a_changed_object_has_another_stamp(s3):
    s3.pipe("pages/x.txt", b"one")
    before = inputs("s3://pages/x.txt")
    s3.pipe("pages/x.txt", b"two")
    s3.invalidate_cache()
    assert inputs("s3://pages/x.txt") != before


@pytest.mark.parametrize("source", ["s3://pages/nothing/here", "s3://no-such-bucket/x"])
@pytest.mark.usefixtures("s3")
def test_what_is_not_there_is_said_clearly(source):
    with pytest.raises(UserError) as caught:
        inputs(source)
    assert source in str(caught.value)
