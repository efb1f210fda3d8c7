"""A rule that is badly written fails when the law is loaded, and never later as a different answer."""

# Every predicate takes `f, t` as rules do, read or not; a useless `if` is one of the mistakes.
# ruff: noqa: ARG005, ANN401, RUF034

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from licet.rules import formulas as fm
from licet.rules import values as v
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Fact, Table
from licet.rules.rule import Level, Reading, Rule, rule
from licet.terms.errors import RuleError

ROWS = Table("rows", unit="rows", channel="act.channel", audiences={"consumer": lambda f: f.capacity == "consumer"})
ROWS.declare(
    Fact("act.channel", v.Kind.CHOICE, "", "", choices=("email", "sms")),
    Fact("capacity", v.Kind.CHOICE, "", "", choices=("consumer", "professional")),
    Fact("agreed", v.Kind.TERNARY, "", ""),
    Fact("told.of_use", v.Kind.TERNARY, "", ""),
    Fact("calls", v.Kind.COUNT, "", ""),
    Fact("asked_on", v.Kind.DAY, "", ""),
    Fact("told_on", v.Kind.DAY, "", ""),
    Fact("given_at", v.Kind.INSTANT, "", ""),
    Fact("withdrawn_at", v.Kind.INSTANT, "", ""),
)


class Figure:
    """A figure of these tests."""

    name = "few"

    def value_on(self, day: int) -> int:
        return day


def record(predicate: Callable[[Any, Any], object], **more: Any) -> Rule:
    predicate.__doc__ = predicate.__doc__ or "Nobody does this."
    said: dict[str, Any] = {
        "id": "T-01",
        "on": ROWS,
        "conduct": "x",
        "since": "2020-01-01",
        "level": Level.STATUTE,
        "verified": "K",
        "fr": "Nul ne fait cela.",
    }
    return rule("A text, 1", **(said | more))(predicate)  # type: ignore[arg-type]  # bad rules are the point


# Each is a mistake that Python itself accepts, or half accepts.
BAD: dict[str, Callable[[Any, Any], object]] = {
    "and": lambda f, t: f.agreed and f.told.of_use,
    "and between a group of facts and a fact": lambda f, t: f.told and f.agreed,
    "or": lambda f, t: f.agreed or f.told.of_use,
    "or after a comparison": lambda f, t: (f.asked_on < t.day) or f.agreed,
    "not": lambda f, t: not f.agreed,
    "not of a group of facts": lambda f, t: not f.told,
    "not of a day": lambda f, t: not f.asked_on,
    "not of a choice": lambda f, t: not f.capacity,
    "a choice in a list": lambda f, t: f.capacity in ("consumer", "professional"),
    "if on a condition": lambda f, t: f.agreed if f.told.of_use else f.agreed,
    "if on a day": lambda f, t: f.agreed if f.asked_on else f.agreed,
    "if on a choice": lambda f, t: f.agreed if f.capacity else f.agreed,
    "chained comparison of days": lambda f, t: f.asked_on < f.told_on < t.day,
    "chained comparison of counts": lambda f, t: 1 < f.calls < 4,
    "chained comparison of a choice": lambda f, t: f.capacity == f.act.channel == "email",
    "no parentheses around a choice": lambda f, t: f.act.channel == "email" & f.agreed,
    "no parentheses around a choice on the right": lambda f, t: f.agreed & f.act.channel == "email",
    "no parentheses around a count": lambda f, t: f.calls > 3 & f.agreed,
    "no parentheses around a count on the right": lambda f, t: f.agreed & f.calls > 3,
    "no parentheses around a day": lambda f, t: f.asked_on < t.day & f.agreed,
    "no parentheses around two days": lambda f, t: f.asked_on < t.day | f.told_on < t.day,
    "no parentheses around an instant": lambda f, t: f.given_at < t.at & f.agreed,
    "a day and a condition": lambda f, t: f.agreed & f.asked_on,
    "a condition or a choice": lambda f, t: f.agreed | f.capacity,
    "a number and a condition": lambda f, t: 1 & f.agreed,
    "a number or a condition": lambda f, t: 1 | f.agreed,
    "the opposite of a day": lambda f, t: ~f.asked_on,
    "is": lambda f, t: f.agreed is True,
    "is, within a condition": lambda f, t: f.agreed & (f.told.of_use is not None),
    "a fact compared with yes": lambda f, t: (f.agreed == True) & f.told.of_use,  # noqa: E712
    "two facts compared": lambda f, t: f.agreed == f.told.of_use,
    "an undeclared fact": lambda f, t: f.agred,
    "an undeclared fact of a group": lambda f, t: f.told.of_abuse,
    "an undeclared fact by its name": lambda f, t: f["told.of_abuse"],
    "an attribute that no condition has": lambda f, t: f.agreed.happened,
    "an attribute that the clock lacks": lambda f, t: f.asked_on < t.today,
    "a group of facts": lambda f, t: f.told,
    "a day with a count": lambda f, t: f.asked_on < f.calls,
    "a day with an instant": lambda f, t: f.asked_on < f.given_at,
    "a day with the instant of the act": lambda f, t: f.asked_on < t.at,
    "a day with a figure": lambda f, t: f.asked_on < t.figure(Figure()),
    "an instant with a day": lambda f, t: f.given_at <= t.day,
    "a count with a day": lambda f, t: f.calls > t.day,
    "a day with a number": lambda f, t: f.asked_on < 20000,
    "a day with a moment": lambda f, t: f.asked_on < dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
    "an instant with a number": lambda f, t: f.given_at < 5,
    "a count with half a thing": lambda f, t: f.calls < 1.5,
    "a count with yes": lambda f, t: f.calls < True,
    "a count below nothing": lambda f, t: f.calls < -1,
    "a count that happened": lambda f, t: f.calls.happened,
    "one instant with another": lambda f, t: f.given_at == f.withdrawn_at,
    "one instant unlike another": lambda f, t: f.given_at != t.at,
    "a choice that nobody offers": lambda f, t: f.capacity == "minor",
    "a list with a choice that nobody offers": lambda f, t: f.act.channel.is_in("email", "letter"),
    "a choice unlike one that nobody offers": lambda f, t: f.capacity != "minor",
    "a choice with a number": lambda f, t: f.capacity == 1,
    "no choice at all": lambda f, t: f.act.channel.is_in(),
    "yes": lambda f, t: True,
    "nothing": lambda f, t: None,
    "a day alone": lambda f, t: f.asked_on,
    "a choice alone": lambda f, t: f.capacity,
}


