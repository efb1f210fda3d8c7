"""Reports of spam (CMP-01), one-click requests (CMP-04), what mailbox providers ask (CMP-05).

A rate of complaints is evidence of disorder, never a breach by itself. A report whose author is known is another
matter: who has undertaken to treat it as a request to stop has been told no (RGT-03).
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.mailbox_providers import MAILBOX_PROVIDERS
from licet.law.facts.messages import MESSAGES
from licet.law.figures import figure
from licet.law.fr.cpce_l34_5_messages import is_prospecting
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, Reading, rule
from licet.terms.words import Channel

READ = "2026-11-21"

_asked = partial(
    rule,
    on=MAILBOX_PROVIDERS,
    conduct="industry-rule",
    level=Level.INDUSTRY,
    verified="S",
    read_on=READ,
)
_by_gmail = partial(_asked, "Gmail, consignes aux expéditeurs ; Yahoo", since="2024-02-01")


def told_no(f: Facts) -> Expr:
    """Say that people whose report told who they are were solicited again."""
    return f.reports.tell_person & (f.reports.solicited_after > 0)


def to_gmail_or_yahoo(f: Facts) -> Expr:
    """Say that the provider is one of those whose rules of 2024-02-01 are one family."""
    return f.provider.is_in("gmail", "yahoo")


def unproven_sender(f: Facts) -> Expr:
    """Say that SPF, DKIM, DMARC or the domain of the sender's address fail."""
    return ~f.spf_passes | ~f.dkim_passes | ~f.dmarc_published | ~f.from_is_aligned


@rule(
    "GDPR 21(3) ; Signal Spam, code de déontologie",
    id="CMP-01",
    on=MAILBOX_PROVIDERS,
    article="GDPR 21",
    conduct="objection-ineffective",
    since="2018-05-25",
    level=Level.SOFT,
    verified="V",
    read_on=READ,
    fr="Qui s'est engagé à tenir un signalement pour une demande d'arrêt ne sollicite plus son auteur.",
)
def a_report_taken_for_a_request_ends_the_messages(f: Facts, _: Clock) -> Expr:
    """Whoever has undertaken to take a report for a request to stop does not solicit its author again."""
    return f.reports.undertaken & told_no(f)


@rule(
    "GDPR 21(3)",
    id="CMP-01.others",
    on=MAILBOX_PROVIDERS,
    article="GDPR 21",
    conduct="objection-ineffective",
    since="2018-05-25",
    level=Level.SOFT,
    verified="K",
    reading=Reading.STRICT,
    contested_by="strict: who reports a message as spam to its sender says no to the next one; otherwise: the report goes to the provider and asks the sender for nothing",
    contested_by_fr="en ce sens, signaler un message comme indésirable, c'est refuser le suivant ; en sens contraire, le signalement s'adresse au fournisseur et ne demande rien à l'expéditeur",
    fr="L'auteur connu d'un signalement n'est plus sollicité, même sans engagement envers qui le recueille.",
)
def a_report_is_an_objection_without_any_undertaking(f: Facts, _: Clock) -> Expr:
    """The known author of a report is not solicited again, even without an undertaking towards who takes reports."""
    return ~f.reports.undertaken & told_no(f)


@_asked(
    "Signal Spam, code de déontologie",
    id="CMP-01.loop",
    since="2017-06-20",
    fr="Pour un membre, un signalement fait cesser les envois à son auteur.",
)
def a_report_stops_the_messages_of_a_member(f: Facts, _: Clock) -> Expr:
    """With a member, a report stops the messages to its author."""
    return f.reports.undertaken & f.reports.tell_person & ~f.reports.stop_messages


