r"""What a word in a cell says: yes or no, a capacity, an act of agreement, a channel.

No word is lower-cased: engines do it in different ways (``İ``, the final sigma, letters newer than their tables).
It is looked for with one expression that ignores case, accents, and how a space is written; all engines read it
alike, and a test walks through every character there is. Words are written here in plain ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Final

import narwhals.stable.v2 as nw

from licet.reading.columns import Column as C
from licet.rules.values import NO, UNKNOWN, YES
from licet.terms.words import Audience, Channel

YES_WORDS: Final = ("1", "true", "yes", "y", "oui", "o", "vrai", "x", "ok")
NO_WORDS: Final = ("0", "false", "no", "n", "non", "faux", "aucun", "aucune", "none")
CAPACITY_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    Audience.CONSUMER: (
        "consumer",
        "private",
        "individual",
        "b2c",
        "btoc",
        "particulier",
        "consommateur",
        "prive",
        "c",
    ),
    Audience.PROFESSIONAL: ("professional", "business", "b2b", "btob", "professionnel", "pro", "entreprise", "p"),
}
POSITIVE_ACTS: Final = (
    "tick", "ticked", "button", "double opt-in", "signature", "oral", "case cochee", "bouton",
)  # fmt: skip
NO_ACTS: Final = (
    "pre-ticked", "preticked", "pre-cochee", "precochee", "case precochee", "terms", "cgu", "cgv", "silence", "import",
    "none", "aucun",
)  # fmt: skip
FROM_PERSON: Final = (
    "form", "formulaire", "phone", "telephone", "paper", "papier", "shop", "magasin", "event", "evenement", "direct",
)  # fmt: skip
FROM_OTHERS: Final = (
    "purchase", "achat", "rental", "location", "partner", "partenaire", "broker", "courtier", "scraping", "import",
)  # fmt: skip
GENERIC_NAMES: Final = (
    "info", "infos", "contact", "commande", "commandes", "commercial", "accueil", "hello", "bonjour", "sales", "ventes",
    "direction", "secretariat", "administration", "support", "service-client", "office", "mairie", "rh", "recrutement",
)  # fmt: skip

REFUSED_WORDS: Final = (
    "unsubscribed", "unsubscribe", "unsub", "desinscrit", "desinscrite", "desinscription", "desabonne", "desabonnee",
    "opt-out", "opted out", "opposition", "oppose", "refus", "refuse", "refused", "stop", "blacklist", "blacklisted",
    "blackliste", "blocklisted", "blocklist", "liste noire", "suppressed", "do not contact", "ne pas contacter", "complained", "plainte", "spam",
)  # fmt: skip
"""What a status says of somebody who refused; ``objection`` of a status is never undone by another column."""

CHANNEL_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    Channel.EMAIL: ("mail", "mails", "mailing", "e-mail", "e-mails", "email", "emails", "emailing", "courriel", "courriels",
                    "mel", "newsletter", "newsletters"),
    Channel.SMS: ("sms", "mms", "texto", "textos"),
    Channel.FAX: ("fax", "telecopie"),
    Channel.AUTOMATED_CALL: ("automate", "automates", "automated", "automatique", "automatiques", "automatise",
                             "automatises", "robot", "robots", "robocall", "robocalls"),
    Channel.TELEPHONE: ("phone", "phones", "telephone", "telephones", "telephonique", "tel", "appel", "appels", "call",
                        "calls", "voix", "voice"),
    Channel.POST: ("post", "postal", "postale", "poste", "courrier", "courriers"),
}  # fmt: skip
EVERY_CHANNEL: Final = ("all", "tous", "tout", "toutes", "any", "every", "*")
"""Words that name every channel. What stands between two words is no letter and no digit."""

IN_FRANCE: Final = (
    "fr", "fra", "france", "france metropolitaine", "republique francaise", "gp", "guadeloupe", "mq", "martinique", "gf",
    "guyane", "guyane francaise", "re", "reunion", "la reunion", "yt", "mayotte",
)  # fmt: skip
ABROAD: Final = (
    "be", "belgique", "belgium", "ch", "suisse", "switzerland", "lu", "luxembourg", "de", "allemagne", "germany", "es",
    "espagne", "spain", "it", "italie", "italy", "pt", "portugal", "gb", "uk", "royaume-uni", "united kingdom", "ie",
    "irlande", "ireland", "nl", "pays-bas", "netherlands", "at", "autriche", "austria", "mc", "monaco", "us", "usa",
    "etats-unis", "united states", "ca", "canada", "ma", "maroc", "morocco", "dz", "algerie", "algeria", "tn", "tunisie",
    "tunisia",
)  # fmt: skip
"""Countries that French files name; any other word leaves open where the person lives."""

_ANY_ACCENT: Final = "[\u0300-\u036f]?"
_LETTERS: Final[Mapping[str, str]] = {
    letter: f"[{letter}{accented}]{_ANY_ACCENT}"
    for letter, accented in {"a": "àâä", "c": "ç", "e": "éèêë", "i": "îï", "o": "ôö", "u": "ùûü"}.items()
}
_GAP: Final = "[ _\u00a0-]?"
_BEFORE: Final = "(?:^|[^0-9a-zà-öø-ÿ])"
_AFTER: Final = "(?:[^0-9a-zà-öø-ÿ\u0300-\u036f]|\\z)"


def whole(words: Iterable[str]) -> str:
    """Return the expression that a cell fits when it holds one of these words and nothing else."""
    return rf"(?i)^(?:{_either(words)})\z"


def within(words: Iterable[str]) -> str:
    """Return the expression that a cell fits when one of these words stands in it, among others."""
    return f"(?i){_BEFORE}(?:{_either(words)}){_AFTER}"


def _either(words: Iterable[str]) -> str:
    return "|".join("".join(map(_loosely, word)) for word in words)


def _loosely(character: str) -> str:
    if character in " -_":
        return _GAP
    return _LETTERS.get(character) or re.escape(character)


def name_within(name: str) -> str:
    """Return the expression that a cell fits when this name stands in it as whole words, in any case."""
    words = "[ \u00a0]+".join(map(re.escape, name.split()))
    return f"(?i){_BEFORE}(?:{words}){_AFTER}"


def coded(role: C, codes: Mapping[int, Iterable[str]], otherwise: int) -> nw.Expr:
    """Return the code whose words the cell is one of; ``otherwise`` for a blank or any other word."""
    result = nw.lit(otherwise, nw.Int8)
    for code, words in codes.items():
        is_said = nw.col(role).str.contains(whole(words)).fill_null(value=False)
        result = nw.when(is_said).then(nw.lit(code, nw.Int8)).otherwise(result)
    return result


def yes_no(role: C, *, blank: int) -> nw.Expr:
    """Return yes or no as the cell says, unknown for any other word, ``blank`` for nothing."""
    return unless_blank(role, blank, coded(role, {YES: YES_WORDS, NO: NO_WORDS}, UNKNOWN))


def lives_abroad(role: C) -> nw.Expr:
    """Return whether the cell names another country than France; a blank says France, as the fact supposes."""
    return unless_blank(role, NO, coded(role, {YES: ABROAD, NO: IN_FRANCE}, UNKNOWN))


def capacity(role: C) -> nw.Expr:
    """Return the place of the capacity that the cell names, 0 (unknown) for any other word."""
    return coded(role, dict(enumerate(CAPACITY_WORDS.values(), start=1)), 0)


def names_channel(role: C, channel: str, *, blank: int, unread: int) -> nw.Expr:
    """Return whether the cell lists a channel; ``unread`` where it names none that is known."""
    listed = nw.col(role).str
    named = listed.contains(within((*CHANNEL_WORDS[channel], *EVERY_CHANNEL)))
    others = [word for words in CHANNEL_WORDS.values() for word in words]
    understood = listed.contains(within(others)) | listed.contains(whole(NO_WORDS))
    said = (
        nw.when(named)
        .then(nw.lit(YES, nw.Int8))
        .otherwise(nw.when(understood).then(nw.lit(NO, nw.Int8)).otherwise(nw.lit(unread, nw.Int8)))
    )
    return unless_blank(role, blank, said)


def is_generic(role: C) -> nw.Expr:
    """Return whether an address names a service (``contact@``), not a person; unknown for a blank."""
    generic = nw.col(role).str.contains(f"(?i)^(?:{_either(GENERIC_NAMES)})@").cast(nw.Int8)
    return unless_blank(role, UNKNOWN, generic)


def unless_blank(role: C, blank: int, said: nw.Expr) -> nw.Expr:
    """Return what was said, or ``blank`` where the cell is empty."""
    return nw.when(nw.col(role).is_null()).then(nw.lit(blank, nw.Int8)).otherwise(said)


def without_case(role: C) -> nw.Expr:
    """Return the text of a cell so that two spellings of one address are equal, alike on all engines."""
    text = nw.col(role)
    # the two letters that engines lower-case in different ways (bulk.md, traps)
    for letter, lower in (("İ", "i\u0307"), ("Σ", "σ"), ("ς", "σ")):
        text = text.str.replace_all(letter, lower, literal=True)
    return text.str.to_lowercase()


def all_blank(roles: Iterable[C]) -> nw.Expr:
    """Return whether the cells of all these columns are empty."""
    return reduce(lambda left, right: left & right, (nw.col(role).is_null() for role in roles))
