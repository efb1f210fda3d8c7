"""GDPR article 21: the right to object to prospecting, and how far an objection must reach."""

from __future__ import annotations

from licet.law.eu.gdpr_12_requests import received
from licet.law.facts.messages import MESSAGES
from licet.law.facts.persons import PERSONS
from licet.law.facts.requests import REQUESTS
from licet.law.facts.suppressions import SUPPRESSIONS
from licet.law.facts.unsubscribes import UNSUBSCRIBES
from licet.law.fr.cpce_l34_5 import objected
from licet.law.fr.cpce_l34_5_messages import is_prospecting
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, Reading, rule
from licet.terms.words import ELECTRONIC, Channel

APPLIES = "2018-05-25"
READ = "2026-11-21"
INEFFECTIVE = "objection-ineffective"
FUTURA, CARREFOUR, PERFORMECLIC, EDF = "2019-11-21", "2020-11-18", "2020-12-07", "2022-11-24"
CANDIDATES = "2025-12-01"
"""Days of the decisions that stated a reading: SAN-2019-010, SAN-2020-008, SAN-2020-016, SAN-2022-021; the last, of the
simplified procedure, is known by its month."""


def people_agreed(f: Facts) -> Expr:
    """Say that stopping is the withdrawal of a consent relied on and shown: article 7(3), not 21 (heads.md D6)."""
    return f.consent.relied_on & f.consent.shown


def asked_to_stop(f: Facts, t: Clock) -> Expr:
    """Say that a request to stop had been received; its words and its way do not matter."""
    return (f.request.asks_to_stop | (f.request.kind == "object")) & received(f, t)


# No guard for addresses of legal persons: whoever wrote from `info@` that it should stop is a person who objected,
# and L.34-5 al. 5 gives the same way out to every addressee.
@rule(
    "GDPR 21(2) and (3)",
    id="RGT-03",
    on=PERSONS,
    article="GDPR 21",
    conduct=INEFFECTIVE,
    since=APPLIES,
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    fr="Qui s'est opposé à la prospection n'est plus sollicité, quel que soit le canal que son opposition couvre.",
)
def no_solicitation_after_an_objection(f: Facts, t: Clock) -> Expr:
    """Whoever objected to prospecting is not solicited any more, on any channel that the objection covers."""
    return objected(f, t)


@rule(
    "GDPR 21(3)",
    id="RGT-03.request",
    on=REQUESTS,
    article="GDPR 21",
    conduct=INEFFECTIVE,
    since=APPLIES,
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    fr="Une demande de faire cesser, reçue par quelque voie que ce soit, arrête l'usage : nul délai de grâce.",
)
def a_request_to_stop_ends_the_use(f: Facts, t: Clock) -> Expr:
    """A request to stop, received in whatever way, ends the use: there is no period of grace."""
    # the month of 12(3) is the time to answer; 21(3) stops the use at once
    return asked_to_stop(f, t) & (f.solicitation.last_at > f.request.received_at)


@rule(
    "GDPR 21(3); CNIL SAN-2020-008",
    id="RGT-03.recorded",
    on=REQUESTS,
    article="GDPR 21",
    conduct=INEFFECTIVE,
    since=APPLIES,
    stated_on=CARREFOUR,
    level=Level.DECISION,
    verified="V",
    read_on=READ,
    fr="Toute demande de faire cesser est inscrite dans ce qui bloque les sollicitations.",
)
def every_request_to_stop_is_recorded(f: Facts, t: Clock) -> Expr:
    """Every request to stop is entered in what blocks solicitations."""
    return asked_to_stop(f, t) & ~f.request.recorded


@rule(
    "GDPR 21(3)",
    id="RGT-03.ignored",
    on=UNSUBSCRIBES,
    article="GDPR 21",
    conduct=INEFFECTIVE,
    since=APPLIES,
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    fr="Un moyen d'opposition qui reçoit la demande la suit d'effet.",
)
def a_path_that_takes_a_request_stops_the_messages(f: Facts, _: Clock) -> Expr:
    """A path that takes a request to stop acts on it."""
    # a path that takes nothing, on electronic channels, is L.34-5 al. 5 (heads.md D6), judged on the messages
    return f.path.takes_request & ~f.path.stops_messages


