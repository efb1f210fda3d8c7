"""The whole way of the people through an audit, on any engine: text columns, facts, masks, groups; and its digest."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from licet.audit import counts
from licet.audit.dossier.answers import Answer
from licet.audit.dossier.load import Dossier, PeopleFile, Tally
from licet.audit.people import ParentColumns, build
from licet.audit.persons import Bench, bench, write_rows
from licet.audit.sent import Sends
from licet.audit.tables import BOOKS
from licet.audit.unreadable import unreadable_dates
from licet.law.book import all_rules
from licet.law.facts.persons import PERSONS
from licet.reading.columns import SENDS
from licet.reading.columns import Column as C  # noqa: N817 - as the product names it
from licet.reading.engine import Engine
from licet.reading.tables import TableReading, read_people, read_table
from licet.rules.facts import DECIDES, IN_TERRITORY
from licet.rules.values import NEVER, NO, YES
from licet.terms.days import day_of

CHANNELS = ("email", "sms", "telephone", "post")
JUDGED_ON = day_of(dt.date(2026, 8, 11))
NAME = "Société d'Été (Réunion)"
YES_SAID = Answer("value", value=True, by="document")
PARENTS = (
    ParentColumns(
        C.FORM,
        {
            "concours": {"consent.by_positive_act": YES, "consent.covers_purpose": YES},
            "ΟΔΟΣ": {"form.consent_fails": YES},
        },
        {"concours": {"consent.proof_names_person": C.PROOF, "notice.given_on": C.COLLECTED_AT}},
    ),
    ParentColumns(
        C.SOURCE,
        {"vendeur": {"collection.from_person": NO, "consent.covers_purpose": NO}},
        {"vendeur": {"consent.given_at": C.COLLECTED_AT}, "İstanbul": {"disclosure.first_on": C.INFORMED_AT}},
    ),
)
EVERYONE: Mapping[str, Answer] = {
    "capacity": Answer("value", value="consumer", by="document"),
    "consent.withdrawn_at": Answer("value", value=NEVER, by="document"),
    "message.first_on": Answer("value", by="data", column=C.LAST_MESSAGE_AT),
    "tracker.individual": YES_SAID,
    "bloctel.calls_habitually": YES_SAID,
}
DOSSIER = Dossier(
    root=Path(),
    name=NAME,
    judged_on=None,
    organisation={DECIDES.name: YES_SAID, IN_TERRITORY.name: YES_SAID},
    channels=CHANNELS,
    purposes=(),
    people=(),
    tables={},
    sends=Tally(),
    complaints=Tally(),
    facts_for_all=EVERYONE,
)


def asked() -> Bench:
    return bench(BOOKS[JUDGED_ON], CHANNELS, all_rules())


def read(columns: Mapping[str, Sequence[str]], into: Path, *, line_end: str = "\r\n") -> TableReading:
    """Write a hostile file and read it as an organisation's: its cells come as they are, empty ones in quotes."""
    file = into / "people.csv"
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator=line_end)
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    file.write_bytes(text.getvalue().encode())
    return read_people(file, into=into / "read")


def read_sends(columns: Mapping[str, Sequence[str]], into: Path) -> Sends:
    """Read a hostile table of sends."""
    file = into / "sends.csv"
    lines = [columns, *zip(*columns.values(), strict=True)]
    file.write_bytes("".join(";".join(line) + "\r\n" for line in lines).encode())
    return Sends(read_table(file, into=into / "sends", columns=SENDS), CHANNELS[0])


def outcome(reading: TableReading, engine: Engine, into: Path, sends: Sends | None = None) -> dict[str, Any]:
    """Return all that an audit takes from the people: every row judged, groups, ages, unreadable dates."""
    into.mkdir()
    file = PeopleFile(reading.path, "vendeur", {}, 3, {})
    facts = build(
        reading, channels=CHANNELS, defaults=[EVERYONE], parents=PARENTS, organisation_name=NAME, engine=engine
    )
    rows = write_rows(DOSSIER, file, 1, reading, facts, asked(), into, sends)
    known = {name for column, _ in PERSONS.columns() for name in facts.columns if name.split("@")[0] == column}
    told = facts.engine.collect(facts.frame.select("row", **{name: facts.columns[name] for name in sorted(known)}))
    return {
        "facts": sorted(told, key=lambda row: row["row"]),
        "rows": sorted(engine.collect(engine.scan(rows)), key=lambda row: row["row"]),
        "groups": [
            [each.source, each.form, each.certain, each.possible, each.persons]
            for each in counts.groups(rows, asked(), engine)
        ],
        "ages": [each.model_dump() for each in counts.ageing(rows, engine)],
        "unreadable": unreadable_dates(reading, engine),
    }


def digest(found: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(found, sort_keys=True, default=int).encode()).hexdigest()
