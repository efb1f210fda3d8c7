"""What the house knows of its own workings, as rows of a dossier: forms as published, suppliers, the suppression list.

A value stands here because the code does it or the tables hold it, never because somebody says so: what nobody can show
is left out, and stays undetermined.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from licet.accountability.dossier.prospects import ZONE
from licet.collection.models import Import, Paper, Sample, Supplier
from licet.collection.suppliers import others_produce, standing
from licet.law.figures import figure
from licet.ledger import clock
from licet.notices.built import of_notice, of_request
from licet.notices.models import FormVersion
from licet.notices.publish import Published
from licet.notices.render import beneficiaries
from licet.objections.entries import KEPT
from licet.retention.schedule import PROSPECTS, silent_since
from licet.rights.models import Request
from licet.rights.requests import Outcome, Right
from licet.terms.days import date_of
from licet.terms.instants import local_day
from licet.terms.periods import Period, last_day
from licet.terms.words import ELECTRONIC, Channel, Purpose

Table = list[dict[str, Any]]


def tables(controller: str, channel: str) -> dict[str, Table]:
    """Return the small tables of a controller's prospecting on a channel."""
    forms, notices = _forms(controller, channel)
    used = _suppliers(controller, channel)
    return {
        "forms": forms + [row for supplier in used for row in _papers(supplier)],
        "notices": notices,
        "sources": [_source(each, channel) for each in used],
        "samples": [row for each in used for row in _samples(each)],
        "deliveries": [row for each in used for row in _deliveries(each, controller, channel)],
        "suppressions": [_suppression()],
        "retention": [_retention()],
        "requests": list(_requests(channel)),
    }


# ------------------------------------------------------------------------------------------------ forms and notices


def _forms(controller: str, channel: str) -> tuple[Table, Table]:
    forms: Table = []
    notices: Table = []
    for row in FormVersion.objects.order_by("slug", "version"):
        published = Published(row)
        for request in published.form.requests:
            if channel not in request.channels or request.purpose != Purpose.COMMERCIAL:
                continue
            if controller not in beneficiaries(published.form, request):
                continue
            named = f"{row.slug}-v{row.version}"
            built = {name: value for name, value in of_request(published.form, request).items() if value is not None}
            people = _people_of_form(channel)
            forms.append({"id": f"{named}-{channel}", "by": "document", "notice": named, **built, "people": people})
            if named not in {each["id"] for each in notices}:
                told = {name: value for name, value in of_notice(published.form).items() if value is not None}
                notices.append({"id": named, "by": "document", **told})
    return forms, notices


def _people_of_form(channel: str) -> dict[str, Any]:
    """Return what follows for those who agreed on a form of this house, whatever else they did."""
    agreed: dict[str, Any] = {
        "by": "document",
        "collection.told_of_prospecting": True,
        "collection.could_object": True,
        "collection.for_another_purpose": False,
    }
    if channel == Channel.TELEPHONE:
        return {**agreed, "call_consent.names_caller": True, "call_consent.covers_offer": True}
    return {
        **agreed,
        "consent.covers_purpose": True,
        "consent.names_controller": True,
        "consent.processing_changed_since": False,
        "partner.on_list_at_collection": True,
        "partner.shown_by_category_only": False,
    }


# ------------------------------------------------------------------------------------------------ suppliers


def _suppliers(controller: str, channel: str) -> list[Supplier]:
    slugs = Import.objects.filter(controller=controller, channel=channel).values_list("supplier", flat=True)
    return list(Supplier.objects.filter(slug__in=set(slugs)).order_by("slug"))


def _source(supplier: Supplier, channel: str) -> dict[str, Any]:
    kept = standing(supplier.slug)
    told: dict[str, Any] = json.loads(supplier.answers)
    asked = "asked_nothing_produced"
    people = {**_people_of_import(channel), **told.pop("people", {})}
    return {
        **told,
        "people": people,
        "id": supplier.slug,
        "name": supplier.name,
        "by": told.get("by", "document"),
        "use.is_electronic": channel in ELECTRONIC,
        "supply.is_continuing": supplier.continuing,
        "taking.way": supplier.way,
        "checks.made": True if kept.is_checked else asked,
        "proof.produced": True if kept.has_proof else asked,
        "others.produce_proof": others_produce(supplier.slug),
        "defect.known_on": "never" if supplier.stopped_on is None else date_of(supplier.stopped_on),
    }


def _people_of_import(channel: str) -> dict[str, Any]:
    """Return what follows for people let in from a list: without it, the import would have set their rows aside.

    Each row was judged on its day (``collection.judging``), and none is let in that is not permitted for certain.
    """
    judged: dict[str, Any] = {"by": "data", "collection.for_another_purpose": False}
    if channel == Channel.TELEPHONE:
        return {**judged, "call_consent.names_caller": True, "call_consent.covers_offer": True}
    return {
        **judged,
        "consent.covers_purpose": True,
        "consent.names_controller": True,
        "partner.on_list_at_collection": True,
    }


