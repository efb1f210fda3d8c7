"""Judge one act and a table of acts: verdicts, reasons, what is missing, and what would make it lawful."""

from __future__ import annotations

import datetime as dt
import random
from zoneinfo import ZoneInfo

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.law import Act, Decision, Status, Verdict, book, decide, judging, screen, verdict_only
from licet.law.examples import answer
from licet.law.facts.forms import FORMS
from licet.law.facts.persons import PERSONS
from licet.rules import bulk
from licet.rules.decision import OUTSIDE
from licet.rules.facts import Fact
from licet.rules.values import NEVER, Kind, Value
from licet.terms.errors import UsageError
from licet.terms.words import Channel

PARIS = ZoneInfo("Europe/Paris")
AT = dt.datetime(2026, 3, 2, 10, tzinfo=PARIS)
BEFORE = dt.datetime(2025, 12, 1, 9, tzinfo=PARIS)
BY_MAIL = Act("email", AT)

Given = dict[str, Value]

# Yes is the answer that troubles nobody, but for these.
TROUBLE: Given = {
    "consent.withdrawn_at": NEVER,
    "call_consent.withdrawn_at": NEVER,
    "objection.made_at": NEVER,
    "form.consent_fails": False,
    "form.call_consent_fails": False,
    "notice.items_fail": False,
    "consent.processing_changed_since": False,
    "account.without_purchase": False,
    "collection.for_another_purpose": False,
    "contact_point.is_generic": False,
    "contact_point.published_online": False,
    "contact_point.marked_against_prospecting": False,
    "partner.received_from_partner": False,
    "partner.shown_by_category_only": False,
    "bloctel.listed": False,
    "person.lives_abroad": False,
    "person.born_on": dt.date(1980, 5, 4),
    "collection.aimed_at_children": False,
    "archive.only": False,
    "offer.sector": "other",
    "capacity": "consumer",
    "person.phone_numbers": 1,
}


def in_order() -> Given:
    """Give a person of whom all is known and nothing is wrong."""
    found: Given = {}
    for name, fact in PERSONS.facts.items():
        if not name.startswith("act."):
            usual: dict[Kind, Value] = {Kind.TERNARY: True, Kind.DAY: BEFORE.date(), Kind.INSTANT: BEFORE}
            found[name] = TROUBLE.get(name, usual.get(fact.kind))
    return found


def ids(decision: Decision) -> set[str]:
    return {reason.rule.id for reason in decision.reasons}


def test_a_person_who_agreed_and_never_objected_may_be_written_to() -> None:
    decision = decide(in_order(), BY_MAIL)
    assert decision == Decision(Verdict.PERMITTED, (), decision.warnings, (), ())
    assert verdict_only(in_order(), BY_MAIL) is Verdict.PERMITTED


def test_an_objection_refuses_and_nothing_that_anybody_may_mend_changes_that() -> None:
    decision = decide(in_order() | {"objection.made_at": dt.datetime(2026, 1, 1, tzinfo=PARIS)}, BY_MAIL)
    assert decision.verdict is Verdict.REFUSED
    assert "RGT-03" in ids(decision)
    assert decision.lawful_if is None


def test_without_consent_the_reason_names_the_rule_and_asking_would_make_it_lawful() -> None:
    facts = in_order() | {"consent.given_at": NEVER, "sale.at": NEVER}
    decision = decide(facts, BY_MAIL)
    reason = next(each for each in decision.reasons if each.rule.id == "CPC-01")
    assert reason.status is Status.BREACH
    assert "consent.given_at" in reason.spoke
    assert not reason.missing
    assert decision.lawful_if is not None
    assert ("consent.given_at", "ask") in {(change.fact, change.how) for change in decision.lawful_if}


def test_what_is_not_said_is_missing_only_where_it_decides() -> None:
    facts = in_order() | {"consent.given_at": None, "sale.at": NEVER}
    decision = decide(facts, BY_MAIL)
    assert decision.verdict is Verdict.UNDETERMINED
    assert decision.missing == ("consent.given_at",)
    decision = decide(facts | {"sale.at": BEFORE, "sale.by_this_controller": None}, BY_MAIL)
    assert decision.verdict is Verdict.PERMITTED or "sale.by_this_controller" in decision.missing


def test_a_day_without_its_hour_is_missing_where_the_hour_decides() -> None:
    day = bounds(AT.date())
    decision = decide(in_order() | {"consent.given_at": day, "sale.at": NEVER}, BY_MAIL)
    assert decision.verdict is Verdict.UNDETERMINED
    assert "consent.given_at" in decision.missing


def bounds(day: dt.date) -> tuple[int, int]:
    return Act("email", day).bounds


