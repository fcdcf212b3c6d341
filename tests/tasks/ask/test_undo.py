from pathlib import Path

import pytest

from tasks.ask import undo
from tasks.dataset import Dataset
from tasks.errors import UserError
from tests.conftest import SAMPLES


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("pages/a.txt", "pages/a.txt"),
        ("/abs/pages/a.txt", "abs/pages/a.txt"),
        ("../../etc/passwd", "etc/passwd.ID.txt"),
        ("x.jsonl#7", "x.jsonl/7.ID.txt"),
        ("s3://bucket/a.html", "bucket/a.html.ID.txt"),
        ("..", "ID.ID.txt"),
        ("a/" + "n" * 300 + ".txt", "a/" + "n" * 100 + ".ID.txt"),
    ],
)
def test_a_text_never_goes_outside_its_folder(uri, expected):
    assert undo.file_of(uri, "ID", Path("to")) == Path("to", expected)


def test_all_sources_are_written_as_they_were(sample_output, tmp_path):
    assert undo.write_sources(Dataset(sample_output).records(), tmp_path) == 5
    written = {path.name: path.read_bytes() for path in tmp_path.rglob("*.txt")}
    assert written == {path.name: path.read_bytes() for path in SAMPLES.iterdir()}


def test_the_effect_of_a_rule_is_counted_and_taken_back(sample_output, tmp_path):
    dataset = Dataset(sample_output)
    rule = "en.unanimously"
    effect = undo.effect(dataset, rule)
    assert (effect.pages, effect.edits) == (1, 1)
    assert undo.write_without(dataset, rule, tmp_path) == 1
    (path,) = tmp_path.rglob("*.txt")
    clean = dataset.find(path.name).document["text"]
    assert path.read_text() == clean.replace("proposal unanimously.", "proposal for unanimity.")


def test_a_rule_that_did_nothing_says_where_to_look(sample_output):
    with pytest.raises(UserError, match="corrigenda query rules"):
        undo.effect(Dataset(sample_output), "no.such.rule")


def test_a_folder_that_cannot_be_written_is_said_clearly(sample_output, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="--to"):
        undo.write_sources(Dataset(sample_output).records(), tmp_path / "file")
