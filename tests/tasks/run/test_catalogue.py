from tests.tasks.run.corpus import clean, tree


def test_the_same_templates_in_one_pass_and_in_many(pages, output, tables, tmp_path, monkeypatch):
    assert clean(pages, output, tables).lines_removed > 0
    monkeypatch.setattr("tasks.run.catalogue.PASS", 7)
    clean(pages, tmp_path / "other", tables)
    assert tree(tmp_path / "other") == tree(output)
