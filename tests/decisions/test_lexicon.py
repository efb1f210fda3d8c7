"""Decisions told as keys and values: entries name what exists, families are read whatever their words, nothing is guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from licet.audit.decisions.expand import ORGANISATION, table_of
from licet.audit.decisions.files import Decision, read_decision, read_folder
from licet.audit.decisions.lexicon import translate
from licet.audit.decisions.lexicon_entries import Line, entries, entry_of
from licet.audit.decisions.lexicon_words import amounts, as_known, folder, leaning, other_names, words
from licet.audit.decisions.matrix import extra_per_decision, score
from licet.audit.decisions.replay import replay
from licet.audit.dossier.contents import links_of, questions
from licet.rules.facts import DECIDES, IN_TERRITORY, Fact
from licet.rules.values import Kind
from licet.terms.errors import DossierError, RuleError

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "decisions"
DAY: Final = dt.date(2023, 6, 1)
LINES: Final = [(entry.key.pattern, line) for entry in entries() for line in entry.lines]
KINDS: Final[Mapping[Kind, tuple[type, ...]]] = {
    Kind.TERNARY: (bool,),
    Kind.COUNT: (int,),
    Kind.DAY: (dt.date,),
    Kind.INSTANT: (dt.date,),
    Kind.CHOICE: (str,),
}
CAUGHT: Final[Mapping[str, Kind]] = {
    "count": Kind.COUNT,
    "number": Kind.COUNT,
    "months": Kind.COUNT,
    "days": Kind.COUNT,
    "shortest": Kind.COUNT,
    "channel": Kind.CHOICE,
    "electronic": Kind.CHOICE,
    "voice": Kind.CHOICE,
}
"""What may stand behind a `$`, and the kind of fact it fits; days are `$years_before_N`."""

OWN: Final = {"role": "customer-relationship company", "channels": ["email"], "data_source": ["own_customers"]}
USER: Final = {"role": "advertiser", "channels": ["email", "sms"], "data_source": ["bought_from_brokers"]}
CALLER: Final = {"role": "advertiser", "channels": ["phone"], "data_source": ["bought_from_brokers"]}
PUBLISHER: Final = {"role": "publisher of forms", "channels": ["email", "phone"], "data_source": ["own_forms"]}
SITE: Final = {"role": "customer-relationship company", "channels": ["none"], "data_source": ["own_users"]}
SCRAPER: Final = {"role": "broker", "channels": ["none"], "data_source": ["scraped_web"]}

FAMILIES: Final = [
    (OWN, "consent.obtained", False, "CPCE L.34-5"),
    (USER, "consent.proof", "none", "CPCE L.34-5"),
    (USER, "supplier.audited", "never", "GDPR 7(1)"),
    (CALLER, "consent.valid", False, "GDPR 6"),
    (CALLER, "form.misleading", "design favours acceptance", "GDPR 6"),
    (USER, "form.refuse_link", "small characters in the body of the text", "CPCE L.34-5"),
    (USER, "form.partner_list", "absent", "CPCE L.34-5"),
    (OWN, "form.opt_out_at_collection", False, "CPCE L.34-5"),
    (OWN, "form.box_prechecked", True, "CPCE L.34-5"),
    (SITE, "consent.box_preticked", True, "GDPR 6"),
    (OWN, "exception.existing_customer.similar_products", False, "CPCE L.34-5"),
    (OWN, "consent.withdrawal_harder", True, "CPCE L.34-5"),
    (PUBLISHER, "transmission.consent", False, "GDPR 6"),
    (PUBLISHER, "transmission.objections_passed_on", False, "GDPR 19"),
    (SITE, "transmission.to_social_network", True, "GDPR 6"),
    (OWN, "information.missing_items", ["dpo", "retention", "right to lodge a complaint"], "GDPR 13"),
    (OWN, "information.direct.legal_basis", "missing", "GDPR 13"),
    (USER, "information.message.rights", "absent", "GDPR 14"),
    (CALLER, "information.call.purpose", "not_given", "GDPR 14"),
    (OWN, "information.place", "in the general terms of sale", "GDPR 12"),
    (OWN, "objection.requests_ignored", 7, "GDPR 21"),
    (OWN, "objection.case_1", "objected twice; e-mails still received four months later", "GDPR 21"),
    (OWN, "unsubscribe.link_broken", True, "GDPR 21"),
    (OWN, "unsubscribe.requires_login", True, "CPCE L.34-5"),
    (OWN, "unsubscribe.link_in_email", False, "CPCE L.34-5"),
    (CALLER, "objection.list_shared_with_call_centres", False, "GDPR 21"),
    (SITE, "access.answered", False, "GDPR 15"),
    (SITE, "access.source_told", "not_given", "GDPR 15"),
    (SITE, "rights.reply_delay_months", [4, 6], "GDPR 12"),
    (SITE, "rights.identity_document_required", "always", "GDPR 12"),
    (SITE, "erasure.effect", "account deactivated, data kept", "GDPR 17"),
    (SITE, "rectification.done", False, "GDPR 16"),
    (SITE, "retention.policy", "none", "GDPR 5(1)(e)"),
    (SITE, "retention.users.inactive_over_3_years", 5000, "GDPR 5(1)(e)"),
    (SITE, "retention.prospect.policy_years", 6, "GDPR 5(1)(e)"),
    (SITE, "retention.archive", "none", "GDPR 5(1)(e)"),
    (SITE, "minimisation.birth_date_needed", False, "GDPR 5(1)(c)"),
    (SITE, "recording.calls_recorded", "systematically", "GDPR 5(1)(c)"),
    (SITE, "bank_data.kept_without_consent", True, "GDPR 6"),
    (SITE, "sensitive.explicit_consent", "not collected", "GDPR 9"),
    (SITE, "processor.contract_clauses", "incomplete", "GDPR 28"),
    (SITE, "joint_control.arrangement", "missing", "GDPR 26"),
    (SITE, "transfer.safeguards", "none", "GDPR 44"),
    (SITE, "security.password_length", "8 characters, no complexity", "GDPR 32"),
    (SITE, "passwords.minimum_length", 6, "GDPR 32"),
    (SITE, "security.password_hash", "SHA-1", "GDPR 32"),
    (SITE, "security.documents_accessible_by_url", True, "GDPR 32"),
    (SITE, "breach.notification_delay_days", 12, "GDPR 33"),
    (SITE, "incident.notified_within_72_hours", False, "GDPR 33"),
    (SITE, "breach.persons_told", False, "GDPR 34"),
    (SITE, "cookies.set_before_consent", 12, "LIL 82"),
    (SITE, "tracers.identifier_read_despite_refusal", True, "LIL 82"),
    (SITE, "cookies.refuse_as_easy_as_accept", False, "LIL 82"),
    (SITE, "register.kept", False, "GDPR 30"),
    (SITE, "dpia.done", False, "GDPR 35"),
    (SITE, "procedure.documents_supplied", "partly, after two reminders", "GDPR 31"),
    (SITE, "design.microphone_on_after_closing", True, "GDPR 25"),
    (CALLER, "data.kept_up_to_date", False, "GDPR 5(1)(d)"),
    (SCRAPER, "source.person_aware", False, "GDPR 5(1)(a)"),
    (SITE, "source.purpose_incompatible", True, "GDPR 5(1)(b)"),
    # the first words say where, or nothing that any entry knows
    (SITE, "locker.password_length", 6, "GDPR 32"),
    (SITE, "tenant_area.receipts_opened_by_changing_the_number", True, "GDPR 32"),
    (SITE, "library.members_inactive_over_3_years", 812, "GDPR 5(1)(e)"),
    (SITE, "test.answers_kept_months", 30, "GDPR 5(1)(e)"),
    (SITE, "survey.political_opinions_explicit_consent", False, "GDPR 9"),
    (CALLER, "lead_list.form.refusal", "grey link under the text", "GDPR 6"),
    (CALLER, "calls.could_expect_to_be_called", False, "GDPR 6"),
    (CALLER, "crm.stop_calling_requests_still_called", 3, "GDPR 21"),
    (USER, "mailing.persons_mailed_without_prior_agreement", 4000, "CPCE L.34-5"),
    (OWN, "stay.offers_box_already_ticked", True, "CPCE L.34-5"),
    (SITE, "home_page.trackers_on_first_display", 5, "LIL 82"),
    (SITE, "outsourcing.contracts_with_every_clause", "4 of 9", "GDPR 28"),
    (SITE, "scooter.position.interval_seconds", 20, "GDPR 5(1)(c)"),
    (SITE, "defaults.user_told_the_microphone_is_on", False, "GDPR 25"),
    (OWN, "notice.language", "English only", "GDPR 12"),
    (SITE, "holding.restart", "each change of employer", "GDPR 5(1)(e)"),
    (USER, "source.restricted_profiles_taken", True, "GDPR 6"),
]

LAWFUL: Final[Mapping[str, Any]] = {
    "consent.collected_before_sending": True,
    "form.box_preticked": False,
    "form.refusal_as_visible_as_acceptance": True,
    "form.single_button": False,
    "supplier.audits": True,
    "information.complete": True,
    "information.place": "link beside each form",
    "objection.effective_in_days": 0,
    "unsubscribe.link_works": True,
    "unsubscribe.link_requires_login": False,
    "retention.prospect.policy_years": 3,
    "retention.prospect.held_over_3_years": 0,
    "retention.prospect.clock_restart_events": ["click", "order"],
    "access.reply_delay_days": 20,
    "erasure.done": True,
    "rights.identity_document_asked": "only_on_doubt",
    "security.password_rule": "12 characters, four classes",
    "security.password_hash": "bcrypt",
    "security.invoice_url_without_login": False,
    "breach.notified": True,
    "cookies.set_before_choice": False,
    "cookies.refusal_as_easy": True,
    "processor.contracts": "complete",
    "transfer.safeguard": "Commission clauses of 2021, signed",
    "register.complete": True,
    "minimisation.free_text_comments.insulting": False,
    "recording.calls_recorded": "sample",
    "bank_data.kept_after_payment": False,
    "transmission.refusers_included": False,
    "locker.password_length": 14,
    "tenant_area.receipts_opened_by_changing_the_number": False,
    "library.members_inactive_over_3_years": 0,
    "test.answers_kept_months": 2,
    "survey.political_opinions_explicit_consent": True,
    "mailing.persons_mailed_without_prior_agreement": 0,
    "stay.offers_box_already_ticked": False,
    "home_page.trackers_on_first_display": 0,
    "outsourcing.contracts_with_every_clause": "9 of 9",
    "scooter.position.interval_minutes": 120,
    "scooter.position.less_intrusive_means_available": False,
    "defaults.user_told_the_microphone_is_on": True,
    "defaults.closing_the_window_ends_the_call": True,
    "notice.language": "English and French",
    "site.encrypted": True,
    "account.deleted_after_years": 2,
}


def heads_of(around: Mapping[str, Any], told: Mapping[str, Any]) -> set[str]:
    """Return the articles found in the facts of a made-up decision."""
    raw = {**around, "facts": [{"k": key, "v": value} for key, value in told.items()]}
    said = translate(raw, Path("made-up.yaml"), DAY)
    assert said.untranslated == ()
    decision = Decision(
        "made-up", "sanction", DAY, law_day_assumed=False, channels=said.channels, held={}, dossier=said.dossier
    )
    return {row.article for row in replay(decision).rows if row.status != "undetermined" and not row.within}


# ----------------------------------------------------------------------------------------------- entries


def test_the_lexicon_is_not_empty() -> None:
    assert len(LINES) > 300


@pytest.mark.parametrize("line", [each for _, each in LINES], ids=[key for key, _ in LINES])
def test_every_line_names_declared_facts_and_values_that_fit(line: Line) -> None:
    if line.table == ORGANISATION:
        facts: Mapping[str, Fact] = {fact.name: fact for fact in (DECIDES, IN_TERRITORY)}
        links: tuple[str, ...] = ()
    else:
        table = table_of(line.table)
        facts, links = questions(table), links_of(table)
    assert set(line.links) <= {*links, "source", "form"}
    for name, value in line.facts.items():
        assert fits(facts[name], value), f"{name}: {value}"


def fits(fact: Fact, value: object) -> bool:
    """Say whether a fact can have a value, or what a `$name` stands for."""
    days = {Kind.DAY, Kind.INSTANT}
    if isinstance(value, str) and value.startswith("$"):
        return fact.kind in days if value.startswith("$years_before_") else CAUGHT[value[1:]] == fact.kind
    if value == "never":
        return fact.kind in days
    return isinstance(value, KINDS[fact.kind]) and (fact.kind is not Kind.CHOICE or value in fact.choices)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ({"key": "x", "valeu": "bad"}, "has no `valeu`"),
        ({"key": "("}, "cannot use the entry of `\\(`"),
        ({"value": "bad"}, "cannot use the entry of `None`"),
        ({"key": "x", "value": "("}, "cannot use the entry of `x`"),
        ({"key": "x", "when": "email"}, "a mapping of names to patterns is expected"),
        ({"key": "x", "when": {"chanels": "email"}}, "asks for `chanels`"),
        ({"key": "x", "unless": {"electronik": True}}, "asks for `electronik`"),
        ({"key": "x", "rows": [{"table": "notices", "fact": {}}]}, "has no `fact`"),
        ({"key": "x", "as": "notize"}, "cannot use the entry of `x`"),
    ],
)
def test_an_entry_that_cannot_be_used_is_told(raw: dict[str, Any], message: str) -> None:
    with pytest.raises(RuleError, match=message):
        entry_of(raw)


def test_no_entry_names_an_organisation() -> None:
    names = {str((each.about.get("organisation") or {}).get("name") or "") for each in read_folder()}
    long_enough = {word.casefold() for name in names for word in name.split() if len(word) > 5 and word.isalpha()}
    written = " ".join(entry.key.pattern + str(entry.value) for entry in entries()).casefold()
    common = {"france", "company", "marketing", "mobile", "services"}  # words of names that are words of the field too
    assert not {name for name in long_enough - common if name in written}


# ----------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("key", "value", "leans"),
    [
        ("information.given", False, "bad"),
        ("information.given", "not_systematically", "bad"),
        ("information.given", True, "good"),
        ("rights.request_unanswered", True, "bad"),
        ("rights.request_unanswered", False, "good"),
        ("erasure.cases_not_done", 4, "bad"),
        ("erasure.cases_not_done", 0, "good"),
        ("information.purposes", "generic_and_vague", "bad"),
        ("information.place", "beside the form", ""),
        ("security.login", "disputed", ""),
        ("security.login", "not proved", ""),
        ("processor.contracts_complete", "4 of 9", "bad"),
        ("processor.contracts_complete", "9 of 9", "good"),
        ("rights.requests_unanswered", "0 of 9", "good"),
        ("rights.requests_unanswered", "2 of 9", "bad"),
    ],
)
def test_a_fact_leans_by_its_key_and_its_value(key: str, value: object, leans: str) -> None:
    assert leaning(key, value) == leans


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("retention.policy_years", 4, {"months": 48, "number": 4, "count": 1}),
        ("retention.held_over_3_years", 1917, {"months": 36, "number": 1917, "count": 1917}),
        ("retention.held_since", 2009, {"number": 2009, "count": 1}),
        ("rights.reply_delay_months", [9, 7, 7], {"months": 9, "number": 9, "count": 1}),
        ("rights.case", "answered after 2 years", {"months": 24}),
        ("breach.delay", "40 hours", {"months": 1}),
        ("retention.excessive", True, {"count": 1}),
    ],
)
def test_amounts_are_read_from_the_key_or_the_value(key: str, value: object, told: dict[str, int]) -> None:
    found = amounts(key, value)
    assert {name: found.get(name) for name in told} == told


def test_families_go_by_other_names_too() -> None:
    assert as_known("Passwords.rule") == "security.password.rule"
    assert as_known("opt_in.proof") == "consent.proof"
    assert as_known("form.opposition.box") == "form.opposition.box"


def test_a_key_whose_first_words_say_where_has_other_names() -> None:
    assert list(other_names("quiz.health.notice.given"))[:2] == ["health.notice.given", "information.given"]
    assert "security.password_length" in other_names("locker.password_length")
    assert list(other_names("weather.rain")) == []


def test_what_is_in_dispute_or_mended_stays_so_under_every_name() -> None:
    assert heads_of(SITE, {"locker.password_length": "disputed", "locker.later.password_length": 6}) == set()


def test_shapes_and_conditions_are_all_used() -> None:
    written = "".join(each.read_text(encoding="utf-8") for each in lexicon_files())
    assert [name for name in words().shapes if f"as: {name}" not in written] == []
    assert [name for name in words().conditions if f"{name}:" not in written.replace(f"\n  {name}:", "")] == []


def lexicon_files() -> list[Path]:
    """Return the files of the lexicon."""
    return [Path(str(each)) for each in folder().iterdir()]


# ----------------------------------------------------------------------------------------------- families


@pytest.mark.parametrize(("around", "key", "value", "article"), FAMILIES, ids=[each[1] for each in FAMILIES])
def test_a_family_is_read_in_words_that_no_decision_of_ours_uses(
    around: Mapping[str, Any], key: str, value: object, article: str
) -> None:
    found = heads_of(around, {key: value})
    # a request that nobody answered is article 12 beside the right itself
    assert found - {"GDPR 12"} <= {article}
    assert article in found


def test_what_was_done_well_breaks_nothing() -> None:
    around = {**USER, "channels": ["email", "sms", "phone"], "data_source": ["own_customers", "bought_from_brokers"]}
    assert heads_of(around, LAWFUL) == set()


@pytest.mark.parametrize("key", LAWFUL)
def test_no_single_fact_of_something_done_well_breaks_anything(key: str) -> None:
    assert heads_of(OWN, {key: LAWFUL[key]}) == set()


def test_whose_data_decides_between_articles_13_and_14() -> None:
    told = {"information.purposes": False}
    assert heads_of(OWN, told) == {"GDPR 13"}
    assert heads_of(USER, told) == {"GDPR 14"}
    both = {**USER, "data_source": ["own_customers", "bought_from_brokers"]}
    assert heads_of(both, {"information.message.purposes": False}) == {"GDPR 13", "GDPR 14"}
    assert heads_of(both, {"information.policy.purposes": False}) == {"GDPR 13"}


def test_who_uses_is_charged_under_l34_5_and_who_passes_on_under_article_6() -> None:
    told = {"form.single_button": True, "transmission.to_partners": True}
    assert heads_of(USER, told) == {"CPCE L.34-5"}
    assert heads_of(PUBLISHER, told) == {"GDPR 6"}


def test_what_is_disputed_or_excused_breaks_nothing() -> None:
    assert heads_of(SITE, {"security.documents_accessible_by_url": "disputed"}) == set()
    assert heads_of(SITE, {"access.case_1": "company says never received; not proved sent"}) == set()
    assert heads_of(SITE, {"access.case_2": "company holds only the name of the person"}) == set()


def test_a_body_outside_the_territory_is_judged_for_nothing() -> None:
    told = {
        "controller.established_in_eu": False,
        "offers_to_persons_in_eu": False,
        "behaviour_profiling": False,
        "source.person_aware": False,
    }
    assert heads_of(SCRAPER, told) == set()
    assert heads_of(SCRAPER, told | {"behaviour_profiling": True}) == {"GDPR 5(1)(a)"}


def test_what_no_entry_knows_is_listed_and_what_is_not_known_left_out() -> None:
    raw = {**OWN, "facts": [{"k": "weather.on_the_day", "v": "rain"}, {"k": "consent.obtained", "v": None}]}
    said = translate(raw, Path("made-up.yaml"), DAY)
    assert said.untranslated == ("weather.on_the_day",)
    assert "people" not in said.dossier


def test_notes_reasons_and_outcomes_are_not_read() -> None:
    facts = [{"k": "information.given", "v": False, "n": "held against it"}]
    plain = {**OWN, "facts": [{"k": "information.given", "v": False}]}
    loud = {**OWN, "facts": facts, "outcome": {"GDPR 13": "retained"}, "key_reasoning": ["x"], "scope": "core"}
    path = Path("made-up.yaml")
    assert translate(loud, path, DAY) == translate(plain, path, DAY)


@pytest.mark.parametrize("facts", ["[given]", "[{v: true}]", "[{k: 3, v: true}]"])
def test_facts_that_are_no_pairs_are_refused(tmp_path: Path, facts: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(f"id: X\ndate: 2023-06-01\nfacts: {facts}\n", encoding="utf-8")
    with pytest.raises(DossierError, match="a fact is written"):
        read_decision(path)


# ----------------------------------------------------------------------------------------------- published decisions


@cache
def raw_decisions() -> tuple[Decision, ...]:
    """Return the published decisions as told, where they are at hand."""
    return read_folder(SHARED)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published decisions are not at hand")
def test_published_decisions_are_judged_as_they_were() -> None:
    scores = [score(replay(each)) for each in raw_decisions()]
    found, missed = (sum(len(getattr(each, name)) for each in scores) for name in ("found", "missed"))
    assert found / (found + missed) >= 0.85
    assert [each.false_alarms for each in scores if each.false_alarms] == []
    assert extra_per_decision(scores) < 1


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published decisions are not at hand")
def test_what_decisions_tell_of_is_nearly_all_known() -> None:
    told = sum(len(each.about["facts"]) for each in raw_decisions())
    assert sum(len(each.untranslated) for each in raw_decisions()) / told < 0.02


def test_the_files_of_the_lexicon_are_lists_in_order() -> None:
    for path in lexicon_files():
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert isinstance(raw, dict if path.name == "words.yaml" else list), path.name
