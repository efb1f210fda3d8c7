import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.audit.model import Report
from licet.audit.report.glance import by_table, exit_code, in_order, most_wanted, ranges
from tests.report.examples import empty_report, rich_report

RICH = rich_report("en")


def _only(*statuses: str) -> Report:
    return RICH.model_copy(update={"findings": tuple(f for f in RICH.findings if f.status in statuses)})


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (RICH, 2),
        (_only("breach"), 2),
        (_only("contested"), 4),
        (_only("undetermined"), 4),
        (_only("contested", "undetermined"), 4),
        (empty_report("en"), 0),
    ],
)
def test_a_breach_exits_2_doubt_alone_exits_4_and_nothing_exits_0(report: Report, code: int) -> None:
    assert exit_code(report) == code


def test_breaches_come_before_contested_heads_and_those_before_undetermined_ones() -> None:
    shuffled = RICH.model_copy(update={"findings": RICH.findings[::-1]})
    assert [f.status for f in in_order(shuffled)] == ["breach"] * 5 + ["contested", "undetermined"]


def test_what_concerns_most_people_is_to_be_obtained_first() -> None:
    assert [asked.table for asked in by_table(RICH.to_obtain)] == ["persons", "sources", "forms", "contracts"]
    assert [fact.fact for fact in by_table(RICH.to_obtain)[2].facts] == ["form.partners_named", "form.box_prechecked"]
    assert [fact.persons for fact in most_wanted(RICH)] == [200_000, 151_204, 151_204, 31_000, 30_000, None]


@given(st.lists(st.integers(0, 300)))
def test_ranges_hold_the_same_numbers_as_the_list(numbers: list[int]) -> None:
    found = ranges(numbers)
    assert [number for low, high in found for number in range(low, high + 1)] == sorted(set(numbers))
    assert all(high + 1 < low for (_, high), (low, _) in itertools.pairwise(found))
