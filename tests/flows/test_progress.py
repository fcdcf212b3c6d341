"""What Prefect's page shows while a run goes on: a bar that moves, and a log that stays a page long."""

import logging
from uuid import uuid4

import pytest

from flows import progress


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def shown(monkeypatch):
    """A page with a clock of its own, and the values its bar has had."""
    bar = []
    monkeypatch.setattr(progress, "create_progress_artifact", lambda share, *_: bar.append(share) or uuid4())
    monkeypatch.setattr(progress, "update_progress_artifact", lambda _, share, *__: bar.append(share))
    monkeypatch.setattr(progress, "get_run_logger", lambda: logging.getLogger("tests.progress"))
    clock = Clock()
    return progress.Page(clock), clock, bar


def test_the_bar_moves_from_nothing_to_all(shown):
    page, clock, bar = shown
    page.begin("clean", 1000)
    for _ in range(10):
        clock.now += 3
        page.advance(100)
    page.begin("publish", None)
    assert bar[0] == 0
    assert bar == sorted(bar)
    assert bar[-2:] == [100, 100]


def test_the_bar_is_not_moved_for_every_page(shown):
    page, clock, bar = shown
    page.begin("clean", 1000)
    for _ in range(1000):
        clock.now += 0.001
        page.advance(1)
    assert len(bar) == 1


def test_the_log_of_a_day_is_a_page_long(shown, caplog):
    page, clock, _ = shown
    with caplog.at_level(logging.INFO):
        page.begin("clean", 86_400)
        for _ in range(86_400):
            clock.now += 1
            page.advance(1, rejected=1)
    assert 10 < len(caplog.records) < 40
    assert "of 86,400 pages" in caplog.messages[-1]
    assert "rejected" in caplog.messages[-1]


def test_a_server_that_does_not_answer_stops_no_run(shown, monkeypatch):
    page, _, _ = shown

    def fail(*_):
        raise ConnectionError

    monkeypatch.setattr(progress, "create_progress_artifact", fail)
    page.begin("survey", None)
    page.note("go on")


def test_nobody_watches_where_no_server_stays(monkeypatch):
    monkeypatch.setattr(progress.PREFECT_API_URL, "value", lambda: None)
    assert isinstance(progress.of_run(), progress.Silence)


def test_both_are_told(shown):
    page, clock, bar = shown
    both = progress.Both(page, progress.Silence())
    both.begin("clean", 10)
    clock.now += 3
    both.advance(5)
    both.note("said")
    assert bar == [0, 50]
