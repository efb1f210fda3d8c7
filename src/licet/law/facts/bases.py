"""What is known of databases: what they hold beyond the fields of a person.

A row is one database, set of recordings or tool in which people are kept (customer base, call recordings, payments).
"""

from __future__ import annotations

from licet.law.facts.declare import choice, yes_no
from licet.rules.facts import Mending, Table

ASK, PURGE = Mending.ASK, Mending.PURGE

BASES = Table(
    "bases",
    unit="databases",
    means="databases and sets of recordings: what they hold",
    fr="bases de données et ensembles d'enregistrements : ce qu'ils contiennent",
    parents=(),
)

BASES.declare(
    # free text
    yes_no("free_text.insults_found", "insults were found in free text about people", "des injures ont été trouvées dans du texte libre sur des personnes", mended_by=PURGE),
    yes_no("free_text.private_remarks_found", "remarks on health, family, opinions or the like, which no declared use needs, were found in free text about people", "des remarques sur la santé, la famille, les opinions ou autres, dont aucun usage déclaré n'a besoin, ont été trouvées dans du texte libre sur des personnes", mended_by=PURGE),
    # recordings
    choice("recording.calls", ("none", "sample", "on_occasion", "all_by_law", "all"), "which calls are recorded: none, a sample, when the occasion asks (a contract concluded by voice), all because a law orders it, all", "quels appels sont enregistrés : aucun, un échantillon, quand l'occasion le demande (contrat conclu de vive voix), tous parce qu'une loi l'ordonne, tous", mended_by=PURGE),
    yes_no("recording.holds_card_numbers", "numbers of bank cards that people speak are recorded", "les numéros de carte bancaire que les personnes énoncent sont enregistrés", mended_by=PURGE),
    # watching
    choice("watching.lasts", ("none", "on_event", "at_times", "without_pause"), "how people are followed by position, picture, sound or screen, by means other than calls: not at all; when something happens (theft, accident, end of a rental, a dispute); at times; at short intervals or all the time that they drive, work or use the service; supposed none unless answered", "comment les personnes sont suivies par leur position, l'image, le son ou l'écran, autrement que par des appels : pas du tout ; quand quelque chose survient (vol, accident, fin de location, litige) ; par moments ; à intervalles courts ou tout le temps qu'elles conduisent, travaillent ou utilisent le service ; sauf réponse, supposé aucun", mended_by=PURGE, supposed="none"),
    yes_no("watching.uses_arise_at_all_times", "some declared use needs to know at every moment of that time (to carry on a race, to keep watch over a prisoner), and not only when something happens", "un usage déclaré a besoin de savoir à chaque moment de ce temps (conduire une course, garder un détenu), et non seulement quand quelque chose survient", needs_evidence=True),
    # bank cards
    choice("card.kept_for", ("not_kept", "payments_due", "agreement", "nothing_shown"), "for what card data stay after the payment: they do not, payments still due (instalments, a running subscription), an agreement of the person to keep them, nothing that was shown", "pour quoi les données de carte restent après le paiement : elles ne restent pas, paiements encore dus (échéances, abonnement en cours), accord de la personne à leur conservation, rien qui ait été montré", mended_by=ASK),
    # up to date
    yes_no("data.kept_up_to_date", "what is learnt of people (wrong or reassigned number, move, death, change told) is entered before they are next contacted", "ce que l'on apprend des personnes (numéro erroné ou réattribué, déménagement, décès, changement signalé) est inscrit avant le contact suivant"),
)
