"""The kinds of events, and who acts on them: an upper room hears of an event without the lower one knowing it.

A kind is declared by the room whose event it is. Handlers run inside the transaction that records the event: what
they raise undoes the act. A kind may name handlers without which it is not recorded at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from licet.terms.errors import LedgerError

if TYPE_CHECKING:
    from licet.ledger.transaction import Draft, Recorded, Transaction

Handler = Callable[["Transaction", "Recorded", "Draft"], None]
_KIND: Final = re.compile(r"[a-z_]+:[a-z_]+:[a-z_]+")


@dataclass
class Kind:
    """A kind of event: the handlers it needs, and those it has."""

    needs: frozenset[str] = frozenset()
    handlers: dict[str, Handler] = field(default_factory=dict)


_kinds: dict[str, Kind] = {}
_ready: dict[str, tuple[Handler, ...]] = {}
"""What acts on each kind that was recorded since the last one was declared."""


def declare(*kinds: str, handlers: tuple[str, ...] = ()) -> None:
    """Declare kinds of events (``room:thing:verb``) and the names of the handlers without which none is recorded."""
    for kind in kinds:
        if _KIND.fullmatch(kind) is None:
            raise LedgerError(f"`{kind}` is no kind of event: `room:thing:verb`, in lower case")
        _ready.clear()
        declared = _kinds.setdefault(kind, Kind())
        declared.needs = declared.needs | frozenset(handlers)


def on(*kinds: str, name: str) -> Callable[[Handler], Handler]:
    """Register a handler, under a name of its own, for kinds of events that may be declared later."""

    def register(handler: Handler) -> Handler:
        _ready.clear()
        for kind in kinds:
            _kinds.setdefault(kind, Kind()).handlers[name] = handler
        return handler

    return register


def handlers_of(kind: str) -> tuple[Handler, ...]:
    """Return what acts on a kind; raise ``LedgerError`` when it is unknown or a handler it needs is missing."""
    ready = _ready.get(kind)
    if ready is not None:
        return ready
    found = _kinds.get(kind)
    if found is None:
        raise LedgerError(f"`{kind}` is no declared kind of event")
    missing = found.needs - found.handlers.keys()
    if missing:
        raise LedgerError(f"`{kind}` is not recorded without its handler `{min(missing)}`")
    _ready[kind] = tuple(found.handlers.values())
    return _ready[kind]


def declared() -> dict[str, Kind]:
    """Return every kind."""
    return dict(_kinds)


declare("ledger:heads:mapped", "ledger:checkpoint:stamped", "ledger:log:opened")
