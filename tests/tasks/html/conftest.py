"""The shipped tables, and pages written for these tests (tests/cases/html/)."""

from pathlib import Path

import pytest

from tasks import html
from tasks.tables import SHIPPED

CASES = Path(__file__).parents[2] / "cases" / "html"


@pytest.fixture(scope="session")
def rules():
    return html.load([SHIPPED])


@pytest.fixture(scope="session")
def flat(rules):
    """Flatten a page of tests/cases/html/ by name, or markup that is given."""

    def flatten(page, url=None):
        markup = page if "<" in page else (CASES / page).read_text(encoding="utf-8")
        return html.flatten(markup, url, rules)

    return flatten
