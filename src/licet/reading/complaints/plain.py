"""Bounces that only speak in words: who could not be reached, and why, from the text of the notice.

The addresses are looked for from the surest place to the least sure: the system's own header, the SMTP dialogue, a
line that begins with an address, a line with a failure; last, the addressee of the mail that came back.
"""

from __future__ import annotations

import logging
import re
from email import message_from_bytes
from typing import Final

from flufl.bounce import all_failures

from licet.reading.complaints.fields import blocks_in, is_redacted, original_of
from licet.reading.complaints.notices import Notice
from licet.reading.complaints.reasons import listed, permanence_of, reason_of, reply_in, status_in
from licet.reading.complaints.report import UNKNOWN_REASON, Fate, Kind, Outcome, Permanence, Report
from licet.reading.complaints.status import from_blocks
from licet.reading.mails.mime import Mime, addresses
from licet.reading.mails.redaction import ADDRESS, redacted
from licet.reading.mails.wording import folded

logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)  # its tracebacks may quote the mail, and so a person

_RCPT: Final = re.compile(r"rcpt to:?\s*<?", re.IGNORECASE)
_LEADING: Final = re.compile(
    r"[\s>*•<\"'\[(-]{0,12}(?:(?:recipient address|recipient|address|to|an|a|destinataire|adresse)\s*:\s*<?)?",
    re.IGNORECASE,
)
_REFUSED: Final = re.compile(r"\s{0,8}[45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3} )?<")
_MOST: Final = 200
_QUOTED: Final = 600
_FOR_FLUFL: Final = 150_000
_FAILED_HEADER: Final = "x-failed-recipients"
_TEMPORARY: Final = re.compile(
    r"warning message only|will be retried|will keep trying|do not need to resend|delivery .{0,20}delayed|sera retente|nouvelle tentative"
)


def is_from_a_system(mime: Mime) -> bool:
    """Tell whether the sender of a mail is a mail system: its name, a null return path, or a header only they write."""
    if mime.has(_FAILED_HEADER):
        return True
    path = mime.headers("return-path")
    if path and path[0].replace(" ", "") == "<>":
        return True
    if "report-type=delivery-status" in mime.header("content-type").replace('"', "").replace(" ", "").lower():
        return True
    return listed("failure", "senders").search(folded(mime.header("from"))[:500]) is not None


def tells_of_failure(mime: Mime, notice: Notice) -> bool:
    """Tell whether the subject line or the notice speaks of a mail that could not be delivered."""
    subject = folded(mime.header("subject"))
    if listed("failure", "subjects").search(subject):
        return True
    text = folded(notice.text)[:20_000]
    return listed("failure", "texts").search(text) is not None or ("rcpt to" in text and reply_in(text) != "")


def plain_bounce(mime: Mime, notice: Notice) -> Report | None:
    """Read a bounce from words alone, or return ``None`` when the mail is none.

    It takes a mail system that speaks, of a failure, about an address; words alone with none of these are ``unclear``.
    """
    if not is_from_a_system(mime):
        return None
    pasted = [
        b
        for b in blocks_in(_unindented(notice.text)) or blocks_in(notice.rest)
        if "final-recipient" in b or "original-recipient" in b
    ]
    if pasted and (report := from_blocks(mime, pasted, notice.text, original_of(mime, notice.rest))):
        return report
    if not tells_of_failure(mime, notice):
        return None
    original = original_of(mime, notice.rest)
    named, soft = _named(mime, notice)
    people = named or ([original.to] if original.to else [])
    if not people:
        return Report(Kind.UNCLEAR, original=original, note="a mail system tells of a failure and names no addressee")
    fates = tuple(_fate(notice, person, people, temporary=person.lower() in soft) for person in people)
    if (
        _only_words(fates)
        and not mime.has(_FAILED_HEADER)
        and not _is_daemon(mime)
        and mime.header("auto-submitted").lower().startswith("auto-replied")
    ):
        note = "an automatic reply that speaks of a failure, without any code: a mailbox may have written it"
        return Report(Kind.UNCLEAR, fates, original=original, note=note)
    return Report(Kind.BOUNCE, fates, original=original, note="words of a mail system")


