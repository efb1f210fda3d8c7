"""The receipt that a person keeps: JSON-LD in the words of dpv-27560 (ISO/IEC TS 27560 after the W3C's DPV), profile EU GDPR.

The context stands in the receipt itself, is pinned here by its hash, and nothing is ever fetched. Names that begin with
``licet:`` are ours: they lead to the events of the log that prove what is said (docs/why/receipts.md).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from licet.consent.receipt_words import CHANNELS, PURPOSES, WAYS
from licet.consent.record import SAID_BY_KIND, Key
from licet.consent.status import Moment, Said, State, Status, state
from licet.ledger import clock, history, home
from licet.subjects.models import Controller
from licet.subjects.points import KIND_OF_CHANNEL
from licet.terms.errors import LedgerError
from licet.terms.words import Channel

CONTEXT_SHA256: Final = "ff55f750cbe6eb6a15a97336b83ca8eb2c48070caad603a9cfda6501c50ddcd2"
RECORD: Final = "dpv-27560:record-eu-gdpr"
RECEIPT: Final = "dpv-27560:receipt-eu-gdpr"
STATUS: Final = {
    Status.REQUESTED: "dpv:ConsentRequested",
    Status.GIVEN: "dpv:ConsentGiven",
    Status.REFUSED: "dpv:ConsentRefused",
    Status.WITHDRAWN: "dpv:ConsentWithdrawn",
    Status.EXPIRED: "dpv:ConsentExpired",
    Status.INVALIDATED: "dpv:ConsentInvalidated",
    Status.UNKNOWN: "dpv:ConsentUnknown",
}
BROADER: Final = {"commercial": "dpv:DirectMarketing"}
"""Categories of DPV; a purpose that it does not name precisely stays a ``dpv:Purpose``."""
DATA: Final = {"email": "pd:EmailAddress", "telephone": "pd:TelephoneNumber", "post": "pd:PhysicalAddress"}
BY_OTHERS: Final = frozenset({"import", "operator"})


@dataclass(frozen=True, slots=True)
class Told:
    """One event of a consent, as a receipt tells it."""

    moment: Moment
    core: Mapping[str, Any]
    commitment: bytes


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a receipt is made from."""

    origin: str
    subject: bytes
    made_at: int
    consents: Mapping[Key, Sequence[Told]]
    controllers: Mapping[str, Controller]


def receipt_of(subject: bytes, lang: str, withdraw_at: str = "") -> dict[str, Any]:
    """Return the receipt of a person, now; ``withdraw_at`` is the address of the page where consent is withdrawn."""
    consents: dict[Key, list[Told]] = {}
    for event in history.events_of(subject):
        if event.kind in SAID_BY_KIND and event.core:
            core = dict(event.core)
            moment = Moment(SAID_BY_KIND[event.kind], event.happened_at, event.recorded_at, event.index)
            key = Key(str(core["purpose"]), str(core["channel"]), str(core["beneficiary"]))
            consents.setdefault(key, []).append(Told(moment, core, event.commitment))
    named = Controller.objects.in_bulk({key.beneficiary for key in consents})
    return receipt(Facts(home().origin, subject, clock.now(), consents, named), lang, withdraw_at)


def receipt(facts: Facts, lang: str, withdraw_at: str = "") -> dict[str, Any]:
    """Return a receipt: the same facts give the same text."""
    place = f"urn:licet:{facts.origin}"
    # a name for the receipt, from what it says: the same receipt twice is one receipt
    said = [
        place,
        facts.subject.hex(),
        str(facts.made_at),
        *(str(t.moment.index) for e in facts.consents.values() for t in e),
    ]
    named = uuid.uuid5(uuid.NAMESPACE_URL, " ".join(said))
    return {
        "@context": context(),
        "@id": f"urn:uuid:{named}",
        "@type": "dpv:ConsentReceipt",
        "dct:conformsTo": RECEIPT,
        "dpv:hasIdentifier": str(named),
        "dct:created": iso(facts.made_at),
        "dct:language": lang,
        "dct:publisher": facts.origin,
        "schema:recipient": {"@id": "dpv:DataSubject"},
        "licet:contextSha256": CONTEXT_SHA256,
        "dpv:hasEntity": [_entity(place, each) for _, each in sorted(facts.controllers.items())],
        "dpv:hasRecordOfActivity": [
            _record(place, facts.subject, key, told, lang, withdraw_at)
            for key, told in sorted(facts.consents.items(), key=lambda each: (each[0].beneficiary, each[0].channel, each[0].purpose))
        ],
    }  # fmt: skip


def _entity(place: str, controller: Controller) -> dict[str, Any]:
    found = {
        "@id": _controller(place, controller.slug),
        "@type": "dpv:Organisation",
        "dpv:hasIdentifier": controller.slug,
        "dpv:hasName": controller.name,
        "dpv:hasContact": controller.email,
        "dpv:hasAddress": controller.address,
    }
    return {name: value for name, value in found.items() if value}


