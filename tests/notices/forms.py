"""A form that the law has nothing against, and ways to spoil it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import yaml

GOOD: dict[str, Any] = {
    "licet_form": 1,
    "form": "devis",
    "controller": "acme",
    "title": {"fr": "Demande de devis", "en": "Ask for a quote"},
    "what_for": {"fr": "Un devis gratuit pour votre logement.", "en": "A free quote for your home."},
    "fields": [
        {
            "kind": "email",
            "required": True,
            "used_for": {"fr": "pour vous envoyer le devis", "en": "to send the quote"},
        },
        {"kind": "telephone", "used_for": {"fr": "pour préciser votre demande", "en": "to clarify your request"}},
    ],
    "requests": [
        {"channels": ["email"], "offers": {"fr": "notre lettre mensuelle", "en": "our monthly letter"}},
        {"channels": ["email", "sms"], "partners": "energie", "offers": {"fr": "chauffage", "en": "heating"}},
    ],
    "contact": {"email": "contact@acme.example"},
    "retention": {"fr": "trois ans à compter de votre dernier contact.", "en": "three years from your last contact."},
    "outside_eea": False,
    "decides_automatically": False,
}


def form(**changes: object) -> str:
    """Return the good form as YAML, with some keys changed (``None`` takes a key away)."""
    changed = deepcopy(GOOD) | changes
    return yaml.safe_dump({key: value for key, value in changed.items() if value is not None}, allow_unicode=True)


def request(**changes: object) -> list[dict[str, Any]]:
    """Return the requests of the good form, the first one changed."""
    return [deepcopy(GOOD["requests"][0]) | changes, deepcopy(GOOD["requests"][1])]


def register() -> None:
    """Register the controller, two partners and their list in the open house."""
    from licet.notices.publish import publish_partner_list
    from licet.subjects import add_controller

    add_controller("acme", "Acme SAS")
    add_controller("eco", "Éco Gaz SAS")
    add_controller("sol", "Solaire Plus SARL")
    publish_partner_list("energie", ["eco", "sol"])
