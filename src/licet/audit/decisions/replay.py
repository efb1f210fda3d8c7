"""Replay a decision: judge its facts by the law of its day, and list the heads found.

1. the rows as told; 2. judge; 3. suppose lawful whatever an open verdict hinges on, and judge again until nothing moves;
4. gather heads; 5. name each as decisions do (``GDPR 12(3)`` is told as ``GDPR 12``), grounds within a head too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from licet.audit.decisions.expand import PEOPLE, Case, case_of, lawful, supposed_parent, table_of
from licet.audit.decisions.files import Decision
from licet.audit.dossier.contents import questions
from licet.audit.dossier.load import Dossier
from licet.audit.groups import facts_of_group, masks_of_group
from licet.audit.heads import Group, Heads, HeadTally, broken, gather
from licet.audit.people import PeopleFacts
from licet.audit.persons import Bench, bench
from licet.audit.tables import BOOKS, Judged, judge_tables
from licet.law.book import all_rules
from licet.law.heads import relation
from licet.rules.bulk import bits_set
from licet.rules.compiled import channel_column
from licet.rules.facts import DECIDES, IN_TERRITORY, Fact
from licet.rules.rule import Rule
from licet.terms.days import day_of

ROUNDS: Final = 12
"""How often suppositions may open further ones: parents, then what their children hinge on. Six was the most seen."""

_WHOLE: Final = re.compile(r"(GDPR (?:5\(1\)\([a-f]\)|5\(2\)|7\([13]\)|\d+)|CPCE L\.34-5|LIL \d+)")


@dataclass(frozen=True, slots=True)
class Row:
    """One head found, or a ground within one. ``limb`` is the conduct, ``provision`` the exact article."""

    id: str
    article: str
    status: str
    limb: str
    provision: str
    within: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Replay:
    """A decision with what was found of it."""

    decision: Decision
    case: Case
    rows: tuple[Row, ...]

    @property
    def assumed(self) -> int:
        """How many values had to be supposed."""
        return self.case.assumed


@dataclass(frozen=True)
class Judgment:
    """The rows of a case, judged."""

    dossier: Dossier
    judged: Judged
    asked: Bench
    facts: Mapping[str, PeopleFacts]
    groups: Mapping[str, Group]
    heads: Heads


def replay(decision: Decision) -> Replay:
    """Return what the law of its day finds in the facts of a decision; raise ``DossierError`` on facts unknown to it."""
    case, judgment = settled(case_of(decision))
    return Replay(decision, case, tuple(rows_of(decision.id, judgment.heads)))


def settled(case: Case) -> tuple[Case, Judgment]:
    """Return a case in which whatever an open verdict hinges on is supposed lawful, and its judgment."""
    for _ in range(ROUNDS):
        judgment = judged(case)
        if not _suppose(case, judgment):
            return case, judgment
    return case, judged(case)


def judged(case: Case) -> Judgment:
    """Judge the rows of a case as they stand."""
    dossier, day = case.dossier(), day_of(case.decision.law_day)
    channels = case.decision.channels
    tables = judge_tables(dossier, BOOKS, day, {})
    asked = _asked(day, channels)
    facts = {each.name: facts_of_group(dossier, each, tables, channels) for each in dossier.groups}
    groups = {each.name: masks_of_group(dossier, each, facts[each.name], asked) for each in dossier.groups}
    heads = gather(
        asked.asked, groups.values(), tables, channels=frozenset(channels), day=day, prospecting=_sells(case)
    )
    return Judgment(dossier, tables, asked, facts, groups, heads)


def _sells(case: Case) -> bool:
    """Say whether anything sold is promoted: a party or a charity that says of all its messages that nothing is, is not."""
    said = [
        row.facts[name]
        for row in case.rows
        for table, name in ((PEOPLE, "solicitation.promotes"), ("messages", "promotes"))
        if row.table == table and name in row.facts
    ]
    return not said or any(said)


@cache
def _asked(day: int, channels: tuple[str, ...]) -> Bench:
    """Return the rules to ask of people: made once a day and set of channels, for a twin asks them again and again."""
    return bench(BOOKS[day], channels, all_rules())


# ------------------------------------------------------------------------------------------- what is supposed


def _suppose(case: Case, judgment: Judgment) -> bool:
    """Suppose the facts that open verdicts hinge on; say whether anything was added."""
    added = False
    for table, row_id, rules, known in _open(judgment):
        row = case.row(table, row_id)
        if row is None:
            continue
        for fact in {fact.name: fact for rule in rules for fact in rule.facts().values()}.values():
            if fact in {DECIDES, IN_TERRITORY} or not _is_unknown(fact, known, case.decision.channels):
                continue
            if fact.verdict_of:
                before = [dict(each.keys) for each in case.rows]
                supposed_parent(case, row, fact.verdict_of)
                added |= before != [each.keys for each in case.rows]
            elif fact.name in questions(table_of(table)) and fact.name not in {**row.facts, **row.supposed}:
                value = lawful(table, fact.name, case.decision.law_day, row.facts)
                if value is not None:
                    row.supposed[fact.name] = value
                    added = True
    return added


def _open(judgment: Judgment) -> Iterable[tuple[str, str, list[Rule], Mapping[str, int]]]:
    """Yield each row with the rules that it can neither be cleared of nor certainly breaks."""
    for rows in judgment.judged.values():
        for row in rows:
            doubtful = [rule for rule, certain in broken(row) if not certain]
            if doubtful:
                yield row.table.name, row.row.id, doubtful, row.values
    for name, group in judgment.groups.items():
        places = bits_set(group.possible & ~group.certain)
        doubtful = [judgment.asked.asked[place].bit.rule for place in places]
        if doubtful:
            yield PEOPLE, name, doubtful, judgment.facts[name].known


def _is_unknown(fact: Fact, known: Mapping[str, int], channels: tuple[str, ...]) -> bool:
    names = (
        [channel_column(column, channel) for column in fact.columns() for channel in channels]
        if fact.per_channel
        else []
    )
    columns = [*fact.columns(), *names]
    unknown = dict(zip(fact.columns(), fact.unknown(), strict=True))
    return all(
        known.get(column, unknown[column.partition("@")[0]]) == unknown[column.partition("@")[0]] for column in columns
    )


# ------------------------------------------------------------------------------------------- what is found


def rows_of(decision_id: str, heads: Heads) -> Iterable[Row]:
    """Yield a row for each head and for each article that stands within one, gravest first."""
    order = ("breach", "contested", "undetermined")
    for key in sorted(heads, key=lambda each: (order.index(heads[each].tally.status), each[1], each[0])):
        head = heads[key]
        article = as_decided(head.article)
        own = [ground.rule for ground in head.grounds.values() if ground.tally and not _is_within(ground.rule, head)]
        ids = tuple(sorted({rule.id for rule in own}))
        yield Row(decision_id, article, head.tally.status, head.conduct, head.article, "", ids)
        yield from _within(decision_id, head, article)


def _within(decision_id: str, head: HeadTally, article: str) -> Iterable[Row]:
    supports: dict[str, dict[str, list[str]]] = {}
    for ground in head.grounds.values():
        if _is_within(ground.rule, head) and as_decided(ground.rule.article) != article and ground.tally:
            supports.setdefault(ground.rule.article, {}).setdefault(ground.tally.status, []).append(ground.rule.id)
    for provision, by_status in sorted(supports.items()):
        status = min(by_status, key=("breach", "contested", "undetermined").index)
        ids = tuple(sorted(set(by_status[status])))
        yield Row(decision_id, as_decided(provision), status, head.conduct, provision, article, ids)


def _is_within(rule: Rule, head: HeadTally) -> bool:
    return relation(rule, head.article) == "within"


def as_decided(article: str) -> str:
    """Return an article as the headings of decisions write it: ``GDPR 12(3)`` → ``GDPR 12``, ``GDPR 7(1)`` as it is."""
    found = _WHOLE.match(article)
    return found.group(1) if found else article
