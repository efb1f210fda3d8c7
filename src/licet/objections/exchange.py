"""Take over a list of refusals: an advertiser's, a partner's, a national register. The list is matched, never kept.

Addresses, numbers and domains become our tokens; a digest (MD5, SHA-1, SHA-256 of the trimmed address in lower case) is
digested again under our key. Nothing of it can be given back, and without the key nothing guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.db.models import Count, Min

from licet.ledger import Draft, Transaction, clock, declare
from licet.ledger.record import act
from licet.objections.entries import kept_until, logged, put, standing
from licet.objections.listed import Cell, Listed, cells, read_entry, size_of
from licet.objections.models import Suppression
from licet.objections.record import object_to
from licet.subjects.models import ContactPoint
from licet.terms.errors import TableError, UsageError
from licet.terms.scopes import checked

IMPORTED: Final = "objections:list:imported"
CAUSE: Final = "exchange-list"
NATIONAL: Final = "national-register"
CAUSES: Final = (CAUSE, NATIONAL)
ENTRIES: Final = 250
"""Lines an act: a list shares the writer with people who object in person."""
TOLD: Final = 20

declare(IMPORTED)

Tell = Callable[[str, int, int], None]
Tokens = Mapping[bytes, str]
"""The tokens of one entry, with their kinds: made before the act, they cost more than storing them."""


@dataclass
class Imported:
    """What became of a list: its entries by kind, those that were new, lines that say nothing readable."""

    entries: Counter[str] = field(default_factory=Counter)
    fresh: int = 0
    unreadable: int = 0
    first_unreadable: list[int] = field(default_factory=list)


def import_list(
    path: Path,
    scope: str,
    *,
    cause: str = CAUSE,
    column: str | None = None,
    region: str = "FR",
    tell: Tell = lambda *_: None,
) -> Imported:
    """Put a list into force, a few lines an act; run again after a crash, it goes on where it must.

    Whoever of it is known has objected, and their consents end; what stands already is only kept longer.
    """
    checked(scope)
    if cause not in CAUSES:
        raise UsageError(f"the cause of a list is {' or '.join(f'`{each}`' for each in CAUSES)}")
    done, batch, size = Imported(), list[Tokens](), size_of(path)
    for cell in cells(path, column):
        found = _read(cell, region, done)
        if found is not None:
            batch.append(found.tokens)
        if len(batch) >= ENTRIES:
            done.fresh, batch = done.fresh + _take(batch, scope, cause), []
            tell("read", cell.read, size)
    if batch:
        done.fresh += _take(batch, scope, cause)
    if not done.entries:
        raise TableError("nothing in this list can be read as an address, a number, a domain or a digest")
    _tell_of(done, scope, cause)
    return done


def _read(cell: Cell, region: str, done: Imported) -> Listed | None:
    if not cell.text:
        return None
    found = read_entry(cell.text, region)
    if found is None:
        done.unreadable += 1
        if len(done.first_unreadable) < TOLD:
            done.first_unreadable.append(cell.row)
        return None
    done.entries[found.kind] += 1
    return found


@act
def _take(tx: Transaction, batch: Sequence[Tokens], scope: str, cause: str) -> int:
    tokens = {token: kind for each in batch for token, kind in each.items()}
    there = standing(tokens, scope)
    until = kept_until(tx.now)
    fresh = {token: kind for token, kind in tokens.items() if token not in there}
    if there:  # an old list tells nothing new: what a person agreed to since goes on
        Suppression.objects.filter(token__in=list(there), scope=scope, keep_until__lt=until).update(keep_until=until)
    if fresh:
        put((token, kind, scope, cause, tx.now) for token, kind in fresh.items())
        for token, kind in fresh.items():
            tx.refuse(token, logged(cause, kind), scope)
        known = ContactPoint.objects.filter(suppression_token__in=list(fresh))
        for token in [bytes(each) for each in known.values_list("suppression_token", flat=True)]:
            object_to.within(tx, None, scope, by_token=token, via="list", cause=cause)
    return sum(1 for each in batch if not fresh.keys().isdisjoint(each))


@act
def _tell_of(tx: Transaction, done: Imported, scope: str, cause: str) -> None:
    core = {
        "scope": scope,
        "cause": cause,
        "entries": dict(sorted(done.entries.items())),
        "fresh": done.fresh,
        "unreadable": done.unreadable,
    }
    tx.record(Draft(IMPORTED, core))


def listed() -> list[dict[str, str | int]]:
    """Return how many entries there are by scope, cause and kind, and the last day of the oldest: counts, and no token."""
    rows = Suppression.objects.values("scope", "cause", "kind").annotate(n=Count("pk"), until=Min("keep_until"))
    today = clock.now() // 86_400
    return [
        {
            "scope": row["scope"],
            "cause": row["cause"],
            "kind": row["kind"],
            "entries": row["n"],
            "first_ends_in_days": max(row["until"] - today, 0),
        }
        for row in rows.order_by("scope", "cause", "kind")
    ]
