"""Judge a form before it is published: what its page shows become facts, and the law of the day is asked.

What Licet itself writes is known by construction (``_built``). Where a form brings a sentence of its own, the page is
read as an inspector's copy would be, by ``licet.reading.pages``, and what the reader cannot settle stays unknown: then
nothing is published.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from licet.law import Status, judge_row
from licet.notices.form import LANGUAGES, Form, Request
from licet.notices.render import CSS, Names, rendered
from licet.reading.pages import read_page
from licet.rules.decision import Decision
from licet.rules.values import Value
from licet.terms.words import Channel

OF_THE_WORDS: Final = (
    "one_act_per_purpose",
    "channels_named",
    "offers_listed",
    "labels_say_what_they_do",
    "controller_named",
    "purposes_told",
    "partners_shown",
    "call_states_caller",
    "call_states_offer",
    "call_states_period",
)
"""Facts that a sentence of the form's own may change."""
CALL_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a form breaks or does not clear: its id, article, sentence, and what is missing or would mend it."""

    rule: str
    article: str
    sentence: str
    status: str
    missing: tuple[str, ...]
    lawful_if: tuple[str, ...]


def judge_form(form: Form, names: Names, lists: Mapping[str, Sequence[str]], on: dt.date) -> tuple[Broken, ...]:
    """Return every rule in force on a day that the form breaks or does not clear; none means that it may be published."""
    notice = _notice(form)
    found: dict[str, Broken] = {}
    rows = [_built(form, request) for request in form.requests] or [_without_requests(form)]
    own_words = any(request.label is not None for request in form.requests)
    for lang in LANGUAGES if own_words else LANGUAGES[:1]:
        read = _read(form, lang, names, lists) if own_words else [{} for _ in rows]
        for row, seen in zip(rows, read, strict=True):
            for each in _broken(judge_row("forms", {**row, **seen}, on)):
                found.setdefault(each.rule, each)
    for each in _broken(judge_row("notices", notice, on)):
        found.setdefault(each.rule, each)
    return tuple(found.values())


def _broken(decision: Decision) -> list[Broken]:
    lawful = tuple(change.fact for change in decision.lawful_if or ())
    return [
        Broken(
            reason.rule.id,
            reason.rule.article,
            " ".join((reason.rule.sentence).split()),
            str(reason.status),
            reason.missing,
            tuple(name for name in lawful if name in reason.spoke),
        )
        for reason in decision.reasons
        if reason.status in set(Status)
    ]


def _built(form: Form, request: Request) -> dict[str, Value]:
    """Return what the page shows of a request, by construction."""
    calls = Channel.TELEPHONE in request.channels
    facts: dict[str, Value] = {
        **_without_requests(form),
        "consent_relied_on": True,
        "agreement_serves": "own_offers" if request.partners is None else "partners_only",
        "act_of_agreement": "preticked_box" if request.ticked else "ticked_box",
        "set_apart_from_terms": True,
        "one_act_per_purpose": True,
        "channels_named": True,
        "offers_listed": True,
        "refusal_offered": True,
        "refusal_takes_effect": True,
        "service_open_to_refusers": True,
        "refusal_as_prominent": True,
        "refusal_beside_acceptance": True,
        "labels_say_what_they_do": True,
        "refusal_effect_told": form.refusal_told,
        "steps_to_accept": 2,
        "steps_to_refuse": 1,
        "asks_again_after_refusal": False,
        "controller_named": True,
        "purposes_told": True,
        "data_types_told": True,
        "withdrawal_told": form.withdrawal_told,
        "partners_shown": "no_partners" if request.partners is None else "names_on_form",
        "call_agreement_asked": calls,
    }
    if calls:
        facts |= {
            "call_states_caller": True,
            "call_states_offer": True,
            "call_leaves_choice": True,
            "call_states_period": True,
            "call_period_months": CALL_MONTHS,
            "call_states_withdrawal": form.withdrawal_told,
            "call_states_proof_access": True,
            "call_renews_tacitly": False,
            "call_agreed_by_own_act": not request.ticked,
            "call_archived_with_words": True,
            "call_proof_needs_account": False,
            "call_steps_to_agree": 2,
            "call_steps_to_withdraw": 1,
            "call_withdrawal_by_voice": form.withdrawal_by_voice,
        }
    return facts


def _without_requests(form: Form) -> dict[str, Value]:
    telephone = form.asks("telephone")
    return {
        "consent_relied_on": False,
        "used_without_agreement": False,
        "call_agreement_asked": False,
        "phone_asked": telephone,
        "phone_notice_on_calls": form.telephone_notice if telephone else None,
        "phone_asked_at_contract": False,
    }


def _notice(form: Form) -> dict[str, Value]:
    """Return what the information beside the form says, by construction."""
    return {
        "kind": "13",
        "given_where": "beside_the_form",
        "clicks_to_reach": 0,
        "wording.open_ended": False,
        "wording.in_their_language": True,
        "has.representative": False,
        "has.dpo": form.dpo is not None,
        "relies_on.interest": False,
        "relies_on.consent": bool(form.requests),
        "has.recipients": True,
        "transfers.outside_eea": form.outside_eea,
        "asks.required_answers": any(field.required for field in form.fields),
        "decides.automatically": form.decides_automatically,
        "says.controller": True,
        "says.dpo": form.dpo is not None,
        "says.purposes": True,
        "says.bases": True,
        "says.recipients": True,
        "says.transfers": False,
        "says.retention": True,
        "says.rights": True,
        "says.objection": True,
        "says.withdrawal": True,
        "says.complaint": True,
        "says.required_answers": True,
        "says.automated_decisions": False,
    }


def _read(form: Form, lang: str, names: Names, lists: Mapping[str, Sequence[str]]) -> list[dict[str, Value]]:
    """Return, for each request, what a reader of the page saw where the form brings its own words; unclear is unknown."""
    with tempfile.TemporaryDirectory() as folder:
        page, css = Path(folder, "page.html"), Path(folder, CSS.name)
        page.write_bytes(rendered(form, 0, lang, names, lists))
        css.write_bytes(CSS.read_bytes())
        reading = read_page(page, css=[css], controllers=[names[form.controller]])
    boxes = [request for request in reading.requests if request.ask in {"box", "refusal_box"}]
    found: list[dict[str, Value]] = []
    for number, request in enumerate(form.requests):
        seen: dict[str, Value] = {}
        if request.label is not None:
            sightings = boxes[number].sightings if number < len(boxes) else {}
            seen = {
                name: sightings[name].value if name in sightings else None
                for name in OF_THE_WORDS
                if name in sightings or not name.startswith("call_")
            }
            if number < len(boxes) and boxes[number].ask == "refusal_box":
                seen["act_of_agreement"] = "refusal_box_left_empty"
        found.append(seen)
    return found
