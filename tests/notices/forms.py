"""A form that the law has nothing against, and the house that publishes it."""

from __future__ import annotations

GOOD = """\
licet_form: 1
form: jardin
controller: jardins-du-val
title: {fr: "La lettre du jardin", en: "The garden letter"}
what_for: {fr: "Recevez chaque mois des conseils de jardinage.", en: "Gardening advice, once a month."}
fields:
  - {kind: email, required: true}
  - {kind: telephone}
requests:
  - id: lettre
    channels: [email, sms]
    offers: {fr: "plantes et outils, une lettre par mois", en: "plants and tools, one letter a month"}
  - id: partenaires
    channels: [email]
    offers_of: [serres]
    offers: {fr: "serres et semences", en: "greenhouses and seeds"}
  - id: appels
    channels: [telephone]
    offers: {fr: "l'entretien de jardins", en: "garden care"}
    calls: {months: 12, ended_by_voice: yes}
partners:
  serres: {kind: {fr: "jardinage", en: "gardening"}, named: [serres-alpha, semences-beta]}
contact: {email: "donnees@jardins.example", address: "1 rue des Roses, 75000 Paris"}
retention: {fr: "trois ans après votre dernier message.", en: "three years after your last message."}
outside_eea: false
automated_decisions: false
"""


def spoilt(*changes: tuple[str, str]) -> str:
    """Return the good form with some of its words replaced, each once."""
    text = GOOD
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def register() -> None:
    """Register the controller and its two partners in the open house."""
    from licet.subjects import add_controller

    add_controller("jardins-du-val", "Jardins du Val", email="donnees@jardins.example")
    add_controller("serres-alpha", "Serres Alpha SARL")
    add_controller("semences-beta", "Semences Bêta")
