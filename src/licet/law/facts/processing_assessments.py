"""What is known of each processing: what it rests on, what it does of itself, what was weighed beforehand.

A row is one processing with one purpose (letters to prospects, matching with another base, an application).
"""

from __future__ import annotations

from licet.law.facts.declare import choice, count, day, yes_no
from licet.rules.facts import Mending, Table

PROVE = Mending.PROVE

PROCESSING_ASSESSMENTS = Table(
    "processing_assessments",
    unit="processings",
    means="processings: what each rests on, what it does of itself, what was weighed beforehand",
    fr="traitements : sur quoi chacun repose, ce qu'il fait de lui-même, ce qui a été pesé au préalable",
    parents=(),
)

BASES = ("none_named", "consent", "contract", "legal_duty", "public_task", "vital_interest", "legitimate_interest")
"""What the organisation says the processing rests on (GDPR 6(1))."""

PROCESSING_ASSESSMENTS.declare(
    # what it rests on
    choice("basis.named", BASES, "the basis the organisation named when asked: none, consent, contract, legal duty, public task, vital interest, legitimate interest", "la base indiquée par l'organisme quand elle lui a été demandée : aucune, consentement, contrat, obligation légale, mission publique, intérêt vital, intérêt légitime"),
    yes_no("basis.shown", "asked why the processing may take place, the organisation produced something that shows it", "interrogé sur ce qui permet le traitement, l'organisme a produit de quoi le montrer", mended_by=PROVE, needs_evidence=True, silence_is_no=True),
    yes_no("people.could_expect", "people could expect this processing, from what they were told and from what links them to the organisation; supposed yes unless answered", "les personnes pouvaient s'attendre à ce traitement, d'après ce qui leur a été dit et ce qui les lie à l'organisme ; sauf réponse, supposé oui", mended_by=Mending.INFORM, supposed=True),
    yes_no("agreement.by_own_act", "where it rests on consent: people agreed by an act that serves this processing alone, once told what it does; supposed yes unless answered", "s'il repose sur le consentement : les personnes ont accepté par un acte qui ne sert qu'à ce traitement, après avoir appris ce qu'il fait ; sauf réponse, supposé oui", mended_by=Mending.ASK, supposed=True),
    yes_no("interest.weighed_in_writing", "a writing names the interest, says why the processing is needed and sets it against what people could expect", "un écrit nomme l'intérêt, dit pourquoi le traitement est nécessaire et le met en balance avec ce que les personnes pouvaient attendre", mended_by=PROVE, needs_evidence=True, silence_is_no=True),
    yes_no("duties.given_out_in_writing", "a writing says who sees to rights, erasure, security and incidents, and how", "un écrit dit qui s'occupe des droits, de l'effacement, de la sécurité et des incidents, et comment", mended_by=PROVE, needs_evidence=True, silence_is_no=True),
    # what it does of itself
    yes_no("default.shares_or_publishes", "as first set, and until the person changes it, it publishes their data or opens them to others than the service needs (boxes of agreement to prospecting apart)", "tel que réglé au départ, et tant que la personne n'y change rien, il publie ses données ou les ouvre à d'autres que ceux dont le service a besoin (hors cases d'accord à la prospection)"),
    yes_no("default.keeps_taking_unnoticed", "it goes on taking or sending out data when the person may believe that it has stopped", "il continue de prendre ou d'émettre des données quand la personne peut croire qu'il a cessé"),
    yes_no("design.repeats_ended_data", "by the way it is built it goes on printing, showing or sending data of something that has ended", "par sa construction, il continue d'imprimer, d'afficher ou d'envoyer les données de ce qui a pris fin"),
    # what was weighed beforehand
    count("risk_signs", "how many of these nine signs were seen: scoring or profiling; decisions by machine with weighty effect; systematic watching; data of a special or very personal kind; large scale; matching of bases; vulnerable people; new technology; keeping people from a right or a service", "combien de ces neuf signes ont été constatés : évaluation ou profilage ; décisions automatiques à effet important ; surveillance systématique ; données sensibles ou très personnelles ; grande échelle ; croisement de bases ; personnes vulnérables ; technologie nouvelle ; privation d'un droit ou d'un service"),
    day("processing.began_on", "the day the processing began", "le jour où le traitement a commencé"),
    day("impact_assessment.done_on", "the day an impact assessment was finished (never: none was)", "le jour où une analyse d'impact a été achevée (never : aucune)", mended_by=PROVE, needs_evidence=True),
    yes_no("impact_assessment.left_out_with_reasons", "a writing of that time says why none was made", "un écrit de l'époque dit pourquoi aucune n'a été faite"),
)  # fmt: skip
