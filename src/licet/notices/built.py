"""What a form shows by construction: its description as facts of the law's tables."""

from __future__ import annotations

import datetime as dt
from typing import Final

from licet.notices.form import OWN, POINT_OF_CHANNEL, DataField, Form, Request
from licet.rules.values import NEVER, Value
from licet.terms.days import day_of
from licet.terms.instants import bounds_of_day

HOME_ZONE: Final = "Europe/Paris"
_GROWN: Final = 16
"""More than the fifteen years below which a child agrees with a parent (LIL 45): on which side people are is asked."""
_ACTS: Final = {"box": "ticked_box", "pair": "ticked_box", "button": "button_about_the_agreement"}


def of_request(form: Form, request: Request) -> dict[str, Value]:
    """Return the facts of a request (tables ``forms``, ``forms_calls``)."""
    served = (
        "both" if OWN in request.offers_of and request.groups else "partners_only" if request.groups else "own_offers"
    )
    button = request.ask == "button"
    facts: dict[str, Value] = {
        **without_requests(form),
        "consent_relied_on": True,
        "agreement_serves": served,
        "act_of_agreement": "preticked_box" if request.ticked and not button else _ACTS[request.ask],
        "set_apart_from_terms": True,
        "one_act_per_purpose": len(request.offers_of) == 1,
        "channels_named": True,
        "offers_listed": request.offers is not None,
        "refusal_takes_effect": True,
        "asks_again_after_refusal": False,
        **_refusing(form, request),
        "labels_say_what_they_do": True,
        "refusal_effect_told": form.says("refusal_effect"),
        "controller_named": True,
        "purposes_told": True,
        "data_types_told": True,
        "withdrawal_told": form.says("withdrawal"),
        "partners_shown": _partners_shown(form, request),
        "call_agreement_asked": request.asks_for_calls,
    }
    return facts | (_calls(form, request) if request.asks_for_calls else {})


def _refusing(form: Form, request: Request) -> dict[str, Value]:
    if request.ask != "button":
        open_to_all = not request.required
        steps = 2 if request.ticked or request.ask == "pair" else 1
        return {
            "refusal_offered": open_to_all,
            "service_open_to_refusers": open_to_all,
            "refusal_as_prominent": open_to_all,
            "refusal_beside_acceptance": open_to_all,
            "steps_to_accept": 1 if request.ticked else 2,
            "steps_to_refuse": steps,
        }
    beside = form.refusal == "button"
    return {
        "refusal_offered": form.refusal != "none",
        "service_open_to_refusers": form.refusal != "none",
        "refusal_as_prominent": beside,
        "refusal_beside_acceptance": beside,
        "steps_to_accept": 1,
        "steps_to_refuse": 1,
    }


def _partners_shown(form: Form, request: Request) -> str:
    if not request.groups:
        return "no_partners"
    every = all(form.partners[group].named for group in request.groups)
    return "names_on_form" if every else "kinds_only"


def _calls(form: Form, request: Request) -> dict[str, Value]:
    calls = request.calls
    return {
        "call_states_caller": _partners_shown(form, request) != "kinds_only",
        "call_states_offer": request.offers is not None,
        "call_leaves_choice": not request.required and (request.ask != "button" or form.refusal != "none"),
        "call_states_period": calls is not None,
        "call_period_months": calls.months if calls else None,
        "call_states_withdrawal": form.says("withdrawal"),
        "call_states_proof_access": form.says("call_proof"),
        "call_renews_tacitly": False,
        "call_agreed_by_own_act": not request.ticked,
        # what Licet does with each agreement: page, instant and words kept; proof and withdrawal by a link in one act
        "call_archived_with_words": True,
        "call_proof_needs_account": False,
        "call_steps_to_agree": 2,
        "call_steps_to_withdraw": 1,
        "call_withdrawal_by_voice": calls.ended_by_voice if calls else None,
    }


def without_requests(form: Form) -> dict[str, Value]:
    """Return the facts of a page that asks for data, whatever it asks besides."""
    telephone = form.asks("telephone")
    return {
        "consent_relied_on": False,
        "used_without_agreement": False,
        "call_agreement_asked": False,
        "phone_asked": telephone,
        "phone_notice_on_calls": form.says("call_notice") if telephone else None,
        "phone_asked_at_contract": False,
    }


def of_stray_request(form: Form) -> dict[str, Value]:
    """Return what is known beforehand of words of the page that ask for an agreement which no request describes."""
    return {
        **without_requests(form),
        "consent_relied_on": True,
        "refusal_takes_effect": True,
        "service_open_to_refusers": True,
        "asks_again_after_refusal": False,
        "offers_listed": None,
    }


def of_notice(form: Form) -> dict[str, Value]:
    """Return the facts of the information that stands on the form (table ``notices``)."""
    asked = bool(form.requests)
    return {
        "kind": "13",
        "given_where": "beside_the_form",
        "clicks_to_reach": 0,
        "wording.open_ended": False,
        "wording.in_their_language": "fr" in form.languages,
        "has.representative": form.representative is not None,
        "has.dpo": form.dpo is not None,
        "relies_on.interest": False,
        "relies_on.consent": asked,
        "has.recipients": True,
        "transfers.outside_eea": _stated(form.outside_eea),
        "asks.required_answers": any(field.required for field in form.fields) or form.asks_age,
        "decides.automatically": _stated(form.automated_decisions),
        "says.controller": True,
        "says.representative": form.representative is not None,
        "says.dpo": form.dpo is not None,
        "says.purposes": asked or form.service is not None,
        "says.bases": asked or form.service is not None,
        "says.recipients": True,
        "says.transfers": bool(form.outside_eea),
        "says.retention": form.retention is not None,
        "says.rights": True,
        "says.objection": True,
        "says.withdrawal": form.says("withdrawal"),
        "says.complaint": True,
        "says.required_answers": True,
        "says.automated_decisions": bool(form.automated_decisions),
    }


def _stated(answer: object) -> bool | None:
    """Return whether something takes place: a text that tells of it says so, and nothing said is unknown."""
    return None if answer is None else answer is not False


def of_field(form: Form, field: DataField) -> dict[str, Value]:
    """Return the facts of a field (table ``fields``): what reads it once it is filled."""
    channels = {POINT_OF_CHANNEL[channel] for request in form.requests for channel in request.channels}
    return {
        "field.filled_rows": 1,
        "field.used_by_active_channel": field.kind in channels,
        "field.used_by_other_purpose": field.needed_for is not None,
    }


def of_person(form: Form, on: dt.date) -> dict[str, Value]:
    """Return the facts of a person who agrees on this form today, as far as children may be among those who do."""
    return {
        "consent.given_at": bounds_of_day(day_of(on), HOME_ZONE),
        "consent.with_parent": False,
        "capacity": "consumer",
        "sale.at": NEVER,
        "account.in_paid_offer": False,
        "contact_point.is_generic": False,
        "person.lives_abroad": False,
        "collection.aimed_at_children": form.people == "children_too",
        # who is fifteen or more is let in, whoever is not is turned away: of others nothing is known
        "person.born_on": dt.date(on.year - _GROWN, 1, 1) if form.asks_age else NEVER,
    }
