"""Three publishers of forms after the CNIL's formal notices of April 2022 on transmissions to partners.

All three pass prospects to partners for e-mail and SMS without the consent that this needs. The third also passes
them for live calls, of which its form says nothing: no interest may be relied on that nobody was told of, so the head
is again GDPR 6, and GDPR 13 stands within it. One silence of the form, one remedy (tell, and offer to refuse): one
head (heads.md D2, D7).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Final

from licet.audit.demo import people as made
from licet.audit.demo.dossier import assumed as supposed
from licet.audit.demo.dossier import write_dossier

JUDGED_ON: Final = dt.date(2022, 4, 1)
BODIES: Final = ("1", "2", "3")
PEOPLE: Final = 3_000
FORM: Final = "inscription-v1"
NOT_SAID: Final = "not said of the three notices"


def assumed(answer: object) -> dict[str, Any]:
    """Return an answer that the notices do not give, supposed compliant."""
    return supposed(answer, NOT_SAID)


def write(folder: Path, body: str, people: int = PEOPLE) -> Path:
    """Write the dossier of one body (``1``, ``2`` or ``3``) into a folder; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    made.write_csv(folder / "prospects.csv", people, _columns(body))
    return write_dossier(folder, _dossier(body), "A publisher of forms made up after the CNIL's notices of April 2022")


def _columns(body: str) -> dict[str, made.Column]:
    salt = int(body)
    return {
        "email": made.email,
        "telephone": made.telephone,
        "formulaire": made.constant(FORM),
        "date_inscription": made.day_between("2021-04-06", "2022-03-25", salt),
        "dernier_clic": made.day_between("2022-03-26", "2022-03-31", salt + 3),
    }


def _dossier(body: str) -> dict[str, Any]:
    passes_for_calls = body == "3"
    channels = ["email", "sms", *(["telephone"] if passes_for_calls else [])]
    return {
        "licet_dossier": 1,
        "judged_on": JUDGED_ON,
        "organisation": {
            "name": f"Éditeur de formulaires {body} (cas d'école)",
            "by": "document",
            "decides": True,
            "in_territory": True,
        },
        # their own messages were not looked into: only what they pass on is judged here
        "channels": [],
        "purposes": [{"id": "lead-generation", "channels": [], "needs": ["email", "phone"], "by": "document"}],
        "people": [{"file": "prospects.csv", "by": "document"}],
        "everyone": _everyone(),
        "forms": [_form()],
        "notices": [_notice()],
        "disclosures": [_disclosure(channel) for channel in channels],
    }


def _everyone() -> dict[str, Any]:
    return {
        "by": "document",
        "capacity": "consumer",
        "collection.from_person": True,
        "collection.for_another_purpose": assumed(False),
        "contact_point.is_generic": False,
        "contact_point.owner_is_legal_person": False,
        "customer.is_active": False,
        "customer.relation_ended_on": "never",
        "archive.only": False,
        "retention.longer_period_justified": False,
        "notice.given_on": {"column": "collected_at", "by": "data"},
        "person.already_informed": False,
        "message.first_on": assumed("never"),
        "tracker.individual": assumed(False),
    }


def _form() -> dict[str, Any]:
    return {
        "id": FORM,
        "by": "document",
        "notice": "mentions",
        "consent_relied_on": False,
        "phone_asked": True,
        "phone_asked_at_contract": False,
        "phone_notice_on_list": assumed(True),
        "call_agreement_asked": False,
    }


def _notice() -> dict[str, Any]:
    said = (
        "controller", "purposes", "bases", "recipients", "retention", "rights", "objection", "withdrawal", "complaint",
        "required_answers", "interests",
    )  # fmt: skip
    return {
        "id": "mentions",
        "by": "document",
        "kind": "13",
        "given_where": assumed("beside_the_form"),
        "clicks_to_reach": assumed(0),
        "wording.open_ended": assumed(False),
        **{f"says.{item}": assumed(True) for item in said},
        "has.representative": assumed(False),
        "has.dpo": assumed(False),
        "has.recipients": assumed(True),
        "relies_on.interest": assumed(True),
        "relies_on.consent": assumed(False),
        "transfers.outside_eea": assumed(False),
        "asks.required_answers": assumed(True),
        "decides.automatically": assumed(False),
    }


def _disclosure(channel: str) -> dict[str, Any]:
    by_call = channel == "telephone"
    return {
        "id": f"partenaires-{channel}",
        "channel": channel,
        "by": "document",
        "form": FORM,
        "capacity": "consumer",
        "offer.sector": assumed("other"),
        "consent.given": False,
        "consent.covers_channel": False,
        "consent.by_taking_part": assumed(False),
        "partners.shown": assumed("named_on_form"),
        "partner.listed_on": assumed(dt.date(2021, 1, 1)),
        "people.first_agreed_on": assumed(dt.date(2021, 4, 6)),
        "list.link_works": assumed(True),
        "list.names_added": assumed(False),
        "collection.told_of_disclosure": False if by_call else assumed(True),
        "collection.could_object": assumed(True),
        "refusers.included": assumed(False),
        "objectors.included": assumed(False),
        "objections.received": assumed(False),
        "data.received_from_partner": False,
        "fields.sent_beyond_promise": assumed(0),
        **({"recipient.expected_from": "nothing"} if by_call else {}),
        "partner.called_processor": assumed(False),
        "partner.decides": True,
        "sale.of_customer_file": False,
    }
