"""A base after the facts of CNIL decision SAN-2020-016 (Performeclic, 2020-12-07).

The dossier says what the decision tells: a bought base, two invoices as only proof, telephone numbers kept, a quarter
of the people held over three years on opens alone, incomplete mails, an unsubscribe that acts in one of nine accounts,
a hosting contract without its clauses. What the decision did not examine is answered as compliant and marked assumed.
Each cure mends the facts behind one head, and nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, Final

import polars as pl

from licet.audit.demo import people as made
from licet.audit.demo.dossier import assumed as supposed
from licet.audit.demo.dossier import write_dossier
from licet.terms.errors import UsageError

JUDGED_ON: Final = dt.date(2020, 12, 7)
FULL_SIZE: Final = 20_000_000
COMPLAINTS: Final = 163_126
"""Reports to Signal Spam between 2019-01-01 and 2019-06-11, at full size."""

CURES: Final = ("CPCE L.34-5", "GDPR 5(1)(c)", "GDPR 5(1)(e)", "GDPR 14", "GDPR 21", "GDPR 28")
FLIPS: Final = ("continuing-supply", "holder-outside-eea", "opens-in-2026")
"""Other facts that must move the heads (heads.md D10): they show that six was not tuned."""

NOT_EXAMINED: Final = "not examined by the decision"
SELLER: Final = "vendeur-de-bases"


def assumed(answer: object) -> dict[str, Any]:
    """Return an answer that the decision does not give, supposed compliant."""
    return supposed(answer, NOT_EXAMINED)


def write(
    folder: Path,
    people: int,
    cures: Collection[str] = (),
    flips: Collection[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Write ``dossier.yaml`` and ``base.csv`` into a folder; return the folder. Unknown cures raise ``UsageError``."""
    for each in cures:
        if each not in CURES:
            msg = f"`{each}` is no head of this case; the heads are {', '.join(CURES)}"
            raise UsageError(msg)
    folder.mkdir(parents=True, exist_ok=True)
    made.write_csv(folder / "base.csv", people, _columns(cures, flips), progress)
    return write_dossier(folder, _dossier(people, cures, flips), "A base made up after CNIL decision SAN-2020-016")


def _columns(cures: Collection[str], flips: Collection[str]) -> dict[str, made.Column]:
    in_the_quarter = lambda number: number % 4 == 3  # noqa: E731  # one condition, used three times below
    old_click = made.blank if "GDPR 5(1)(e)" not in cures else made.day_between("2018-01-01", "2019-06-11", 7)
    obtained = made.either(
        in_the_quarter,
        made.days_between("2014-01-06", "2016-11-30", 5),
        made.days_between("2016-12-01", "2018-11-30", 6),
    )
    first_message = made.days_after(obtained, 20, 10)
    opened = ("2026-05-01", "2026-10-31") if "opens-in-2026" in flips else ("2018-12-08", "2019-06-11")
    columns: dict[str, made.Column] = {
        "email": made.email,
        "prenom": made.first_name,
        "nom": made.last_name,
        "telephone": made.telephone,
        "fournisseur": made.constant(SELLER),
        "date_obtention": lambda number: made.french_day(obtained(number)),
        "dernier_clic": made.either(in_the_quarter, old_click, made.day_between("2018-01-01", "2019-06-11", 8)),
        "derniere_ouverture": made.day_between(*opened, 9),
        "premier_message": lambda number: made.french_day(first_message(number)),
        "dernier_message": made.day_between("2019-06-04", "2019-06-11", 11),
    }
    if "GDPR 5(1)(c)" in cures:
        del columns["telephone"]
    if "CPCE L.34-5" in cures:
        columns |= {
            "date_consentement": made.day_between("2013-01-07", "2013-12-31", 12),
            "formulaire": made.constant("jeu-concours-v2"),
            "preuve": lambda number: pl.concat_str(pl.lit("preuve-"), number),
        }
    return columns


def _dossier(people: int, cures: Collection[str], flips: Collection[str]) -> dict[str, Any]:
    dossier: dict[str, Any] = {
        "licet_dossier": 1,
        "judged_on": JUDGED_ON,
        "organisation": {
            "name": "Expéditeur pour annonceurs (cas d'école)",
            "by": "document",
            "country": "FR",
            "employees": 2,
            "decides": True,
            "in_territory": True,
            "roles": [
                {"operation": "base", "role": "controller"},
                {"operation": "sending for advertisers", "role": "controller"},
            ],
        },
        "channels": ["email"],
        "purposes": [
            {
                "id": "advertisers-offers",
                "channels": ["email"],
                "by": "document",
                "needs": ["email", "first_name", "last_name"],
            }
        ],
        "people": [{"file": "base.csv", "by": "document"}],
        "everyone": _everyone(),
        "sources": [_seller(cures, flips)],
        "forms": [_form()] if "CPCE L.34-5" in cures else [],
        "notices": [_notice(cures)],
        "messages": [_message()],
        "unsubscribes": [_unsubscribe(cures)],
        "contracts": [_hosting(cures)],
        "retention": [_retention(cures)],
        "suppressions": [_suppression()],
        "complaints": [
            {"source": SELLER, "sender": f"compte-{account}", "count": count}
            for account, count in enumerate(_split(round(COMPLAINTS * people / FULL_SIZE), 9), start=1)
        ],
    }
    if "holder-outside-eea" in flips:
        dossier["third_country_transfers"] = [_holder()]
    return dossier