def test_with_nothing_known_nothing_is_permitted_and_the_organisation_is_supposed_to_decide() -> None:
    decision = decide({}, BY_MAIL)
    assert decision.verdict is Verdict.UNDETERMINED
    assert "consent.given_at" in decision.missing
    assert "organisation.decides" not in decision.missing


@pytest.mark.parametrize("purpose", ["charity", "political"])
def test_a_cause_needs_no_consent_by_l_34_5_and_is_permitted_never(purpose: str) -> None:
    act = Act("email", AT, purpose=purpose)
    decision = decide(in_order() | {"consent.given_at": NEVER, "sale.at": NEVER}, act)
    assert (decision.verdict, decision.note, decision.lawful_if) == (Verdict.UNDETERMINED, OUTSIDE, None)
    assert "CPC-01" not in ids(decision)
    assert verdict_only(in_order(), act) is Verdict.UNDETERMINED


@pytest.mark.parametrize("purpose", ["charity", "political"])
@pytest.mark.parametrize(
    ("breach", "rule"),
    [
        ({"objection.made_at": dt.datetime(2026, 1, 1, tzinfo=PARIS)}, "RGT-03"),
        ({"collection.from_person": True, "collection.on": dt.date(2020, 1, 1), "last_act.on": dt.date(2020, 1, 1),
          "customer.is_active": False, "customer.relation_ended_on": NEVER, "retention.longer_period_justified": False},
         "RET-01"),
    ],
)  # fmt: skip
def test_a_cause_stays_under_the_gdpr(purpose: str, breach: Given, rule: str) -> None:
    decision = decide(in_order() | breach, Act("email", AT, purpose=purpose))
    assert decision.verdict is Verdict.REFUSED
    assert rule in ids(decision)


@pytest.mark.parametrize("purpose", ["transactional", "survey"])
def test_another_purpose_is_outside_the_encoded_law(purpose: str) -> None:
    act = Act("email", AT, purpose=purpose)
    assert decide(in_order(), act) == Decision(Verdict.UNDETERMINED, (), (), (), None, OUTSIDE)
    assert verdict_only(in_order(), act) is Verdict.UNDETERMINED
    with pytest.raises(UsageError, match=OUTSIDE):
        screen(pl.LazyFrame({"act.on": [1]}), act)


@pytest.mark.parametrize("fact", ["organisation.decides", "organisation.in_territory"])
@pytest.mark.parametrize("value", [False, None])
def test_where_the_law_may_not_reach_nothing_is_permitted(fact: str, value: Value) -> None:
    decision = decide(in_order() | {fact: value}, BY_MAIL)
    assert (decision.verdict, decision.note) == (Verdict.UNDETERMINED, OUTSIDE)
    assert decision.missing == (() if value is False else (fact,))
    assert verdict_only(in_order() | {fact: value}, BY_MAIL) is Verdict.UNDETERMINED


def test_before_any_rule_was_in_force_nobody_has_said_that_it_is_permitted() -> None:
    act = Act("email", dt.date(1901, 1, 1))
    assert decide(in_order(), act).note == OUTSIDE
    assert verdict_only(in_order(), act) is Verdict.UNDETERMINED


def test_the_law_is_that_of_the_day_where_the_person_lives() -> None:
    at = dt.datetime(2026, 8, 11, 3, tzinfo=PARIS)
    assert Act("telephone", at).day == Act("telephone", dt.date(2026, 8, 11)).day
    assert Act("telephone", at, zone="America/Martinique").day == Act("telephone", dt.date(2026, 8, 10)).day


def test_a_call_without_agreement_becomes_unlawful_overnight() -> None:
    facts = in_order() | {"call_consent.given_at": NEVER, "call_consent.given_on": NEVER, "contract.in_progress": False}
    eve, day = (Act("telephone", dt.date(2026, 8, each), standing=True) for each in (10, 11))
    starting = {rule.id for rule in book(dt.date(2026, 8, 11))} - {rule.id for rule in book(dt.date(2026, 8, 10))}
    assert not ids(decide(facts, eve)) & starting
    assert ids(decide(facts, day)) & starting
    assert decide(facts, day).verdict is Verdict.REFUSED


def test_a_rule_read_strictly_refuses_and_is_told_apart_as_contested() -> None:
    strict = [
        each for each in book(AT).strict if each.on is PERSONS and not each.past_acts_only and not each.only_warns
    ]
    seen = set()
    for rule in strict:
        act = Act(min(rule.channels or {"email"}), AT)
        facts = broken(rule.id, act)
        if facts is not None:
            decision = decide(facts, act)
            (reason,) = [each for each in decision.reasons if each.rule is rule]
            assert reason.status is Status.CONTESTED
            assert decision.verdict is verdict_only(facts, act) is Verdict.REFUSED
            seen.add(rule.id)
    assert seen or not strict


