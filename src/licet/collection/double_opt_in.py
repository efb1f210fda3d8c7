"""Double opt-in: an agreement typed on a form is given by the owner of the address, behind a link, by an act of their own.

The link only opens a page (scanners of mail follow links); the button on it confirms, or says that it was somebody else. The
mail carries nothing but that. An address is sent one an hour per form at most, whoever types it how often: the newest
answer waits for the hour to end. The link is signed under the house's key: a copy of the database makes none.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from licet.collection.answering import Answer, keys_of
from licet.collection.forms_tables import Confirmation
from licet.collection.mail import FORGOTTEN, KEPT, Mail, queue
from licet.collection.pages import Line, confirming_mail, confirming_page
from licet.consent.record import Evidence, Key, say
from licet.consent.status import Said
from licet.ledger import Draft, Recorded, Transaction, clock, declare, home, on
from licet.ledger.record import act
from licet.notices.form import POINT_OF_CHANNEL
from licet.notices.publish import Published, current
from licet.notices.render import label_of
from licet.notices.shown import keep_shown
from licet.objections.asking import refused_since
from licet.subjects.points import EMAIL, Point, token
from licet.subjects.register import add_point, points_of
from licet.terms.errors import SubjectError, UsageError
from licet.terms.words import Channel

ASKED: Final = "collection:confirmation:asked"
CONFIRMED: Final = "collection:confirmation:confirmed"
DECLINED: Final = "collection:confirmation:declined"
declare(ASKED, CONFIRMED, DECLINED)

LASTS: Final = 7 * 24 * 3600
"""Seconds for which a link may be followed."""
_NONCE: Final = 16
_LINK: Final = re.compile(r"[0-9a-f]{64}")
_LABEL: Final = "confirmation"


def ask_to_confirm(tx: Transaction, subject: bytes, answer: Answer, keys: Sequence[Key], base_url: str) -> None:
    """Write the confirming mail down, inside the act that records the form."""
    published, to = answer.published, answer.points[EMAIL]
    row, nonce = published.row, secrets.token_bytes(_NONCE)
    text = confirming_mail(
        answer.lang,
        title=published.form.title.in_(answer.lang),
        controller=published.names[row.controller],
        contact=published.form.contact.email,
    )
    mail = Mail("confirmation", answer.lang, *text, link=f"{base_url}/confirm/{_link(nonce)}")
    out = queue(tx, subject, to, mail, throttle=token(to, f"{_LABEL}/{row.slug}"))
    others = {kind: point.value for kind, point in answer.points.items() if kind != EMAIL}
    Confirmation.objects.create(
        nonce=nonce,
        subject=subject,
        form=row.slug,
        version=row.version,
        lang=answer.lang,
        page=answer.page,
        keys=json.dumps([[each.purpose, each.channel, each.beneficiary] for each in keys]),
        sealed=tx.seal(subject, "content", json.dumps(others).encode(), nonce),
        mail=out.shown,
        asked_at=tx.now,
        expires_at=tx.now + LASTS,
    )
    core = {"form": row.slug, "version": row.version, "lang": answer.lang, "until": tx.now + LASTS}
    tx.record(Draft(ASKED, core, subject, shown=(answer.page,)))


def _link(nonce: bytes) -> str:
    return (nonce + _signature(nonce)).hex()  # no sign at its end that a mail program takes for the end of the sentence


def _signature(nonce: bytes) -> bytes:
    return home().keyed("confirmation-link", nonce)[:_NONCE]


@dataclass(frozen=True, slots=True)
class Pending:
    """What the link of a mail leads to: the agreements that wait, as the page behind it shows them."""

    row: Confirmation
    published: Published
    page: bytes

    @property
    def is_expired(self) -> bool:
        """Whether it was not answered in time."""
        return self.row.answered_at is None and self.row.expires_at < clock.now()


def pending(link: str) -> Pending | None:
    """Return what a link leads to; ``None`` for one that the house never made, or whose person was forgotten."""
    nonce = _read(link)
    row = Confirmation.objects.filter(nonce=nonce).first() if nonce else None
    published = current(row.form, row.version) if row is not None else None
    if row is None or published is None:
        return None
    return Pending(row, published, _page(row, published))


def _read(link: str) -> bytes | None:
    if _LINK.fullmatch(link) is None:
        return None
    told = bytes.fromhex(link)
    nonce, signature = told[:_NONCE], told[_NONCE:]
    return nonce if hmac.compare_digest(signature, _signature(nonce)) else None


def _page(row: Confirmation, published: Published) -> bytes:
    form, names = published.form, published.names
    asked = {tuple(each) for each in json.loads(row.keys)}
    lines = []
    for request in form.requests:
        keys = [key for key in keys_of(form, request) if key in asked]
        if keys:
            partners = dict.fromkeys(names[whose] for _, _, whose in keys if whose != form.controller)
            lines.append(Line(label_of(form, request, row.lang, names), tuple(partners)))
    return confirming_page(
        row.lang,
        title=form.title.in_(row.lang),
        controller=names[form.controller],
        contact=form.contact.email,
        lines=lines,
    )


@act
def answer_link(tx: Transaction, link: str, *, confirms: bool, context: Mapping[str, str]) -> str:
    """Confirm, or decline, what waits behind a link; return what came of it: ``confirmed``, ``declined`` or ``expired``.

    What was refused since the form was sent is confirmed by no older link: a link to nothing else has ended. Doing it again changes nothing and returns what was answered first. Raises ``UsageError`` for an unknown link.
    """
    found = pending(link)
    if found is None:
        raise UsageError("this link leads to nothing")
    row = found.row
    if row.answer:
        return row.answer
    if found.is_expired:
        return "expired"
    subject, core = bytes(row.subject), _core(row, found.published)
    keys = [Key(*each) for each in json.loads(row.keys)]
    if confirms:
        keys = _not_refused_since(tx, subject, keys, row.asked_at)
        if not keys:
            return "expired"
    shown = keep_shown(tx, "confirmation", row.lang, found.page)
    digests = (row.page, row.mail, shown.digest)
    tx.record(Draft(CONFIRMED if confirms else DECLINED, core, subject, shown=digests))
    if confirms:
        reached = _add_others(tx, row, subject)
        keys = [key for key in keys if POINT_OF_CHANNEL[Channel(key.channel)] in reached]
    act_done = "followed_link_and_confirmed" if confirms else "followed_link_and_declined"
    for key in keys:
        # the link proves who owns the address, and nothing about a number typed beside it
        proved = confirms and key.channel == Channel.EMAIL
        evidence = Evidence("form", act_done, shown=digests, core=core, context=dict(context), confirmed=proved)
        say(tx, subject, Said.GIVEN if confirms else Said.REFUSED, [key], evidence)
    row.answered_at, row.answer = tx.now, "confirmed" if confirms else "declined"
    row.sealed = b""
    row.save(update_fields=["answered_at", "answer", "sealed"])
    return row.answer


def _not_refused_since(tx: Transaction, subject: bytes, keys: Sequence[Key], since: int) -> list[Key]:
    points = points_of(subject, tx)
    return [each for each in keys if not refused_since(points, each.beneficiary, each.channel, each.purpose, since)]


def _core(row: Confirmation, published: Published) -> dict[str, object]:
    core: dict[str, object] = {"form": row.form, "version": row.version, "lang": row.lang, "asked_at": row.asked_at}
    if published.row.override_by:
        core["override_by"] = published.row.override_by
        core["override_rules"] = sorted({each.rule for each in published.broken})
    return core


def _add_others(tx: Transaction, row: Confirmation, subject: bytes) -> set[str]:
    """Add the contact points told beside the address, now that its owner says so; return the kinds that reach them."""
    plain = tx.unseal(subject, "content", bytes(row.sealed), bytes(row.nonce))
    reached = {EMAIL}
    for kind, value in json.loads(plain or b"{}").items():
        try:
            add_point(tx, subject, Point(kind, value), f"form/{row.form}")
        except SubjectError:  # another person's: nobody is merged, and their number is not this person's to give
            continue
        reached.add(kind)
    return reached


@act
def drop_old_links(tx: Transaction) -> int:
    """Delete what was answered, or came to its end, a month ago; its events stay."""
    return Confirmation.objects.filter(expires_at__lt=tx.now - KEPT).delete()[0]


@on(FORGOTTEN, name="collection.forms")
def forget(_tx: Transaction, _recorded: Recorded, draft: Draft) -> None:
    """Drop what waits for a person who is forgotten."""
    Confirmation.objects.filter(subject=draft.about).delete()
