"""Say what a form tells of telephone calls: the agreement to be called (R.223-1) and the notice beside a number (L.223-2)."""

from __future__ import annotations

from collections.abc import Iterable

from licet.reading.pages.asks import Area, Ask, Request
from licet.reading.pages.controls import Field
from licet.reading.pages.passages import Sentence
from licet.reading.pages.telling import told
from licet.reading.pages.words import months
from licet.reading.sightings import Sighting, Sightings, absent, found, unclear


def of_number(area: Area, asked: Iterable[Field]) -> Sightings:
    """Return whether a telephone number is asked for, and what is told beside it."""
    numbers = [one for one in asked if one.telephone]
    if not numbers:
        return {"phone_asked": absent(area.where, note="no field for a telephone number")}
    field = numbers[0]
    return {
        "phone_asked": found(f"{field.label} ({field.type} `{field.name}`)", area.where),
        "phone_notice_on_calls": _on_calls(area),
        "phone_notice_on_list": told(area, "a word on an opposition list", lambda one: one.carries("opposition_list")),
    }


def _on_calls(area: Area) -> Sighting:
    """Both in one sentence: that commercial calls are spoken of, and that they need agreement beforehand."""
    whole = told(
        area,
        "a notice on commercial calls",
        lambda one: one.carries("commercial_call") and one.carries("prior_agreement"),
    )
    if whole.quote:
        return whole
    part = told(area, "a notice on commercial calls", lambda one: one.carries("commercial_call", "prior_agreement"))
    if part.quote:
        return unclear(
            "say whether this tells that commercial calls need prior agreement", quote=part.quote, where=part.where
        )
    return whole


def of_call_agreement(request: Request) -> Sightings:
    """Return what was seen of an agreement to be called, when the request speaks of calls."""
    if not request.carries("calls"):
        return {
            "call_agreement_asked": absent(request.where, quote=request.words, note="no word of calls in the request")
        }
    area, words, where = request.area, request.words, request.where
    period = _period(request)
    seen = {
        "call_agreement_asked": found(words, where),
        "call_states_caller": unclear("say whether the words tell who will call", quote=words, where=where),
        "call_states_offer": unclear("say whether the words tell what the calls are about", quote=words, where=where),
        "call_states_period": found(period.text, where)
        if period
        else area.lacks("a period of the agreement", quote=words),
        "call_states_withdrawal": told(area, "a word on withdrawing", lambda one: one.carries("withdrawal")),
        "call_states_proof_access": told(area, "a word on getting a proof", lambda one: one.carries("proof_access")),
        "call_renews_tacitly": _renewal(area),
        "call_leaves_choice": _choice(request),
        "call_agreed_by_own_act": _own_act(request),
    }
    if period:
        seen["call_period_months"] = found(period.text, where, value=months(period.text) or 0)
    return seen


def _period(request: Request) -> Sentence | None:
    """Return the sentence that names a period, among the request's own and those that speak of agreeing or calls."""
    near = [one for one in request.area.near if one.shown and months(one.text)]
    own = [one for one in near if one.text in request.words]
    return next(iter([*own, *(one for one in near if one.carries("agreeing", "calls", "withdrawal"))]), None)


def _renewal(area: Area) -> Sighting:
    telling = [one for one in area.near if one.carries("tacit")]
    if telling:
        return unclear("say whether the agreement goes on by itself", quote=telling[0].text, where=area.where)
    return area.lacks("a word on renewal")


def _choice(request: Request) -> Sighting:
    control = request.control
    if request.ask in {Ask.BOX, Ask.CHOICE} and not control.required:
        return found(control.written(), request.where)
    if request.ask is Ask.BOX:
        return absent(request.where, quote=control.written(), note="a box without `required` was looked for")
    return unclear("say whether one can go on without agreeing to calls", quote=control.written(), where=request.where)


def _own_act(request: Request) -> Sighting:
    control = request.control
    if request.ask in {Ask.BOX, Ask.CHOICE} and control.ticked:
        return absent(
            request.where, quote=control.written(), note="an empty box was looked for: this one arrives ticked"
        )
    if request.ask in {Ask.BOX, Ask.CHOICE} and control.shown:
        return found(control.written(), request.where)
    return unclear(
        "say whether the person acts to agree to calls",
        quote=f"{control.written()} {request.words}",
        where=request.where,
    )
