"""Gather grounds into heads (heads.md D1-D9): one conduct, one article, one remedy.

Grounds come from two places: the masks of the people, already counted by group, and the judged rows of the small
tables. A head counts people where people are concerned, and otherwise the rows of the table it rests on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from licet.audit.persons import Asked
from licet.audit.tables import Judged, JudgedRow
from licet.law.facts.disclosures import DISCLOSURES
from licet.law.facts.forms import FORMS
from licet.law.heads import articles, conducts, residual
from licet.rules.rule import Reading, Rule
from licet.terms.words import Role

PERSONS_UNIT: Final = "persons"

Key = tuple[str, str]
"""Conduct and article."""


@dataclass
class Tally:
    """How many are broken for certain, in the strict reading only, or cannot be cleared."""

    breach: int = 0
    contested: int = 0
    possible: int = 0

    def add(self, status: str, weight: int) -> None:
        """Count some more."""
        setattr(self, _FIELDS[status], getattr(self, _FIELDS[status]) + weight)

    @property
    def status(self) -> str:
        """The gravest status counted."""
        if self.breach:
            return "breach"
        return "contested" if self.contested else "undetermined"

    @property
    def count(self) -> int:
        """What stands behind the status."""
        return self.breach or self.contested or self.possible

    @property
    def left(self) -> int:
        """What cannot be cleared beside what is counted."""
        return self.possible if self.status != "undetermined" else 0

    def __bool__(self) -> bool:
        return bool(self.breach or self.contested or self.possible)


_FIELDS: Final = {"breach": "breach", "contested": "contested", "undetermined": "possible"}


@dataclass
class GroundTally:
    """A rule behind a head, on one channel, counted in its own unit."""

    rule: Rule
    channel: str | None
    unit: str
    tally: Tally = field(default_factory=Tally)


@dataclass
class HeadTally:
    """A head while it is counted."""

    conduct: str
    article: str
    people: Tally = field(default_factory=Tally)
    by_source: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_form: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    grounds: dict[tuple[str, str | None], GroundTally] = field(default_factory=dict)
    rows: list[tuple[JudgedRow, str]] = field(default_factory=list)
    units: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    bits: list[tuple[int, str]] = field(default_factory=list)

    def ground(self, rule: Rule, channel: str | None, unit: str) -> GroundTally:
        """Return one ground, made when first met."""
        return self.grounds.setdefault((rule.id, channel), GroundTally(rule, channel, unit))

    @property
    def unit(self) -> str:
        """What the head counts: people where they are as surely concerned as any row, else the gravest table."""
        tallies = {PERSONS_UNIT: self.people, **self.units}
        order = ("breach", "contested", "undetermined")
        return min((unit for unit in tallies if tallies[unit]), key=lambda unit: order.index(tallies[unit].status))

    @property
    def concerned(self) -> list[JudgedRow]:
        """The rows as surely concerned as the head says; the others are what cannot be cleared beside it."""
        status = self.tally.status
        return [row for row, own in self.rows if own == status]

    @property
    def tally(self) -> Tally:
        """The counts in the head's unit."""
        return self.people if self.unit == PERSONS_UNIT else self.units[self.unit]


@dataclass(frozen=True, slots=True)
class Group:
    """People of one source and form whose masks are alike; ``certain`` and ``possible`` are whole masks."""

    source: str
    form: str
    certain: int
    possible: int
    persons: int


Heads = dict[Key, HeadTally]


@dataclass(frozen=True, slots=True)
class _Where:
    """What decides under which article a conduct is charged, the rule and its channel apart."""

    channels: frozenset[str]
    day: int
    prospecting: bool


def gather(
    asked: tuple[Asked, ...],
    groups: Iterable[Group],
    judged: Judged,
    *,
    channels: frozenset[str],
    day: int,
    prospecting: bool = True,
) -> Heads:
    """Return the heads of a base on a day.

    ``channels`` are those the organisation uses; without ``prospecting`` it sends nothing that promotes what is sold.
    """
    heads: Heads = {}
    where = _Where(channels, day, prospecting)
    _people(heads, asked, tuple(groups), where)
    for rows in judged.values():
        for row in rows:
            _row(heads, row, where)
    return _fold(heads)


def _keys(rule: Rule, role: Role, channel: str | None, where: _Where) -> list[Key]:
    found = articles(
        rule, role=role, channel=channel, used=where.channels, day=where.day, prospecting=where.prospecting
    )
    return [(rule.conduct, article) for article in found]


def _head(heads: Heads, key: Key) -> HeadTally:
    return heads.setdefault(key, HeadTally(*key))


