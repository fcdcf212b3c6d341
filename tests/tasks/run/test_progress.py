import io

import pytest
from rich.console import Console

from tasks.run.progress import EVERY, Lines, watching
from tests.tasks.run.corpus import clean


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_a_log_gets_a_line_every_few_seconds():
    clock, said = Clock(), []
    watch = Lines(said.append, clock)
    watch.begin("clean", 1000)
    for _ in range(100):
        clock.now += 0.5
        watch.advance(10, 1 if clock.now == 5 else 0)
    assert len(said) == int(50 / EVERY) - 1  # the last is left to the summary
    assert said[0] == "cleaning: 100 of 1,000 pages, 20 pages/s, 45 s left, 1 rejected"


def test_the_survey_does_not_know_how_many_there_are():
    clock, said = Clock(), []
    watch = Lines(said.append, clock)
    watch.begin("survey", None)
    clock.now = 10
    watch.advance(50)
    assert said == ["reading: 50 pages, 5 pages/s"]


@pytest.mark.parametrize("terminal", [True, False])
def test_a_run_is_watched_to_its_end(pages, output, tables, terminal):
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=terminal, width=120)
    (pages / "0000.txt").write_bytes(b"\x00")
    with watching(console) as watch:
        clean(pages, output, tables, watch=watch)
        watch.note("a part is [bold]damaged")
    assert "a part is [bold]damaged" in stream.getvalue()
    assert ("cleaning" in stream.getvalue()) == terminal
