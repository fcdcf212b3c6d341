from typing import NamedTuple

import pytest

from tasks import shelf


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "corrigenda" / "tables"


class Made(NamedTuple):
    fingerprint: str
    value: object


def kept(name, key, make):
    found = shelf.pickled(name, key, lambda: Made("abc", make()))
    assert found.fingerprint == "abc"
    return shelf.unpickled(found.content).value


def never():
    raise AssertionError("made again")


def test_what_was_made_is_not_made_again():
    assert kept("names", "1", lambda: {"a": 1}) == {"a": 1}
    assert kept("names", "1", never) == {"a": 1}


def test_another_key_or_name_is_made_anew():
    kept("names", "1", lambda: 1)
    assert kept("names", "2", lambda: 2) == 2
    assert kept("chrome", "1", lambda: 3) == 3


def test_only_a_few_are_kept(cache):
    for number in range(shelf.KEPT + 3):
        kept("names", str(number), lambda: 1)
    kept("chrome", "1", lambda: 1)
    assert len(list(cache.glob("names-*"))) == shelf.KEPT
    assert kept("chrome", "1", never) == 1


@pytest.mark.parametrize("damage", [b"", b"no pickle", b"\x80\x05cnowhere\nnothing\n."])
def test_what_is_damaged_is_made_again(cache, damage):
    kept("names", "1", lambda: 1)
    (cache / "names-1.shelf").write_bytes(damage)
    assert kept("names", "1", lambda: 2) == 2
    assert kept("names", "1", never) == 2


def test_a_home_that_cannot_be_written_is_done_without(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert kept("names", "1", lambda: 1) == 1


def test_what_fails_is_not_kept(cache):
    with pytest.raises(AssertionError):
        kept("names", "1", never)
    assert not cache.exists()
