"""Loi Informatique et Libertés, article 82: ways in which opens of e-mails are read (PIX-01 to PIX-06, ``trackers``).

Two exemptions: securing the sign-in (PIX-02), and deliverability within its limits (PIX-03); outside them people agree by
an act of their own, of which the proof is the fact ``tracker.consent`` itself (nothing produced is a no). PIX-04 says how
they are asked and how they take it back. What the recommendation asks is applied from the day it was published.
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.trackers import TRACKERS
from licet.law.figures import figure
from licet.law.fr.lil_82 import (
    CONTESTED,
    CONTESTED_FR,
    LAST_CONTESTED_DAY,
    NUMBERED,
    PUBLISHED,
    READ,
    RECOMMENDATION,
    TRANSITION_ENDS_ON,
    new_address,
    old_address_outside_the_transition,
    opens,
)
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, Reading, rule

GDPR_APPLIES = "2018-05-25"
of_trackers = partial(opens, on=TRACKERS)
of_opens_today = partial(of_trackers, RECOMMENDATION, since=PUBLISHED)


def exempt(f: Facts) -> Expr:
    """Say that the reading serves one of the two exempted ends only, the second within its limits (PIX-02, PIX-03)."""
    within_limits = f.tracker.mail_asked_for & f.tracker.keeps_only_last_day
    for_sending = (f.tracker.put_in_for == "deliverability") & within_limits
    return ~f.tracker.reused & ((f.tracker.put_in_for == "login_security") | for_sending)


def read_without_agreement(f: Facts) -> Expr:
    """Say that opens are read one by one without a consent of its own."""
    return f.tracker.individual & ~f.tracker.consent


def read_one_by_one(f: Facts) -> Expr:
    """Say that opens are read one by one, outside the exemptions, without a consent of its own."""
    return read_without_agreement(f) & ~exempt(f)


# ------------------------------------------------------------------ consent, and the two exemptions


@of_opens_today(
    id="PIX-01.way",
    fr="Un dispositif ne lit les ouvertures individuellement qu'avec un consentement propre des personnes.",
)
def no_way_of_reading_opens_without_its_own_consent(f: Facts, _t: Clock) -> Expr:
    """A way of reading opens one by one has a consent of its own."""
    return read_without_agreement(f) & (f.tracker.put_in_for == "something_else") & new_address(f)


@of_opens_today(
    id="PIX-02",
    fr="Une lecture exemptée parce qu'elle sécurise la connexion ne sert à rien d'autre.",
)
def a_reading_that_secures_signing_in_serves_nothing_else(f: Facts, _t: Clock) -> Expr:
    """A reading exempted because it secures signing in serves nothing else."""
    return read_without_agreement(f) & (f.tracker.put_in_for == "login_security") & f.tracker.reused & new_address(f)


def for_deliverability(f: Facts) -> Expr:
    """Say that opens of new addresses are read without consent, for deliverability."""
    return read_without_agreement(f) & (f.tracker.put_in_for == "deliverability") & new_address(f)


@of_opens_today(
    id="PIX-03.mail",
    fr="L'exemption de délivrabilité ne vaut que pour les courriels transactionnels, demandés ou acceptés.",
)
def deliverability_is_exempt_only_in_mail_that_was_asked_for(f: Facts, _t: Clock) -> Expr:
    """Deliverability is exempt only in mail that is transactional, was asked for or consented to."""
    # mail to professionals on an opt-out was neither asked for nor consented to
    return for_deliverability(f) & ~f.tracker.mail_asked_for


@of_opens_today(
    id="PIX-03.day",
    fr="L'exemption de délivrabilité ne laisse conserver que le jour de la dernière ouverture, sans heure ni historique.",
)
def deliverability_keeps_only_the_day_of_the_last_open(f: Facts, _t: Clock) -> Expr:
    """Exempted deliverability keeps only the day of the last open, without hour or history."""
    return for_deliverability(f) & ~f.tracker.keeps_only_last_day


@of_opens_today(
    id="PIX-03.use",
    fr="Une lecture exemptée pour la délivrabilité ne sert qu'à cesser d'écrire à ceux qui n'ouvrent plus.",
)
def a_reading_for_deliverability_serves_nothing_else(f: Facts, _t: Clock) -> Expr:
    """A reading exempted for deliverability serves only to stop mailing those who no longer open."""
    return for_deliverability(f) & f.tracker.reused


@of_opens_today(
    id="PIX-05.way",
    fr="Un dispositif qui ne lit que des adresses antérieures ne continue que si tous ont été informés au plus tard le 14 juillet 2026 et ne se sont pas opposés.",
)
def a_way_of_reading_older_addresses_goes_on_only_if_told_in_time(f: Facts, t: Clock) -> Expr:
    """A way of reading only older addresses goes on only if all were told by 2026-07-14 and none objected."""
    return read_one_by_one(f) & old_address_outside_the_transition(f, t, t.day > TRANSITION_ENDS_ON)


before_publication = partial(of_trackers, reading=Reading.STRICT, contested_by=CONTESTED, contested_by_fr=CONTESTED_FR)


@before_publication(
    "LIL 82",
    id="PIX-01.way-before-2026",
    since=NUMBERED,
    until=LAST_CONTESTED_DAY,
    fr="Avant la recommandation, un dispositif de lecture individuelle exigeait déjà un consentement.",
)
def ways_of_reading_opens_needed_consent_before_the_recommendation(f: Facts, _t: Clock) -> Expr:
    """Before the recommendation, a way of reading opens one by one already needed consent."""
    return read_one_by_one(f)


@before_publication(
    "LIL 32 II (today: LIL 82)",
    id="PIX-01.way-before-2019",
    since="2011-08-27",
    until="2019-05-31",
    fr="Depuis 2011, un dispositif de lecture individuelle exigeait déjà un consentement.",
)
def ways_of_reading_opens_needed_consent_since_2011(f: Facts, _t: Clock) -> Expr:
    """Since 2011, a way of reading opens one by one already needed consent."""
    return read_one_by_one(f)


# ------------------------------------------------------------------ how people are asked, and take it back


@of_opens_today(
    id="PIX-04.mail",
    fr="Le courriel qui demande l'accord à la lecture des ouvertures ne lit pas lui-même la sienne.",
)
def the_mail_that_asks_is_not_itself_read(f: Facts, _t: Clock) -> Expr:
    """The mail that asks to agree to opens being read does not itself read whether it is opened."""
    return f.tracker.individual & f.asking.mail_is_read


@of_opens_today(
    id="PIX-04.silence",
    fr="Qui n'a pas répondu a refusé : ses ouvertures ne sont pas lues.",
)
def silence_is_a_refusal(f: Facts, _t: Clock) -> Expr:
    """Whoever gave no answer has refused, and is not read."""
    return f.tracker.individual & f.asking.silent_are_read


@of_opens_today(
    id="PIX-04.refusal",
    conduct="tracers-harder-to-refuse",
    fr="Refuser la lecture des ouvertures ne demande pas plus de clics que l'accepter.",
)
def refusing_the_reading_takes_no_more_clicks_than_accepting(f: Facts, _t: Clock) -> Expr:
    """To refuse that opens are read takes no more clicks than to accept it."""
    return f.tracker.individual & (f.asking.steps_to_refuse > f.asking.steps_to_accept)


# "about six months": advice, which a month more or less does not turn into a breach
@of_opens_today(
    id="PIX-04.again",
    advice=True,
    fr="Qui a refusé n'est pas interrogé de nouveau avant six mois environ.",
)
def nobody_who_refused_is_asked_again_within_months(f: Facts, t: Clock) -> Expr:
    """Whoever refused is not asked again before about six months."""
    return f.tracker.individual & (f.asking.months_before_again < t.figure(figure("opens-asked-again")))


@of_opens_today(
    id="PIX-04.link",
    conduct="tracers-harder-to-refuse",
    fr="Chaque courriel dont l'ouverture est lue sur accord porte un lien pour retirer cet accord.",
)
def each_mail_bears_a_link_to_take_the_agreement_back(f: Facts, _t: Clock) -> Expr:
    """Each mail whose open is read by agreement bears a link to take that agreement back."""
    return f.tracker.individual & ~f.withdrawal.link_in_each_mail


@of_opens_today(
    id="PIX-04.sent",
    fr="Le retrait vaut aussi pour les courriels déjà envoyés : rouverts, ils ne sont plus lus.",
)
def a_withdrawal_reaches_mails_already_sent(f: Facts, _t: Clock) -> Expr:
    """A withdrawal also reaches mails already sent: opened again, they are no longer read."""
    return f.tracker.individual & f.withdrawal.sent_mails_still_read


# ------------------------------------------------------------------ what follows from opens and clicks (PIX-06)


@rule(
    "GDPR 5(1)(e) ; CNIL, référentiel gestion commerciale",
    id="PIX-06.opens",
    on=TRACKERS,
    article="GDPR 5(1)(e)",
    conduct="kept-too-long",
    since=GDPR_APPLIES,
    stated_on="2022-02-03",
    level=Level.SOFT,
    verified="S",
    read_on=READ,
    fr="Une ouverture n'est pas un acte de la personne : elle ne repousse pas la fin de la conservation.",
)
def an_open_does_not_put_off_the_purge(f: Facts, _t: Clock) -> Expr:
    """An open is no act of the person, and does not put off the end of retention."""
    return f.opens.put_off_purge


@rule(
    "GDPR 13(1)(c)",
    id="PIX-06.clicks",
    on=TRACKERS,
    article="GDPR 13",
    conduct="item-missing",
    since=GDPR_APPLIES,
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Les personnes savent que leurs clics sont enregistrés individuellement, et à quelle fin.",
)
def people_know_that_their_clicks_are_recorded(f: Facts, _t: Clock) -> Expr:
    """People know that their clicks are recorded one by one, and what for."""
    return f.clicks.kept_one_by_one & ~f.clicks.told


@of_trackers(
    "LIL 82 ; CEPD, lignes directrices 2/2023",
    id="PIX-06.links",
    since=NUMBERED,
    reading=Reading.STRICT,
    contested_by="strict: EDPB, guidelines 2/2023, for which a link tied to a person is a reading of the terminal too; otherwise: CNIL, délibération 2026-042, which speaks of images only, and senders, for whom a click is an act of the person",
    contested_by_fr="en ce sens, CEPD, lignes directrices 2/2023, pour qui un lien propre à une personne est aussi une lecture dans le terminal ; en sens contraire, CNIL, délibération 2026-042, qui ne vise que les images, et les expéditeurs, pour qui le clic est un acte de la personne",
    fr="Les clics ne sont enregistrés individuellement qu'avec l'accord des personnes.",
)
def clicks_are_recorded_one_by_one_only_by_agreement(f: Facts, _t: Clock) -> Expr:
    """Clicks are recorded one by one only by agreement."""
    return f.clicks.kept_one_by_one & ~f.clicks.agreed
