"""The named queries of an import's acts, alike on SQLite and PostgreSQL: each is asked under the writer's lock.

Through the ORM they cost a fifth of the time that an act of an import may take.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from licet.consent.record import Key
from licet.ledger.statements import Value, row, rows_in, run, run_many

STANDS: Final = (
    "SELECT s.stopped_on, i.withheld_for FROM collection_import i JOIN collection_supplier s ON s.slug = i.supplier"
    " WHERE i.id = %s"
)
WRITTEN: Final = "SELECT digest, outcome, event FROM collection_importedrow WHERE digest IN ({})"
ENDED: Final = (
    "SELECT subject FROM consent_consent WHERE subject IN ({}) AND purpose = %s AND channel = %s AND beneficiary = %s"
    " AND status IN ('refused', 'withdrawn', 'invalidated')"
)
INSERT: Final = (
    "INSERT INTO collection_importedrow"
    ' (digest, batch, "row", subject, outcome, rules, missing, event, inform_by, informed_on)'
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, NULL)"
)
RELEASE: Final = (
    "UPDATE collection_importedrow SET outcome = 'accepted', rules = '', missing = '', event = %s WHERE digest = %s"
)
MOVE: Final = (
    "UPDATE collection_import SET accepted = accepted + %s, quarantined = quarantined + %s, repeated = repeated + %s,"
    " next_row = CASE WHEN %s > next_row THEN %s ELSE next_row END WHERE id = %s"
)
REFUSED: Final = "SELECT token FROM objections_suppression WHERE token IN ({})"
"""Of whatever scope: those that are found are asked about exactly."""
Row = tuple[Value, ...]


def is_stopped(batch: int) -> bool:
    """Tell whether the supplier of an import is stopped, or the import withheld."""
    found = row(STANDS, (batch,))
    return found is None or found[0] is not None or bool(found[1])


def written(digests: Sequence[bytes]) -> dict[bytes, tuple[str, int]]:
    """Return the outcome and event of the rows that were written before."""
    return {bytes(digest): (outcome, event) for digest, outcome, event in rows_in(WRITTEN, digests)}


def ended(subjects: Sequence[bytes], key: Key) -> set[bytes]:
    """Return those whose consent was refused, withdrawn or found void: an import never takes it up again."""
    return {bytes(of) for (of,) in rows_in(ENDED, subjects, key.purpose, key.channel, key.beneficiary)}


def ever_refused(tokens: Sequence[bytes]) -> set[bytes]:
    """Return those of many tokens that stand on the suppression list at all, in any scope."""
    return {bytes(token) for (token,) in rows_in(REFUSED, tokens)}


def insert(rows: Sequence[Row]) -> None:
    """Insert rows with their outcomes."""
    run_many(INSERT, rows)


def release(digest: bytes, event: int) -> None:
    """Mark a quarantined row as accepted by an event."""
    run(RELEASE, (event, digest))


def move(batch: int, accepted: int, quarantined: int, repeated: int, last: int) -> None:
    """Count what an act wrote, and move the import on to a row: never back."""
    run(MOVE, (accepted, quarantined, repeated, last, last, batch))
