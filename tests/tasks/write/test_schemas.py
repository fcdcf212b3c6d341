import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.write import part
from tasks.write.schemas import COLUMNS_REPEATED, PARTS, SCHEMAS, TABLES


@pytest.mark.parametrize("table", PARTS)
def test_every_field_says_what_it_is(table):
    for field in SCHEMAS[table]:
        assert len(field.metadata[b"description"]) > 10, field.name


@pytest.mark.parametrize("table", PARTS)
def test_descriptions_and_types_survive_the_file(table, tmp_path):
    path = tmp_path / "a.parquet"
    part.write_table(path, table, SCHEMAS[table].empty_table())
    schema = pq.read_schema(path)
    for field in SCHEMAS[table]:
        found = schema.field(field.name)
        assert found.type == field.type
        assert found.nullable == field.nullable
        assert found.metadata[b"description"] == field.metadata[b"description"]
    assert part.read_table(path, table).schema == SCHEMAS[table]


@pytest.mark.parametrize("table", PARTS)
def test_repeated_columns_are_columns(table):
    assert set(COLUMNS_REPEATED[table]) <= set(SCHEMAS[table].names)


@pytest.mark.parametrize("table", TABLES)
def test_a_page_is_known_by_the_same_id_everywhere(table):
    field = SCHEMAS[table].field(0)
    assert (field.name, field.type, field.nullable) == ("doc_id", pa.string(), False)
