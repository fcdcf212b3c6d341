import pytest

from tasks.read.decode import Undecodable, decode
from tasks.read.raw import Raw

RUSSIAN = "Президент заявил, что войска начнут покидать страну через два дня. " * 5


@pytest.mark.parametrize(
    ("payload", "charset", "text"),
    [
        (b"", None, ""),
        ("naïve".encode(), None, "naïve"),
        ("naïve".encode("utf-8-sig"), None, "naïve"),
        ("naïve".encode("utf-16"), None, "naïve"),
        ("naïve".encode("utf-32"), None, "naïve"),
        ("na\r\nïve".encode("latin-1"), "latin-1", "na\r\nïve"),
        ("naïve".encode(), "no-such-charset", "naïve"),
        ("naïve".encode(), "ascii", "naïve"),
        (RUSSIAN.encode("cp1251"), None, RUSSIAN),
        (RUSSIAN.encode("koi8-r"), None, RUSSIAN),
    ],
    ids=["empty", "utf-8", "mark 8", "mark 16", "mark 32", "declared", "unknown", "wrong", "cp1251", "koi8-r"],
)
def test_character_sets(payload, charset, text):
    assert decode(Raw("u", payload, charset=charset)) == text


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "a binary file"),
        (b"text with a \x00 in it", "a binary file"),
        (b"%PDF-1.7", "a binary file"),
        (b"\xef\xbb\xbfbad \xff", "marked as utf-8, but byte"),
        (bytes(range(128, 256)) * 3, "character set"),
    ],
)
def test_what_is_not_text_is_refused_with_a_reason_and_a_remedy(payload, why):
    with pytest.raises(Undecodable, match=why) as caught:
        decode(Raw("u", payload))
    assert ": " in str(caught.value)
