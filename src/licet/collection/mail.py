"""The mails of the house to persons: written down in the act that asks for them, sent by the worker, lost never.

``queue`` seals a mail within an act. ``send_due`` claims what is due in one act, speaks to the relay outside of any, and writes
in another what came of it: a crash between the two sends a mail twice rather than never. What a person was sent is kept as
its text without the link (``licet.notices.shown``); its address and its link are erased once it is sent.
"""

from __future__ import annotations

import json
import logging
import secrets
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from email.utils import formatdate
from typing import Final

from licet.collection.forms_tables import Outgoing
from licet.collection.relay import connected, domain_of
from licet.ledger import Draft, Recorded, Transaction, clock, declare, on, sealer
from licet.ledger.record import act
from licet.notices.shown import keep_shown
from licet.subjects.points import EMAIL, Point
from licet.terms.errors import UsageError

SENT: Final = "collection:mail:sent"
FAILED: Final = "collection:mail:given_up"
FORGOTTEN: Final = "retention:person:erased"
declare(SENT, FAILED)

HOUR: Final = 3600
CLAIMED: Final = 600
"""Seconds for which a mail is in one worker's hands: after a crash it is due again."""
PATIENCE: Final = (60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600, 24 * 3600)
"""Seconds after each failure until the next attempt: about three days in all, as mail relays do."""
_NO_SUCH_ADDRESS: Final = frozenset({550, 551, 553})
_POLICY: Final = b"5.7."
"""What a relay says when it does not trust us (RFC 3463): nothing about the address, and mended by whoever runs the house."""
DAY: Final = 24 * HOUR
KEPT: Final = 30 * DAY
"""Seconds for which the row of a mail is kept once nothing more happens to it: its event says what became of it."""
_log = logging.getLogger("licet.mail")


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to one person. ``text`` holds ``{link}`` where ``link`` goes: what is kept for ever is the text without it."""

    kind: str
    lang: str
    subject_line: str
    text: str
    link: str


def queue(tx: Transaction, subject: bytes, to: Point, mail: Mail, throttle: bytes = b"") -> Outgoing:
    """Write a mail down to be sent, inside an act; an unsent one under the same ``throttle`` is replaced by it.

    Mails under one ``throttle`` (a keyed token) are sent at most once an hour. Raises ``UsageError`` for no e-mail address.
    """
    if to.kind != EMAIL:
        raise UsageError("a mail is sent to an e-mail address")
    if throttle:
        waiting = Outgoing.objects.filter(throttle=throttle, state="waiting")
        waiting.update(state="replaced", sealed=b"")
    bare = f"{mail.subject_line}\n\n{mail.text}"
    shown = keep_shown(tx, "mail", mail.lang, bare.encode(), bare)
    ref = secrets.token_bytes(16)
    said = {"to": to.value, "subject": mail.subject_line, "text": mail.text.replace("{link}", mail.link)}
    return Outgoing.objects.create(
        ref=ref,
        kind=mail.kind,
        subject=subject,
        lang=mail.lang,
        shown=shown.digest,
        sealed=tx.seal(subject, "content", json.dumps(said).encode(), ref),
        throttle=throttle,
        due_at=tx.now,
        queued_at=tx.now,
    )


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of a turn: mails sent, to be tried again, given up."""

    sent: int = 0
    later: int = 0
    given_up: int = 0


def send_due(smtp_url: str, sender: str, *, most: int = 100) -> Delivered:
    """Send what is due, at most so many; a relay that cannot be reached leaves everything for later.

    ``smtp_url``: ``smtp://user:password@host:587`` or ``smtps://…``; ``sender``: the address that the mails come from. What is
    logged of a failure is its kind, never an address.
    """
    if not Outgoing.objects.filter(state__in=["waiting", "claimed"], due_at__lte=clock.now()).exists():
        return Delivered()
    claimed = _claim(most)
    if not claimed:
        return Delivered()
    results: list[tuple[int, str]] = []
    opener = sealer()
    try:
        with connected(smtp_url, domain_of(sender)) as relay:
            for row in claimed:
                plain = opener.unseal(bytes(row.subject), "content", bytes(row.sealed), bytes(row.ref))
                results.append((row.pk, _send(relay, row, plain, sender)))
    except (OSError, smtplib.SMTPException) as error:
        _log.warning("the relay cannot be spoken to: %s", type(error).__name__)
    told = dict(results)
    return _settle([(row.pk, told.get(row.pk, "relay")) for row in claimed])


