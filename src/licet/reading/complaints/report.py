"""What a returned mail is: a bounce, a spam complaint, an automatic reply … and whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a mail that came back is."""

    SPAM_COMPLAINT = "spam_complaint"
    """A person reported the mail as unwanted (ARF ``abuse``, ``fraud``, ``opt-out``)."""
    BOUNCE = "bounce"
    """A mail system could not deliver, for good or for now."""
    DELIVERY_NOTICE = "delivery_notice"
    """A mail system says that it did deliver, or passed the mail on (RFC 3464, asked for by the sender)."""
    OTHER_FEEDBACK = "other_feedback"
    """A feedback report that is no person's complaint: ``auth-failure`` (RFC 6591), ``not-spam`` (RFC 6430), ``virus``."""
    UNSUBSCRIBE = "unsubscribe"
    """A person's mail program asks for removal, through the address of List-Unsubscribe (RFC 2369)."""
    AUTO_REPLY = "auto_reply"
    """A person's mailbox answered by itself (RFC 3834): absence, receipt."""
    NOT_A_REPORT = "not_a_report"
    UNCLEAR = "unclear"


class Permanence(StrEnum):
    """Whether trying again can help: ``HARD`` only when the mailbox or its domain does not exist."""

    HARD = "hard"
    SOFT = "soft"


class Outcome(StrEnum):
    """What became of the mail for one addressee."""

    BOUNCED = "bounced"
    DEFERRED = "deferred"
    DELIVERED = "delivered"
    COMPLAINED = "complained"
    UNKNOWN = "unknown"


UNKNOWN_REASON = "unknown"


@dataclass(frozen=True, slots=True)
class Fate:
    """What a report says of one addressee.

    ``recipient``: the address that the mail was sent to, as written; ``redacted``: it is missing or made unreadable on
    purpose, so that only the tokens of `Original` tell who it is. ``status``: enhanced code (RFC 3463, ``5.1.1``),
    ``reply``: SMTP code (``550``), both empty when none is given. ``reason``: one word of ``reasons.yaml`` or
    ``unknown``; ``said``: the reporter's own words, addresses cut. ``permanence``: ``None`` when it cannot be told.
    """

    recipient: str = field(repr=False)
    redacted: bool
    outcome: Outcome
    permanence: Permanence | None = None
    status: str = ""
    reply: str = ""
    reason: str = UNKNOWN_REASON
    said: str = ""


@dataclass(frozen=True, slots=True)
class Original:
    """What is left of the mail reported on: its own marks, by which the sender knows whom it concerns."""

    message_id: str = field(default="", repr=False)
    return_path: str = field(default="", repr=False)
    list_unsubscribe: str = field(default="", repr=False)
    to: str = field(default="", repr=False)
    from_domain: str = ""
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A mail that came back.

    ``feedback_type``: ARF's word, as written in lower case. ``arrived_at``: when the mail reported on arrived
    (Arrival-Date), ``received_at``: the date of the report, both aware instants in UTC. ``source_ip``: from where the
    reporter had the mail; ``source_domain``: the domain of Reporting-MTA or of the report's sender; ``reported_domain``:
    whose mail it is, by the report. ``note``: by what it was recognised, or why it is unclear.
    """

    kind: Kind
    fates: tuple[Fate, ...] = ()
    feedback_type: str = ""
    arrived_at: datetime | None = None
    received_at: datetime | None = None
    source_ip: str = ""
    source_domain: str = ""
    reported_domain: str = ""
    original: Original = field(default_factory=Original)
    note: str = ""

    @property
    def recipients(self) -> tuple[str, ...]:
        """The addresses concerned, those redacted left out."""
        return tuple(fate.recipient for fate in self.fates if not fate.redacted)

    @property
    def permanence(self) -> Permanence | None:
        """How permanent the failure is for every addressee, or ``None`` when they differ or it cannot be told."""
        found = {fate.permanence for fate in self.fates}
        return found.pop() if len(found) == 1 else None