@pytest.mark.parametrize("mistake", BAD)
def test_a_badly_written_rule_fails_at_load_and_says_which(mistake: str) -> None:
    with pytest.raises(RuleError, match="`T-01`"):
        record(BAD[mistake])


def test_a_rule_needs_its_sentence_in_both_languages() -> None:
    def unsaid(f: Any, t: Clock) -> Expr:
        return f.agreed  # type: ignore[no-any-return]

    recorder = rule("A", id="T-02", on=ROWS, conduct="x", since="2020-01-01", level=Level.CASE, verified="K", fr="Nul.")
    with pytest.raises(RuleError, match="one sentence in English"):
        recorder(unsaid)
    with pytest.raises(RuleError, match="one in French"):
        record(lambda f, t: f.agreed, fr="")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"until": "2019-12-31"}, "ends before it begins"),
        ({"reading": Reading.STRICT}, "names nobody who reads otherwise"),
        ({"reading": Reading.STRICT, "contested_by": "an author"}, "in one language only who reads otherwise"),
        ({"contested_by_fr": "un auteur"}, "in one language only who reads otherwise"),
        ({"read_on": "2026-01-01"}, "though nobody read the text"),
        ({"verified": "V"}, "says its text was read but not when"),
        ({"channels": ["letter"]}, "none of the choices"),
        ({"audience": ["minor"]}, "minor"),
        ({"since": "soon"}, "soon"),
        ({"verified": "X"}, "X"),
    ],
)
def test_what_a_rule_says_of_itself_must_hold_together(said: dict[str, Any], message: str) -> None:
    with pytest.raises(RuleError, match=message):
        record(lambda f, t: f.agreed, **said)


def test_a_table_without_channels_takes_no_rule_on_channels() -> None:
    forms = Table("forms", unit="forms")
    forms.declare(Fact("agreed", v.Kind.TERNARY, "", ""))
    with pytest.raises(RuleError, match="has none"):
        record(lambda f, t: f.agreed, on=forms, channels=["email"])


def test_a_fact_is_declared_once() -> None:
    with pytest.raises(RuleError, match="twice"):
        ROWS.declare(Fact("agreed", v.Kind.TERNARY, "", ""))


def test_a_rule_carries_what_its_function_says() -> None:
    def nobody_is_asked_twice(f: Any, t: Clock) -> Expr:
        """Nobody is asked twice."""
        return (f.calls > 1) & ~f.agreed  # type: ignore[no-any-return]

    recorded = record(nobody_is_asked_twice, until="2021-12-31", channels=["sms"])
    assert recorded.name == "nobody_is_asked_twice"
    assert recorded.sentence == "Nobody is asked twice."
    assert recorded.article == recorded.citation == "A text, 1"
    assert "f.calls > 1" in recorded.source
    assert recorded.in_force(v.encode_day(dt.date(2021, 12, 31)))
    assert not recorded.in_force(v.encode_day(dt.date(2022, 1, 1)))
    assert not recorded.in_force(v.encode_day(dt.date(2019, 12, 31)))
    assert recorded.applies_to("sms")
    assert recorded.applies_to(None)
    assert not recorded.applies_to("email")
    assert set(recorded.facts()) == {
        "organisation.decides",
        "organisation.in_territory",
        "act.channel",
        "calls",
        "agreed",
    }


@pytest.mark.parametrize(
    ("op", "yes"),
    [("<", [1, 2]), ("<=", [1, 2, 3]), (">", [4]), (">=", [3, 4]), ("==", [3]), ("!=", [1, 2, 4])],
)
def test_each_comparison_means_what_it_says_and_its_opposite_the_rest(op: str, yes: list[int]) -> None:
    compared = {
        "<": lambda f, t: f.calls < 3,
        "<=": lambda f, t: f.calls <= 3,
        ">": lambda f, t: f.calls > 3,
        ">=": lambda f, t: f.calls >= 3,
        "==": lambda f, t: f.calls == 3,
        "!=": lambda f, t: f.calls != 3,
    }[op]
    breached = record(compared).breached
    for certain in (True, False):
        holds, fails = breached.formula(certain=certain), breached.formula(holds=False, certain=certain)
        assert [calls for calls in range(1, 5) if fm.holds(holds, {"calls": calls})] == yes
        assert [calls for calls in range(1, 5) if not fm.holds(fails, {"calls": calls})] == yes
        assert fm.holds(holds, {"calls": -1}) is fm.holds(fails, {"calls": -1}) is not certain
