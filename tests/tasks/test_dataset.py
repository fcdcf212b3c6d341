import pytest

from tasks.ask.questions import QUESTIONS
from tasks.dataset import Dataset, answer
from tasks.errors import UserError
from tests.conftest import SAMPLES

FIRST = "000_a268eea6bc8a44c1.txt"


@pytest.fixture(scope="module")
def dataset(sample_output):
    return Dataset(sample_output)


def test_a_page_is_found_by_all_its_names(dataset):
    record = dataset.find(FIRST)
    doc_id = record.document["doc_id"]
    for name in (doc_id, doc_id[2:9], record.document["uri"], FIRST):
        assert dataset.find(name) == record


def test_a_word_that_fits_several_pages_lists_them(dataset, monkeypatch):
    monkeypatch.setattr("tasks.dataset.LISTED", 2)
    with pytest.raises(UserError, match="fits several pages") as caught:
        dataset.find("")
    assert "… and 3 more" in str(caught.value)


def test_a_page_that_is_not_there_says_what_to_do(dataset):
    with pytest.raises(UserError, match="no such page in"):
        dataset.find("nowhere.txt")


def test_every_source_comes_back_byte_for_byte(dataset):
    sources = {record.document["uri"].rsplit("/", 1)[1]: record.source.encode() for record in dataset.records()}
    assert sources == {path.name: path.read_bytes() for path in SAMPLES.iterdir()}


@pytest.mark.parametrize("output", ["gone", "damaged"])
def test_an_output_that_is_none_is_said_clearly(tmp_path, output):
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "_manifest.json").write_text("{")
    with pytest.raises(UserError, match="corrigenda clean"):
        Dataset(tmp_path / output)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_an_answer(dataset, name):
    asked = QUESTIONS[name]
    with dataset.connect() as connection:
        rows = answer(connection, asked.sql, ["Tokayev"] if asked.word else [])
    if name in ("sites", "months", "rules", "chrome", "names", "mentions", "pages"):
        assert rows.num_rows > 0


def test_a_broken_query_gives_duckdbs_words(dataset):
    with dataset.connect() as connection, pytest.raises(UserError, match="nowhere"):
        answer(connection, "SELECT * FROM nowhere")