@rule(
    "GDPR 21(2) and 12(2)",
    id="RGT-03.no-path",
    on=UNSUBSCRIBES,
    article="GDPR 21",
    conduct=INEFFECTIVE,
    channels=(Channel.TELEPHONE, Channel.POST),
    since=APPLIES,
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    fr="Le moyen annoncé de s'opposer aux appels ou courriers reçoit les demandes.",
)
def the_announced_path_against_calls_and_letters_takes_requests(f: Facts, _: Clock) -> Expr:
    """The path announced against calls or letters does take requests."""
    return ~f.path.takes_request & ~f.other_means.told


@rule(
    "GDPR 21(3)",
    id="RGT-03.late",
    on=UNSUBSCRIBES,
    article="GDPR 21",
    conduct=INEFFECTIVE,
    since=APPLIES,
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    fr="Aucune sollicitation ne part plus après la demande, fût-elle déjà programmée.",
)
def nothing_leaves_after_a_request(f: Facts, _: Clock) -> Expr:
    """Nothing leaves after a request, be it already queued."""
    return f.path.takes_request & (f.path.days_until_stop > 0)


# What is sold has L.34-5 al. 5 for the same duty. Service messages (an invoice, a ballot for members) solicit nobody.
@rule(
    "GDPR 21(2), (3) and 12(2); CNIL, simplified procedure, December 2025",
    id="RGT-03.cause",
    on=MESSAGES,
    article="GDPR 21",
    conduct="no-way-to-object",
    channels=ELECTRONIC,
    since=APPLIES,
    stated_on=CANDIDATES,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Le message qui sollicite pour une cause (parti, culte, œuvre) donne lui aussi un moyen qui répond de s'y opposer.",
)
def a_message_for_a_cause_lets_people_object_too(f: Facts, t: Clock) -> Expr:
    """A message that solicits for a cause (a party, a faith, a charity) gives a means to object that answers, too."""
    usable = f.stop_means_given & f.stop_means_answers
    return ~is_prospecting(f, t) & (f.sent_as == "prospecting") & ~usable


@rule(
    "GDPR 21(4)",
    id="RGT-03.told",
    on=UNSUBSCRIBES,
    article="GDPR 21(4)",
    conduct="item-missing",
    since=APPLIES,
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    fr="Le droit d'opposition est signalé expressément et à part, au plus tard dans la première communication.",
)
def the_right_to_object_is_told_apart_and_in_time(f: Facts, _: Clock) -> Expr:
    """The right to object is brought up in so many words and apart, at the latest in the first communication."""
    return ~f.right.told_by_first_message | ~f.right.told_apart


@rule(
    "GDPR 21(2) and 12(2); CNIL SAN-2020-016",
    id="OTH-23.reach",
    on=UNSUBSCRIBES,
    article="GDPR 21",
    conduct=INEFFECTIVE,
    since=APPLIES,
    stated_on=PERFORMECLIC,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Une opposition agit sur tous les comptes, marques et bases de l'organisme, ou le message dit comment l'obtenir.",
)
def an_objection_reaches_every_account_brand_and_base(f: Facts, _: Clock) -> Expr:
    """An objection acts on every account, brand and base of the organisation, or the message tells how to have that."""
    partial = (f.reach.accounts_used > 1) & (f.reach.accounts_stopped < f.reach.accounts_used)
    return partial & ~f.other_means.told & ~people_agreed(f)


@rule(
    "GDPR 21(3) and 12(2); CNIL SAN-2019-010",
    id="OTH-23.relay",
    on=UNSUBSCRIBES,
    article="GDPR 21",
    conduct=INEFFECTIVE,
    since=APPLIES,
    stated_on=FUTURA,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Sociétés sœurs, sous-traitants et centres d'appels apprennent l'opposition avant leur prochain contact.",
)
def everybody_who_solicits_learns_of_an_objection(f: Facts, _: Clock) -> Expr:
    """Sister companies, processors and call centres learn of an objection before their next contact."""
    return f.contacting.bodies_told < f.contacting.bodies