def _controller(place: str, slug: str) -> str:
    return f"{place}:controller:{slug}"


def _record(place: str, subject: bytes, key: Key, told: Sequence[Told], lang: str, withdraw_at: str) -> dict[str, Any]:
    events = sorted(told, key=lambda each: each.moment.order)
    found = state(each.moment for each in events)
    last = _last(events, found)
    number = min(each.moment.index for each in events)  # of its first event, which no other consent has
    kind = KIND_OF_CHANNEL[Channel(key.channel)]
    source = "dpv:ThirdPartyDataSource" if last.core["how"] in BY_OTHERS else "dpv:DataSubjectDataSource"
    process = {
        "@type": "dpv:Process",
        "dpv:hasPurpose": [
            {
                "@type": "dpv:Purpose",
                "skos:broader": BROADER.get(key.purpose, "dpv:Purpose"),
                "skos:prefLabel": PURPOSES[lang][key.purpose],
                "licet:purpose": key.purpose,
            }
        ],
        "dpv:hasPersonalData": [DATA[kind]],
        "dpv:hasProcessing": ["dpv:Store", "dpv:Use"],
        "licet:channel": key.channel,
        "skos:prefLabel": CHANNELS[lang][key.channel],
        "dpv:hasDataController": [_controller(place, key.beneficiary)],
        "dpv:hasRecipient": [_controller(place, key.beneficiary)],
        "dpv:hasDataSource": [source],
        "dpv:hasLegalBasis": ["eu-gdpr:A6-1-a"],
        "dpv:hasRight": ["eu-gdpr:A7-3", "eu-gdpr:A15", "eu-gdpr:A17", "eu-gdpr:A21", "eu-gdpr:A77"],
        "dpv:hasConsentControl": [
            {"@type": "dpv:WithdrawConsent", **({"dpv:isExercisedAt": withdraw_at} if withdraw_at else {})}
        ],
        "dpv:hasConsentStatus": [_status(each, lang) for each in events],
        "licet:status": str(found.status),
    }
    return {
        "@id": f"{place}:consent:{number}",
        "@type": "dpv:ConsentRecord",
        "dct:conformsTo": RECORD,
        "dpv:hasIdentifier": str(number),
        "dpv:hasDataSubject": {"@type": "dpv:DataSubject", "dpv:hasIdentifier": subject.hex()},
        "dct:created": iso(min(each.moment.known_at for each in events)),
        "dct:modified": iso(max(each.moment.known_at for each in events)),
        "dct:creator": _controller(place, key.beneficiary),
        "dct:language": lang,
        "dpv:hasNotice": [
            {"@type": "dpv:ConsentNotice", "licet:sha256": digest}
            for digest in sorted({str(each) for one in events for each in one.core.get("shown", ())})
        ],
        "dpv:hasProcess": [process],
    }


def _last(events: Sequence[Told], found: State) -> Told:
    return next(each for each in events if found.moment is not None and each.moment.index == found.moment.index)


def _status(told: Told, lang: str) -> dict[str, Any]:
    core, said = told.core, told.moment.said
    how = str(core["how"])
    shown = {
        "@type": STATUS[Status.GIVEN if said is Said.IMPORTED else Status(said.value)],
        "dpv:isIndicatedBy": "dpv:DataController" if how in BY_OTHERS or said is Said.EXPIRED else "dpv:DataSubject",
        "dpv:hasIndicationMethod": WAYS[lang].get(how, how),
        "dpv:isIndicatedAtTime": iso(told.moment.happened_at),
        "licet:said": str(said),
        "licet:act": core.get("act", ""),
        "licet:confirmedByMail": bool(core.get("confirmed")),
        "licet:contemporaneous": said is not Said.IMPORTED,
        "licet:form": core.get("form", ""),
        "licet:formVersion": core.get("version", ""),
        "licet:publishedByOverrideOf": core.get("override_by", ""),
        "licet:recordedAt": iso(told.moment.known_at),
        "licet:event": told.moment.index,
        "licet:commitment": told.commitment.hex(),
    }
    return {name: value for name, value in shown.items() if value != ""}


def iso(instant: int) -> str:
    """Return an instant as ISO 8601, UTC."""
    return dt.datetime.fromtimestamp(instant, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@cache
def context() -> dict[str, Any]:
    """Return the context of every receipt; raise ``LedgerError`` when it is not the one that is pinned."""
    stored = files(__package__).joinpath("receipt_context.jsonld").read_bytes()
    if hashlib.sha256(stored).hexdigest() != CONTEXT_SHA256:
        raise LedgerError("the context of receipts is not the one that is pinned")
    found: dict[str, Any] = json.loads(stored)
    return found