# RFC 8058 is of 2017; mailbox providers ask for it since 2024-06-01
@rule(
    "RFC 8058 ; Gmail, Yahoo",
    id="CMP-04",
    on=MESSAGES,
    conduct="industry-rule",
    channels=[Channel.EMAIL],
    since="2024-06-01",
    level=Level.INDUSTRY,
    verified="K",
    fr="Un courriel de prospection porte les deux en-têtes du désabonnement en un clic, couverts par DKIM.",
)
def a_promotional_mail_lets_people_stop_with_one_click(f: Facts, t: Clock) -> Expr:
    """A promotional mail bears both headers of the one-click request to stop, covered by DKIM."""
    lacks = ~f.header_unsubscribe_https | ~f.header_one_click_post | ~f.header_pair_is_signed
    return is_prospecting(f, t) & lacks


@_by_gmail(
    id="CMP-05.target",
    fr="Moins d'un message sur mille est signalé comme indésirable, chaque jour.",
)
def fewer_than_one_message_in_a_thousand_is_reported(f: Facts, t: Clock) -> Expr:
    """Fewer than one message in a thousand is reported as spam on any day."""
    return to_gmail_or_yahoo(f) & (f.complaints_per_million >= t.figure(figure("complaint-target")))


@_by_gmail(
    id="CMP-05.limit",
    fr="Jamais trois messages sur mille ne sont signalés comme indésirables un même jour.",
)
def never_are_three_messages_in_a_thousand_reported(f: Facts, t: Clock) -> Expr:
    """Never are three messages in a thousand reported as spam on one day."""
    return to_gmail_or_yahoo(f) & (f.complaints_per_million >= t.figure(figure("complaint-limit")))


@_by_gmail(
    id="CMP-05.two-days",
    fr="Une demande d'arrêt prend effet en deux jours.",
)
def a_request_to_stop_takes_two_days_at_most(f: Facts, t: Clock) -> Expr:
    """A request to stop takes effect within two days."""
    return to_gmail_or_yahoo(f) & (f.days_to_honour > t.figure(figure("stop-days")))


@_by_gmail(
    id="CMP-05.any-sender",
    fr="Tout expéditeur satisfait à SPF ou à DKIM.",
)
def every_sender_passes_spf_or_dkim(f: Facts, _: Clock) -> Expr:
    """Every sender passes SPF or DKIM."""
    return to_gmail_or_yahoo(f) & ~f.spf_passes & ~f.dkim_passes


@_by_gmail(
    id="CMP-05.bulk",
    fr="Qui envoie cinq mille messages par jour satisfait à SPF, à DKIM et à DMARC, pour le domaine affiché.",
)
def a_bulk_sender_passes_all_three(f: Facts, t: Clock) -> Expr:
    """Whoever sends five thousand messages a day passes SPF, DKIM and DMARC for the domain shown."""
    bulk = f.messages_a_day >= t.figure(figure("bulk-sender"))
    return to_gmail_or_yahoo(f) & bulk & unproven_sender(f)


@_asked(
    "Microsoft, exigences aux grands expéditeurs",
    id="CMP-05.microsoft",
    since="2025-05-05",
    fr="Au-delà de cinq mille messages par jour vers Microsoft, SPF, DKIM et DMARC sont satisfaits.",
)
def a_bulk_sender_passes_all_three_at_microsoft(f: Facts, t: Clock) -> Expr:
    """Beyond five thousand messages a day to Microsoft, SPF, DKIM and DMARC pass."""
    bulk = f.messages_a_day > t.figure(figure("bulk-sender"))
    return (f.provider == "microsoft") & bulk & unproven_sender(f)


# the day within September 2025 is not known: the last one counts
@_asked(
    "La Poste, exigences aux expéditeurs",
    id="CMP-05.laposte",
    since="2025-09-30",
    fr="Vers laposte.net, SPF ou DKIM est satisfait pour le domaine affiché.",
)
def laposte_wants_one_of_both_for_the_domain_shown(f: Facts, _: Clock) -> Expr:
    """At laposte.net, SPF or DKIM passes for the domain shown."""
    passes = (f.spf_passes | f.dkim_passes) & f.from_is_aligned
    return (f.provider == "laposte") & ~passes
