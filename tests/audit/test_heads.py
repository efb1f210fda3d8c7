"""The doctrine D1-D9 of heads.md, principle by principle: from broken rules to heads."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.audit.audit import audit
from licet.audit.heads import Group, Heads, HeadTally, gather
from licet.audit.model import Finding, Report
from licet.audit.persons import Bench, bench
from licet.audit.tables import BOOKS
from licet.law.book import all_rules
from licet.law.heads import articles, conducts, relation
from licet.rules.rule import Level, Reading
from licet.terms.days import day_of
from licet.terms.words import Role
from tests.audit.bases import base

EVE, MORROW = day_of(dt.date(2026, 8, 10)), day_of(dt.date(2026, 8, 11))
CHANNELS = ("email", "telephone")


def asked_on(day: int) -> Bench:
    return bench(BOOKS[day], CHANNELS, all_rules())


ASKED = asked_on(MORROW)


def bit(rule: str, channel: str | None = None, bench_: Bench = ASKED) -> int:
    """Return the mask in which one rule of standing is broken."""
    for place, each in enumerate(bench_.asked):
        if each.bit.rule.id == rule and not each.is_act and channel in {None, each.bit.channel}:
            return 1 << place
    raise KeyError(rule)


def people(count: int, certain: int = 0, possible: int = 0, *, source: str = "", form: str = "") -> Group:
    return Group(source, form, certain, certain | possible, count)


def heads(*groups: Group, bench_: Bench = ASKED) -> Heads:
    return gather(bench_.asked, groups, {}, channels=frozenset(CHANNELS), day=bench_.day)


def only(found: Heads, conduct: str) -> HeadTally:
    [head] = [head for head in found.values() if head.conduct == conduct]
    return head


def counts(head: HeadTally) -> tuple[str, int, int]:
    return head.tally.status, head.tally.count, head.tally.left


# --------------------------------------------------------------------------------- D1, D2: grounds and heads


def test_rules_of_one_conduct_make_one_head_whose_count_is_people_and_not_grounds() -> None:
    first, second = bit("CPC-01", "email"), bit("CON-06.1", "email")
    head = only(heads(people(5, first), people(3, first | second), people(2, second)), "no-valid-consent")
    assert (head.article, counts(head)) == ("CPCE L.34-5", ("breach", 10, 0))
    assert {ground.rule.id: ground.tally.breach for ground in head.grounds.values()} == {"CPC-01": 8, "CON-06.1": 5}


def test_two_conducts_of_the_same_people_make_two_heads() -> None:
    found = heads(people(4, bit("CPC-01", "email") | bit("RET-01") | bit("INF-02.given")))
    assert {(head.article, head.people.breach) for head in found.values()} == {
        ("CPCE L.34-5", 4),
        ("GDPR 5(1)(e)", 4),
        ("GDPR 14", 4),
    }


def test_one_conduct_against_two_obligations_makes_two_heads() -> None:
    found = heads(people(4, bit("INF-01.given")), people(3, bit("INF-02.given")))
    assert {head.article: head.people.breach for head in found.values()} == {"GDPR 13": 4, "GDPR 14": 3}


def test_people_without_any_broken_rule_make_no_head() -> None:
    assert heads(people(1_000)) == {}


# --------------------------------------------------------------------- D3: special before general, by role and channel


def test_the_proof_of_consent_stands_within_l34_5_for_whoever_sends_mails() -> None:
    head = only(heads(people(1, bit("CON-06.1", "email"))), "no-valid-consent")
    [ground] = head.grounds.values()
    assert (head.article, ground.rule.article, relation(ground.rule, head.article)) == (
        "CPCE L.34-5",
        "GDPR 7(1)",
        "within",
    )


def test_a_live_call_without_consent_breaks_article_6() -> None:
    assert only(heads(people(1, bit("CON-11", "telephone"))), "no-valid-consent").article == "GDPR 6"


def test_from_11_august_2026_a_live_call_without_consent_makes_two_heads_by_two_authorities() -> None:
    found = heads(people(7, bit("TEL-03", "telephone")))
    assert {article: head.people.breach for (_, article), head in found.items()} == {"C. conso L.223-1": 7, "GDPR 6": 7}


def test_on_10_august_2026_the_listed_number_makes_one_head() -> None:
    eve = asked_on(EVE)
    found = heads(people(7, bit("TEL-01", "telephone", eve)), bench_=eve)
    assert [article for _, article in found] == ["C. conso L.223-1"]


@pytest.mark.parametrize("role", list(Role))
def test_whoever_passes_data_on_answers_under_article_6_and_the_user_under_l34_5(role: Role) -> None:
    rule = next(each for each in all_rules() if each.id == "CPC-01")
    expected = "CPCE L.34-5" if role is Role.USER else "GDPR 6"
    assert articles(rule, role=role, channel="email", used=frozenset({"email"}), day=MORROW) == (expected,)


# --------------------------------------------------------------- statuses: breach, contested, undetermined, possible


def test_what_only_a_strict_reading_forbids_is_contested() -> None:
    head = only(heads(people(6, bit("INF-04"))), "item-missing")
    assert counts(head) == ("contested", 6, 0)
    assert head.grounds["INF-04", None].rule.reading is Reading.STRICT


def test_contested_people_are_never_counted_among_the_breached_ones() -> None:
    head = only(heads(people(6, bit("INF-04")), people(2, bit("INF-02.given"))), "item-missing")
    assert counts(head) == ("breach", 2, 0)
    assert head.people.contested == 6


def test_people_who_cannot_be_cleared_stand_apart_from_the_count() -> None:
    rule = bit("CPC-01", "email")
    head = only(heads(people(2, rule), people(9, possible=rule), people(50)), "no-valid-consent")
    assert counts(head) == ("breach", 2, 9)


def test_a_head_that_nothing_settles_is_undetermined() -> None:
    head = only(heads(people(9, possible=bit("CPC-01", "email"))), "no-valid-consent")
    assert counts(head) == ("undetermined", 9, 0)


def test_advice_and_industry_rules_make_warnings_and_never_heads(tmp_path: Path) -> None:
    warned = [each for each in all_rules() if each.only_warns]
    assert warned
    assert all(each.advice or each.level is Level.INDUSTRY for each in warned)
    row = {"id": "prospects", "by": "document", "term.asks": True, "term.messages": 2, "term.message_promotes": False}
    found = audit(base(tmp_path, retention=[row]), out=tmp_path / "report").report
    grounds = {ground.rule for each in found.findings for ground in each.grounds}
    assert grounds.isdisjoint(each.id for each in warned)
    assert [each.rule for each in found.warnings] == ["RET-03.message"]


# -------------------------------------------------------------------------------------------- shares


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "A", "B"]),
            st.sampled_from(["", "F", "G"]),
            st.integers(1, 1000),
            st.sets(st.integers(0, len(ASKED.asked) - 1), max_size=4),
            st.sets(st.integers(0, len(ASKED.asked) - 1), max_size=4),
        ),
        max_size=12,
    )
)
def test_sources_and_forms_sum_to_the_head_whatever_was_found(
    drawn: list[tuple[str, str, int, set[int], set[int]]],
) -> None:
    groups = [
        people(count, sum(1 << b for b in sure), sum(1 << b for b in maybe), source=source, form=form)
        for source, form, count, sure, maybe in drawn
    ]
    whole = sum(group.persons for group in groups)
    for head in heads(*groups).values():
        for shares in (head.by_source, head.by_form):
            for field in ("breach", "contested", "possible"):
                assert sum(getattr(tally, field) for tally in shares.values()) == getattr(head.people, field)
        assert 0 < head.people.breach + head.people.contested + head.people.possible <= whole
        for ground in head.grounds.values():
            assert ground.tally.breach <= head.people.breach


def test_each_source_and_form_has_its_own_share(tmp_path: Path) -> None:
    columns = {
        "source": ["S", "S", "T", "T", "T"],
        "form": ["F", "G", "F", "", ""],
        "objected_at": ["2026-01-02", "2026-01-02", "2026-01-02", "", "2026-01-02"],
        "last_message_at": ["2026-02-03", "2025-02-03", "2026-02-03", "2026-02-03", ""],
    }
    found = one(report(base(tmp_path, columns)), "objection-ineffective")
    assert (found.count, found.of) == (2, 5)
    assert {share.name: (share.count, share.of) for share in found.by_source} == {"S": (1, 2), "T": (1, 3)}
    assert {share.name: (share.count, share.of) for share in found.by_form} == {"F": (2, 2)}
    assert found.rows == (1, 3)


# ----------------------------------------------------------------------- D4-D8: on dossiers, small tables included


def report(path: Path) -> Report:
    return audit(path, out=path / "report", lang="en").report


def one(found: Report, conduct: str, article: str = "") -> Finding:
    [head] = [each for each in found.findings if each.conduct == conduct and article in {"", each.article}]
    return head


CONTRACT = {"by": "document", "processing.on_behalf": True}


def test_a_head_on_a_small_table_counts_its_rows_and_names_them(tmp_path: Path) -> None:
    rows = [
        {"id": "host", **CONTRACT, "contract.in_writing": False},
        {"id": "printer", "by": "document", "processing.on_behalf": False},
    ]
    found = one(report(base(tmp_path, contracts=rows)), "contract-lacks-clauses")
    assert (found.article, found.status, found.unit, found.count, found.of) == ("GDPR 28", "breach", "contracts", 1, 2)
    assert found.items == ("host",)


def test_only_the_people_behind_broken_rows_stand_behind_a_head(tmp_path: Path) -> None:
    rows = [
        {"id": "a", **CONTRACT, "contract.in_writing": False, "persons": 10},
        {"id": "b", **CONTRACT, "persons": 1000},
    ]
    found = one(report(base(tmp_path, contracts=rows)), "contract-lacks-clauses")
    assert (found.status, found.count, found.possible, found.persons) == ("breach", 1, 1, 10)


def test_a_one_off_purchase_without_proof_is_the_l34_5_head_and_a_continuing_supply_unchecked_adds_7_1(
    tmp_path: Path,
) -> None:
    source = {
        "id": "S",
        "by": "document",
        "use.is_electronic": True,
        "consent.taken_upstream": True,
        "checks.made": "asked_nothing_produced",
        "proof.produced": "asked_nothing_produced",
        "defect.known_on": "never",
        "others.produce_proof": False,
        "contract.promises_consent": True,
    }
    for continuing, expected in ((False, {"CPCE L.34-5"}), (True, {"CPCE L.34-5", "GDPR 7(1)"})):
        folder = base(tmp_path / str(continuing), sources=[{**source, "supply.is_continuing": continuing}])
        assert {each.article for each in report(folder).findings if each.status == "breach"} == expected


def test_silence_on_consent_is_a_breach_when_asked_and_undetermined_when_not(tmp_path: Path) -> None:
    stranger = {
        "by": "document",
        "capacity": "consumer",
        "sale.at": "never",
        "account.without_purchase": False,
        "contact_point.owner_is_legal_person": False,
    }
    for answer, status in (("asked_nothing_produced", "breach"), ("not_asked", "undetermined")):
        folder = base(tmp_path / status, {"city": ["Nantes"]}, everyone={**stranger, "consent.given_at": answer})
        assert one(report(folder), "no-valid-consent", "CPCE L.34-5").status == status


def test_an_unanswered_notice_is_undetermined_and_a_lacking_item_a_breach(tmp_path: Path) -> None:
    notice = {"id": "n", "by": "document", "kind": "13"}
    assert one(report(base(tmp_path / "open", notices=[notice])), "item-missing").status == "undetermined"
    lacking = one(report(base(tmp_path / "lacking", notices=[{**notice, "says.controller": False}])), "item-missing")
    assert (lacking.article, lacking.status, lacking.unit, lacking.items) == ("GDPR 13", "breach", "notices", ("n",))


def test_a_certain_ground_never_ends_in_an_undetermined_head(tmp_path: Path) -> None:
    path = {
        "id": "u",
        "channel": "email",
        "by": "document",
        "right.told_by_first_message": False,
        "right.told_apart": False,
    }
    notice = {"id": "n", "by": "document", "kind": "13"}
    found = report(base(tmp_path, unsubscribes=[path], notices=[notice]))
    for each in found.findings:
        assert each.status == "breach" or "breach" not in {ground.status for ground in each.grounds}, each.article


def test_every_conduct_of_a_rule_is_known_to_the_doctrine_with_its_remedy() -> None:
    known = conducts()
    assert {each.conduct for each in all_rules()} <= set(known)
    assert all(each.remedy and each.en and each.fr for each in known.values())