def _papers(supplier: Supplier) -> Iterator[dict[str, Any]]:
    for paper in Paper.objects.filter(supplier=supplier.slug, kind="form").order_by("pk"):
        told: dict[str, Any] = json.loads(paper.answers)
        told.pop("names", None)  # whether they hold this controller's was judged row by row
        yield {**told, "id": f"{supplier.slug}-{paper.name}", "by": told.get("by", "document")}


def _samples(supplier: Supplier) -> Iterator[dict[str, Any]]:
    for each in Sample.objects.filter(supplier=supplier.slug).order_by("pk"):
        row: dict[str, Any] = {"source": supplier.slug, "by": "document", "asked": each.size}
        row["asked_on"] = date_of(local_day(each.drawn_at, ZONE))
        if each.answered_at is not None and each.bad is not None:
            missing = each.unanswered or 0
            row |= {"answered_on": date_of(local_day(each.answered_at, ZONE))}
            row |= {"produced": each.size - missing, "invalid": each.bad}
        yield {"id": f"{supplier.slug}-{each.pk}", **row}


def _deliveries(supplier: Supplier, controller: str, channel: str) -> Iterator[dict[str, Any]]:
    """Give each import: none goes in without the suppression list being asked for each of its rows."""
    found = Import.objects.filter(supplier=supplier.slug, controller=controller, channel=channel).order_by("pk")
    for each in found:
        yield {
            "id": f"import-{each.pk}",
            "source": supplier.slug,
            "by": "data",
            "delivered_on": date_of(each.acquired_on),
            "screened": True,
        }


# ------------------------------------------------------------------------------------------------ refusals


def _suppression() -> dict[str, Any]:
    """Return the suppression list as it is built: a keyed token, kind, scope, cause, date and term, nothing else."""
    return {
        "id": "suppression",
        "by": "data",
        "entry.fields_beyond_key": 0,
        "entry.form": "keyed_digest",
        "entry.kept_months": 12 * KEPT.count,
        "use.beyond_blocking": False,
        "imports.are_screened": True,
        "imports.objectors_solicited_again": 0,
    }


# ------------------------------------------------------------------------------------------------ terms and requests


def _retention() -> dict[str, Any]:
    """Return the clock of prospects as ``retention.schedule`` runs it, and who is held beyond it today."""
    today = local_day(clock.now(), ZONE)
    idle = len(silent_since(today))
    return {
        "id": "prospects",
        "by": "data",
        "kept.whom": "prospects",
        "period.declared": True,
        "period.months": 12 * figure(PROSPECTS).value_on(today),
        "clock.restarts_on_open": False,
        "clock.restarts_on_own_message": False,
        "clock.restarts_on_unsubscribe": False,
        "clock.restarts_on_news": False,
        "clock.start_recorded": True,
        "held.beyond_own_period": idle,
        "held.idle_over_three_years": idle,
        "term.outcome": "sorted_archive",
        "term.asks": False,
        "term.kept_as_evidence": True,
        "archive.is_apart": True,
    }


_KINDS: Final = {Right.OBJECTION: "object"}
_ANSWERS: Final = {Outcome.REFUSED: "refused"}


def _requests(channel: str) -> Iterator[dict[str, Any]]:
    """Give each request of a person: when it came, what it asked, when it was answered; its words stay in the log."""
    for each in Request.objects.order_by("pk"):
        row: dict[str, Any] = {
            "id": f"request-{each.pk}",
            "by": "data",
            "channel": channel,
            "request.kind": _KINDS.get(Right(each.right), each.right),
            "request.received_at": date_of(each.received_on),
            "request.recorded": True,
            "request.asks_to_stop": each.right == Right.OBJECTION,
            "solicitation.last_at": "never",
            "data.made_public": False,
            "data.given_on_consent_or_contract": True,
            "extension.month": 0 if each.extended_on is None else month_of(each.received_on, each.extended_on),
            "answer.was": "nothing" if each.extended_on is None else "more_time",
        }
        if each.right == Right.OBJECTION:
            row["mark.kept"] = True
        if each.answered_on is not None:
            row["answer.was"] = _ANSWERS.get(Outcome(each.outcome), "given")
            row["answer.month"] = month_of(each.received_on, each.answered_on)
        yield row


def month_of(received: int, day: int) -> int:
    """Return in which month after the receipt a day lies (1: within the first), from date to date, to a working day."""
    month = 1
    while last_day(received, Period(month, "month"), extend_to_working_day=True) < day:
        month += 1
    return month
