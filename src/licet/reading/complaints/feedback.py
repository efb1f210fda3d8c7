"""Feedback reports: ARF (RFC 5965), its ``not-spam`` (RFC 6430) and ``auth-failure`` (RFC 6591), and two providers' own."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from licet.reading.complaints.fields import Fields, address_in, blocks_of, first, is_redacted, original_of
from licet.reading.complaints.reasons import permanence_of, reason_of, reply_in
from licet.reading.complaints.report import Fate, Kind, Outcome, Permanence, Report
from licet.reading.mails.mime import Mime, instant, text_of
from licet.reading.mails.redaction import redacted

KINDS: Final = {
    "abuse": Kind.SPAM_COMPLAINT,
    "fraud": Kind.SPAM_COMPLAINT,
    "opt-out": Kind.SPAM_COMPLAINT,
    "opt-out-list": Kind.SPAM_COMPLAINT,
    "complaint": Kind.SPAM_COMPLAINT,
    "not-spam": Kind.OTHER_FEEDBACK,
    "auth-failure": Kind.OTHER_FEEDBACK,
    "dmarc": Kind.OTHER_FEEDBACK,
    "virus": Kind.OTHER_FEEDBACK,
}
"""IANA's Mail Parameters, Feedback Report Types; ``opt-out`` stood in the drafts of RFC 5965 and is still sent."""

_WRAPPED: Final = re.compile(r"!\r?\n ")
"""Where an old sendmail broke a line of more than 990 characters."""
_HOTMAIL: Final = re.compile(r"complaint about message from ([0-9a-f.:]{3,45})", re.IGNORECASE)


def feedback(mime: Mime) -> Report | None:
    """Read a feedback report, or return ``None`` when the mail is none."""
    for part in mime.parts:
        if part.media_type == "message/feedback-report":
            blocks = blocks_of(part)
            return _arf(mime, {name: values for block in blocks for name, values in block.items()})
    return _of_hotmail(mime) or _of_amazon(mime)


def _arf(mime: Mime, fields: Fields) -> Report:
    word = first(fields, "feedback-type").strip().lower()
    kind = KINDS.get(word, Kind.UNCLEAR)
    original = original_of(mime)
    given = [a for name in ("original-rcpt-to", "removal-recipient") for a in fields.get(name, ())]
    told = [address_in(a) for a in given] or ([original.to] if original.to else [])
    outcome = Outcome.COMPLAINED if kind is Kind.SPAM_COMPLAINT else Outcome.UNKNOWN
    return Report(
        kind,
        tuple(Fate(a, is_redacted(a), outcome, reason="feedback") for a in dict.fromkeys(told))
        or (Fate("", redacted=True, outcome=outcome, reason="feedback"),),
        feedback_type=word,
        arrived_at=instant(first(fields, "arrival-date", "received-date")),
        source_ip=first(fields, "source-ip").strip("[]"),
        source_domain=address_in(first(fields, "reporting-mta")).lower(),
        reported_domain=first(fields, "reported-domain").lower(),
        original=original,
        note="" if kind is not Kind.UNCLEAR else f"no feedback type that is known: `{redacted(word)[:40]}`",
    )


def _of_hotmail(mime: Mime) -> Report | None:
    """Read Microsoft's junk mail report (JMRP): no machine-readable part, the mail reported on is attached."""
    match = _HOTMAIL.search(mime.header("subject"))
    if not match or not any(p.media_type == "message/rfc822" for p in mime.parts):
        return None
    original = original_of(mime)
    fate = Fate(original.to, is_redacted(original.to), Outcome.COMPLAINED, reason="feedback")
    return Report(
        Kind.SPAM_COMPLAINT, (fate,), "abuse", source_ip=match.group(1), original=original, note="junk mail report"
    )


def _of_amazon(mime: Mime) -> Report | None:
    """Read a notification of Amazon SES, sent as JSON by mail."""
    for part in mime.parts:
        if part.media_type != "text/plain":
            continue
        text = text_of(part.message).strip()
        if not text.startswith("{") or "otificationType" not in text[:100_000]:
            return None
        try:
            told, _ = json.JSONDecoder(strict=False).raw_decode(_WRAPPED.sub("", text))
            told = json.loads(told["Message"]) if "Message" in told else told
            return _notified(told)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
    return None


def _notified(told: dict[str, Any]) -> Report | None:
    sent = told.get("mail") or {}
    match str(told["notificationType"]).lower():
        case "bounce":
            bounce = told["bounce"]
            fates = tuple(_bounced(r, str(bounce.get("bounceType", ""))) for r in bounce["bouncedRecipients"])
            return (
                Report(Kind.BOUNCE, fates, source_domain="amazonses.com", note="notification of Amazon SES")
                if fates
                else None
            )
        case "complaint":
            complaint = told["complaint"]
            people = [str(r["emailAddress"]) for r in complaint["complainedRecipients"]]
            fates = tuple(Fate(a, is_redacted(a), Outcome.COMPLAINED, reason="feedback") for a in people)
            word = str(complaint.get("complaintFeedbackType") or "abuse").lower()
            return Report(
                KINDS.get(word, Kind.UNCLEAR),
                fates,
                word,
                source_domain="amazonses.com",
                note="notification of Amazon SES",
            )
        case "delivery":
            people = [str(a) for a in sent.get("destination", ())]
            fates = tuple(Fate(a, is_redacted(a), Outcome.DELIVERED) for a in people)
            return Report(Kind.DELIVERY_NOTICE, fates, source_domain="amazonses.com", note="notification of Amazon SES")
    return None


def _bounced(told: dict[str, Any], kind: str) -> Fate:
    said, status = str(told.get("diagnosticCode", "")), str(told.get("status", ""))
    reason, reply = reason_of(said, status), reply_in(said)
    permanence = permanence_of(reason, status, reply)
    if kind.lower() == "transient":
        permanence = Permanence.SOFT
    address = str(told["emailAddress"])
    return Fate(address, is_redacted(address), Outcome.BOUNCED, permanence, status, reply, reason, redacted(said))
