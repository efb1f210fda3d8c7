"""Read one mail that came back, or a store of them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from licet.reading.complaints.feedback import feedback
from licet.reading.complaints.fields import is_redacted
from licet.reading.complaints.notices import Notice, notice_of
from licet.reading.complaints.plain import is_from_a_system, plain_bounce, tells_of_failure
from licet.reading.complaints.reasons import listed, reply_in
from licet.reading.complaints.report import Fate, Kind, Outcome, Report
from licet.reading.complaints.status import delivery_status
from licet.reading.mails.mailboxes import Stack
from licet.reading.mails.mime import Mime, addresses, contents, domain_of, instant
from licet.reading.mails.wording import folded

_SHORT = 600
_ANSWERED = re.compile(r"auto-(?:replied|notified)", re.IGNORECASE)
_REPLY_HEADERS = ("x-autoreply", "x-autorespond", "x-autoreply-from", "x-auto-reply")


def read_report(source: bytes | Path) -> Report:
    """Read a mail that came back: bytes, or an .eml file.

    In this order: feedback reports (RFC 5965, 6430, 6591), delivery status (RFC 3464), requests for removal, bounces in
    words, automatic replies (RFC 3834). A mail that has the marks of a report but not enough of one is ``unclear``,
    with a note. Raises `DocumentError` for what is no mail, too large or made to exhaust its reader; nothing else.
    """
    mime = Mime(contents(source))
    found = _recognised(mime)
    sender = addresses(*mime.headers("from"))
    return replace(
        found,
        received_at=instant(mime.header("date")),
        source_domain=found.source_domain or (domain_of(sender[0][1]) if sender else ""),
    )


def read_reports(path: Path) -> Stack[Report]:
    """Read the reports at ``path`` one by one: an .eml file, a folder of them at any depth, or an mbox of any size.

    Iterate over what is returned; a mail that cannot be read is kept aside there, with its place and reason, and
    counted. Raises `DocumentError` while iterating when nothing stands at ``path``.
    """
    return Stack(path, read_report)


def _recognised(mime: Mime) -> Report:
    if report := feedback(mime):
        return report
    notice = notice_of(mime)
    if report := delivery_status(mime, notice.text):
        return report
    if _asks_for_removal(mime, notice):
        return Report(Kind.UNSUBSCRIBE, _writer(mime, Outcome.UNKNOWN), note="the subject line asks for removal")
    if report := plain_bounce(mime, notice):
        return report
    if _answers_by_itself(mime):
        return Report(Kind.AUTO_REPLY, _writer(mime, Outcome.DELIVERED), note="automatic reply")
    return _nothing(mime, notice)


def _writer(mime: Mime, outcome: Outcome) -> tuple[Fate, ...]:
    """Return the mailbox that wrote: whom an automatic reply or a request for removal concerns."""
    sender = next((a for _, a in addresses(*mime.headers("from")) if "@" in a), "")
    return (Fate(sender, is_redacted(sender), outcome),)


def _asks_for_removal(mime: Mime, notice: Notice) -> bool:
    """Tell whether a mail program or a person wrote to the address of List-Unsubscribe: one word, and next to no text."""
    subject = folded(mime.header("subject"))
    return bool(listed("unsubscribes").fullmatch(subject)) and len(notice.text) < _SHORT


def _answers_by_itself(mime: Mime) -> bool:
    if _ANSWERED.match(mime.header("auto-submitted")) or any(mime.has(name) for name in _REPLY_HEADERS):
        return True
    if mime.header("precedence").lower() == "auto_reply":
        return True
    return listed("replies").match(folded(mime.header("subject"))) is not None


def _nothing(mime: Mime, notice: Notice) -> Report:
    if is_from_a_system(mime) and tells_of_failure(mime, notice):
        return Report(Kind.UNCLEAR, note="a mail system tells of a failure in words that were not recognised")
    if "multipart/report" in mime.header("content-type").lower():
        return Report(Kind.UNCLEAR, note="a report without a machine-readable part")
    if listed("failure", "subjects").search(folded(mime.header("subject"))) and reply_in(notice.text):
        return Report(
            Kind.UNCLEAR, note="somebody who is no mail system tells of a failure; a bounce passed on by hand"
        )
    return Report(Kind.NOT_A_REPORT)
