"""Write the suppression list, inside an act: an entry a refusal, and the line of ``refusals.log`` that survives it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from licet.ledger import Transaction
from licet.ledger.statements import ASKED, marks, row, run_many
from licet.objections.models import Suppression
from licet.objections.tokens import WIDER
from licet.terms.instants import local_day
from licet.terms.periods import Period, last_day

KEPT: Final = Period(3, "year")
"""How long an entry is kept at least (CNIL, advice: RET-05); it begins anew with each refusal."""
ZONE: Final = "Europe/Paris"

PUT: Final = (
    "INSERT INTO objections_suppression (token, kind, scope, cause, refused_at, keep_until)"
    " VALUES (%s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (token, scope) DO UPDATE SET"
    " refused_at = CASE WHEN excluded.refused_at > objections_suppression.refused_at"
    " THEN excluded.refused_at ELSE objections_suppression.refused_at END,"
    " keep_until = CASE WHEN excluded.keep_until > objections_suppression.keep_until"
    " THEN excluded.keep_until ELSE objections_suppression.keep_until END"
)
"""An entry never grows older and is never shortened, in whatever order refusals arrive."""
RENEWED: Final = "SELECT MAX(renewed_at) FROM objections_renewal WHERE token IN ({})"


def put(refused: Iterable[tuple[bytes, str, str, str, int]]) -> None:
    """Insert entries, or bring those that stand up to date: token, kind, scope, cause, instant of the refusal."""
    run_many(PUT, [(*each, kept_until(each[-1])) for each in refused])


def suppress(tx: Transaction, tokens: Mapping[bytes, str], scope: str, cause: str) -> None:
    """Put tokens (with their kinds) on the suppression list and into ``refusals.log``, as refused now."""
    at = _after_renewals(tokens, tx.now)
    put((each, kind, scope, cause, at) for each, kind in tokens.items())
    for each, kind in tokens.items():
        tx.refuse(each, logged(cause, kind), scope, instant=at)


def _after_renewals(tokens: Iterable[bytes], now: int) -> int:
    """Return the instant of a refusal that is said now: after all that was agreed to anew, though a clock stepped back."""
    some = list(tokens)[:ASKED]
    if not some:
        return now
    latest = row(RENEWED.format(marks(len(some))), some)
    return now if latest is None or latest[0] is None else max(now, int(latest[0]))


def standing(tokens: Iterable[bytes], scope: str) -> set[bytes]:
    """Return those of many tokens that have an entry of exactly this scope."""
    wanted, found = list(tokens), set[bytes]()
    for start in range(0, len(wanted), ASKED):
        rows = Suppression.objects.filter(token__in=wanted[start : start + ASKED], scope=scope)
        found |= {bytes(each) for each in rows.values_list("token", flat=True)}
    return found


def logged(cause: str, kind: str) -> str:
    """Return what ``refusals.log`` says of a refusal: its cause, and the kind of token where comparing needs it."""
    return f"{cause}:{kind}" if kind in WIDER else cause


def read_logged(written: str) -> tuple[str, str]:
    """Return cause and kind of a line of ``refusals.log``; a kind that it does not say is ``replayed``."""
    cause, _, kind = written.partition(":")
    return cause, kind or "replayed"


def kept_until(instant: int) -> int:
    """Return the last day of an entry: three years after the day of the refusal."""
    return _last(local_day(instant, ZONE))


@lru_cache(maxsize=1024)
def _last(day: int) -> int:
    return last_day(day, KEPT)
