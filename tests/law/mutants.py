"""Mutants of a rule: the same rule with one thing wrong, as a tired author might have written it.

A rule is recorded as an expression, so a mutant is another expression (or another first or last day, channel,
audience): no text is edited and nothing is loaded again. What must kill a mutant is an example beside a rule.

What is written once is wrong once. A clause (``tests/law/clauses.py``) that forty rules use gives each of its mutants
once, wrong wherever the clause stands in all forty; an example of any of them kills it. Likewise a function that
records several rules (``clause`` of article 28, ``before_gdpr``) writes their days, channels and audience once. What a
rule says in its own words is mutated for that rule alone, even where another rule happens to say the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final

from licet.law.book import all_rules
from licet.rules import formulas as fm
from licet.rules.expressions import AllOf, AnyOf, Compared, Expr, IsOneOf, IsYes, Negation, Ordered
from licet.rules.rule import Rule
from licet.rules.values import NEVER_ON, Kind
from tests.law.clauses import clauses
from tests.law.words import said

NEIGHBOUR: Final = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
TWIN: Final = " (today: "
EPOCH: Final = date(1970, 1, 1).toordinal()


class Mistake(StrEnum):
    """What went wrong; the values are the rows of docs/why/mutation.md."""

    SIGN = "`and` for `or`, or the reverse"
    PART = "a condition left out"
    YES = "yes for no, or no for yes"
    CHOICE = "one choice more, or one less"
    BOUND = "`<` for `<=`, and the like"
    NUMBER = "a number, a day or a legal period one off"
    DAYS = "first or last day one off"
    CHANNELS = "a channel forgotten, or no word on channels"
    AUDIENCE = "an audience forgotten, or no word on it"


@dataclass(frozen=True)
class Mutant:
    """A rule with one thing wrong. ``where`` names the rule or the clause that would have been written so."""

    rule: Rule
    mistake: Mistake
    where: str
    what: str

    @property
    def key(self) -> str:
        """The words that tell it from every other: mutants of one key are one mutant."""
        return f"{self.where}: {self.what}"


def mutants(rule: Rule) -> Iterator[Mutant]:
    """Yield every mutant of a rule: of its condition and the clauses in it, its days, its channels, its audience."""
    own = _source(rule)
    for name, body in _bodies(rule):
        for mistake, what, wrong in _mistakes(body, _is_clause(rule, body)):
            yield Mutant(replace(rule, breached=_put(rule.breached, said(body), wrong)), mistake, name, what)
    for what, mutant in _days(rule):
        yield Mutant(mutant, Mistake.DAYS, _maker(rule), what)
    for what, channels in _some(rule.channels):
        yield Mutant(replace(rule, channels=channels), Mistake.CHANNELS, _named(rule, "channels"), what)
    for what, audience in _some(rule.audience):
        yield Mutant(replace(rule, audience=audience), Mistake.AUDIENCE, _named(rule, "audience"), what)
    if rule.channels:
        yield Mutant(replace(rule, channels=frozenset()), Mistake.CHANNELS, own, "speaks of every channel")
    if rule.audience:
        yield Mutant(replace(rule, audience=frozenset()), Mistake.AUDIENCE, own, "speaks of everybody")


# ------------------------------------------------------------------ what is written once


@cache
def _first_of_its_source() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for each in all_rules():
        found.setdefault(each.source, each.id)
    return found


def _source(rule: Rule) -> str:
    """Return the id of the first rule that the same lines of code recorded: its own, for most."""
    return _first_of_its_source().get(rule.source, rule.id)


def _maker(rule: Rule) -> str:
    """Return who wrote the days of a rule: a twin has those of the function that makes twins."""
    return f"twins from {date.fromordinal(EPOCH + rule.since)}" if TWIN in rule.citation else _source(rule)


def _named(rule: Rule, argument: str) -> str:
    """Return the name of the list (``ELECTRONIC``) that a rule shares with others for an argument, or the rule itself."""
    named = re.search(rf"{argument}=([A-Z][A-Z_]*),", rule.source)
    return named[1] if named else _source(rule)


def _bodies(rule: Rule) -> Iterator[tuple[str, Expr]]:
    """Yield the condition in its own words, then each clause in it, and each clause in those, once."""
    yield _source(rule), rule.breached
    known = clauses(rule.on.name)
    found: dict[str, Expr] = {}
    for each in _nodes(rule.breached):
        if said(each) in known:
            found.setdefault(said(each), each)
    for words, body in found.items():
        if words != said(rule.breached):
            yield known[words], body


def _is_clause(rule: Rule, body: Expr) -> Callable[[Expr], bool]:
    known, own = clauses(rule.on.name), said(body)
    return lambda node: said(node) in known and said(node) != own


def _nodes(expression: Expr) -> Iterator[Expr]:
    yield expression
    match expression:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _nodes(part)
        case Negation(part):
            yield from _nodes(part)


def _put(expression: Expr, words: str, wrong: Expr) -> Expr:
    """Return the expression with ``wrong`` wherever it said ``words``."""
    if said(expression) == words:
        return wrong
    match expression:
        case AllOf(parts) | AnyOf(parts):
            changed = tuple(_put(part, words, wrong) for part in parts)
            same = all(new is old for new, old in zip(changed, parts, strict=True))
            return expression if same else type(expression)(changed)
        case Negation(part):
            new = _put(part, words, wrong)
            return expression if new is part else Negation(new)
    return expression


# ------------------------------------------------------------------ what may go wrong in it

Wrong = Iterator[tuple[Mistake, str, Expr]]


def _mistakes(expression: Expr, is_clause: Callable[[Expr], bool]) -> Wrong:
    """Yield every mistake of an expression, with the whole expression as it then stands; clauses in it stay whole."""
    match expression:
        case AllOf(parts) | AnyOf(parts):
            yield from _of_junction(expression, parts)
            for place, part in enumerate(parts):
                if not is_clause(part):
                    for mistake, what, wrong in _mistakes(part, is_clause):
                        yield mistake, what, type(expression)((*parts[:place], wrong, *parts[place + 1 :]))
        case Negation(part):
            yield Mistake.YES, f"`{said(part)}` for `{said(expression)}`", part
            if not isinstance(part, IsYes) and not is_clause(part):
                yield from ((mistake, what, Negation(wrong)) for mistake, what, wrong in _mistakes(part, is_clause))
        case _:
            yield from _of_atom(expression)


def _of_atom(expression: Expr) -> Wrong:
    match expression:
        case IsYes():
            yield Mistake.YES, f"`~{said(expression)}` for `{said(expression)}`", Negation(expression)
        case IsOneOf():
            yield from _of_choice(expression)
        case Compared() | Ordered():
            wrong = replace(expression, op=NEIGHBOUR[expression.op])
            yield Mistake.BOUND, f"`{said(wrong)}` for `{said(expression)}`", wrong
            if isinstance(expression, Compared):
                yield from _of_number(expression)


def _of_junction(expression: AllOf | AnyOf, parts: tuple[Expr, ...]) -> Wrong:
    kind, other = (AllOf, AnyOf) if isinstance(expression, AllOf) else (AnyOf, AllOf)
    wrong = other(parts)
    yield Mistake.SIGN, f"`{said(wrong)}` for `{said(expression)}`", wrong
    for place, part in enumerate(parts):
        rest = parts[:place] + parts[place + 1 :]
        yield Mistake.PART, f"without `{said(part)}` in `{said(expression)}`", rest[0] if len(rest) == 1 else kind(rest)


def _of_choice(expression: IsOneOf) -> Wrong:
    choices, codes = expression.about[0].choices, expression.codes
    for code in range(1, len(choices) + 1):
        changed = tuple(each for each in codes if each != code) if code in codes else (*codes, code)
        if changed:
            verb = "without" if code in codes else "with"
            yield (
                Mistake.CHOICE,
                f"{verb} {choices[code - 1]}: `{said(expression)}`",
                IsOneOf(expression.about, changed),
            )


def _of_number(expression: Compared) -> Wrong:
    """Move the number, day or legal period it is compared with by one, unless ``<`` for ``<=`` did so already."""
    for side in ("left", "right"):
        limit = getattr(expression, side)
        if isinstance(limit, fm.Column) or _is_unset(expression, limit):
            continue
        for by in _steps(expression.op, side):
            wrong = replace(expression, **{side: _moved(limit, by)})  # type: ignore[arg-type]  # one of its two sides
            yield Mistake.NUMBER, f"`{said(wrong)}` for `{said(expression)}`", wrong


def _is_unset(expression: Compared, limit: fm.Operand) -> bool:
    """Say whether a comparison is with "never", or with nothing at all: there is no number to be wrong."""
    return isinstance(limit, fm.Constant) and limit.value <= NEVER_ON and expression.about[0].kind is Kind.DAY


def _steps(op: str, side: str) -> tuple[int, ...]:
    match op:
        case "<" | ">=":
            return (-1,) if side == "right" else (1,)
        case ">" | "<=":
            return (1,) if side == "right" else (-1,)
        case _:
            return (-1, 1)


def _moved(limit: fm.Constant | fm.Cutoff, by: int) -> fm.Operand:
    if isinstance(limit, fm.Constant):
        return fm.Constant(limit.value + by)
    return fm.Cutoff(f"{limit.name} {by:+d}", lambda day: limit.resolve(day) + by)


def _days(rule: Rule) -> Iterator[tuple[str, Rule]]:
    yield "begins a day early", replace(rule, since=rule.since - 1)
    yield "begins a day late", replace(rule, since=rule.since + 1)
    if rule.until is not None:
        yield "ends a day early", replace(rule, until=rule.until - 1)
        yield "ends a day late", replace(rule, until=rule.until + 1)


def _some(whole: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    if len(whole) > 1:
        yield from ((f"forgets {each}", whole - {each}) for each in sorted(whole))