@act
def _claim(tx: Transaction, most: int) -> list[Outgoing]:
    """Take what is due into one's hands; of one throttle one mail, and none within an hour of the last."""
    due = Outgoing.objects.filter(state__in=["waiting", "claimed"], due_at__lte=tx.now).order_by("due_at", "pk")
    taken: list[Outgoing] = []
    throttles: set[bytes] = set()
    for row in due[: 4 * most]:
        throttle = bytes(row.throttle)
        if throttle:
            last = Outgoing.objects.filter(throttle=throttle, sent_at__gt=tx.now - HOUR).order_by("-sent_at").first()
            if last is not None and last.sent_at is not None:
                row.due_at = last.sent_at + HOUR
                row.save(update_fields=["due_at"])
                continue
            if throttle in throttles:
                continue
            throttles.add(throttle)
        row.state, row.due_at = "claimed", tx.now + CLAIMED
        row.save(update_fields=["state", "due_at"])
        taken.append(row)
        if len(taken) == most:
            break
    return taken


@act
def _settle(tx: Transaction, results: Sequence[tuple[int, str]]) -> Delivered:
    counts = {"sent": 0, "later": 0, "given_up": 0}
    for pk, failure in results:
        row = Outgoing.objects.filter(pk=pk, state="claimed").first()
        if row is None:  # its person was forgotten meanwhile
            continue
        row.attempts += 1
        core = {"mail": row.kind, "lang": row.lang, "attempts": row.attempts}
        if not failure:
            row.state, row.sent_at, row.sealed, row.failure = "sent", tx.now, b"", ""
            tx.record(Draft(SENT, core, bytes(row.subject), shown=(row.shown,)))
            counts["sent"] += 1
        elif failure in {"refused", "key"} or row.attempts > len(PATIENCE):
            row.state, row.sealed, row.failure = "given_up", b"", failure
            tx.record(Draft(FAILED, {**core, "cause": failure}, bytes(row.subject)))
            counts["given_up"] += 1
        else:
            row.state, row.failure = "waiting", failure
            row.due_at = tx.now + PATIENCE[row.attempts - 1]
            counts["later"] += 1
        row.save()
    return Delivered(**counts)


def _send(relay: smtplib.SMTP, row: Outgoing, plain: bytes | None, sender: str) -> str:
    """Send one mail; return what stopped it, empty when nothing did. Raises ``OSError`` when the relay is gone."""
    if plain is None:
        return "key"
    said = json.loads(plain)
    message = EmailMessage(policy=POLICY)
    message["From"], message["To"], message["Subject"] = sender, said["to"], said["subject"]
    message["Date"] = formatdate(clock.now())
    message["Message-ID"] = f"<{bytes(row.ref).hex()}@{domain_of(sender)}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(said["text"])
    message["Content-Language"] = row.lang  # what is set before the content is taken for another's
    try:
        relay.send_message(message)
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPRecipientsRefused as error:
        told = error.recipients.values()
        gone = all(code in _NO_SUCH_ADDRESS and not bytes(text).startswith(_POLICY) for code, text in told)
        return "refused" if gone else "deferred"
    except smtplib.SMTPResponseException:  # the sender or the text: somebody has to look at the relay
        return "deferred"
    except smtplib.SMTPNotSupportedError:  # an address beyond ASCII, and a relay that knows none
        return "refused"
    return ""


@act
def drop_old_mails(tx: Transaction) -> int:
    """Delete the rows of mails that came to their end a month ago: what they hold is a keyed token of an address."""
    ended = Outgoing.objects.exclude(state__in=["waiting", "claimed"]).filter(queued_at__lt=tx.now - KEPT)
    return ended.delete()[0]


@on(FORGOTTEN, name="collection.mail")
def forget(_tx: Transaction, _recorded: Recorded, draft: Draft) -> None:
    """Drop the mails of a person who is forgotten."""
    Outgoing.objects.filter(subject=draft.about).delete()