def broken(rule_id: str, act: Act) -> Given | None:
    """Give facts that certainly break a rule, found by trying."""
    chance = random.Random(7)  # noqa: S311  # the same each time
    (rule,) = [each for each in book(act.day) if each.id == rule_id]
    for _ in range(20_000):
        facts = in_order() | {name: chance.choice(some_values(fact)) for name, fact in rule.facts().items()}
        given = {name: value for name, value in facts.items() if not name.startswith(("act.", "organisation."))}
        if answer(rule, given | {"act.at": AT, "act.channel": act.channel}) == "yes":
            return given
    return None


def some_values(fact: Fact) -> list[Value]:
    days = [AT.date() - dt.timedelta(days=each) for each in (0, 1, 40, 400, 1095, 1096, 1500, 3000)]
    return {
        Kind.TERNARY: [True, False],
        Kind.CHOICE: list(fact.choices),
        Kind.COUNT: [0, 1, 2, 3, 4, 5, 9],
        Kind.DAY: [NEVER, *days],
        Kind.INSTANT: [NEVER, *(dt.datetime.combine(day, dt.time(8), tzinfo=PARIS) for day in days)],
    }[fact.kind]  # type: ignore[return-value]  # lists of one kind each


@settings(max_examples=40)
@given(chance=st.randoms(use_true_random=True), channel=st.sampled_from(Channel), standing=st.booleans())
def test_the_verdict_follows_the_rules_one_by_one(chance: random.Random, channel: str, *, standing: bool) -> None:
    act = Act(channel, AT, standing=standing)
    unknown = chance.choice((0.0, 0.05, 0.3))
    facts = in_order()
    for name in chance.sample(sorted(facts), 12):
        facts[name] = None if chance.random() < unknown else chance.choice(some_values(PERSONS.facts[name]))
    facts |= {"organisation.decides": True, "organisation.in_territory": True}
    rules = book(AT).on(PERSONS, channels=(channel,), past_acts=not standing)
    said = {rule.id: answer(rule, facts | {"act.at": AT, "act.channel": channel}) for rule in rules}
    binding = {said[rule.id] for rule in rules if not rule.only_warns}
    decision = decide(facts, act)
    expected = Verdict.REFUSED if "yes" in binding else Verdict.UNDETERMINED
    assert decision.verdict is verdict_only(facts, act) is (expected if binding - {"no"} else Verdict.PERMITTED)
    spoken = {each.rule.id: each.status for each in (*decision.reasons, *decision.warnings)}
    assert set(spoken) == {rule_id for rule_id, heard in said.items() if heard != "no"}
    assert {name for name, status in spoken.items() if status is Status.UNDETERMINED} == {
        rule_id for rule_id, heard in said.items() if heard == "unknown"
    }
    assert bool(decision.missing) is ("unknown" in binding)
    if decision.verdict is Verdict.UNDETERMINED:
        assert all(facts[name] is None for name in decision.missing if not name.endswith("_at"))


def person_of_a_form(**form: Value) -> dict[str, judging.Given]:
    """Give a person in order but for the form, which is in order too but for what is said."""
    person: dict[str, judging.Given] = {n: value for n, value in in_order().items() if not n.startswith("form.")}
    usual: Given = {fact.name: True for fact in FORMS.facts.values() if fact.kind is Kind.TERNARY}
    usual |= {fact.name: 1 for fact in FORMS.facts.values() if fact.kind is Kind.COUNT}
    usual |= {"act_of_agreement": "ticked_box", "partners_shown": "names_on_form", "asks_again_after_refusal": False}
    return person | {"sale.at": NEVER, "form": usual | form}


def test_a_form_in_order_is_judged_first_and_permits() -> None:
    assert decide(person_of_a_form(), BY_MAIL).verdict is Verdict.PERMITTED


def test_a_form_that_fails_refuses_and_its_reasons_stand_behind() -> None:
    decision = decide(person_of_a_form(act_of_agreement="preticked_box"), BY_MAIL)
    assert decision.verdict is Verdict.REFUSED
    assert {reason.status for reason in decision.reasons} == {Status.BREACH}
    assert {(reason.where, reason.rule.id) for reason in decision.behind} >= {("form", "CON-04")}


def test_a_form_that_fails_in_the_strict_reading_only_makes_the_act_contested() -> None:
    decision = decide(person_of_a_form(asks_again_after_refusal=True), BY_MAIL)
    assert decision.verdict is Verdict.REFUSED
    assert {reason.status for reason in decision.reasons} == {Status.CONTESTED}
    assert [reason.rule.id for reason in decision.behind] == ["CON-12.4"]


