"""GDPR article 32, ways in: who can open personal data, by which road, and whether one can tell who did.

A missing archive is article 5(1)(e), not 32: nothing here asks for one. Passwords: ``gdpr_32_passwords``.
"""

from __future__ import annotations

from functools import partial

from licet.law.eu.gdpr_32_passwords import READ, opens_personal_data
from licet.law.facts.accounts import ACCOUNTS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

CARREFOUR, FURNITURE, DOCTISSIMO, KG_COM, CANDIDATES = (
    "2020-11-18",
    "2021-12-30",
    "2023-05-11",
    "2023-06-08",
    "2025-12-01",
)
"""Days of the decisions that stated a reading: SAN-2020-008, SAN-2021-022, SAN-2023-006, SAN-2023-008; the last, of
the simplified procedure, is known by its month."""

SPARTOO, ACCOR, FREE = "2020-07-28", "2022-08-03", "2022-11-30"
"""SAN-2020-003, SAN-2022-017, SAN-2022-022."""

access = partial(rule, on=ACCOUNTS, article="GDPR 32", conduct="access-open", since="2018-05-25")
"""A rule on ways in."""
decided = partial(access, level=Level.DECISION, verified="S", read_on=READ)
"""What a decision held of them."""
remembered = partial(access, level=Level.DECISION, verified="K")
"""What a decision held that nobody here read."""
advised = partial(access, level=Level.SOFT, verified="K")
"""What the CNIL's guide on the security of personal data asks for; it was not read."""


@decided(
    "GDPR 32; CNIL SAN-2020-008",
    id="OTH-04.no-login",
    stated_on=CARREFOUR,
    fr="Un document contenant des données personnelles ne s'ouvre qu'après connexion, même à une adresse longue et tirée au hasard.",
)
def documents_open_only_after_a_login(f: Facts, _: Clock) -> Expr:
    """A document with personal data opens only after a login, be its address long and random."""
    return f.documents.open_by_address


@decided(
    "GDPR 32; CNIL SAN-2023-006, SAN-2023-008",
    id="OTH-04.http",
    stated_on=DOCTISSIMO,
    fr="Données personnelles et mots de passe ne circulent pas en clair sur internet.",
)
def no_personal_data_pass_in_clear(f: Facts, _: Clock) -> Expr:
    """Personal data and passwords do not pass the internet in clear."""
    return f.connection.protected_by == "nothing"


@decided(
    "GDPR 32; CNIL SAN-2023-008",
    id="OTH-04.obsolete-tls",
    stated_on=KG_COM,
    fr="Protocoles et algorithmes retirés ne protègent plus une connexion.",
)
def withdrawn_ciphers_protect_no_connection(f: Facts, _: Clock) -> Expr:
    """Withdrawn protocols and ciphers protect no connection any more."""
    return f.connection.protected_by == "obsolete_tls"


@decided(
    "GDPR 32; CNIL SAN-2021-022 (a contrario SAN-2023-025, SAN-2025-002)",
    id="OTH-04.shared",
    stated_on=FURNITURE,
    fr="Qui ouvre des données personnelles a un compte à soi, ou se distingue autrement des autres utilisateurs.",
)
def users_of_personal_data_can_be_told_apart(f: Facts, _: Clock) -> Expr:
    """Whoever opens personal data has an account of their own, or is told apart from other users by something else."""
    return opens_personal_data(f) & f.account.shared & ~f.account.users_traceable


@decided(
    "GDPR 32; CNIL, simplified procedure, December 2025",
    id="OTH-04.addressees",
    stated_on=CANDIDATES,
    fr="Les destinataires d'un envoi ne se voient pas les uns les autres.",
)
def addressees_do_not_see_one_another(f: Facts, _: Clock) -> Expr:
    """The addressees of a mailing do not see one another."""
    return f.mailing.addressees_see_each_other


@advised(
    "GDPR 32; CNIL, guide de la sécurité des données personnelles",
    id="ACC-06.administration",
    fr="L'accès du personnel depuis internet ne tient pas à un seul mot de passe.",
)
def administration_is_not_open_to_the_internet_by_a_password_alone(f: Facts, _: Clock) -> Expr:
    """What staff reach from the internet is not protected by a password alone."""
    return opens_personal_data(f) & f.administration.open_by_password_alone


@advised(
    "GDPR 32; CNIL, guide de la sécurité des données personnelles",
    id="ACC-06.rights",
    fr="Chacun n'ouvre que ce que sa tâche demande, et perd l'accès quand elle cesse.",
)
def staff_open_what_their_task_calls_for(f: Facts, _: Clock) -> Expr:
    """Staff open what their task calls for, and lose access when it ends."""
    return ~f.access.ends_with_duty


@advised(
    "GDPR 32; CNIL, guide de la sécurité des données personnelles",
    id="ACC-06.session",
    fr="La session de qui voit des données personnelles se verrouille d'elle-même.",
)
def a_session_left_locks_itself(f: Facts, _: Clock) -> Expr:
    """The session of staff who see personal data locks itself when left."""
    return ~f.session.locks_itself


@advised(
    "GDPR 32; CNIL, guide de la sécurité des données personnelles",
    id="ACC-06.logs",
    fr="Les accès du personnel aux données personnelles sont journalisés.",
)
def access_to_personal_data_is_logged(f: Facts, _: Clock) -> Expr:
    """Access of staff to personal data is logged."""
    return f.users.are.is_in("staff", "both") & ~f.access.logged


@remembered(
    "GDPR 32; CNIL SAN-2020-003",
    id="OTH-04.papers-kept",
    stated_on=SPARTOO,
    fr="Copies de cartes bancaires, de pièces d'identité ou de santé ne sont pas conservées lisibles par qui ouvre ou copie le dossier.",
)
def papers_are_not_kept_as_they_are(f: Facts, _: Clock) -> Expr:
    """Copies of bank cards, identity or health papers are not kept readable to whoever opens or copies the folder."""
    return f.papers.readable_where_kept


@remembered(
    "GDPR 32; CNIL SAN-2022-017",
    id="OTH-04.papers-sent",
    stated_on=ACCOR,
    fr="De tels documents ne circulent pas par simple courriel.",
)
def papers_do_not_travel_by_plain_mail(f: Facts, _: Clock) -> Expr:
    """Such papers are neither asked for nor sent by plain e-mail."""
    return f.papers.readable_on_the_way


@remembered(
    "GDPR 32; CNIL SAN-2022-022",
    id="OTH-04.devices",
    stated_on=FREE,
    fr="Un appareil, un disque ou un papier ne change de mains qu'une fois vidé des données de personnes.",
)
def what_changes_hands_is_emptied_first(f: Facts, _: Clock) -> Expr:
    """Devices, disks and papers change hands only once emptied of people's data."""
    return f.devices.handed_on_with_data
