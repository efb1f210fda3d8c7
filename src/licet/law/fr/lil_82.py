"""Loi Informatique et Libertés, article 82: opens read one by one, as far as prospecting e-mail is concerned.

Reading an image tied to the addressee reads the terminal. The duty stands since 2011 (then article 32 II) and bears the
number 82 since 2019-06-01; the CNIL said so of opens in its recommendation of 2026-03-12, published on 2026-04-14. Before
that day the breach is contested, never settled. These rules speak of each solicitation (``persons``), to which the
exemptions of PIX-02 and PIX-03 are one observation, ``tracker.exempt``; ``lil_82_trackers`` speaks of each way of
reading, ``lil_82_sites`` of tracers on sites.
"""

from __future__ import annotations

import datetime as dt
from functools import partial

from licet.law.facts.persons import PERSONS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, Reading, rule
from licet.terms.words import Channel

READ = "2026-11-21"
PUBLISHED = "2026-04-14"
LAST_CONTESTED_DAY = "2026-04-13"
RECOMMENDATION = "LIL 82; CNIL, délibération 2026-042"
PUBLISHED_ON = dt.date(2026, 4, 14)
LAST_CONTESTED_ON = dt.date(2026, 4, 13)
NUMBERED = "2019-06-01"
NUMBERED_ON = dt.date(2019, 6, 1)
TRANSITION_ENDS_ON = dt.date(2026, 7, 14)
CONTESTED = (
    "strict: CNIL, délibération 2026-042, for which reading an open one by one has always been a reading of the terminal; "
    "otherwise: senders and router trade, for whom no text or decision said so of e-mail before 2026-04-14"
)
CONTESTED_FR = (
    "en ce sens, CNIL, délibération 2026-042, pour qui lire les ouvertures une à une a toujours été lire dans le terminal ; "
    "en sens contraire, les expéditeurs et les routeurs, pour qui ni texte ni décision ne le disait du courrier électronique avant le 14 avril 2026"
)

opens = partial(
    rule,
    conduct="opens-read-without-consent",
    article="LIL 82",
    level=Level.SOFT,
    verified="S",
    read_on=READ,
    burden=Burden.CONTROLLER,
)
"""A rule on opens, of people or of ways of reading."""

of_persons = partial(opens, on=PERSONS, channels=(Channel.EMAIL,))


def new_address(f: Facts) -> Expr:
    """Say that the address was obtained since the recommendation: consent at once."""
    return f.collection.on >= PUBLISHED_ON


def old_address_outside_the_transition(f: Facts, t: Clock, read_after_it: Expr) -> Expr:
    """Say that an older address was not told in time, or that its holder objected before the act (PIX-05).

    ``read_after_it``: until its last day, 2026-07-14, the transition left time to tell.
    """
    told = f.tracker.told_and_could_object_on.happened & (f.tracker.told_and_could_object_on <= TRANSITION_ENDS_ON)
    objected = f.tracker.objected_on.happened & (f.tracker.objected_on < t.day)
    return (f.collection.on < PUBLISHED_ON) & ((~told & read_after_it) | objected)


def opens_are_read(f: Facts) -> Expr:
    """Say that the person's opens are read one by one, outside the exemptions."""
    return f.tracker.individual & ~f.tracker.exempt


def read_since_the_recommendation(f: Facts, t: Clock) -> Expr:
    """Say that an open was read, or would be read on the day of the act, after it and without an agreement shown for that day."""
    was_read = (f.last_open.on >= PUBLISHED_ON) & (f.last_open.on > f.tracker.consent_until)
    would_be = (t.day >= PUBLISHED_ON) & (t.day > f.tracker.consent_until)
    return opens_are_read(f) & (was_read | would_be)


def read_between(f: Facts, t: Clock, first: dt.date, last: dt.date) -> Expr:
    """Say the same of a time before the recommendation, both days included."""
    was_read = (f.last_open.on >= first) & (f.last_open.on <= last) & (f.last_open.on > f.tracker.consent_until)
    would_be = (t.day >= first) & (t.day <= last) & (t.day > f.tracker.consent_until)
    return opens_are_read(f) & (was_read | would_be)


@of_persons(
    RECOMMENDATION,
    id="PIX-01",
    since=NUMBERED,
    fr="L'ouverture d'un courriel n'est lue individuellement qu'avec un consentement propre, distinct de l'accord aux messages.",
)
def no_open_read_without_its_own_consent(f: Facts, t: Clock) -> Expr:
    """The open of an e-mail is read individually only with a consent of its own, apart from agreeing to messages."""
    return read_since_the_recommendation(f, t) & new_address(f)


@of_persons(
    RECOMMENDATION,
    id="PIX-05",
    since=NUMBERED,
    fr="Pour les adresses antérieures, la lecture continue si la personne a été informée et mise à même de s'opposer au plus tard le 14 juillet 2026, et ne s'y est pas opposée.",
)
def older_addresses_are_read_only_if_told_in_time(f: Facts, t: Clock) -> Expr:
    """Older addresses are still read only if the person was told and able to object by 2026-07-14, and did not object."""
    after = (t.day > TRANSITION_ENDS_ON) | (f.last_open.on > TRANSITION_ENDS_ON)
    return read_since_the_recommendation(f, t) & old_address_outside_the_transition(f, t, after)


@of_persons(
    "LIL 82",
    id="PIX-01.before-2026",
    since=NUMBERED,
    reading=Reading.STRICT,
    contested_by=CONTESTED,
    contested_by_fr=CONTESTED_FR,
    fr="Avant la recommandation, la lecture individuelle des ouvertures exigeait déjà un consentement.",
)
def opens_needed_consent_before_the_recommendation(f: Facts, t: Clock) -> Expr:
    """Before the recommendation, reading opens one by one already needed consent."""
    return read_between(f, t, NUMBERED_ON, LAST_CONTESTED_ON)


@of_persons(
    "LIL 32 II (today: LIL 82)",
    id="PIX-01.before-2019",
    article="LIL 32 II",
    since="2011-08-27",
    reading=Reading.STRICT,
    contested_by=CONTESTED,
    contested_by_fr=CONTESTED_FR,
    fr="Depuis 2011, la lecture individuelle des ouvertures exigeait déjà un consentement.",
)
def opens_needed_consent_since_2011(f: Facts, t: Clock) -> Expr:
    """Since 2011, reading opens one by one already needed consent."""
    return read_between(f, t, dt.date(2011, 8, 27), NUMBERED_ON - dt.timedelta(days=1))
