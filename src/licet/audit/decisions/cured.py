"""The cured twin of a decision: only the facts behind one head are put right, and only that head may go.

The facts to change are searched for, few before many: those that a rule under the head reads on a row that breaks it,
told by the decision and other than in a lawful base. If no such change leaves every other head where it was, there is
no twin, and the two heads rest on the same facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from licet.audit.decisions.expand import PEOPLE, Case, repaired
from licet.audit.decisions.replay import Judgment, Replay, as_decided, judged, rows_of, settled
from licet.audit.heads import broken
from licet.rules.bulk import bits_set
from licet.rules.rule import Rule

MOST_TOGETHER: Final = 3
"""Facts of one row tried together; a head that needs more is told by facts too coarse to be put right one by one."""

DESCRIBES: Final = frozenset(
    {
        "kind",
        "request.kind",
        "request.received_at",
        "basis.named",
        "agreeing.accounts",
        "reach.accounts_used",
        "supply.is_continuing",
        "data.seen_or_taken_by_outsiders",
        "incident.known_at",
        "shown.where",
        "term.kept_as_evidence",
        "consent.taken_upstream",
        "consent_relied_on",
        "processing.on_behalf",
        "capacity",
        "collection.from_person",
    }
)
"""Facts that say what a row is, not what was done: to change one would tell of another case, not of a repair."""

Change = tuple[str, str, str]
"""Table, row and fact put right."""


@dataclass(frozen=True)
class Twin:
    """A head that went, and the facts put right for it."""

    article: str
    changes: tuple[Change, ...]


def cured(replayed: Replay, article: str) -> Twin | None:
    """Return the twin without the heads of an article (as decisions write it), or ``None`` where another head moves."""
    before = _settled_heads(replayed.decision.id, judged(replayed.case))
    wanted = frozenset(head for head in before if head[0] != article)
    changes: list[Change] = []
    case = replayed.case.copied()
    for _ in range(12):  # each round puts one more row right
        judgment = judged(case)
        step = next(_steps(case, judgment, article, wanted), None)
        if step is None:
            return None
        case, made = step
        changes += made
        if _settled_heads(replayed.decision.id, judged(case)) == wanted:
            return Twin(article, tuple(changes))
    return None


def _steps(
    case: Case, judgment: Judgment, article: str, wanted: frozenset[tuple[str, str]]
) -> Iterator[tuple[Case, list[Change]]]:
    """Yield changes of one row that clear at least one rule under the article and move no other head."""
    targets = list(_targets(judgment, article))
    for table, row_id, rule in targets:
        row = case.row(table, row_id)
        if row is None:
            continue
        told = [
            name
            for name in rule.facts()
            if name in row.facts and name not in DESCRIBES and _is_other(case, table, name, row.facts[name])
        ]
        for size in range(1, MOST_TOGETHER + 1):
            for names in combinations(told, size):
                twin, _ = settled(_put_right(case, table, row_id, names))
                after = judged(twin)
                left = _settled_heads(case.decision.id, after)
                others = frozenset(head for head in left if head[0] != article)
                if others == wanted and (table, row_id, rule.id) not in {
                    (t, r, each.id) for t, r, each in _targets(after, article)
                }:
                    yield twin, [(table, row_id, name) for name in names]


def _is_other(case: Case, table: str, name: str, value: object) -> bool:
    right = repaired(table, name, case.decision.law_day)
    return right is not None and right != value


def _put_right(case: Case, table: str, row_id: str, names: tuple[str, ...]) -> Case:
    twin = case.copied()
    row = twin.row(table, row_id)
    for name in names:
        if row is not None:
            row.facts[name] = repaired(table, name, case.decision.law_day)
    return twin


def _targets(judgment: Judgment, article: str) -> Iterator[tuple[str, str, Rule]]:
    """Yield each row with each rule under the heads of an article that it surely breaks."""
    rules = {
        ground.rule.id
        for head in judgment.heads.values()
        if as_decided(head.article) == article
        for ground in head.grounds.values()
    }
    for rows in judgment.judged.values():
        for row in rows:
            for rule, certain in broken(row):
                if certain and rule.id in rules and not rule.only_warns:
                    yield row.table.name, row.row.id, rule
    for name, group in judgment.groups.items():
        for place in bits_set(group.certain):
            rule = judgment.asked.asked[place].bit.rule
            if rule.id in rules:
                yield PEOPLE, name, rule


def _settled_heads(decision_id: str, judgment: Judgment) -> frozenset[tuple[str, str]]:
    return frozenset(
        (row.article, row.limb)
        for row in rows_of(decision_id, judgment.heads)
        if row.status != "undetermined" and not row.within
    )
