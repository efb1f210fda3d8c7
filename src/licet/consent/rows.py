"""The maintained row of a consent, by named queries: an objection reads and writes one while others wait for the lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from licet.ledger.statements import row, rows, run, run_many

ONE: Final = (
    "SELECT id, status, happened_at, latest_at, event, how, shown FROM consent_consent"
    " WHERE subject = %s AND purpose = %s AND channel = %s AND beneficiary = %s"
)
LATEST: Final = (
    "SELECT latest_at FROM consent_consent WHERE subject = %s AND purpose = %s AND channel = %s AND beneficiary = %s"
)
OPEN: Final = (
    "SELECT purpose, channel, beneficiary FROM consent_consent"
    " WHERE subject = %s AND status NOT IN ('withdrawn', 'refused') ORDER BY id"
)
INSERT: Final = (
    "INSERT INTO consent_consent"
    " (status, happened_at, latest_at, event, how, shown, subject, purpose, channel, beneficiary)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
UPDATE: Final = (
    "UPDATE consent_consent SET status = %s, happened_at = %s, latest_at = %s, event = %s, how = %s, shown = %s"
    " WHERE id = %s"
)


@dataclass(frozen=True, slots=True)
class Key:
    """Which consent: for what, by which channel, to whose benefit (the slug of a controller)."""

    purpose: str
    channel: str
    beneficiary: str


@dataclass(slots=True)
class Kept:
    """What the row of a consent says (``models.Consent``); ``number`` is its own, ``None`` before it is stored."""

    number: int | None
    status: str
    happened_at: int
    latest_at: int
    event: int
    how: str = ""
    shown: str = ""


def kept(subject: bytes, key: Key) -> Kept | None:
    """Return the row of a consent of a person."""
    found = row(ONE, _place(subject, key))
    return None if found is None else Kept(*found)


def keep(subject: bytes, key: Key, said: Kept) -> None:
    """Write the row of a consent of a person."""
    if said.number is None:
        run(INSERT, (*_told(said), *_place(subject, key)))
    else:
        run(UPDATE, (*_told(said), said.number))


def add(key: Key, said: Mapping[bytes, Kept]) -> None:
    """Write the first row of the same consent of many persons."""
    run_many(INSERT, [(*_told(each), *_place(bytearray(subject), key)) for subject, each in said.items()])


def latest_at(subject: bytes, key: Key) -> int | None:
    """Return the latest instant of any event about a consent."""
    found = row(LATEST, _place(subject, key))
    return None if found is None else int(found[0])


def open_of(subject: bytes) -> list[Key]:
    """Return the consents of a person that are neither withdrawn nor refused, in the order of their rows."""
    return [Key(*each) for each in rows(OPEN, (subject,))]


def _told(said: Kept) -> tuple[str | int, ...]:
    return str(said.status), said.happened_at, said.latest_at, said.event, said.how, said.shown


def _place(subject: bytes | bytearray, key: Key) -> tuple[bytes | bytearray, str, str, str]:
    # plain strings: SQLite's driver takes no enumeration
    return subject, str(key.purpose), str(key.channel), str(key.beneficiary)