def _people(heads: Heads, asked: tuple[Asked, ...], groups: tuple[Group, ...], where: _Where) -> None:
    masks: dict[Key, dict[str, int]] = defaultdict(lambda: {"breach": 0, "contested": 0, "all": 0})
    # one rule may be asked of a person's standing and of her past acts: she is counted once
    places: dict[tuple[Key, str, str | None], int] = defaultdict(int)
    for place, each in enumerate(asked):
        rule = each.bit.rule
        if rule.only_warns or not _touched(groups, place):
            continue
        for key in _keys(rule, Role.USER, each.bit.channel, where):
            settled = "contested" if rule.reading is Reading.STRICT else "breach"
            masks[key][settled] |= 1 << place
            masks[key]["all"] |= 1 << place
            head = _head(heads, key)
            head.bits.append((place, settled))
            places[key, rule.id, each.bit.channel] |= 1 << place
            _count_ground(
                head.ground(rule, each.bit.channel, PERSONS_UNIT), groups, places[key, rule.id, each.bit.channel]
            )
    for key, mask in masks.items():
        for group in groups:
            status = _status(group, mask)
            if status:
                head = heads[key]
                for tally in (head.people, head.by_source[group.source], head.by_form[group.form]):
                    tally.add(status, group.persons)


def _touched(groups: tuple[Group, ...], place: int) -> bool:
    return any(group.possible >> place & 1 for group in groups)


def _count_ground(ground: GroundTally, groups: tuple[Group, ...], mask: int) -> None:
    """Count a ground anew over all the bits by which its rule was asked."""
    settled = "contested" if ground.rule.reading is Reading.STRICT else "breach"
    ground.tally = Tally()
    for group in groups:
        if group.certain & mask:
            ground.tally.add(settled, group.persons)
        elif group.possible & mask:
            ground.tally.add("undetermined", group.persons)


def _status(group: Group, mask: Mapping[str, int]) -> str:
    if group.certain & mask["breach"]:
        return "breach"
    if group.certain & mask["contested"]:
        return "contested"
    return "undetermined" if group.possible & mask["all"] else ""


def _row(heads: Heads, row: JudgedRow, where: _Where) -> None:
    role = _role(row)
    statuses: dict[Key, str] = {}
    for rule, certain in broken(row):
        if rule.only_warns:
            continue
        settled = "contested" if rule.reading is Reading.STRICT else "breach"
        status = settled if certain else "undetermined"
        for key in _keys(rule, role, row.channel, where):
            head = _head(heads, key)
            head.ground(rule, row.channel, row.table.unit).tally.add(status, row.row.weight)
            statuses[key] = min(statuses.get(key, status), status, key=("breach", "contested", "undetermined").index)
    for key, status in statuses.items():
        heads[key].units[row.table.unit].add(status, row.row.weight)
        heads[key].rows.append((row, status))


def _role(row: JudgedRow) -> Role:
    """Return in what role the organisation is charged: a form whose agreement serves partners alone only transmits."""
    serves = FORMS.facts["agreement_serves"]
    only_partners = row.table is FORMS and row.values[serves.name] == serves.encode("partners_only")[0]
    return Role.TRANSMITTER if row.table is DISCLOSURES or only_partners else Role.USER


def broken(row: JudgedRow) -> list[tuple[Rule, bool]]:
    """Return the rules a judged row breaks, certainly or possibly."""
    rules = {each.id: each for each in _all()}
    return [(rules[rule_id], certain) for rule_id, certain in row.outcome.items()]


def _all() -> tuple[Rule, ...]:
    from licet.law.book import all_rules  # noqa: PLC0415  # the book loads every text: only when a base is judged

    return all_rules()


def _fold(heads: Heads) -> Heads:
    """Fold heads that only support another of the same conduct (D4, ``within``) into it, never into a less sure one."""
    folded: Heads = {}
    targets = {key: _supports(key, heads) for key in heads}
    for key, head in heads.items():
        if targets[key] is None:
            folded[key] = head
    for key, head in heads.items():
        target = targets[key]
        if target is not None:
            for name, ground in head.grounds.items():
                folded[target].grounds.setdefault(name, ground)
    return folded


def _supports(key: Key, heads: Heads) -> Key | None:
    conduct, article = key
    if not _is_support(conduct, article):
        return None
    order = ("breach", "contested", "undetermined")
    own = order.index(heads[key].tally.status)
    others = [other for other in heads if other[0] == conduct and not _is_support(*other)]
    sure = [other for other in others if order.index(heads[other].tally.status) <= own]
    return sure[0] if sure else None


def _is_support(conduct: str, article: str) -> bool:
    charged = {charge.article for charge in conducts()[conduct].charges}
    return article in residual() or (article in conducts()[conduct].within and article not in charged)
