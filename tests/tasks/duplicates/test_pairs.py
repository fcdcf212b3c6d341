import random
from datetime import datetime
from itertools import combinations

import duckdb
import pyarrow as pa
import pytest

from tasks.duplicates import clusters, jaccard, pairs, shingles, signatures

VOCABULARY = [f"w{number}" for number in range(3000)]


def stories(count, seed=1):
    """Texts of 60 to 300 words; some come in several versions with up to an eighth of their words changed."""
    dice = random.Random(seed)
    found = []
    while len(found) < count:
        words = dice.choices(VOCABULARY, k=dice.randint(60, 300))
        found.append(" ".join(words))
        for _ in range(dice.choice([0, 0, 0, 1, 2, 6])):
            other = list(words)
            for _ in range(int(len(other) * dice.uniform(0, 0.12))):
                other[dice.randrange(len(other))] = dice.choice(VOCABULARY)
            found.append(" ".join(other))
    dice.shuffle(found)
    return found[:count]


def searched(texts, folder, dates=None):
    """A base in which the duplicates of `texts` (doc_id: text) are marked."""
    base = duckdb.connect()
    signed = dict(zip(texts, signatures(texts.values()), strict=True))
    table = pa.table(
        {
            "doc_id": pa.array(list(signed), pa.string()),
            "digest": pa.array([one.digest for one in signed.values()], pa.uint64()),
            "sketch": pa.array([one.sketch for one in signed.values()], pa.list_(pa.uint64())),
            "published_at": pa.array([(dates or {}).get(key) for key in signed], pa.timestamp("us")),
        }
    )
    base.register("given", table)
    base.execute("CREATE TABLE signatures AS SELECT * FROM given")
    base.execute("CREATE TABLE checked (a UBIGINT, b UBIGINT, near BOOLEAN)")
    pairs.find(base, folder)
    sets = {signed[key].digest: shingles(text).tobytes() for key, text in texts.items()}
    base.register("sets_given", pa.table({"digest": pa.array(sets, pa.uint64()), "hashes": list(sets.values())}))
    base.execute("CREATE TABLE shingles AS SELECT * FROM sets_given")
    pairs.compare(base)
    clusters.mark(base)
    return base


def marks(base):
    return {key: (of, cluster) for key, of, cluster in base.execute("SELECT * FROM marks").fetchall()}


def test_every_pair_that_brute_force_finds_is_in_one_cluster(tmp_path):
    texts = {f"{number:04}": text for number, text in enumerate(stories(400))}
    sets = {key: shingles(text) for key, text in texts.items()}
    near = [(a, b) for a, b in combinations(texts, 2) if jaccard(sets[a], sets[b]) >= pairs.NEAR]
    found = marks(searched(texts, tmp_path))
    assert len(near) > 100
    together = [a in found and b in found and found[a][1] == found[b][1] for a, b in near]
    assert sum(together) / len(near) >= 0.99
    assert set(found) == {key for pair in near for key in pair}


def test_neither_order_nor_strangers_change_what_is_marked(tmp_path):
    texts = {f"{number:04}": text for number, text in enumerate(stories(200))}
    shuffled = dict(random.Random(2).sample(sorted(texts.items()), len(texts)))
    assert marks(searched(texts, tmp_path)) == marks(searched(shuffled, tmp_path))


def test_many_copies_of_one_story_are_one_cluster_at_no_great_cost(tmp_path):
    words = stories(1)[0].split()
    texts = {f"{number:04}": " ".join([*words, f"copy{number}"]) for number in range(1500)}
    base = searched(texts, tmp_path)
    assert len({cluster for _, cluster in marks(base).values()}) == 1
    assert len(marks(base)) == 1500
    assert base.execute("SELECT count(*) FROM candidates").fetchall()[0][0] < 1500 * 4 * pairs.WINDOW


def test_what_all_pages_say_makes_no_pair_of_them(tmp_path):
    texts = {str(n): f"all rights reserved by us {story}" for n, story in enumerate(stories(300, seed=5)[::3])}
    found = marks(searched(texts, tmp_path))
    sets = {key: shingles(text) for key, text in texts.items()}
    near = {k for a, b in combinations(texts, 2) if jaccard(sets[a], sets[b]) >= pairs.NEAR for k in (a, b)}
    assert set(found) == near


def test_the_first_is_the_earliest_dated_then_the_first_by_id(tmp_path):
    texts = dict.fromkeys("abcd", "the same story told on four sites")
    dates = {"c": datetime(2020, 1, 1), "b": datetime(2021, 1, 1)}
    assert {of for of, _ in marks(searched(texts, tmp_path, dates)).values()} == {"c", None}
    assert marks(searched(texts, tmp_path))["a"] == (None, "a")


def test_pages_alone_bear_no_mark(tmp_path):
    assert marks(searched({"a": "one two three", "b": "four five six"}, tmp_path)) == {}


@pytest.mark.parametrize(("edges", "roots"), [([], {}), ([(3, 2), (2, 1), (7, 9)], {1: 1, 2: 1, 3: 1, 7: 7, 9: 7})])
def test_components(edges, roots):
    nodes, found = clusters.components([a for a, _ in edges], [b for _, b in edges])
    assert dict(zip(nodes.tolist(), found.tolist(), strict=True)) == roots


def test_the_same_pairs_in_one_pass_and_in_many(tmp_path, monkeypatch):
    texts = {f"{number:04}": text for number, text in enumerate(stories(200, seed=3))}
    whole = marks(searched(texts, tmp_path))
    monkeypatch.setattr(pairs, "PASS", 17)
    assert whole
    assert marks(searched(texts, tmp_path)) == whole
