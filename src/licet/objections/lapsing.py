"""Let refusals lapse whose term is over, and not one that is still needed; each run is an event with its counts.

An entry stays past its last day (RET-05: three years *at least*)

1. while anybody whom it refuses is known: by the person's own point, its aliases, a digest of it, its domain;
2. while the house is fed by lists of others, which may bring back whoever refused;
3. for three years after a restore: a list may have made terms longer since the backup, and ``refusals.log`` does not say so.

``refusals.log`` is left as it is: what a restore repeats of it past its term, the next run lets lapse again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.db.models import Max

from licet.ledger import Draft, Transaction, declare, sealer
from licet.ledger.models import Event
from licet.ledger.record import act
from licet.ledger.statements import ASKED, rows
from licet.objections.entries import ZONE, kept_until
from licet.objections.models import Suppression
from licet.objections.tokens import WIDER, suppression_tokens, tokens_against
from licet.subjects.models import ContactPoint
from licet.subjects.points import EMAIL, Point
from licet.terms.instants import local_day

LAPSED: Final = "objections:list:lapsed"
RESTORED: Final = "ledger:log:restored"
AN_ACT: Final = 250
AT_ONCE: Final = 10_000
MOST: Final = 100_000
"""Entries a run: the next one goes on."""
declare(LAPSED)

OVER: Final = (
    "SELECT s.id, s.token FROM objections_suppression s WHERE s.keep_until < %s AND s.id > %s"
    " AND NOT EXISTS (SELECT 1 FROM subjects_contactpoint c WHERE c.suppression_token = s.token)"
    " ORDER BY s.id LIMIT %s"
)
"""Entries past their term, but for those of a point that is known."""
KNOWN: Final = (
    "SELECT c.subject, c.token, c.kind, c.sealed FROM subjects_contactpoint c WHERE EXISTS (SELECT 1 FROM"
    " objections_suppression s WHERE s.token = c.suppression_token AND s.keep_until < %s)"
)
"""Points that are known and whose own entry is past its term: their aliases stay with it."""


@dataclass(frozen=True, slots=True)
class Lapsing:
    """What may go on a day, by the numbers of the entries, and how many stay although their term is over."""

    day: int
    go: tuple[int, ...]
    stay: int


def over(day: int, fed_at: int | None = None) -> Lapsing:
    """Return what may go as of a day; ``fed_at`` is when people of others' lists were last brought in (seconds, UTC)."""
    past = Suppression.objects.filter(keep_until__lt=day).count()
    restored_at = Event.objects.filter(kind=RESTORED).aggregate(at=Max("recorded_at"))["at"]
    if not past or any(at is not None and kept_until(at) >= day for at in (fed_at, restored_at)):
        return Lapsing(day, (), past)
    kinds = set(
        Suppression.objects.filter(keep_until__lt=day, kind__in=WIDER).values_list("kind", flat=True).distinct()
    )
    needed = _needed(day, kinds)
    go = tuple(islice((number for number, token in _entries_over(day) if token not in needed), MOST))
    return Lapsing(day, go, past - len(go))


def _entries_over(day: int) -> Iterator[tuple[int, bytes]]:
    last = 0
    while some := rows(OVER, (day, last, AT_ONCE)):
        yield from ((number, bytes(token)) for number, token in some)
        last = some[-1][0]


def _needed(day: int, wider: set[str]) -> set[bytes]:
    """Return the tokens by which somebody known is refused, beside those of their points."""
    opener, needed = sealer(), set[bytes]()
    for subject, token, kind, sealed in rows(KNOWN, (day,)):
        plain = opener.unseal(bytes(subject), "subject", bytes(sealed), bytes(token))
        needed |= set() if plain is None else suppression_tokens(Point(kind, plain.decode())).keys()
    return needed | (_by_others(wider) if wider else set())


def _by_others(wider: set[str]) -> set[bytes]:
    """Return the tokens of digests and domains of every address that is known."""
    opener, needed = sealer(), set[bytes]()
    for row in ContactPoint.objects.filter(kind=EMAIL).iterator(chunk_size=ASKED):
        plain = opener.unseal(bytes(row.subject), "subject", bytes(row.sealed), bytes(row.token))
        if plain is not None:
            needed |= tokens_against(Point(EMAIL, plain.decode()), wider).keys()
    return needed


def lapse(found: Lapsing) -> int:
    """Delete what may go, a few entries an act; return how many.

    Whatever was refused again meanwhile stays, and whatever has not ended yet: a day ahead is for looking at alone.
    """
    return sum(_lapse(found.go[start : start + AN_ACT], found.day) for start in range(0, len(found.go), AN_ACT))


@act
def _lapse(tx: Transaction, numbers: Sequence[int], day: int) -> int:
    past = list(Suppression.objects.filter(pk__in=numbers, keep_until__lt=min(day, local_day(tx.now, ZONE))))
    known = _known_since(bytes(row.token) for row in past)
    gone = [row for row in past if bytes(row.token) not in known]
    if gone:
        Suppression.objects.filter(pk__in=[row.pk for row in gone]).delete()
        counts = Counter(f"{row.cause}:{row.kind}" for row in gone)
        tx.record(Draft(LAPSED, {"day": day, "entries": len(gone), "of": dict(sorted(counts.items()))}))
    return len(gone)


def _known_since(tokens: Iterable[bytes]) -> set[bytes]:
    known = ContactPoint.objects.filter(suppression_token__in=list(tokens))
    return {bytes(token) for token in known.values_list("suppression_token", flat=True)}
