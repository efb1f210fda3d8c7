"""An answer in a dossier: what was asked, what came back, and on what it rests.

An answer is ``not_asked``, ``asked_nothing_produced``, or a value; a value is ``by`` declaration, document or data.
Proof of consent, notices, contract clauses, objections and deletion need document or data: for those facts a mere
declaration leaves the fact unknown. Silence is a "no" only where the burden of proof lies on the controller
(``Fact.silence_is_no``, heads.md D8). An ``assumed`` answer is taken as it stands and listed in the report.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from licet.reading.columns import Column
from licet.rules.facts import Fact
from licet.rules.values import NEVER, NEVER_AT, NEVER_ON, NO, Kind, Value
from licet.terms.days import day_of
from licet.terms.errors import DossierError
from licet.terms.instants import bounds_of_day, instant_of

State = Literal["not_asked", "asked_nothing_produced", "value"]
By = Literal["declared", "document", "data"]

NOT_ASKED: Final = "not_asked"
NOTHING: Final = "asked_nothing_produced"
BYS: Final = ("declared", "document", "data")
HOME_ZONE: Final = "Europe/Paris"
"""The zone of people and acts of which nothing else is said: the dossiers are French."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``column`` names a column of the people file that answers row by row instead of ``value``."""

    state: State
    value: Value = None
    by: By = "declared"
    source: str = ""
    assumed: str = ""
    column: Column | None = None

    def is_declared_only(self, fact: Fact) -> bool:
        """Say whether this is a bare declaration on something that needs document or data."""
        return self.state == "value" and fact.needs_evidence and self.by == "declared" and not self.assumed

    def encode(self, fact: Fact) -> tuple[int, ...]:
        """Return the fact's whole numbers, unknown where this answer settles nothing."""
        if self.state == NOTHING and fact.silence_is_no:
            return _silence(fact)
        if self.state != "value" or self.column is not None or self.is_declared_only(fact):
            return fact.unknown()
        return fact.encode(self.value)


UNASKED: Final = Answer(NOT_ASKED)


def _silence(fact: Fact) -> tuple[int, ...]:
    match fact.kind:
        case Kind.TERNARY:
            return (NO,)
        case Kind.DAY:
            return (NEVER_ON,)
        case Kind.INSTANT:
            return (NEVER_AT, NEVER_AT)
        case _:
            return fact.unknown()


def parse(written: object, fact: Fact, *, by: By, where: str) -> Answer:
    """Return the answer written in YAML; ``by`` is the default of its row, ``where`` names the place in errors."""
    if not isinstance(written, Mapping):
        return _plain(written, fact, by=by, where=where)
    extra = set(written) - {"answer", "by", "from", "assumed", "column"}
    if extra or not ({"answer", "column"} & set(written)):
        msg = f"{where}: an answer has `answer` (or `column`), `by`, `from`, `assumed`, not {_listed(extra) or 'nothing'}"
        raise DossierError(msg)
    own = written.get("by", by)
    if own not in BYS:
        msg = f"{where}: `by` is one of {', '.join(BYS)}, not `{own}`"
        raise DossierError(msg)
    if "column" in written:
        return Answer("value", by=own, source=str(written.get("from", "")), column=_column(written["column"], where))
    plain = _plain(written["answer"], fact, by=own, where=where)
    return Answer(plain.state, plain.value, own, str(written.get("from", "")), str(written.get("assumed", "")))


def _column(written: object, where: str) -> Column:
    try:
        return Column(str(written))
    except ValueError:
        msg = f"{where}: `{written}` is no column role; the roles are {', '.join(Column)}"
        raise DossierError(msg) from None


def _plain(written: object, fact: Fact, *, by: By, where: str) -> Answer:
    if written is None or written in {NOT_ASKED, "unknown"}:
        return UNASKED
    if written == NOTHING:
        return Answer(NOTHING, by=by)
    value = NEVER if written == "never" else _typed(written, fact, where)
    try:
        fact.encode(value)
    except TypeError as error:
        msg = f"{where}: {error}"
        raise DossierError(msg) from error
    return Answer("value", value, by)


def _typed(written: Any, fact: Fact, where: str) -> Value:  # noqa: ANN401  # whatever YAML gives
    if fact.kind is Kind.CHOICE:
        return str(written)
    if fact.kind is Kind.DAY and isinstance(written, str | dt.datetime):
        return _date(written, where)
    if fact.kind is Kind.INSTANT:
        return _instant(written, where)
    return written  # type: ignore[no-any-return]


def _date(written: str | dt.datetime, where: str) -> dt.date:
    if isinstance(written, dt.datetime):
        return written.date()
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        msg = f"{where}: a day is written 2026-08-11"
        raise DossierError(msg) from None


def _instant(written: object, where: str) -> tuple[int, int]:
    try:
        moment = dt.datetime.fromisoformat(written) if isinstance(written, str) else written
    except ValueError:
        moment = None
    if isinstance(moment, dt.datetime):
        return instant_of(moment, HOME_ZONE)
    if isinstance(moment, dt.date):
        return bounds_of_day(day_of(moment), HOME_ZONE)
    msg = f"{where}: an instant is written 2026-08-11 (its hour unknown) or 2026-08-11T10:00:00+02:00"
    raise DossierError(msg)


def _listed(names: set[Any]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(map(str, names)))
