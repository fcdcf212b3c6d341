import json

import pyarrow.parquet as pq

from tests.tasks.run.corpus import clean, tree


def test_the_same_templates_in_one_pass_and_in_many(pages, output, tables, tmp_path, monkeypatch):
    assert clean(pages, output, tables).lines_removed > 0
    monkeypatch.setattr("tasks.run.catalogue.PASS", 7)
    clean(pages, tmp_path / "other", tables)
    assert tree(tmp_path / "other") == tree(output)


def test_a_template_line_is_learnt_as_it_reads_after_the_encoding_is_repaired(output, tables, tmp_path):
    article = "The minister said on Monday that talks between both countries will continue after the summit. " * 3
    names = ("Anna", "Ben", "Carla", "Dora", "Emil", "Fritz")
    furniture = "The harbourâ€™s own café of the week"
    with (tmp_path / "pages.jsonl").open("w") as stream:
        for number in range(6):
            name = names[number]
            text = f"{name} speaks of the summit\n{name}: {article}\n{furniture}\n{article}{name} agreed."
            stream.write(json.dumps({"id": number, "url": f"https://a.example/{number}", "text": text}) + "\n")
    clean(tmp_path / "pages.jsonl", output, tables)
    removed = pq.read_table(output / "edits", filters=[("rule", "=", "chrome.template")])["before"].to_pylist()
    assert [line.strip() for line in removed] == [furniture.replace("â€™", "’")] * 6