def _split(total: int, parts: int) -> list[int]:
    return [total // parts + (1 if part < total % parts else 0) for part in range(parts)]


def _everyone() -> dict[str, Any]:
    """Return what holds of all the people: private persons whose address was bought, who buy nothing here."""
    return {
        "by": "document",
        "capacity": "consumer",
        "contact_point.is_generic": False,
        "contact_point.owner_is_legal_person": False,
        "notice.given_on": {"column": "first_message_at", "by": "data"},
        "contact_point.published_online": False,
        "contact_point.marked_against_prospecting": False,
        "sale.at": "never",
        "sale.by_this_controller": False,
        "sale.offer_is_analogous": False,
        "account.without_purchase": False,
        "account.in_paid_offer": False,
        "contract.in_progress": False,
        "customer.is_active": False,
        "customer.relation_ended_on": "never",
        "retention.longer_period_justified": False,
        "offer.sector": "other",
        "archive.only": False,
        "disclosure.first_on": assumed("never"),
        "person.already_informed": False,
        "collection.for_another_purpose": assumed(False),
        "partner.received_from_partner": assumed(False),
        "partner.shown_by_category_only": assumed(False),
        "partner.on_list_at_collection": assumed(True),
        "objection.made_at": assumed("never"),
        "objection.covers_act": assumed(False),
        "collection.could_object": assumed(True),
        "collection.told_of_prospecting": False,
        "profession.offer_relates": False,
        "sale.objection_offered": False,
        "sale.told_of_prospecting": False,
        "consent.processing_changed_since": assumed(False),
        **_opens(),
        "consent.withdrawn_at": assumed("never"),
    }


def _opens() -> dict[str, Any]:
    """Return how opens are read. What was not examined is supposed as far as the day of the decision, and no further."""
    return {
        "tracker.individual": True,
        "tracker.exempt": False,
        "tracker.consent_until": assumed(JUDGED_ON),
        "tracker.told_and_could_object_on": "never",
        "tracker.objected_on": "never",
    }


def _seller(cures: Collection[str], flips: Collection[str]) -> dict[str, Any]:
    shown = "CPCE L.34-5" in cures
    nothing = "asked_nothing_produced"
    proof: dict[str, Any] = dict.fromkeys(
        (
            "consent.given_at",
            "consent.covers_channel",
            "consent.covers_purpose",
            "consent.names_controller",
            "consent.by_positive_act",
            "consent.proof_names_person",
            "consent.proof_shows_time",
            "consent.proof_shows_wording",
        ),
        True if shown else nothing,
    )
    if shown:
        proof["consent.given_at"] = {"column": "consent_at", "by": "data"}
        proof["consent.proof_names_person"] = {"column": "proof", "by": "data"}
    return {
        "id": SELLER,
        "name": "Vendeur de la base",
        "by": "document",
        "note": "two invoices of the seller bear a mention of opt-in; nothing else was produced",
        "notice": "pied-de-courriel",
        "consent.taken_upstream": True,
        "use.is_electronic": True,
        "supply.is_continuing": "continuing-supply" in flips,
        "contract.promises_consent": True,
        "checks.made": True if shown else nothing,
        "proof.produced": True if shown else nothing,
        "others.produce_proof": False,
        "defect.known_on": "never",
        "use.last_on": dt.date(2019, 6, 11),
        "taking.way": "bought_or_rented",
        "reuse.rests_on": assumed("own_purpose"),
        "use.expected_from": assumed("no_calls_or_letters"),
        "people": {"by": "document", "collection.from_person": False, **proof},
    }


def _form() -> dict[str, Any]:
    yes = (
        "set_apart_from_terms", "one_act_per_purpose", "channels_named", "offers_listed", "refusal_offered",
        "refusal_takes_effect", "service_open_to_refusers", "refusal_as_prominent", "refusal_beside_acceptance",
        "labels_say_what_they_do", "refusal_effect_told", "controller_named", "purposes_told", "data_types_told",
        "withdrawal_told", "consent_relied_on",
    )  # fmt: skip
    return {
        "id": "jeu-concours-v2",
        "by": "document",
        **dict.fromkeys(yes, True),
        "act_of_agreement": "ticked_box",
        "partners_shown": "names_on_form",
        "asks_again_after_refusal": False,
        "steps_to_accept": 1,
        "steps_to_refuse": 1,
        "call_agreement_asked": False,
        "phone_asked": False,
    }


def _notice(cures: Collection[str]) -> dict[str, Any]:
    whole = "GDPR 14" in cures
    said = ("controller", "purposes", "objection")
    items = (
        "controller", "purposes", "objection", "bases", "categories", "recipients", "retention", "rights", "withdrawal",
        "complaint", "source",
    )  # fmt: skip
    return {
        "id": "pied-de-courriel",
        "by": "document",
        "kind": "14",
        "given_where": "in_the_message",
        "clicks_to_reach": assumed(0),
        "wording.open_ended": assumed(False),
        "has.representative": assumed(False),
        "has.dpo": assumed(False),
        "has.recipients": assumed(True),
        "relies_on.interest": assumed(False),
        "relies_on.consent": assumed(True),
        "transfers.outside_eea": assumed(False),
        "decides.automatically": assumed(False),
        "source.is_public": assumed(False),
        **{f"says.{item}": whole or item in said for item in items},
    }


def _message() -> dict[str, Any]:
    return {
        "id": "campagne-type",
        "channel": "email",
        "by": "document",
        "notice": "pied-de-courriel",
        "promotes": True,
        "stop_means_given": True,
        "stop_means_answers": True,
        "stop_costs_more_than_sending": False,
        "stop_behind_login": False,
        "names_advertiser": assumed(True),
        "subject_line": assumed("speaks_of_the_offer"),
        "lures_to_premium_number": assumed(False),
        "sent_as": "prospecting",
        "voice": assumed("human"),
    }


def _unsubscribe(cures: Collection[str]) -> dict[str, Any]:
    whole = "GDPR 21" in cures
    return {
        "id": "lien-de-desinscription",
        "channel": "email",
        "by": "document",
        "note": "nine sending accounts; a reply or the site's form would stop all, and nobody is told of them",
        "path.takes_request": True,
        "path.stops_messages": True,
        "path.days_until_stop": assumed(0),
        "reach.accounts_used": 9,
        "reach.accounts_stopped": 9 if whole else 1,
        "other_means.told": whole,
        "contacting.bodies": assumed(1),
        "contacting.bodies_told": assumed(1),
        "filter.is_automatic": assumed(True),
        "record.holds_identifier": assumed(True),
        "right.told_by_first_message": assumed(True),
        "right.told_apart": assumed(True),
        # the decision treats the link as a means to object to the sender, not to withdraw what an advertiser was given
        "consent.relied_on": False,
        "agreeing.steps": assumed(1),
        "stopping.steps": assumed(1),
        "other_means.steps": assumed(1),
        "agreeing.needs_login": assumed(False),
        "stopping.needs_login": assumed(False),
        "agreeing.accounts": assumed(9),
    }


def _hosting(cures: Collection[str]) -> dict[str, Any]:
    whole = "GDPR 28" in cures
    present = ("subject_matter", "duration", "nature")
    clauses = (
        "subject_matter", "duration", "nature", "purpose", "data", "people", "controller", "instructions", "confidentiality",
        "security", "sub_processors", "help_with_rights", "help_with_duties", "return_or_deletion", "audit",
    )  # fmt: skip
    return {
        "id": "hebergeur",
        "by": "document",
        "processing.on_behalf": True,
        "contract.in_writing": True,
        "guarantees.asked": assumed(True),
        "sub_processors.engaged": assumed(False),
        **{f"states.{clause}": whole or clause in present for clause in clauses},
    }


def _retention(cures: Collection[str]) -> dict[str, Any]:
    return {
        "id": "prospects",
        "by": "document",
        "kept.whom": "prospects",
        "period.months": 36,
        "clock.restarts_on_open": "GDPR 5(1)(e)" not in cures,
        "clock.restarts_on_own_message": assumed(False),
        "clock.restarts_on_unsubscribe": assumed(False),
        "term.asks": assumed(False),
        "term.kept_as_evidence": assumed(False),
        "period.declared": assumed(True),
        "clock.start_recorded": assumed(True),
        "use.months": assumed(36),
        "held.beyond_own_period": assumed(0),
        # those held too long are counted in the people file, one by one
        "held.idle_over_three_years": assumed(0),
        "held.after_use_is_over": assumed(False),
        "term.outcome": assumed("erased"),
    }


def _suppression() -> dict[str, Any]:
    return {
        "id": "desinscrits",
        "by": "document",
        "entry.fields_beyond_key": assumed(0),
        "entry.kept_months": assumed(36),
        "use.beyond_blocking": assumed(False),
        "entry.form": assumed("keyed_digest"),
        "imports.happen": assumed(False),
        "imports.objectors_solicited_again": assumed(0),
    }


def _holder() -> dict[str, Any]:
    return {
        "id": "societe-hors-eee",
        "by": "document",
        "holder.is_other_legal_person": True,
        "holder.outside_eea": True,
        "country.declared_adequate": False,
        "safeguard.kind": "nothing",
    }
