"""The receipt as a plain page: made from the receipt alone, no script, no style, nothing to load."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from licet.consent.receipt_words import CHANNELS, PAGE, PURPOSES, STATUSES


def receipt_page(made: Mapping[str, Any], lang: str) -> str:
    """Return a receipt (``receipt_of``) as a whole page of HTML, in French or in English."""
    entities = {each["@id"]: each for each in made["dpv:hasEntity"]}
    consents = [_consent(record, entities, lang) for record in made["dpv:hasRecordOfActivity"]]
    controls = [c for r in made["dpv:hasRecordOfActivity"] for c in r["dpv:hasProcess"][0]["dpv:hasConsentControl"]]
    withdraw_at = next((each["dpv:isExercisedAt"] for each in controls if "dpv:isExercisedAt" in each), "")
    template = _environment().get_template("receipt.html.jinja")
    day = made["dct:created"][:10]
    return template.render(lang=lang, words=PAGE[lang], made=day, withdraw_at=withdraw_at, consents=consents)


def _consent(record: Mapping[str, Any], entities: Mapping[str, Any], lang: str) -> dict[str, Any]:
    process = record["dpv:hasProcess"][0]
    entity = entities.get(process["dpv:hasDataController"][0], {})
    events = process["dpv:hasConsentStatus"]
    return {
        "name": entity.get("dpv:hasName", process["dpv:hasDataController"][0].rpartition(":")[2]),
        "address": entity.get("dpv:hasAddress", ""),
        "contact": entity.get("dpv:hasContact", ""),
        "channel": CHANNELS[lang][process["licet:channel"]],
        "purpose": PURPOSES[lang][process["dpv:hasPurpose"][0]["licet:purpose"]],
        "status": STATUSES[lang][process["licet:status"]],
        "shown": [each["licet:sha256"] for each in record["dpv:hasNotice"]],
        "overrides": sorted({each["licet:publishedByOverrideOf"] for each in events if "licet:publishedByOverrideOf" in each}),
        "events": [_event(each, lang) for each in events],
    }  # fmt: skip


def _event(told: Mapping[str, Any], lang: str) -> dict[str, Any]:
    version = told.get("licet:formVersion", "")
    form = told.get("licet:form", "")
    return {
        "at": told["dpv:isIndicatedAtTime"],
        "said": STATUSES[lang][told["licet:said"]],
        "how": told["dpv:hasIndicationMethod"],
        "confirmed": told["licet:confirmedByMail"],
        "form": f"{form} v{version}" if version != "" else str(form),
        "index": told["licet:event"],
    }


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(lambda name: files(__package__).joinpath(name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
