import pickle

import pytest

from tasks.chrome.model import load
from tasks.tables import TableError


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "weights.csv"
    path.write_text("feature,weight\nalways,-1\nabove the headline,2\nin the run: prose,-3\n")
    return load(path)


def test_a_score_is_the_sum_of_what_the_features_weigh(model):
    assert model.score(["above the headline", "in the run: prose", "not named"]) == -2


def test_a_score_is_the_same_in_all_versions_of_python(tmp_path):
    path = tmp_path / "weights.csv"
    path.write_text("feature,weight\nalways,0\na,1.0\nb,0.7\nc,-1.1\nd,-0.1\n")
    assert load(path).score(["a", "b", "c", "d"]) == 0.4999999999999999  # as 3.11 adds; the nearest float is 0.5


def test_reasons_are_what_speaks_for_chrome(model):
    assert model.reasons(["in the run: prose", "above the headline", "not named"]) == ["above the headline"]


def test_a_model_goes_to_a_worker_process_whole(model):
    assert pickle.loads(pickle.dumps(model)).score(["above the headline", "not named"]) == 1


def test_the_shipped_weights_are_few_and_say_what_they_should():
    model = load()
    assert len(model.weights) < 120
    assert model.weights["in the run: prose"] < 0 < model.weights["above the headline"]
    assert model.weights["after a closing heading"] > 0


def test_a_weight_that_is_no_number_is_named_with_its_line(tmp_path):
    path = tmp_path / "weights.csv"
    path.write_text("feature,weight\nalways,much\n")
    with pytest.raises(TableError, match=r"weights\.csv:2: weight"):
        load(path)
