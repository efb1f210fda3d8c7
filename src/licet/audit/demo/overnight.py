"""A base of telephone prospects on the eve and on the first day of the opt-in (C. conso L.223-1, 2026-08-11).

Four suppliers, one each: people told and free to object, but never asked; people who agreed to e-mails only; people who
agreed to calls a year and more ago; people who agreed to calls that summer, on a form that says all that R.223-1 wants.
On 2026-08-10 all may be called. On 2026-08-11 only the last may.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Final

import polars as pl

from licet.audit.demo import people as made
from licet.audit.demo.dossier import write_dossier

DAYS: Final = (dt.date(2026, 8, 10), dt.date(2026, 8, 11))
PEOPLE: Final = 8_000
ASKED: Final = "accord-appels-2026"
EARLIER: Final = "accord-appels-2025"
NEVER_ASKED: Final = "annuaire"
EMAIL_ONLY: Final = "lettre-d-information"
SOURCES: Final = (NEVER_ASKED, EMAIL_ONLY, EARLIER, ASKED)


def write(folder: Path, people: int = PEOPLE) -> Path:
    """Write the dossier into a folder; return the folder. It is judged on two days, so it states none."""
    folder.mkdir(parents=True, exist_ok=True)
    made.write_csv(folder / "prospects.csv", people, _columns())
    return write_dossier(
        folder, _dossier(), "A base of telephone prospects, judged on the eve and on the first day of the opt-in"
    )


def _source(number: pl.Expr) -> pl.Expr:
    return (number % len(SOURCES)).cast(pl.UInt32).replace_strict(dict(enumerate(SOURCES)), return_dtype=pl.String)


def _agreed(number: pl.Expr) -> pl.Expr:
    recent = made.day_between("2026-06-01", "2026-07-31", 4)(number)
    earlier = made.day_between("2025-03-03", "2025-07-31", 5)(number)
    return pl.when(number % 4 == 3).then(recent).when(number % 4 == 2).then(earlier).otherwise(pl.lit(""))


def _columns() -> dict[str, made.Column]:
    obtained = made.days_between("2025-01-06", "2025-02-28", 1)
    return {
        "telephone": made.telephone,
        "fournisseur": _source,
        "formulaire": lambda number: pl.when(number % 4 >= 2).then(_source(number)).otherwise(pl.lit("")),
        "date_obtention": lambda number: made.french_day(obtained(number)),
        "date_information": lambda number: made.french_day(made.days_after(obtained, 10, 2)(number)),
        "dernier_clic": made.day_between("2026-01-05", "2026-07-31", 3),
        "accord_telephone": _agreed,
    }


def _dossier() -> dict[str, Any]:
    return {
        "licet_dossier": 1,
        "organisation": {
            "name": "Société de prospection téléphonique (cas d'école)",
            "by": "document",
            "decides": True,
            "in_territory": True,
        },
        "channels": ["telephone"],
        "purposes": [{"id": "calls", "channels": ["telephone"], "needs": ["phone"], "by": "document"}],
        "people": [
            {
                "file": "prospects.csv",
                "by": "document",
                "map": {"accord_telephone": "phone_consent_at", "date_information": "informed_at"},
            }
        ],
        "everyone": _everyone(),
        "sources": [_supplier(source) for source in SOURCES],
        "forms": [_form(EARLIER), _form(ASKED)],
        "notices": [_notice()],
    }


def _everyone() -> dict[str, Any]:
    return {
        "by": "document",
        "capacity": "consumer",
        "collection.from_person": False,
        "collection.told_of_prospecting": True,
        "collection.could_object": True,
        "collection.for_another_purpose": False,
        "contact_point.is_generic": False,
        "contact_point.owner_is_legal_person": False,
        "contact_point.published_online": False,
        "contact_point.marked_against_prospecting": False,
        "offer.sector": "other",
        "contract.in_progress": False,
        "contract.relation_existed": False,
        "callback.requested_on": "never",
        "bloctel.calls_habitually": True,
        "bloctel.listed": False,
        "bloctel.screened_on": dt.date(2026, 7, 31),
        "objection.made_at": "never",
        "consent.given_at": "never",
        "consent.withdrawn_at": "never",
        "call_consent.withdrawn_at": "never",
        "call_consent.names_caller": True,
        "call_consent.covers_offer": True,
        "call_consent.proof_kept_until": dt.date(2030, 12, 31),
        "customer.is_active": False,
        "customer.relation_ended_on": "never",
        "retention.longer_period_justified": False,
        "archive.only": False,
        "sale.at": "never",
        "account.without_purchase": False,
        "disclosure.first_on": "never",
        "message.first_on": {"column": "informed_at", "by": "data"},
        "person.already_informed": False,
        "partner.received_from_partner": False,
        "training.action_in_progress": False,
        "training.collects_account_data": False,
        "tracker.individual": False,
    }


def _supplier(source: str) -> dict[str, Any]:
    agreed = source in {EARLIER, ASKED}
    ends = {EARLIER: dt.date(2026, 2, 28), ASKED: dt.date(2027, 5, 31)}.get(source, "never")
    return {
        "id": source,
        "by": "document",
        "notice": "mentions",
        "consent.taken_upstream": source != NEVER_ASKED,
        "use.is_electronic": False,
        "supply.is_continuing": False,
        "checks.made": True,
        "proof.produced": source != NEVER_ASKED,
        "others.produce_proof": True,
        "defect.known_on": "never",
        "use.last_on": dt.date(2026, 8, 10),
        "taking.way": "given_by_people",
        "reuse.rests_on": "own_purpose",
        "use.expected_from": "told_at_collection",
        "people": {"by": "document", "call_consent.proof_names_person": agreed, "call_consent.period_ends_on": ends},
    }


def _form(name: str) -> dict[str, Any]:
    states = (
        "call_agreement_asked", "call_states_caller", "call_states_offer", "call_leaves_choice", "call_states_period",
        "call_states_withdrawal", "call_states_proof_access", "call_agreed_by_own_act", "call_archived_with_words",
        "call_withdrawal_by_voice", "phone_asked", "phone_notice_on_list", "phone_notice_on_calls",
    )  # fmt: skip
    return {
        "id": name,
        "by": "document",
        "notice": "mentions",
        "consent_relied_on": False,
        **dict.fromkeys(states, True),
        "call_period_months": 12 if name == ASKED else 24,
        "call_renews_tacitly": False,
        "call_proof_needs_account": False,
        "call_steps_to_agree": 1,
        "call_steps_to_withdraw": 1,
        "phone_asked_at_contract": False,
    }


def _notice() -> dict[str, Any]:
    said = (
        "controller", "purposes", "bases", "interests", "categories", "recipients", "retention", "rights", "objection",
        "withdrawal", "complaint", "source",
    )  # fmt: skip
    no = (
        "has.representative",
        "has.dpo",
        "transfers.outside_eea",
        "decides.automatically",
        "source.is_public",
        "wording.open_ended",
    )
    return {
        "id": "mentions",
        "by": "document",
        "kind": "14",
        "given_where": "own_page_by_link",
        "clicks_to_reach": 1,
        **{f"says.{item}": True for item in said},
        **dict.fromkeys(no, False),
        "has.recipients": True,
        "relies_on.interest": True,
        "relies_on.consent": True,
    }
