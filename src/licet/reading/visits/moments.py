"""When the visitor chose: marked in the recording, or noted beside it, and the phases that follow.

A mark is the title of a page of the recording (``action: refuse``); a note beside it is a JSON list of
``{"at": "2026-10-01T10:00:05+02:00", "action": "refuse"}``. ``none`` says that the visitor let some time pass without
choosing: without any mark, nobody can tell what came before a choice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from licet.reading.visits.har import Recording, Source, moment, parse_json
from licet.reading.visits.hosts import words
from licet.terms.errors import DocumentError

MARGIN: Final = dt.timedelta(seconds=2)
"""Around a choice, what is nearer counts for neither side: whoever notes a click by hand notes its second."""
MOST_ACTIONS: Final = 100
_MARK: Final = "action"


class Chosen(StrEnum):
    """What the visitor did."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    NONE = "none"


class Phase(StrEnum):
    """Where in the visit a request falls; ``MEANWHILE`` is too near a choice to say."""

    BEFORE_CHOICE = "before_choice"
    ACCEPTED = "accepted"
    AFTER_REFUSAL = "after_refusal"
    AFTER_WITHDRAWAL = "after_withdrawal"
    MEANWHILE = "meanwhile"


_THEN: Final = {
    Chosen.ACCEPT: Phase.ACCEPTED,
    Chosen.REFUSE: Phase.AFTER_REFUSAL,
    Chosen.WITHDRAW: Phase.AFTER_WITHDRAWAL,
}


@dataclass(frozen=True, slots=True)
class Action:
    """What the visitor did, and when (an instant with its zone)."""

    at: dt.datetime
    chosen: Chosen

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise DocumentError("a moment of the visit lacks its zone; write it as `2026-10-01T10:00:05+02:00`")


def read_actions(source: Source) -> tuple[Action, ...]:
    """Return the actions noted beside a recording (a JSON list, as a file or bytes). Raises ``DocumentError``."""
    noted = parse_json(source, "list of actions")
    if not isinstance(noted, list) or len(noted) > MOST_ACTIONS:
        raise DocumentError(f"the list of actions is no list of at most `{MOST_ACTIONS}` actions; write it anew")
    return tuple(_action(each, number) for number, each in enumerate(noted, 1))


def _action(noted: object, number: int) -> Action:
    at = moment(noted.get("at")) if isinstance(noted, dict) else None
    chosen = noted.get("action") if isinstance(noted, dict) else None
    known = next((each for each in Chosen if each == chosen), None)
    if at is None or known is None:
        kinds = ", ".join(f"`{each}`" for each in Chosen)
        raise DocumentError(f"action `{number}` needs `at`, an instant with its zone, and `action`, one of {kinds}")
    return Action(at, known)


def marked(recording: Recording) -> tuple[Action, ...]:
    """Return the actions that titles of pages mark (``action: refuse``, ``action : refus``)."""
    known = {word: Chosen(kind) for kind, listed in words()["titles"].items() for word in listed}
    found = []
    for at, title in recording.titles[:MOST_ACTIONS]:
        sign, _, word = title.casefold().partition(":")
        if sign.strip() == _MARK and word.strip() in known:
            found.append(Action(at, known[word.strip()]))
    return tuple(found)


class Timeline:
    """The phases of a visit, by the actions in it."""

    def __init__(self, actions: Sequence[Action]) -> None:
        self.actions = tuple(sorted(actions, key=lambda each: each.at))
        self._choices = tuple(each for each in self.actions if each.chosen is not Chosen.NONE)
        # who first takes something back had agreed before the recording began
        first = self._choices[0].chosen if self._choices else Chosen.NONE
        self._first = Phase.ACCEPTED if first is Chosen.WITHDRAW else Phase.BEFORE_CHOICE

    def holds(self, phase: Phase) -> bool:
        """Say whether the visit has such a phase at all."""
        return bool(self.actions) and phase in {self._first, *(_THEN[each.chosen] for each in self._choices)}

    def phase(self, at: dt.datetime) -> Phase:
        """Return the phase in which an instant falls."""
        current = self._first
        for each in self._choices:
            if abs(at - each.at) <= MARGIN:
                return Phase.MEANWHILE
            if each.at < at:
                current = _THEN[each.chosen]
        return current