def test_what_is_missing_of_a_form_is_named_as_the_form_s() -> None:
    decision = decide(person_of_a_form(act_of_agreement=None), BY_MAIL)
    assert decision.verdict is Verdict.UNDETERMINED
    assert decision.missing == ("form.act_of_agreement",)


def test_a_notice_is_a_parent_row_too() -> None:
    person: dict[str, judging.Given] = {n: value for n, value in in_order().items() if n != "notice.items_fail"}
    person |= {"person.already_informed": False}
    decision = decide(person | {"notice": {"kind": "13", "says.controller": False}}, BY_MAIL)
    assert decision.verdict is Verdict.REFUSED
    assert "INF-01.1a" in {reason.rule.id for reason in decision.behind if reason.where == "notice"}


def test_a_parent_row_and_its_verdict_are_not_given_both() -> None:
    with pytest.raises(UsageError, match=r"form\.consent_fails"):
        decide({"form.consent_fails": False, "form": {}}, BY_MAIL)
    with pytest.raises(UsageError, match="`letter`"):
        decide({"letter": {}}, BY_MAIL)


@pytest.mark.parametrize(
    "facts",
    [{"consent.given": True}, {"consent.given_at": "2025-01-01"}, {"capacity": "minor"}, {"consent.covers_channel": 3}],
)
def test_a_fact_that_does_not_exist_or_does_not_fit_is_wrong_usage(facts: Given) -> None:
    with pytest.raises(UsageError, match="`c"):
        decide(facts, BY_MAIL)


def test_an_error_repeats_no_value() -> None:
    with pytest.raises(UsageError) as error:
        decide({"capacity": "jeanne@exemple.example"}, BY_MAIL)
    assert "jeanne" not in str(error.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"channel": "pigeon", "at": AT},
        {"channel": "email", "at": AT, "purpose": "fun"},
        {"channel": "email", "at": dt.datetime(2026, 1, 1)},  # noqa: DTZ001  # the point
    ],
)
def test_an_act_says_its_channel_its_purpose_and_its_zone(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Act(**wrong)  # type: ignore[arg-type]  # the point


def encoded(people: list[Given], facts: list[str]) -> pl.LazyFrame:
    columns: dict[str, list[int]] = {"row": list(range(len(people)))}
    for name in facts:
        fact = PERSONS.facts[name]
        for place, column in enumerate(fact.columns()):
            columns[column] = [fact.encode(person.get(name))[place] for person in people]
    return pl.LazyFrame(columns)


@settings(max_examples=6)
@given(chance=st.randoms(use_true_random=True), channel=st.sampled_from(Channel))
def test_a_table_is_screened_as_each_of_its_people_is_decided(chance: random.Random, channel: str) -> None:
    act = Act(channel, AT)
    people = [in_order() for _ in range(20)]
    for person in people:
        for name in chance.sample(sorted(person), 6):
            person[name] = chance.choice([None, *some_values(PERSONS.facts[name])])
    facts = [name for name in sorted(people[0]) if chance.random() < 0.9]
    frame = encoded(people, facts).rename(
        {name: f"{name}@{channel}" for name in facts if PERSONS.facts[name].per_channel and chance.random() < 0.5}
    )
    found = screen(frame, act, keep=["row"])
    rows = found.frame.to_native().collect().sort("row").to_dicts()
    rules = [entry["rule"] for entry in found.legend["bits"]]
    for person, row in zip(people, rows, strict=True):
        decision = decide({name: person[name] for name in facts}, act)
        spoken = {each.rule.id: each.status for each in (*decision.reasons, *decision.warnings)}
        certain = bulk.joined(row, found.compiled, certain=True)
        possible = bulk.joined(row, found.compiled, certain=False)
        assert row["outside"] is (decision.note == OUTSIDE) or decision.reasons
        assert {rules[place] for place in bulk.bits_set(possible)} == set(spoken)
        assert {rules[place] for place in bulk.bits_set(certain)} == {
            rule_id for rule_id, status in spoken.items() if status is not Status.UNDETERMINED
        }


def test_a_legend_says_the_day_the_channel_and_the_book() -> None:
    found = screen(nw.from_native(pl.LazyFrame({"row": [1]})), BY_MAIL, keep=["row"])
    assert {"law_day": "2026-03-02", "channel": "email", "standing": False}.items() <= found.legend.items()
    assert len(found.legend["bits"]) == len(judging.rules_asked(BY_MAIL).bits)
    assert found.frame.to_native().collect()["outside"].to_list() == [False]
