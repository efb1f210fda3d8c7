"""Advice of an authority warns: it refuses nothing and leaves nothing undetermined."""

from __future__ import annotations

import datetime as dt

from licet.law.eu.gdpr_5 import a_suppression_list_holds_only_what_blocks, an_objection_stays_listed_three_years
from licet.law.facts.suppressions import SUPPRESSIONS
from licet.rules.compiled import compile_rules
from licet.rules.decision import Decision, Judge, Verdict
from licet.rules.facts import ACT_ON
from licet.rules.rule import Level, Rule
from licet.rules.values import Value, encode_day

DAY = encode_day(dt.date(2026, 11, 21))
OURS: dict[str, Value] = {"organisation.decides": True, "organisation.in_territory": True}


def decide(rules: tuple[Rule, ...], facts: dict[str, Value]) -> Decision:
    judge = Judge(SUPPRESSIONS, compile_rules(rules, day=DAY), {ACT_ON.name: DAY})
    assert judge.verdict(OURS | facts) == judge.decide(OURS | facts).verdict
    return judge.decide(OURS | facts)


BOTH = (an_objection_stays_listed_three_years, a_suppression_list_holds_only_what_blocks)


def test_purging_a_suppression_entry_early_is_a_warning_and_never_a_refusal() -> None:
    decision = decide(BOTH, {"entry.kept_months": 35, "entry.fields_beyond_key": 0})
    assert decision.verdict is Verdict.PERMITTED
    assert [each.rule.id for each in decision.warnings] == ["RET-05.period"]


def test_advice_not_answered_leaves_nothing_undetermined() -> None:
    assert decide(BOTH, {"entry.fields_beyond_key": 0}).verdict is Verdict.PERMITTED


def test_advice_alone_permits_nothing() -> None:
    assert decide(BOTH[:1], {"entry.kept_months": 36}).verdict is Verdict.UNDETERMINED


def test_a_rule_that_is_no_advice_refuses() -> None:
    decision = decide(BOTH, {"entry.kept_months": 35, "entry.fields_beyond_key": 2})
    assert decision.verdict is Verdict.REFUSED
    assert [each.rule.id for each in decision.reasons] == ["RET-05"]


def test_advice_says_so_itself_and_keeps_its_honest_level() -> None:
    assert an_objection_stays_listed_three_years.only_warns
    assert an_objection_stays_listed_three_years.level is Level.SOFT