def _unindented(text: str) -> str:
    return "\n".join(
        line.strip() if re.match(r"\s{1,12}[A-Z][\w-]{2,40}:", line) else line for line in text.splitlines()
    )


def _is_daemon(mime: Mime) -> bool:
    return folded(mime.header("from")).find("mailer-daemon") >= 0


def _only_words(fates: tuple[Fate, ...]) -> bool:
    return not any(f.status or f.reply for f in fates)


def _named(mime: Mime, notice: Notice) -> tuple[list[str], set[str]]:
    """Return the addresses that failed, and those of them that flufl.bounce holds to fail for now only."""
    own = _not_theirs(mime)
    given = [a for _, a in addresses(*mime.headers(_FAILED_HEADER)) if "@" in a]
    if found := given or _in_notice(notice.text, own):
        return list(dict.fromkeys(found))[:_MOST], set()
    temporary, permanent = _by_flufl(mime)
    found = [a for a in sorted(permanent | temporary) if a.lower() not in own] or _in_notice(notice.text, set())
    return list(dict.fromkeys(found))[:_MOST], {a.lower() for a in temporary - permanent}


def _not_theirs(mime: Mime) -> set[str]:
    """Return the addresses that stand in the report but did not fail: its sender, and whom it is sent to."""
    pairs = addresses(
        *(
            v
            for h in ("from", "to", "reply-to", "delivered-to", "x-original-to", "return-path")
            for v in mime.headers(h)
        )
    )
    return {a.lower() for _, a in pairs}


def _by_flufl(mime: Mime) -> tuple[set[str], set[str]]:
    try:
        found = all_failures(message_from_bytes(mime.data[:_FOR_FLUFL]))
        temporary, permanent = (
            {a.decode("utf-8", "replace") for a in group if isinstance(a, bytes)} for group in found
        )
    except Exception:  # noqa: BLE001  # its detectors trust the format they recognise
        return set(), set()
    return {a for a in temporary if "@" in a}, {a for a in permanent if "@" in a}


def _in_notice(text: str, own: set[str]) -> list[str]:
    """Return the addresses of a notice that failed, from the surest kind of line that has any."""
    dialogue: list[str] = []
    leading: list[str] = []
    failing: list[str] = []
    others = listed("failure", "others")
    for line in text.splitlines()[:2_000]:
        written = line[:1_000]
        for match in ADDRESS.finditer(written):
            address = match.group()
            if address.lower() in own or _is_system(address):
                continue
            before = written[: match.start()]
            if _RCPT.search(before) or _REFUSED.match(before):
                dialogue.append(address)
            elif _LEADING.fullmatch(before):
                leading.append(address)
            elif not others.match(folded(before).lstrip("<> -*")) and "@" not in before:
                failing.append(address)
    return leading or dialogue or failing


def _is_system(address: str) -> bool:
    return re.match(r"(?:mailer-daemon|postmaster|abuse|support|helpdesk)@", address, re.IGNORECASE) is not None


def _fate(notice: Notice, person: str, people: list[str], *, temporary: bool) -> Fate:
    said = _said_of(notice.text, person, people)
    whole = notice.text
    status, reply = status_in(said), reply_in(said)
    reason = reason_of(said, status)
    if reason == UNKNOWN_REASON or (len(people) == 1 and not (status or reply)):
        status, reply = status or status_in(whole), reply or reply_in(whole)
        reason = reason_of(whole, status) if reason == UNKNOWN_REASON else reason
    later = temporary or _TEMPORARY.search(folded(whole)) is not None
    outcome = Outcome.DEFERRED if later else Outcome.BOUNCED
    permanence = Permanence.SOFT if later else permanence_of(reason, status, reply)
    return Fate(
        person,
        is_redacted(person),
        outcome,
        permanence,
        status,
        reply,
        reason,
        redacted(" ".join(said.split()))[:_QUOTED],
    )


def _said_of(text: str, person: str, people: list[str]) -> str:
    """Return the lines about one addressee: from the first that names it to the first that names another."""
    others = {p.lower() for p in people} - {person.lower()}
    kept: list[str] = []
    for line in text.splitlines():
        low = line.lower()
        if person.lower() in low:
            kept.append(line)
        elif kept:
            if any(other in low for other in others):
                break
            kept.append(line)
    return "\n".join(kept) or text
