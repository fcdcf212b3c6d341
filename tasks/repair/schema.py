"""JSON schemas of the tables for editors, made from the models: `python -m tasks.repair.schema` writes them anew."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from tasks.repair.rule import Heard, Rule, Typo, WordList
from tasks.tables import SHIPPED

FOLDER = SHIPPED / "schema"
_TABLES: dict[str, tuple[str, type[BaseModel]]] = {
    "substitutions.schema.json": ("rule", Rule),
    "lists.schema.json": ("list", WordList),
    "typos.schema.json": ("", Typo),
    "silence.schema.json": ("", Heard),
}


def schemas() -> dict[str, str]:
    """The text of each schema file by its name. A TOML file is an object with one array; a CSV schema is of one row."""
    return {name: json.dumps(_schema(key, model), indent=2) + "\n" for name, (key, model) in _TABLES.items()}


def _schema(key: str, model: type[BaseModel]) -> dict[str, object]:
    row = model.model_json_schema(mode="validation")
    if model is Rule:
        kept = row["properties"]["keep"]
        kept["items"] = {"anyOf": [{"type": "string", "minLength": 1}, kept["items"]]}  # a bare sentence will do
    draft = "https://json-schema.org/draft/2020-12/schema"
    if not key:
        return {"$schema": draft, **row}
    definitions = row.pop("$defs", {})
    return {
        "$schema": draft,
        "$defs": {**definitions, model.__name__: row},
        "type": "object",
        "properties": {key: {"type": "array", "items": {"$ref": f"#/$defs/{model.__name__}"}}},
        "additionalProperties": False,
    }


def write(folder: Path = FOLDER) -> None:
    """Write the schema files to `folder`."""
    folder.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
