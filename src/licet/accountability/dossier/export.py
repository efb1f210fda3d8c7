"""Write the dossier of a controller's prospects on one channel into a folder that its owner alone reads.

One channel, since whoever agreed to text messages was not asked about calls: in one dossier the number given for the first
would be judged for the second.
"""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from licet.accountability.dossier.prospects import (
    ASIDE,
    COLUMNS,
    CONTACT,
    ZONE,
    Counted,
    Row,
    forget_what_was_there,
    prospects,
)
from licet.accountability.dossier.tables import tables
from licet.audit.dossier.contents import FILE_NAME, VERSION
from licet.collection.supply import Import
from licet.consent.models import Consent
from licet.ledger import Draft, Recorded, Transaction, act, clock, declare
from licet.subjects.points import KIND_OF_CHANNEL
from licet.subjects.register import controller as registered
from licet.terms.days import date_of
from licet.terms.errors import UsageError
from licet.terms.instants import local_day
from licet.terms.words import Channel, Purpose

EXPORTED: Final = "accountability:dossier:exported"
PEOPLE: Final = "people.csv"
_FOLDER: Final = 0o700
_FILE: Final = 0o600
_NEEDS: Final = {channel: CONTACT[kind] for channel, kind in KIND_OF_CHANNEL.items()}
"""The one column that a message on a channel needs."""
declare(EXPORTED)


@dataclass(frozen=True, slots=True)
class Exported:
    """A dossier as written: where, of whom, and how many rows, people, and people who never agreed, by status."""

    folder: Path
    controller: str
    channel: str
    rows: int
    people: int
    aside: dict[str, int]


def uses() -> list[tuple[str, str]]:
    """Return each controller and channel for which somebody ever agreed, or was let in from a list."""
    agreed = Consent.objects.filter(purpose=str(Purpose.COMMERCIAL)).exclude(status__in=ASIDE)
    let_in = Import.objects.filter(purpose=str(Purpose.COMMERCIAL), accepted__gt=0)
    found = {*agreed.values_list("beneficiary", "channel"), *let_in.values_list("controller", "channel")}
    return sorted((str(controller), str(channel)) for controller, channel in found)


def export(folder: Path, controller: str | None = None, channel: str | None = None, *, actor: str = "cli") -> Exported:
    """Write the dossier into a new folder, and record that personal data left the house, by whom.

    ``controller`` and ``channel`` may be left out where there is only one; raise ``UsageError`` where there are several.
    """
    chosen, on = _chosen(controller, channel)
    name = registered(chosen).name
    if folder.exists():
        raise UsageError(f"`{folder}` is there already, and nothing is written over it")
    folder.mkdir(mode=_FOLDER, parents=True)
    forget_what_was_there()
    counted = Counted()
    try:
        _write_people(folder / PEOPLE, prospects(chosen, on, counted))
        _write_dossier(folder / FILE_NAME, _dossier(chosen, name, on, counted))
        _record(chosen, on, counted.rows, actor)
    except BaseException:  # half a dossier holds people too
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Exported(folder, chosen, on, counted.rows, len(counted.people), counted.aside)


@act
def _record(tx: Transaction, controller: str, channel: str, rows: int, actor: str) -> Recorded:
    return tx.record(Draft(EXPORTED, {"controller": controller, "channel": channel, "rows": rows, "actor": actor}))


def _chosen(controller: str | None, channel: str | None) -> tuple[str, str]:
    if channel is not None and channel not in set(Channel):
        raise UsageError(f"`{channel}` is no channel; the channels are {', '.join(f'`{each}`' for each in Channel)}")
    if controller is not None:
        registered(controller)
    if controller is not None and channel is not None:
        return controller, channel
    fitting = [each for each in uses() if controller in {None, each[0]} and channel in {None, each[1]}]
    if len(fitting) != 1:
        known = ", ".join(f"`--controller {slug} --channel {on}`" for slug, on in fitting) or "none so far"
        raise UsageError(f"a dossier is of one controller on one channel: {known}")
    return fitting[0]


def _write_people(place: Path, rows: Iterable[Row]) -> None:
    with os.fdopen(_opened(place), "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def _write_dossier(place: Path, dossier: dict[str, Any]) -> None:
    text = yaml.safe_dump(dossier, sort_keys=False, allow_unicode=True, width=110)
    with os.fdopen(_opened(place), "w", encoding="utf-8") as file:
        file.write(
            "# Written by `licet dossier export`: what this house can show of itself, and nothing else.\n" + text
        )


def _opened(place: Path) -> int:
    return os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE)


def _dossier(controller: str, name: str, channel: str, counted: Counted) -> dict[str, Any]:
    return {
        "licet_dossier": VERSION,
        "judged_on": date_of(local_day(clock.now(), ZONE)),
        "organisation": {"name": name, "by": "document", "decides": True, "in_territory": True},
        "channels": [channel],
        "purposes": [{"id": "commercial", "channels": [channel], "needs": [_NEEDS[Channel(channel)]], "by": "data"}],
        "people": [{"file": PEOPLE, "by": "data", "answers": _everyone(channel), "note": _note(counted)}],
        **tables(controller, channel),
    }


def _note(counted: Counted) -> str:
    told = ", ".join(f"{status}: {count}" for status, count in sorted(counted.aside.items())) or "none"
    return f"people who stand in no row: who never agreed on this channel, or was let in past consent ({told})"


PROSPECTS_ALONE: Final = "the house holds prospects alone, and lets nobody pass by a way other than consent"
_CLOSED: Final[dict[str, object]] = {
    "sale.at": "never",
    "account.without_purchase": False,
    "contract.in_progress": False,
    "contract.relation_existed": False,
    "customer.is_active": False,
    "customer.relation_ended_on": "never",
    "callback.requested_on": "never",
    "training.action_in_progress": False,
    "contact_point.owner_is_legal_person": False,
}
"""Ways past consent: supposed closed, so that an agreement that cannot be shown is a breach and not an open question."""


def _everyone(channel: str) -> dict[str, Any]:
    """Return what holds of each row: what this house does not do, and by which column its proofs are shown."""
    held: dict[str, Any] = {
        "by": "data",
        "capacity": {"answer": "consumer", "assumed": "the house takes everybody for a consumer, the stricter law"},
        "disclosure.first_on": "never",
        "last_open.on": "never",
        "tracker.individual": False,
        "contact_point.published_online": False,
        **{name: {"answer": value, "assumed": PROSPECTS_ALONE} for name, value in _CLOSED.items()},
    }
    if channel == Channel.TELEPHONE:
        withdrawn = {"column": "withdrawn_at"}
        return {**held, "call_consent.proof_names_person": {"column": "proof"}, "call_consent.withdrawn_at": withdrawn}
    return {
        **held,
        "consent.proof_names_person": {"column": "proof"},
        "consent.proof_shows_time": {"column": "proof"},
        "consent.proof_shows_wording": {"column": "page"},
    }
