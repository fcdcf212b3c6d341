import json
import tomllib

import jsonschema
import pytest

from tasks.repair.schema import FOLDER, schemas, write
from tasks.tables import SHIPPED, files


def test_the_shipped_schemas_are_those_of_the_models():
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")} == schemas()


@pytest.mark.parametrize(("table", "schema"), [("substitutions.toml", "substitutions"), ("lists.toml", "lists")])
def test_the_shipped_tables_fit_their_schemas(table, schema):
    validator = jsonschema.Draft202012Validator(json.loads(schemas()[f"{schema}.schema.json"]))
    for path in files([SHIPPED], table):
        validator.validate(tomllib.loads(path.read_text(encoding="utf-8")))


def test_a_schema_refuses_what_is_misspelt():
    validator = jsonschema.Draft202012Validator(json.loads(schemas()["substitutions.schema.json"]))
    assert not validator.is_valid({"rule": [{"id": "x", "fnid": ["y"]}]})


def test_schemas_are_written_anew(tmp_path):
    write(tmp_path / "schema")
    assert {path.name for path in (tmp_path / "schema").iterdir()} == set(schemas())
