import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tasks.errors import UserError
from tasks.read import Input, Raw
from tasks.run import limit
from tasks.run.clean import Item, Work
from tasks.run.limit import LEAST, SLOWEST, Laps, Limited, size_of
from tasks.run.pool import opened
from tasks.run.spool import Place
from tasks.run.survey import Batch

HERE = Path()


def shard(pages, packed=1000, key="k"):
    items = [Item(f"u{n}", 1, (), Place(0, 0, packed), None) for n in range(pages)]
    return Work(0, key, items, {}, HERE, HERE, HERE)


def hang(_):
    while True:
        time.sleep(0.01)


def hang_under_a_small_limit(task):
    limit.LEAST = 0.2
    return Limited(hang)(task)


def test_a_larger_piece_may_take_longer():
    assert size_of(shard(1)).seconds < size_of(shard(1000)).seconds < size_of(shard(1000, 100_000)).seconds
    batch = Batch(0, (Input("a", 10_000_000, ""),), HERE, HERE)
    assert size_of(batch).seconds == pytest.approx(LEAST + 400)
    records = Batch(0, (Input("a", 10_000_000, ""),), HERE, HERE, (Raw("a#1", b"x" * 1000),))
    assert size_of(records) == (1, 1000)
    assert size_of("anything else").seconds == LEAST


def test_what_hangs_is_interrupted_and_named(monkeypatch):
    monkeypatch.setattr(limit, "LEAST", 0.2)
    with pytest.raises(UserError, match=r"shard k .u0 to u2.: took more than"):
        Limited(hang)(shard(3))
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) == signal.SIG_DFL


@pytest.mark.slow
def test_a_worker_process_is_interrupted_and_works_on():
    with opened("processes", 1) as workers:
        with pytest.raises(UserError, match="took more than"):
            workers.submit("clean", hang_under_a_small_limit, shard(1)).result()
        assert workers.submit("clean", Limited(len), "abc").result().result == 3


def test_what_was_in_time_is_timed_and_leaves_no_alarm():
    timed = Limited(len)("abc")
    assert timed.result == 3
    assert timed.seconds >= 0
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_threads_have_no_limit():
    assert threading.current_thread() is threading.main_thread()
    with ThreadPoolExecutor(1) as executor:
        assert executor.submit(Limited(len), "abc").result().result == 3


def test_the_slowest_shards_are_kept():
    laps = Laps()
    for number in range(20):
        laps.add(shard(1, key=str(number)), float(number))
    laps.add("no shard", 1000.0)
    assert [lap.name for lap in laps.slowest] == [str(number) for number in range(19, 19 - SLOWEST, -1)]
