"""A rule: one short function with its citation, its dates, its authority and what it means to break it."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Fact, Facts, Table
from licet.rules.values import encode_day
from licet.terms.errors import RuleError

Predicate = Callable[[Facts, Clock], Expr]


class Level(StrEnum):
    """On what authority a rule rests; a verdict says on which."""

    STATUTE = "statute"
    CASE = "case"
    DECISION = "decision"
    SOFT = "soft"
    INDUSTRY = "industry"


class Verified(StrEnum):
    """How far someone checked the text: read in a primary text, in a secondary source, or not read."""

    READ = "V"
    SECONDARY = "S"
    NOT_READ = "K"


class Burden(StrEnum):
    """Who must show the fact that decides."""

    CONTROLLER = "controller"
    AUTHORITY = "authority"


class Reading(StrEnum):
    """Whether a breach is common ground, or a breach in the strict reading only."""

    SETTLED = "settled"
    STRICT = "strict"


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A recorded rule. ``breached`` holds of a row that breaks it; days are day numbers, ``until`` inclusive."""

    id: str
    name: str
    citation: str
    article: str
    sentence: str
    sentence_fr: str
    on: Table
    conduct: str
    level: Level
    since: int
    until: int | None
    stated_on: int | None
    verified: Verified
    read_on: int | None
    burden: Burden
    reading: Reading
    contested_by: str
    contested_by_fr: str
    channels: frozenset[str]
    audience: frozenset[str]
    past_acts_only: bool
    advice: bool
    breached: Expr
    source: str

    @property
    def only_warns(self) -> bool:
        """Whether breaking it refuses nothing and opens no head: what the industry asks, or what an authority advises."""
        return self.advice or self.level is Level.INDUSTRY

    def in_force(self, day: int) -> bool:
        """Say whether the text was in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def applies_to(self, channel: str | None) -> bool:
        """Say whether the rule speaks of acts on a channel (``None``: of every channel)."""
        return not self.channels or channel is None or channel in self.channels

    def depends_on_channel(self) -> bool:
        """Say whether the answer may differ from one channel to another."""
        return bool(self.channels) or any(fact.per_channel for fact in self.breached.facts().values())

    def whole(self) -> Expr:
        """Return the condition with scope, channel and audience in front of the predicate."""
        guard = _guard(self.on, self.channels, self.audience)
        if self.on.reached_by is not None and self.depends_on_channel():
            guard = guard & Facts(self.on)[self.on.reached_by]
        return guard & self.breached

    def facts(self) -> dict[str, Fact]:
        """Return every fact the rule reads, guards included."""
        return self.whole().facts()


def rule(  # noqa: PLR0913  # a rule has that many things to say, and says each by name
    citation: str,
    *,
    id: str,  # noqa: A002  # the word a reader of the law uses
    on: Table,
    conduct: str,
    since: str,
    level: Level,
    verified: str,
    fr: str,
    article: str = "",
    until: str | None = None,
    stated_on: str | None = None,
    read_on: str | None = None,
    burden: Burden = Burden.AUTHORITY,
    reading: Reading = Reading.SETTLED,
    contested_by: str = "",
    contested_by_fr: str = "",
    channels: Iterable[str] = (),
    audience: Iterable[str] = (),
    past_acts_only: bool = False,
    advice: bool = False,
) -> Callable[[Predicate], Rule]:
    """Record a rule at import. ``citation`` names the text; ``article`` the head it falls under (default: citation)."""

    def record(predicate: Predicate) -> Rule:
        sentence = inspect.cleandoc(predicate.__doc__ or "").partition("\n")[0]
        if not sentence or not fr:
            msg = f"rule `{id}` needs one sentence in English (its docstring) and one in French"
            raise RuleError(msg)
        try:
            breached = predicate(Facts(on), Clock())
        except (RuleError, TypeError, AttributeError) as error:
            # Python itself refuses `X & f.day < t.day`: parentheses are missing there too
            msg = f"rule `{id}`: {error}"
            raise RuleError(msg) from error
        if not isinstance(breached, Expr):
            msg = f"rule `{id}` returns a `{type(breached).__name__}`, not a condition"
            raise RuleError(msg)
        recorded = Rule(
            id=id,
            name=predicate.__name__,
            citation=citation,
            article=article or citation,
            sentence=sentence,
            sentence_fr=fr,
            on=on,
            conduct=conduct,
            level=level,
            since=_day(since),
            until=_day(until) if until else None,
            stated_on=_day(stated_on) if stated_on else None,
            verified=_verified(verified, id),
            read_on=_day(read_on) if read_on else None,
            burden=burden,
            reading=reading,
            contested_by=contested_by,
            contested_by_fr=contested_by_fr,
            channels=frozenset(map(str, channels)),
            audience=frozenset(map(str, audience)),
            past_acts_only=past_acts_only,
            advice=advice,
            breached=breached,
            source=inspect.getsource(predicate),
        )
        _check(recorded)
        return recorded

    return record


def _day(text: str) -> int:
    try:
        return encode_day(dt.date.fromisoformat(text))
    except ValueError as error:
        msg = f"`{text}` is no day `YYYY-MM-DD`"
        raise RuleError(msg) from error


def _verified(mark: str, rule_id: str) -> Verified:
    if mark not in set(Verified):
        msg = f"rule `{rule_id}` is marked `{mark}`: give V (read), S (secondary source) or K (not read)"
        raise RuleError(msg)
    return Verified(mark)


def _check(recorded: Rule) -> None:
    problems = [
        f"names the audience `{each}`, unknown there" for each in recorded.audience - set(recorded.on.audiences)
    ]
    if recorded.until is not None and recorded.until < recorded.since:
        problems.append("ends before it begins")
    if recorded.reading is Reading.STRICT and not recorded.contested_by:
        problems.append("is a strict reading and names nobody who reads otherwise")
    if bool(recorded.contested_by) is not bool(recorded.contested_by_fr):
        problems.append("says in one language only who reads otherwise")
    if recorded.verified is Verified.NOT_READ and recorded.read_on is not None:
        problems.append("carries a day of reading though nobody read the text")
    if recorded.verified is not Verified.NOT_READ and recorded.read_on is None:
        problems.append("says its text was read but not when")
    if recorded.channels and recorded.on.channel is None:
        problems.append(f"names channels but `{recorded.on.name}` has none")
    if problems:
        msg = f"rule `{recorded.id}` " + " and ".join(problems)
        raise RuleError(msg)
    recorded.whole().formula()


def _guard(on: Table, channels: frozenset[str], audience: frozenset[str]) -> Expr:
    facts = Facts(on)
    guard = on.scope()
    if channels and on.channel is not None:
        guard = guard & facts[on.channel].is_in(*sorted(channels))
    if audience:
        conditions = [on.audiences[each](facts) for each in sorted(audience)]
        either = conditions[0]
        for condition in conditions[1:]:
            either = either | condition
        guard = guard & either
    return guard
