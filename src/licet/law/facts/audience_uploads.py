"""What is known of contact points handed to a social network or advertising platform, to be matched with its accounts.

One row is one upload, or one standing flow. That the contact points were hashed first changes nothing: matching is
what they are handed over for.
"""

from __future__ import annotations

from licet.law.facts.declare import choice, yes_no
from licet.rules.facts import Mending, Table

ASK, INFORM, PURGE = Mending.ASK, Mending.INFORM, Mending.PURGE

AUDIENCE_UPLOADS = Table(
    "audience_uploads",
    unit="audience uploads",
    means="contact points handed to a social network or platform, to aim advertisements at their holders",
    fr="coordonnées remises à un réseau social ou à une plateforme, pour cibler des annonces sur leurs titulaires",
    parents=(),
)

RESTS_ON = ("agreement_to_matching", "agreement_to_messages", "terms_accepted", "interest_and_objection", "nothing")
TOLD_WHERE = ("with_the_request", "one_link_away", "scattered_in_documents", "nowhere")

AUDIENCE_UPLOADS.declare(
    choice("rests_on", RESTS_ON, "what the upload rests on: an agreement whose words name matching on networks, an agreement to receive messages (e-mail, SMS), terms accepted, an interest with a means to object, nothing", "sur quoi repose la remise : un accord dont les mots nomment le rapprochement sur des réseaux, un accord à recevoir des messages (courriel, SMS), des conditions acceptées, un intérêt avec moyen de s'opposer, rien", mended_by=ASK),
    yes_no("agreement.shown", "a proof was produced that these people agreed to the matching before the upload", "la preuve a été produite que ces personnes ont accepté le rapprochement avant la remise", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    choice("told.where", TOLD_WHERE, "where people are told that their contact points go to such a platform to aim advertisements: where they give them, one link away, in pieces over several documents or pages, nowhere", "où les personnes apprennent que leurs coordonnées vont à une telle plateforme pour cibler des annonces : là où elles les donnent, à un lien de là, par fragments dans plusieurs documents ou pages, nulle part", mended_by=INFORM, needs_evidence=True),
    yes_no("objectors.included", "rows of people who had refused, or had objected to solicitation, were in it", "des lignes de personnes ayant refusé, ou s'étant opposées à la prospection, y figuraient", mended_by=PURGE),
)  # fmt: skip
