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

from licet.audit.dossier.quoting import listed, shown
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
BYS: Final[tuple[By, ...]] = ("declared", "document", "data")
HOME_ZONE: Final = "Europe/Paris"
"""The zone of people and acts of which nothing else is said: the dossiers are French."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``column`` names a column of the people file that answers row by row instead of ``value``.

    ``confirmed_by`` names who looked at what a reader left unclear; ``unclear``: a reader saw words that somebody has to
    weigh, and nobody has.
    """

    state: State
    value: Value = None
    by: By = "declared"
    source: str = ""
    assumed: str = ""
    column: Column | None = None
    confirmed_by: str = ""
    unclear: bool = False

    def is_declared_only(self, fact: Fact) -> bool:
        """Say whether this is a bare declaration on something that needs document or data."""
        return self.state == "value" and fact.needs_evidence and self.by == "declared" and not self.assumed

    def encode(self, fact: Fact) -> tuple[int, ...]:
        """Return the fact's whole numbers, unknown where this answer settles nothing."""
        if self.state == NOTHING and fact.silence_is_no:
            return _silence(fact)
        if self.state == NOT_ASKED:
            return fact.unless_said()
        if self.state != "value" or self.column is not None or self.is_declared_only(fact):
            return fact.unknown()
        return fact.encode(self.value)


UNASKED: Final = Answer(NOT_ASKED)

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
"""Days outside these years are slips of the pen (0201 for 2021), and the calendars of zones end with them."""

MOST: Final = 2**31 - 1
"""The largest count: one int32 (values.py)."""

YES_WORDS: Final = ("yes", "oui", "true", "vrai")
NO_WORDS: Final = ("no", "non", "false", "faux")

_KEYS: Final = ("answer", "by", "from", "assumed", "confirmed_by")
_COLUMN_KEYS: Final = ("column", "by", "from")


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


def parse(written: object, fact: Fact, *, by: By, where: str, of_people: bool = False) -> Answer:
    """Return the answer written in YAML; ``by`` is the default of its row, ``where`` names the place in errors.

    ``of_people``: the answer may name a column of the people file, which then answers row by row.
    """
    if not isinstance(written, Mapping):
        return _plain(written, fact, by=by, where=where)
    if "column" in written:
        if not of_people:
            raise DossierError(f"{where}: `column` answers for people only; here give the answer itself")
        _only(written, _COLUMN_KEYS, where)
        # the file itself is the evidence, whatever the row around it rests on
        own = by_of(written, "data", where)
        return Answer(
            "value", by=own, source=_text(written, "from", where), column=_column(written["column"], fact, where)
        )
    _only(written, _KEYS, where)
    if "answer" not in written:
        raise DossierError(
            f"{where}: an answer of several parts has `answer` and may have `by`, `from`, `assumed`, `confirmed_by`"
        )
    confirmed = _text(written, "confirmed_by", where)
    # somebody who looked at the document and puts a name to it is as good as the document
    rests = by_of(written, "document" if confirmed else by, where)
    plain = _plain(written["answer"], fact, by=rests, where=where)
    assumed = _text(written, "assumed", where)
    if assumed and plain.state != "value":
        raise DossierError(f"{where}: `assumed` says why a value was supposed, and there is no value")
    return Answer(plain.state, plain.value, plain.by, _text(written, "from", where), assumed, confirmed_by=confirmed)


def by_of(written: Mapping[Any, Any], otherwise: By, where: str) -> By:
    """Return what an answer or a row rests on, as its ``by`` says."""
    by = written.get("by", otherwise)
    for known in BYS:
        if by == known:
            return known
    raise DossierError(f"{where}: `by` is one of {listed(BYS)}, not {shown(by)}")


def _only(written: Mapping[Any, Any], known: tuple[str, ...], where: str) -> None:
    for key in written:
        if key not in known:
            raise DossierError(f"{where}: an answer has {listed(known)}, not {shown(key)}")


def _text(written: Mapping[Any, Any], key: str, where: str) -> str:
    text = written.get(key, "")
    if not isinstance(text, str) or (key in written and not text.strip()):
        raise DossierError(f"{where}: `{key}` is said in words")
    return text


def _column(written: object, fact: Fact, where: str) -> Column:
    try:
        role = Column(str(written))
    except ValueError:
        raise DossierError(f"{where}: {shown(written)} is no column role; the roles are {listed(Column)}") from None
    if fact.kind in {Kind.CHOICE, Kind.COUNT}:
        raise DossierError(
            f"{where}: a column answers yes or no (is it filled?), a day or an instant, and nothing else"
        )
    if fact.kind is not Kind.TERNARY and not role.is_date:
        raise DossierError(f"{where}: a day or an instant comes from a column of dates, and `{role}` is none")
    return role


def _plain(written: object, fact: Fact, *, by: By, where: str) -> Answer:
    if written is None or written in (NOT_ASKED, "unknown"):
        return UNASKED
    if written == NOTHING:
        return Answer(NOTHING, by=by)
    value = _typed(written, fact)
    if value is None:
        raise DossierError(f"{where}: {expected(fact)} is expected, or `{NOT_ASKED}`, or `{NOTHING}`")
    return Answer("value", value, by)


def expected(fact: Fact) -> str:
    """Return in words what a question is answered with."""
    match fact.kind:
        case Kind.TERNARY:
            return "`true` or `false`"
        case Kind.CHOICE:
            return f"one of {listed(fact.choices)}"
        case Kind.COUNT:
            return "a whole number"
        case Kind.DAY:
            return f"a day of the years {FIRST_YEAR} to {LAST_YEAR}, written `2026-08-11`, or `never`,"
        case Kind.INSTANT:
            return "an instant, written `2026-08-11` (its hour unknown) or `2026-08-11T10:00:00+02:00`, or `never`,"


def _typed(written: object, fact: Fact) -> Value:
    """Return the value, or ``None`` where what is written is no answer to this question."""
    match fact.kind:
        case Kind.TERNARY:
            return _yes_no(written)
        case Kind.CHOICE:
            # YAML reads an unquoted 14 as a number
            whole = isinstance(written, str | int) and not isinstance(written, bool)
            return str(written) if whole and str(written) in fact.choices else None
        case Kind.COUNT:
            return (
                written if isinstance(written, int) and not isinstance(written, bool) and 0 <= written <= MOST else None
            )
        case Kind.DAY:
            return NEVER if written == "never" else day_written(written)
        case Kind.INSTANT:
            return NEVER if written == "never" else _instant(written)


def _yes_no(written: object) -> bool | None:
    if isinstance(written, bool):
        return written
    word = written.casefold() if isinstance(written, str) else ""
    return True if word in YES_WORDS else False if word in NO_WORDS else None


def day_written(written: object) -> dt.date | None:
    """Return a day as YAML or a text gives it, or ``None``."""
    moment = written
    if isinstance(written, str):
        try:
            moment = dt.date.fromisoformat(written)
        except ValueError:
            moment = _moment(written)
    day = moment.date() if isinstance(moment, dt.datetime) else moment
    return day if isinstance(day, dt.date) and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _moment(written: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(written)
    except ValueError:
        return None


def _instant(written: object) -> tuple[int, int] | None:
    day = day_written(written)
    if day is None:
        return None
    moment = _moment(written) if isinstance(written, str) and ":" in written else written
    if isinstance(moment, dt.datetime):
        return instant_of(moment, HOME_ZONE)
    return bounds_of_day(day_of(day), HOME_ZONE)
