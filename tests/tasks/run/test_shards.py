import random
from itertools import pairwise

import pyarrow as pa
import pytest

from tasks.run.known import COLUMNS, Known
from tasks.run.shards import cut


def page(number, size=3000):
    border = random.Random(number).getrandbits(64)
    return Known(f"{number:06}", 1, "a", str(number), border, size, (), None, None, None)


def batches(pages, size=64):
    """The pages as the catalogue gives them; a page's place in the spool is not known here."""
    rows = [(*page[:7], None, None, None, *page[8:]) for page in pages]
    kinds = {"border": pa.uint64(), "lines": pa.list_(pa.uint64()), "input": pa.string()}
    columns = [pa.array(column, kinds.get(name)) for name, column in zip(COLUMNS, zip(*rows, strict=True), strict=True)]
    return pa.table(columns, COLUMNS).to_batches(size)


def shards(numbers, target=40, size=3000):
    return list(cut(batches([page(n, size) for n in sorted(numbers)]), "context", target))


def test_every_page_is_in_one_shard_in_its_order():
    found = [p.uri for shard in shards(range(5000)) for p in shard.pages]
    assert found == [f"{n:06}" for n in range(5000)]


def test_shards_have_bounded_sizes():
    sizes = [len(shard.pages) for shard in shards(range(5000))]
    assert min(sizes[:-1]) >= 8
    assert max(sizes) <= 161
    assert 30 < sum(sizes) / len(sizes) < 60


def test_large_pages_make_smaller_shards():
    assert len(shards(range(1000), size=200_000)) > 3 * len(shards(range(1000)))


@pytest.mark.parametrize("number", [0, 1, 1234, 2500, 4999, 9999])
def test_one_page_more_or_less_moves_borders_nearby_only(number):
    with_it = {shard.key for shard in shards({*range(5000), number})}
    without = {shard.key for shard in shards(set(range(5000)) - {number})}
    assert len(with_it - without) <= 4
    assert len(without - with_it) <= 4


def test_the_key_holds_the_context_and_every_page():
    pages = [page(n) for n in range(10)]
    keys = {next(cut(batches(pages), context, 40)).key for context in ("a", "b")}
    changed = [pages[0]._replace(key="other"), *pages[1:]]
    assert len(keys | {next(cut(batches(changed), "a", 40)).key}) == 3


def test_a_page_kept_is_not_the_page_there():
    pages = [page(n) for n in range(10)]
    gone = [pages[0]._replace(input=None), *pages[1:]]
    assert next(cut(batches(pages), "a", 40)).key != next(cut(batches(gone), "a", 40)).key


def test_numbers_run():
    assert all(b.number == a.number + 1 for a, b in pairwise(shards(range(500))))
