"""What is known of suppression lists."""

from __future__ import annotations

from licet.law.facts.declare import choice, count, yes_no
from licet.rules.facts import Mending, Table

SUPPRESSIONS = Table(
    "suppressions",
    unit="suppression lists",
    means="suppression lists",
    fr="listes repoussoir",
    parents=(),
)

SUPPRESSIONS.declare(
    count("entry.fields_beyond_key", "how many kinds of data an entry holds beyond the identifiers that block (e-mail address, number, or their fingerprints) and the day", "combien de sortes de données une entrée contient au-delà des identifiants qui bloquent (adresse, numéro, ou leur empreinte) et de la date", mended_by=Mending.PURGE),
    choice("entry.form", ("clear", "plain_digest", "keyed_digest"), "how the blocking identifier is kept: in clear, as a digest without a key, as a digest with a secret key", "sous quelle forme l'identifiant qui bloque est conservé : en clair, empreinte sans clé, empreinte à clé secrète"),
    count("entry.kept_months", "for how many months after the objection an entry is kept", "pendant combien de mois après l'opposition une entrée est conservée"),
    yes_no("use.beyond_blocking", "the list serves something other than blocking (scoring, statistics on people, matching)", "la liste sert à autre chose que bloquer (score, statistiques sur les personnes, rapprochement)"),
    yes_no("imports.happen", "people are added to the base from suppliers, partners or older files", "des personnes sont ajoutées à la base depuis des fournisseurs, partenaires ou fichiers plus anciens"),
    yes_no("imports.are_screened", "each such delivery is confronted with this list before anybody in it is solicited", "chaque livraison est confrontée à cette liste avant toute sollicitation"),
    count("imports.objectors_solicited_again", "how many people who had objected, or been erased, were solicited again after coming back by a delivery", "combien de personnes opposées ou effacées ont été sollicitées à nouveau après être revenues par une livraison"),
)
