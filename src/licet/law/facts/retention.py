"""What is known of retention periods, as declared and as kept to.

A row is one kind of people or data (prospects, customers, accounts, identity papers, answers to a quiz, recordings).
"""

from __future__ import annotations

from licet.law.facts.declare import choice, count, yes_no
from licet.rules.facts import Mending, Table

RETENTION = Table(
    "retention",
    unit="declared periods",
    means="retention periods, as declared and as kept to, by kind of people or data",
    fr="durées de conservation, déclarées et appliquées, par sorte de personnes ou de données",
    parents=(),
)

RETENTION.declare(
    choice("kept.whom", ("prospects", "customers", "account_holders", "others"), "whose data this period is for (others: identity papers of those who asked, answers, recordings, proof)", "de qui cette durée régit les données (autres : pièces d'identité des demandeurs, réponses, enregistrements, preuves)"),
    yes_no("period.declared", "a period, or what it depends on, is set for these data (`as long as needed` sets none)", "une durée, ou ce dont elle dépend, est fixée pour ces données (« aussi longtemps que nécessaire » n'en fixe aucune)", mended_by=Mending.PURGE),
    count("period.months", "the period in the active base, in months (prospects: from collection or the last act of the person; customers: from the end of the relation)", "la durée en base active, en mois (prospects : depuis la collecte ou le dernier acte ; clients : depuis la fin de la relation)", mended_by=Mending.PURGE),
    yes_no("period.reasons_written", "a document gives reasons why prospecting needs this period (proof or disputes are reasons for an archive only)", "un document motive cette durée par les besoins de la prospection (preuve ou contentieux ne motivent qu'un archivage)", needs_evidence=True, silence_is_no=True),
    yes_no("period.law_starts_above", "the law given as the reason for this period begins at an amount or a size that these contracts or data do not reach; supposed no unless answered", "la loi invoquée pour cette durée commence à un montant ou un seuil que ces contrats ou données n'atteignent pas ; sauf réponse, supposé non", supposed=False),
    yes_no("period.for_possible_requests", "the reason given for this period is that an authority or a judge might one day ask for the data; supposed no unless answered", "le motif donné à cette durée est qu'une autorité ou un juge pourrait un jour demander les données ; sauf réponse, supposé non", supposed=False),
    count("use.months", "for how many months what these data were collected for uses them", "pendant combien de mois ce pour quoi ces données ont été recueillies s'en sert", mended_by=Mending.PURGE),
    yes_no("clock.restarts_on_open", "the period starts anew when a message is opened", "la durée repart à l'ouverture d'un message"),
    yes_no("clock.restarts_on_own_message", "the period starts anew when the organisation writes or calls", "la durée repart quand l'organisme écrit ou appelle"),
    yes_no("clock.restarts_on_unsubscribe", "the period starts anew when the person clicks to unsubscribe", "la durée repart quand la personne clique pour se désabonner"),
    yes_no("clock.restarts_on_news", "the period starts anew when something is learnt of the person from elsewhere (a profile changed, a partner or supplier brings the row again); supposed no unless answered", "la durée repart quand quelque chose est appris de la personne par ailleurs (profil modifié, fiche livrée à nouveau par un partenaire ou fournisseur) ; sauf réponse, supposé non", supposed=False),
    yes_no("clock.start_recorded", "the day from which the period runs (collection, last act, end of the relation) is recorded in each row", "le jour d'où part la durée (collecte, dernier acte, fin de la relation) est inscrit dans chaque fiche"),
    # what is found held
    count("held.beyond_own_period", "how many people are held in the active base beyond the period set for them", "combien de personnes sont en base active au-delà de la durée fixée pour elles", mended_by=Mending.PURGE),
    count("held.idle_over_three_years", "how many are held in the active base more than three years after collection, the relation and their last act, with no document that gives reasons", "combien sont en base active plus de trois ans après la collecte, la relation et leur dernier acte, sans document qui en donne les motifs", mended_by=Mending.PURGE),
    yes_no("held.after_use_is_over", "these data are still held although what they were asked for is done (request answered, identity checked, draw held) and nothing else declared uses them", "ces données sont encore détenues alors que ce pour quoi elles ont été demandées est achevé (demande traitée, identité vérifiée, tirage effectué) et que rien d'autre de déclaré ne s'en sert", mended_by=Mending.PURGE),
    # what happens at term
    choice("term.outcome", ("erased", "anonymised", "sorted_archive", "unsorted_archive", "active_base", "pseudonymised"), "what becomes of the data at term: erased, made anonymous, only what proof or a law needs moved apart, everything moved apart unsorted, kept in the active base (as proof, or because nothing is done), kept with names replaced by a code", "ce que deviennent les données au terme : effacées, anonymisées, seul ce qu'exige la preuve ou une loi mis à part, tout mis à part sans tri, gardées en base active (comme preuve, ou faute d'agir), gardées avec un code au lieu du nom", mended_by=Mending.PURGE),
    yes_no("term.asks", "people are asked at term whether they wish to hear on", "au terme, il est demandé aux personnes si elles souhaitent continuer"),
    yes_no("term.silence_keeps", "those who do not answer are kept", "celles qui ne répondent pas sont conservées"),
    count("term.messages", "how many messages ask", "combien de messages le demandent"),
    yes_no("term.message_promotes", "the message that asks advertises", "le message qui le demande fait de la publicité"),
    yes_no("term.kept_as_evidence", "data are kept after term as proof or by legal duty", "des données sont conservées après le terme à titre de preuve ou par obligation légale"),
    yes_no("archive.is_apart", "what is kept after term lies in a base of its own, or behind access rights of its own", "ce qui est conservé après le terme est dans une base à part, ou derrière des droits d'accès propres"),
)
