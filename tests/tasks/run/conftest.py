import pytest

from tests.tasks.run import corpus


@pytest.fixture(autouse=True)
def cache(tmp_path_factory, monkeypatch):
    """A cache of compiled tables of the tests' own, shared by all of them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def tables(tmp_path):
    """A folder without tables: what the shipped ones say is tested elsewhere."""
    folder = tmp_path / "tables"
    folder.mkdir()
    return folder


@pytest.fixture
def pages(tmp_path):
    """A folder of sixty pages."""
    folder = tmp_path / "pages"
    corpus.write_folder(folder, range(60))
    return folder


@pytest.fixture
def output(tmp_path):
    return tmp_path / "output"
