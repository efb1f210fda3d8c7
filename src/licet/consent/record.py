"""Record what a person says: given, refused, withdrawn, per purpose, channel and named beneficiary.

Each is an event of the person; the row of ``Consent`` is what the events come to, kept in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from licet.consent.models import Consent
from licet.consent.rows import Kept, keep, kept, latest_at, open_of
from licet.consent.rows import Key as Key  # noqa: PLC0414  # others know it from here
from licet.consent.status import Moment, Said, State, Status, state, step
from licet.ledger import Draft, Recorded, Transaction, declare, history, on
from licet.ledger.record import act
from licet.subjects import controller
from licet.subjects.register import is_controller
from licet.terms.errors import UsageError
from licet.terms.scopes import covers
from licet.terms.words import Channel, Purpose

KIND: Final = {said: f"consent:record:{said}" for said in Said}
SAID_BY_KIND: Final = {kind: said for said, kind in KIND.items()}
OBJECTED: Final = "objections:objection:made"
CHANNELS: Final = frozenset(Channel)
IMPORT: Final = "import"
WITHDRAWAL: Final = "withdrawal"
REFUSING: Final = frozenset({Said.REFUSED, Said.WITHDRAWN})
CONTEXT_KEPT: Final = 13 * 30 * 86_400
"""Seconds for which the IP address and browser of an act are kept: about thirteen months, our choice; then they are erased."""

declare(*KIND.values())

WRITTEN_ELSEWHERE: Final[set[bytes]] = set()
"""People made in the act that runs, whose rows ``imported`` writes all at once; only the writer's thread touches it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How an act of consent took place, and what of it is kept.

    ``how`` is ``form``, ``import``, ``link``, ``operator`` or ``objection``; ``act`` the thing done (``ticked_box``).
    ``shown`` are digests of what was shown, ``core`` more that is not personal (form, version, override, proof),
    ``context`` what is (``ip``, ``user_agent``), erased on its own clock. ``confirmed``: by the link of a mail.
    """

    how: str
    act: str = ""
    happened_at: int | None = None
    shown: Sequence[str] = ()
    core: Mapping[str, object] = field(default_factory=dict)
    context: Mapping[str, object] = field(default_factory=dict)
    confirmed: bool = False


def say(tx: Transaction, subject: bytes, said: Said, keys: Iterable[Key], evidence: Evidence) -> list[Recorded]:
    """Record the same word on several consents of a person, inside an act; raise ``UsageError`` for an unknown one."""
    recorded = []
    said, how = _typed(said, evidence.how)
    for key in keys:
        _check(key)
        core: dict[str, object] = {
            **evidence.core,
            "purpose": key.purpose,
            "channel": key.channel,
            "beneficiary": key.beneficiary,
            "how": how,
            "confirmed": evidence.confirmed and said is not Said.IMPORTED,
        }
        if evidence.act:
            core["act"] = evidence.act
        personal = {}
        if evidence.context:
            core["context_until"] = tx.now + CONTEXT_KEPT
            personal["context"] = evidence.context
        at = (
            _after_all(subject, key, tx.now)
            if evidence.happened_at is None and said in REFUSING
            else evidence.happened_at
        )
        recorded.append(tx.record(Draft(KIND[said], core, subject, at, personal, evidence.shown)))
    return recorded


def _after_all(subject: bytes, key: Key, now: int) -> int:
    """Return the instant of a refusal that is said now: after all that was said before, though a clock stepped back since."""
    latest = latest_at(subject, key)
    return now if latest is None else max(now, latest)


def _typed(said: Said, how: str) -> tuple[Said, str]:
    """Return the word as it may be recorded: what an import reports is nobody's own act, whatever it is called."""
    if said is Said.IMPORTED or (said is Said.GIVEN and how == IMPORT):
        return Said.IMPORTED, IMPORT
    return said, how


give = act(lambda tx, subject, keys, evidence: say(tx, subject, Said.GIVEN, keys, evidence))


@act
def withdraw(tx: Transaction, subject: bytes, keys: Iterable[Key] | None, evidence: Evidence) -> list[Recorded]:
    """Withdraw some consents of a person, or all that are not withdrawn yet (GDPR 7(3)); in force when it returns."""
    chosen = list(keys) if keys is not None else open_of(subject)
    return say(tx, subject, Said.WITHDRAWN, chosen, evidence)


def key_of(row: Consent) -> Key:
    """Return which consent a row is about."""
    return Key(row.purpose, row.channel, row.beneficiary)


