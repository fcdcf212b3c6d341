import pytest

from tests.tasks.run import corpus


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
