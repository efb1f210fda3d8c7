"""What the worker does, and how often: where the rooms' own clocks are wired to the one loop."""

from __future__ import annotations

from typing import Final

from cryptography import x509
from django.contrib.sessions.models import Session
from django.utils import timezone

from licet.collection.double_opt_in import drop_old_links
from licet.collection.mail import drop_old_mails, send_due
from licet.collection.quarantine import purge, settle
from licet.consent.context import erase_due
from licet.doors.config import Config, load
from licet.doors.worker import Job
from licet.ledger import Transaction, act, checkpoints, heads, home, stamps
from licet.ledger.models import Head
from licet.retention.purging import tick
from licet.terms.errors import InputError

SOON: Final = 5
HOUR: Final = 3600
DAY: Final = 24 * HOUR


def jobs() -> list[Job]:
    """Return every job of the house."""
    return [
        Job("heads", DAY, heads.map_heads),
        # each publication rules out every older backup: no oftener than what it proves is worth
        Job("checkpoint", DAY, publish),
        Job("stamp", HOUR, stamp),
        Job("contexts", DAY, lambda: bool(erase_due())),
        Job("quarantine", DAY, lambda: bool(purge())),
        Job("withholding", HOUR, lambda: bool(settle())),
        Job("retention", DAY, tick),
        Job("sessions", DAY, clear_sessions),
        Job("mail", SOON, send_mail),
        Job("old mail", DAY, drop_old_mail),
    ]


def publish() -> None:
    """Publish a checkpoint when the log has grown."""
    if _size() > checkpoints.published_size():
        checkpoints.publish()


def stamp() -> bool:
    """Have the newest checkpoint stamped when the log has grown by more than the last stamp; tell whether it was."""
    config = load(home().data)
    before = stamps.newest()
    if not config.tsa_url or (before is not None and _size() <= before.size + 1):
        return False
    stamps.stamp(config.tsa_url, roots(config))
    return True


def roots(config: Config) -> list[x509.Certificate]:
    """Return the certificates under which the authority's stamps are good; raise ``InputError`` when there are none."""
    if config.tsa_roots is None:
        raise InputError("`tsa_roots` names no file: stamps are good only under the certificates that it holds (PEM)")
    try:
        return x509.load_pem_x509_certificates(config.tsa_roots.read_bytes())
    except (OSError, ValueError):
        raise InputError(f"`{config.tsa_roots}` holds no certificate in PEM that can be read") from None


@act
def clear_sessions(_tx: Transaction) -> None:
    """Delete the sessions that have ended."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def drop_old_mail() -> None:
    """Delete the rows of mails and links that came to their end a month ago."""
    drop_old_mails()
    drop_old_links()


def send_mail() -> None:
    """Send the mails that are due; a house without a relay keeps them."""
    config = load(home().data)
    if config.smtp_url and config.sender:
        send_due(config.smtp_url, config.sender)


def _size() -> int:
    return Head.objects.values_list("size", flat=True).get(id=1)
