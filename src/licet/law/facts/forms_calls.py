"""What is known of forms as far as they ask for a telephone number, or for an agreement to be called (R.223-1)."""

from __future__ import annotations

from licet.law.facts.declare import count, yes_no
from licet.law.facts.forms import FORMS
from licet.rules.facts import Mending

__all__ = ["FORMS"]

ASK, INFORM = Mending.ASK, Mending.INFORM

FORMS.declare(
    yes_no("call_agreement_asked", "the form asks consumers to agree to be called", "le formulaire demande à des consommateurs d'accepter d'être appelés"),
    yes_no("call_states_caller", "it says who will call, and any third party who calls for them", "il indique qui appellera, et tout tiers qui appelle pour son compte", mended_by=ASK, needs_evidence=True),
    yes_no("call_states_offer", "it says what kind of goods or services the calls are about", "il indique la nature des biens ou services objet des appels", mended_by=ASK, needs_evidence=True),
    yes_no("call_leaves_choice", "it lets the person agree or not, for that caller and that object", "il laisse la personne accepter ou non, pour cet appelant et cet objet", mended_by=ASK, needs_evidence=True),
    yes_no("call_states_period", "it states for how long the person agrees", "il indique la durée de l'accord", mended_by=ASK, needs_evidence=True),
    count("call_period_months", "the period it states, in months (a part of a month counts as one)", "la durée qu'il indique, en mois (toute fraction compte pour un mois)", mended_by=ASK, needs_evidence=True),
    yes_no("call_states_withdrawal", "it says that the agreement can be withdrawn at any time, and how", "il indique que l'accord peut être retiré à tout moment, et comment", mended_by=ASK, needs_evidence=True),
    yes_no("call_states_proof_access", "it says how to get a proof of the agreement on a durable medium", "il indique comment obtenir une preuve de l'accord sur un support durable", mended_by=ASK, needs_evidence=True),
    yes_no("call_renews_tacitly", "the agreement goes on by itself at the end of the period", "l'accord se prolonge de lui-même à la fin de la période", mended_by=ASK, needs_evidence=True),
    yes_no("call_agreed_by_own_act", "the person acts to agree: no wording agreed to beforehand, no pre-ticked box, no mere browsing on", "la personne agit pour accepter : ni mention pré-rédigée, ni case précochée, ni simple poursuite de la navigation", mended_by=ASK, needs_evidence=True),
    # after the agreement (R.223-2, R.223-3)
    yes_no("call_archived_with_words", "each agreement is archived with these words, its date, its time and any slot agreed", "chaque accord est archivé avec ces mentions, sa date, son heure et tout créneau convenu", mended_by=Mending.PROVE, needs_evidence=True),
    yes_no("call_proof_needs_account", "the person gets the proof only by way of a customer account, or for a price", "la personne n'obtient la preuve que par un compte client, ou contre paiement", mended_by=ASK),
    count("call_steps_to_agree", "steps needed to agree", "nombre d'étapes pour accepter", mended_by=ASK, needs_evidence=True),
    count("call_steps_to_withdraw", "steps needed to withdraw the agreement", "nombre d'étapes pour retirer l'accord", mended_by=ASK, needs_evidence=True),
    yes_no("call_withdrawal_by_voice", "who says so during a call is recorded as having withdrawn", "qui le dit au cours d'un appel est enregistré comme ayant retiré son accord", mended_by=ASK, needs_evidence=True),
    # any form with a telephone field (L.223-2)
    yes_no("phone_asked", "the form asks consumers for a telephone number", "le formulaire demande à des consommateurs un numéro de téléphone"),
    yes_no("phone_notice_on_calls", "it says that any commercial call, but for a contract in progress, needs prior agreement", "il indique que tout appel commercial, hors contrat en cours, suppose un accord préalable", mended_by=INFORM, needs_evidence=True),
    yes_no("phone_notice_on_list", "it says that there is a free opposition list", "il indique l'existence d'une liste d'opposition gratuite", mended_by=INFORM, needs_evidence=True),
    yes_no("phone_asked_at_contract", "the number is taken when a contract is concluded", "le numéro est recueilli lors de la conclusion d'un contrat"),
    yes_no("phone_clause_in_contract", "the contract says clearly that calling without prior agreement is prohibited", "le contrat indique clairement qu'il est interdit d'appeler sans accord préalable", mended_by=INFORM, needs_evidence=True),
)
