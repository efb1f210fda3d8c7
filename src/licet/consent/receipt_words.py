"""The words of a receipt, in French and in English."""

from __future__ import annotations

from typing import Final

PURPOSES: Final = {
    "fr": {
        "commercial": "prospection commerciale",
        "transactional": "messages liés à une commande",
        "charity": "appel aux dons",
        "political": "communication politique",
        "survey": "enquêtes",
    },
    "en": {
        "commercial": "commercial prospecting",
        "transactional": "messages about an order",
        "charity": "appeals for donations",
        "political": "political communication",
        "survey": "surveys",
    },
}
CHANNELS: Final = {
    "fr": {
        "email": "courriel",
        "sms": "SMS",
        "fax": "télécopie",
        "automated_call": "automate d’appel",
        "telephone": "téléphone",
        "post": "courrier postal",
    },
    "en": {
        "email": "e-mail",
        "sms": "SMS",
        "fax": "fax",
        "automated_call": "automated call",
        "telephone": "telephone",
        "post": "post",
    },
}
STATUSES: Final = {
    "fr": {
        "requested": "confirmation demandée",
        "given": "donné",
        "refused": "refusé",
        "withdrawn": "retiré",
        "expired": "expiré",
        "invalidated": "invalidé",
        "unknown": "inconnu",
        "imported": "rapporté par un fournisseur",
    },
    "en": {
        "requested": "confirmation asked for",
        "given": "given",
        "refused": "refused",
        "withdrawn": "withdrawn",
        "expired": "expired",
        "invalidated": "invalidated",
        "unknown": "unknown",
        "imported": "reported by a supplier",
    },
}
WAYS: Final = {
    "fr": {
        "form": "formulaire",
        "import": "fichier d’un fournisseur",
        "link": "lien d’un message",
        "operator": "saisi par un opérateur",
        "objection": "effet d’une opposition",
        "withdrawal": "effet d’un retrait",
    },
    "en": {
        "form": "form",
        "import": "file of a supplier",
        "link": "link of a message",
        "operator": "entered by an operator",
        "objection": "effect of an objection",
        "withdrawal": "effect of a withdrawal",
    },
}
PAGE: Final = {
    "fr": {
        "title": "Reçu de vos consentements",
        "made": "Établi le {day}. Les heures sont en temps universel (UTC).",
        "none": "Aucun consentement n’est enregistré.",
        "by": "Au bénéfice de",
        "contact": "Contact",
        "state": "État",
        "since": "Depuis le",
        "history": "Historique",
        "when": "Quand",
        "what": "Quoi",
        "how": "Comment",
        "confirmed": "confirmé par le lien d’un courriel",
        "shown": "Ce qui vous a été montré (SHA-256)",
        "form": "Formulaire",
        "override": "Ce formulaire a été publié malgré un avis contraire, sur décision de {name}.",
        "proof": "événement {index} du registre",
        "withdraw": "Vous pouvez retirer un consentement à tout moment, aussi simplement que vous l’avez donné.",
        "withdraw_here": "Retirer un consentement ou vous opposer",
    },
    "en": {
        "title": "Receipt of your consents",
        "made": "Made on {day}. Times are universal time (UTC).",
        "none": "No consent is recorded.",
        "by": "To the benefit of",
        "contact": "Contact",
        "state": "State",
        "since": "Since",
        "history": "History",
        "when": "When",
        "what": "What",
        "how": "How",
        "confirmed": "confirmed by the link of an e-mail",
        "shown": "What you were shown (SHA-256)",
        "form": "Form",
        "override": "This form was published against advice, by decision of {name}.",
        "proof": "event {index} of the register",
        "withdraw": "You may withdraw a consent at any time, as easily as you gave it.",
        "withdraw_here": "Withdraw a consent or object",
    },
}
