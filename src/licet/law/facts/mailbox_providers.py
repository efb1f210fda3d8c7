"""What is known of mailbox providers to whose users mail is sent, and of reporting associations: one row each."""

from __future__ import annotations

from licet.law.facts.declare import choice, count, yes_no
from licet.rules.facts import Mending, Table

CHANGE = Mending.CHANGE_MESSAGE

MAILBOX_PROVIDERS = Table(
    "mailbox_providers",
    unit="providers",
    means="mailbox providers to whose users mail is sent, and reporting associations: one row each",
    fr="fournisseurs de messagerie dont les utilisateurs reçoivent les envois, et associations de signalement : une ligne chacun",
    parents=(),
)

PROVIDERS = ("gmail", "yahoo", "microsoft", "laposte", "orange", "signal_spam", "other")

MAILBOX_PROVIDERS.declare(
    choice("provider", PROVIDERS, "which one it is", "lequel"),
    # reports of spam
    yes_no("reports.undertaken", "the organisation, or who sends for it, has undertaken to treat a report as a request to stop (code of ethics of Signal Spam, feedback loop)", "l'organisme, ou celui qui envoie pour lui, s'est engagé à traiter un signalement comme une demande d'arrêt (code de déontologie de Signal Spam, boucle de rétroaction)"),
    yes_no("reports.tell_person", "a report carries something by which the organisation knows who made it", "un signalement porte un élément par lequel l'organisme sait qui l'a fait"),
    yes_no("reports.stop_messages", "when tried, a report stops the messages to its author", "essayé, un signalement fait cesser les envois à son auteur", mended_by=CHANGE),
    count("reports.solicited_after", "how many people were solicited again after their report had reached the organisation", "combien de personnes ont été de nouveau sollicitées après que leur signalement est parvenu à l'organisme"),
    # thresholds
    count("messages_a_day", "the most messages sent on one day to its users", "le plus grand nombre de messages envoyés en un jour à ses utilisateurs"),
    count("complaints_per_million", "the highest share of messages of a day reported as spam, in messages per million (0.1 % is 1000)", "la plus forte part des messages d'un jour signalés comme indésirables, en messages par million (0,1 % : 1000)"),
    count("days_to_honour", "in how many days at most a request to stop takes effect", "en combien de jours au plus une demande d'arrêt prend effet", mended_by=CHANGE),
    yes_no("spf_passes", "it notes that SPF passes", "il relève que SPF est satisfait", mended_by=CHANGE),
    yes_no("dkim_passes", "it notes that DKIM passes", "il relève que DKIM est satisfait", mended_by=CHANGE),
    yes_no("from_is_aligned", "the domain of the From address is the one that passes", "le domaine de l'adresse d'expédition est celui qui est vérifié", mended_by=CHANGE),
    yes_no("dmarc_published", "the domain of the From address publishes a DMARC policy, be it `none`", "le domaine de l'adresse d'expédition publie une politique DMARC, fût-ce `none`", mended_by=CHANGE),
)  # fmt: skip
