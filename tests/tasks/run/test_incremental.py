"""Whatever happened on the way, an output is what a run from nothing would have made."""

import json
import random

import pyarrow.parquet as pq
import pytest

from tests.tasks.run.corpus import WORDS, clean, tree

SHORT = [f"Menu of the {word} desk" for word in dict.fromkeys(WORDS)]
LONG = [
    f"{line}, which all who come by this page may read as often as they like, by night and by day too" for line in SHORT
]


def record(number: int, dice: random.Random) -> dict:
    """A page of one of three sites, of which most lines stand on others, too: now and then once too often."""
    story = f"Page {number} tells of it. " + " ".join(dice.choices(WORDS, k=30)) + "."
    lines = [*dice.sample(SHORT, 3), *dice.sample(LONG, 2), story]
    dice.shuffle(lines)
    return {"id": number, "url": f"https://{dice.choice('abc')}.example/{number}", "text": "\n".join(lines)}


def change(files: dict[str, list[dict]], dice: random.Random) -> None:
    """One change of the input: a file more, less or other, a page more, less or other, a page in two files."""
    name = dice.choice(sorted(files))
    pages = files[name]
    match dice.randrange(6):
        case 0:
            files[f"{dice.randrange(1000):03}"] = [record(dice.randrange(10**6), dice) for _ in range(5)]
        case 1 if len(files) > 2:
            del files[name]
        case 2:
            pages.append(record(dice.randrange(10**6), dice))
        case 3 if len(pages) > 2:
            pages.pop(dice.randrange(len(pages)))
        case 4:
            pages[0] = {**record(0, dice), "id": pages[0]["id"]}
        case _:
            pages.append(dict(pages[0]))


def write(source, files: dict[str, list[dict]]) -> None:
    """The files as they are now; those that have not changed are not touched, so that no run reads them again."""
    source.mkdir(exist_ok=True)
    for name, pages in files.items():
        path, content = source / f"{name}.jsonl", "".join(json.dumps(page) + "\n" for page in pages)
        if not path.exists() or path.read_text() != content:
            path.write_text(content)
    for path in source.iterdir():
        if path.stem not in files:
            path.unlink()


@pytest.mark.parametrize("seed", range(4))
def test_any_sequence_of_changes_ends_as_a_fresh_run(output, tables, tmp_path, seed):
    dice = random.Random(seed)
    source = tmp_path / "source"
    files = {f"{n:03}": [record(100 * n + page, dice) for page in range(8)] for n in range(4)}
    templates = set()
    for step in range(7):
        write(source, files)
        fresh = tmp_path / f"fresh{step}"
        clean(source, output, tables)
        clean(source, fresh, tables)
        assert tree(output) == tree(fresh)
        rules = pq.read_table(fresh / "edits", columns=["rule"])["rule"].to_pylist()
        templates.add(rules.count("chrome.template"))
        for _ in range(dice.randint(1, 3)):
            change(files, dice)
    assert len(templates) > 3
