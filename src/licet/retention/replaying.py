"""After a restore: forget again whoever was forgotten since the backup, restrict again whoever was restricted.

``refusals.log`` names a person by a keyed token of the reference. References are never given twice, so that whoever a token
fits is the person meant. Doing it twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from licet.ledger import Refusal, Transaction, keys
from licet.ledger.models import Event
from licet.ledger.record import act
from licet.ledger.refusals import Unreadable
from licet.retention.erasing import ERASURE, REASONS, _forget, erase_segments
from licet.retention.restricting import RELEASE, RESTRICTION, person_token, release, restrict_until
from licet.subjects.restriction import is_restricted

_OWNER: Final = "restore"
_ALL: Final = "all"
PERSON: Final = "person/"
"""How the scope of a line begins that concerns a person, and no contact point."""
_EVERY_KEY: Final = 1 << 40


def is_of_person(refusal: Refusal | Unreadable) -> bool:
    """Tell whether a line of ``refusals.log`` is for this room rather than for the suppression list."""
    return isinstance(refusal, Refusal) and refusal.scope.startswith(PERSON)


@dataclass(slots=True)
class Told:
    """What ``refusals.log`` says of persons, by token: forgotten why, segments until when, the last word on restriction."""

    forgotten: dict[bytes, str] = field(default_factory=dict)
    segments: dict[bytes, list[tuple[str, str, int]]] = field(default_factory=dict)
    restricted: dict[bytes, tuple[str, int] | None] = field(default_factory=dict)


def read(refusals: Iterable[Refusal | Unreadable]) -> Told:
    """Gather the lines that concern persons."""
    told = Told()
    for each in refusals:
        if not isinstance(each, Refusal) or not each.scope.startswith(PERSON):
            continue
        reason, _, rest = each.scope.removeprefix(PERSON).partition("/")
        if each.kind == ERASURE and rest == _ALL:
            told.forgotten[each.token] = reason if reason in REASONS else "error"
        elif each.kind == ERASURE:
            told.segments.setdefault(each.token, []).append((reason, rest, each.instant))
        elif each.kind == RESTRICTION and rest.isdecimal():
            told.restricted[each.token] = (reason, int(rest))
        elif each.kind == RELEASE:
            told.restricted[each.token] = None
    return told


@dataclass(slots=True)
class Replayed:
    """How many people were forgotten again, lost segments again, were restricted again."""

    forgotten: int = 0
    segments: int = 0
    restricted: int = 0


def replay(refusals: Iterable[Refusal | Unreadable]) -> Replayed:
    """Make every erasure and restriction effective again, and destroy the keys that a copy of ``keys.db`` brought back."""
    told, done = read(refusals), Replayed()
    if not told.forgotten and not told.segments and not told.restricted:
        return done
    for subject in _everybody():
        token = person_token(subject)
        if token in told.forgotten:
            _forget_again(subject, told.forgotten[token])
            done.forgotten += 1
            continue
        for reason, names, instant in told.segments.get(token, ()):
            erase_segments(subject, names.split("+"), reason=reason, owner=_OWNER, before=instant + 1)
            done.segments += 1
        if token in told.restricted:
            done.restricted += _restrict_again(subject, told.restricted[token])
    for subject in keys().newest(_EVERY_KEY):
        if person_token(subject) in told.forgotten:
            keys().destroy(subject)
    return done


@act
def _forget_again(tx: Transaction, subject: bytes, reason: str) -> None:
    _forget(tx, [subject], reason, _OWNER, again=True)


@act
def _restrict_again(tx: Transaction, subject: bytes, said: tuple[str, int] | None) -> bool:
    standing = is_restricted(subject)
    if said is not None and not standing:
        restrict_until(tx, subject, said[0], _OWNER, said[1])
    elif said is None and standing:
        release.within(tx, subject, owner=_OWNER)
    return said is not None and not standing


def _everybody() -> Iterator[bytes]:
    rows = Event.objects.filter(seq=0).values_list("subject", flat=True)
    yield from [bytes(each) for each in rows if each is not None]