def _check(key: Key) -> None:
    if key.channel not in CHANNELS:
        raise UsageError(f"this channel is none of {', '.join(f'`{each}`' for each in Channel)}")
    if key.purpose not in set(Purpose):
        raise UsageError(f"this purpose is none of {', '.join(f'`{each}`' for each in Purpose)}")
    if not is_controller(key.beneficiary):
        controller(key.beneficiary)  # raises


# ------------------------------------------------------------------------------------------------ the maintained rows


@on(*KIND.values(), name="consent")
def keep_row(tx: Transaction, recorded: Recorded, _draft: Draft) -> None:
    """Bring the row of a consent up to date with an event that has just been recorded."""
    if recorded.subject is None or recorded.subject in WRITTEN_ELSEWHERE:
        return
    key = _key_of_core(recorded.core)
    row, moment = kept(recorded.subject, key), _moment(recorded)
    if row is None:  # the first event about it
        row = Kept(None, Status.UNKNOWN, recorded.happened_at, recorded.happened_at, -1)
        _become(row, state([moment]), recorded)
    elif recorded.happened_at > row.latest_at:
        row.latest_at = recorded.happened_at
        said = Said.IMPORTED if row.how == IMPORT else Said(row.status)
        _become(row, step(Status(row.status), Moment(said, row.happened_at, 0, row.event), moment), recorded)
    else:  # it comes late: everything is read again
        history = tx.recorded_of(recorded.subject)
        _become(row, state(_moment(each) for each in history if _is_about(each, key)), recorded, history)
    keep(recorded.subject, key, row)


def _become(row: Kept, found: State, recorded: Recorded, history: Sequence[Recorded] = ()) -> None:
    row.status = found.status
    if found.moment is not None and found.moment.index != row.event:
        row.happened_at, row.event = found.moment.happened_at, found.moment.index
        core = next((each.core for each in history if each.index == row.event), recorded.core)
        shown = core.get("shown")
        row.how = str(core["how"])
        row.shown = str(shown[0]) if isinstance(shown, list) and shown else ""


@on(OBJECTED, name="consent")
def withdraw_what_is_objected_to(tx: Transaction, recorded: Recorded, _draft: Draft) -> None:
    """End the consents that an objection covers: whoever objects to a controller no longer agrees to its messages."""
    if recorded.subject is None:
        return
    scope = str(recorded.core["scope"])
    covered = [key for key in open_of(recorded.subject) if covers(scope, key.beneficiary, key.channel, key.purpose)]
    how = WITHDRAWAL if recorded.core["cause"] == WITHDRAWAL else "objection"
    at = None if recorded.happened_at == recorded.recorded_at else recorded.happened_at
    evidence = Evidence(how, happened_at=at, core={"by_event": recorded.index})
    say(tx, recorded.subject, Said.WITHDRAWN, covered, evidence)


# ------------------------------------------------------------------------------------------------ derived from events


def _key_of_core(core: Mapping[str, object]) -> Key:
    return Key(str(core["purpose"]), str(core["channel"]), str(core["beneficiary"]))


def _is_about(event: Recorded | history.Event, key: Key) -> bool:
    return event.kind in SAID_BY_KIND and bool(event.core) and _key_of_core(event.core) == key


def _moment(event: Recorded | history.Event) -> Moment:
    return Moment(SAID_BY_KIND[event.kind], event.happened_at, event.recorded_at, event.index)


def rebuilt(subject: bytes, happened_by: int | None = None, known_by: int | None = None) -> dict[Key, State]:
    """Return a person's consents as their events tell them, as they were at an instant and as known at another."""
    moments: dict[Key, list[Moment]] = {}
    for event in history.events_of(subject):
        if event.kind in SAID_BY_KIND and event.core:
            moments.setdefault(_key_of_core(event.core), []).append(_moment(event))
    return {key: state(each, happened_by, known_by) for key, each in moments.items()}


def status_of(subject: bytes) -> dict[Key, Status]:
    """Return the maintained state of a person's consents."""
    return {key_of(row): Status(row.status) for row in Consent.objects.filter(subject=subject).order_by("pk")}


def differences(subject: bytes) -> dict[Key, tuple[Status, Status]]:
    """Return where the rows and the events disagree: what is kept, what the events come to. There should be none."""
    kept, told = status_of(subject), {key: each.status for key, each in rebuilt(subject).items()}
    return {
        key: (kept.get(key, Status.UNKNOWN), told.get(key, Status.UNKNOWN))
        for key in kept.keys() | told.keys()
        if kept.get(key) != told.get(key)
    }