@rule(
    "GDPR 21(3) and 12(2); CNIL SAN-2019-010",
    id="OTH-23.filter",
    on=UNSUBSCRIBES,
    article="GDPR 21",
    conduct=INEFFECTIVE,
    since=APPLIES,
    stated_on=FUTURA,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    reading=Reading.STRICT,
    contested_by="strict: SAN-2019-010 wants an automatic comparison before each call; otherwise: it spoke of 36 centres and many calls, and a short list struck by hand may do elsewhere",
    contested_by_fr="en ce sens, SAN-2019-010 veut une comparaison automatique avant chaque appel ; en sens contraire, la décision visait 36 centres et de nombreux appels, et une courte liste rayée à la main peut suffire ailleurs",
    fr="Quand plusieurs organismes sollicitent, une machine, non une consultation à la main, écarte les opposants.",
)
def where_several_solicit_a_machine_takes_objectors_out(f: Facts, _: Clock) -> Expr:
    """Where several bodies solicit, a machine takes objectors out, not a look-up by hand."""
    # a trader alone with a short list may strike names by hand
    return (f.contacting.bodies > 1) & ~f.filter.is_automatic


@rule(
    "GDPR 21(3) and 12(2); CNIL SAN-2019-010",
    id="OTH-23.identifier",
    on=UNSUBSCRIBES,
    article="GDPR 21",
    conduct=INEFFECTIVE,
    since=APPLIES,
    stated_on=FUTURA,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Ce qui est noté d'une opposition contient l'identifiant qui permet de bloquer le canal.",
)
def what_is_recorded_can_block_the_channel(f: Facts, _: Clock) -> Expr:
    """What is recorded of an objection holds the identifier that blocks the channel."""
    return ~f.record.holds_identifier


@rule(
    "GDPR 21(3); CNIL SAN-2022-021",
    id="OTH-23.return",
    on=SUPPRESSIONS,
    article="GDPR 21",
    conduct=INEFFECTIVE,
    since=APPLIES,
    stated_on=EDF,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Une personne opposée ou effacée n'est pas sollicitée de nouveau parce qu'une livraison l'a ramenée.",
)
def nobody_is_solicited_again_because_a_delivery_brought_them_back(f: Facts, _: Clock) -> Expr:
    """Nobody who objected, or was erased, is solicited again because a delivery brought them back."""
    return f.imports.objectors_solicited_again > 0


@rule(
    "GDPR 21(3); CNIL SAN-2022-021",
    id="OTH-23.mark",
    on=REQUESTS,
    article="GDPR 21",
    conduct=INEFFECTIVE,
    since=APPLIES,
    stated_on=EDF,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Effacer un prospect qui le demande laisse la marque sans laquelle la livraison suivante le ramènerait.",
)
def erasing_a_prospect_leaves_a_mark_not_to_solicit(f: Facts, t: Clock) -> Expr:
    """Erasing a prospect on request leaves the mark without which the next delivery would bring them back."""
    solicited_again = f.solicitation.last_at > f.request.received_at
    return (f.request.kind == "erasure") & received(f, t) & ~f.mark.kept & solicited_again


@rule(
    "GDPR 21(2) and (3)",
    id="RGT-03.profiles",
    on=REQUESTS,
    article="GDPR 21",
    conduct=INEFFECTIVE,
    since=APPLIES,
    level=Level.STATUTE,
    verified="K",
    fr="Une opposition à la prospection met fin aussi au profilage, aux rapprochements et aux transmissions qui la servaient.",
)
def an_objection_ends_the_profiling_for_prospecting_too(f: Facts, t: Clock) -> Expr:
    """An objection to prospecting also ends the profiling, matching and passing on that served it."""
    return asked_to_stop(f, t) & f.data.still_used
