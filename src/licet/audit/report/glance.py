"""What page and terminal both derive from a report: order, exit, groups. Nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from licet.audit.model import Finding, Report, Status, ToObtain

STATUSES: tuple[Status, ...] = ("breach", "contested", "undetermined")
"""The gravest first: the order in which heads are shown."""

CLEAN, BREACH, UNDETERMINED = 0, 2, 4


def exit_code(report: Report) -> int:
    """Return the exit of ``licet audit``: 0 clean, 2 a breach, 4 heads that are undetermined or contested only."""
    found = {finding.status for finding in report.findings}
    if "breach" in found:
        return BREACH
    return UNDETERMINED if found else CLEAN


def in_order(report: Report) -> list[Finding]:
    """Return the heads, breaches first; within a status they stay in the order of the report."""
    return sorted(report.findings, key=lambda finding: STATUSES.index(finding.status))


def count_of_status(report: Report, status: Status) -> int:
    """Return how many heads have a status."""
    return sum(finding.status == status for finding in report.findings)


@dataclass(frozen=True, slots=True)
class Asked:
    """The missing facts of one table, those that concern most people first."""

    table: str
    facts: tuple[ToObtain, ...]


def by_table(to_obtain: Iterable[ToObtain]) -> list[Asked]:
    """Group missing facts by table; tables and facts that concern most people come first."""
    ordered = sorted(to_obtain, key=lambda each: (each.table, *_most_people_first(each)))
    groups = [Asked(table, tuple(facts)) for table, facts in groupby(ordered, key=lambda each: each.table)]
    return sorted(groups, key=lambda asked: (_most_people_first(asked.facts[0]), asked.table))


def most_wanted(report: Report) -> list[ToObtain]:
    """Return every missing fact, those that concern most people first, then those that hold up most articles."""
    return sorted(report.to_obtain, key=_most_people_first)


def _most_people_first(missing: ToObtain) -> tuple[int, int, str, str]:
    people = -1 if missing.persons is None else missing.persons
    return (-people, -len(missing.prevents), missing.fact, missing.item)


def ranges(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return whole numbers as closed ranges: 1, 2, 3, 7 → (1, 3), (7, 7)."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
