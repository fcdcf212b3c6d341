import os

import duckdb
import pandas
import polars
import pyarrow.dataset
import pytest

from tasks.errors import UserError
from tasks.write import manifest, part
from tasks.write.lock import locked
from tasks.write.manifest import Manifest
from tasks.write.publish import Generations, Made
from tests.tasks.write.test_parts import tables


@pytest.fixture
def generations(tmp_path):
    found = Generations(tmp_path / "output")
    found.open()
    return found


def publish(generations, *keys, steps=None):
    made = []
    for key in keys:
        receipt = part.write(generations.staging, key, tables([int(key)]))
        made.append(Made.at(generations.staging, receipt))
    wanted = Manifest({}, tuple(one.receipt for one in made))
    generations.publish(wanted, made, lambda path: path.write_bytes(b""), (steps if steps is not None else []).append)
    part.prepare(generations.staging)


def test_every_reader_sees_the_rows(generations):
    publish(generations, "1", "2")
    folder = generations.output / "documents"
    assert len(pandas.read_parquet(folder)) == 2
    assert polars.read_parquet(folder / "*.parquet").height == 2
    assert polars.read_parquet(folder).height == 2
    assert pyarrow.dataset.dataset(folder).count_rows() == 2
    assert duckdb.sql(f"SELECT count(*) FROM '{folder}/*.parquet'").fetchall() == [(2,)]
    assert len(list(folder.rglob("*.parquet"))) == 2
    for table in ("edits", "names", "rejected"):
        pandas.read_parquet(generations.output / table)


def test_the_manifest_is_the_published_one(generations):
    publish(generations, "1")
    assert manifest.read(generations.output / manifest.NAME) == generations.published()
    assert [receipt.key for receipt in generations.published().parts] == ["1"]


def test_the_generation_before_stays_for_those_who_read_it(generations):
    publish(generations, "1")
    reading = (generations.output / "documents").resolve()
    publish(generations, "2")
    assert len(pandas.read_parquet(reading)) == 1
    assert [path.name for path in (generations.output / "documents").iterdir()] == ["part-2.parquet"]
    publish(generations, "3")
    assert not reading.exists()


def test_what_another_table_shows_is_of_the_same_generation_from_one_step_on(generations):
    publish(generations, "1")
    seen = []

    class Steps(list):
        def append(self, step):
            names = {
                table: sorted(path.name for path in (generations.output / table).iterdir())
                for table in ("documents", "edits", "names", "rejected")
            }
            assert len({tuple(found) for found in names.values()}) == 1
            seen.append((step, names["documents"]))

    publish(generations, "2", steps=Steps())
    states = dict(seen)
    assert states["swap"] == ["part-1.parquet"]
    assert states["tidy"] == ["part-2.parquet"]


def test_a_generation_left_half_made_is_made_anew(generations):
    publish(generations, "1")
    stray = generations.state / "generations" / "000002" / "documents"
    stray.mkdir(parents=True)
    (stray / "part-9.parquet").write_text("half")
    publish(generations, "2")
    assert [path.name for path in (generations.output / "documents").iterdir()] == ["part-2.parquet"]


def test_the_whole_output_can_be_moved_and_copied(generations, tmp_path):
    publish(generations, "1")
    generations.output.rename(tmp_path / "elsewhere")
    assert len(pandas.read_parquet(tmp_path / "elsewhere" / "documents")) == 1


def test_nothing_is_published_before_the_first_run(generations):
    assert generations.published() is None
    assert generations.current is None


def test_the_lock_is_released(tmp_path):
    for _ in range(2):
        with locked(tmp_path):
            pass


def test_the_lock_names_who_holds_it(tmp_path):
    with locked(tmp_path), pytest.raises(UserError, match=str(os.getpid())), locked(tmp_path):
        pass


def test_a_file_system_without_symbolic_links_is_refused_at_once(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("pathlib.Path.symlink_to", refuse)
    with pytest.raises(UserError, match="no symbolic links"):
        Generations(tmp_path / "output").open()
