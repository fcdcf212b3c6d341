"""The measured cases against the shipped table: recall of variants, precision on traps."""

import pytest

from tasks.names import standardise
from tests.tasks.names.cases import Case, cases, found, harmed, page

VARIANTS = cases("names-variants.csv")
UNUSUAL = cases("names-unusual.csv")
FURTHER = cases("names-further.csv")
TRAPS = cases("names-traps.csv") + cases("names-further-traps.csv")


def params(rows: list[Case]) -> list[object]:
    return [
        pytest.param(c, id=c.surface, marks=[pytest.mark.xfail(strict=True, reason=c.known)] if c.known else [])
        for c in rows
    ]


@pytest.mark.parametrize("case", params(VARIANTS + UNUSUAL + FURTHER))
def test_a_variant_is_recognised(case, shipped):
    assert found(case, shipped)


@pytest.mark.parametrize("case", params(TRAPS))
def test_a_trap_is_left_alone(case, shipped):
    assert not harmed(case, shipped)


def test_there_are_enough_cases_and_few_known_failures():
    assert len(TRAPS) >= 380
    assert len(VARIANTS) >= 440
    assert not any(case.known for case in TRAPS)
    assert sum(bool(case.known) for case in VARIANTS) <= 0.1 * len(VARIANTS)


def test_standardising_twice_is_standardising_once(shipped):
    for case in VARIANTS + UNUSUAL + FURTHER:
        once = standardise(page(case.context), shipped, "apply").text
        again = standardise(page(once), shipped, "apply")
        assert again.text == once, case
