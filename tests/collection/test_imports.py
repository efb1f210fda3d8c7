"""Every row of a file ends accepted or quarantined with the rules that refused it; nothing is written unasked."""

from __future__ import annotations

from pathlib import Path

from licet.collection.supply import ImportedRow
from licet.consent.record import Key, status_of
from licet.ledger import history
from licet.subjects import contact_point, find
from tests.collection.lists import CONTROLLER, brought_in, good, previewed, registered, written
from tests.ground.house import House

KEY = Key("commercial", "email", CONTROLLER)


def test_a_row_that_proves_its_consent_is_accepted_and_one_that_does_not_is_quarantined(
    house: House, tmp_path: Path
) -> None:
    registered(tmp_path)
    lacking = good(1) | {"preuve": ""}
    file = written(tmp_path / "liste.csv", [good(0), lacking])
    seen = previewed(file)
    assert (seen.rows, seen.accepted, seen.quarantined) == (2, 1, 1), (seen.rules, seen.missing)
    assert not list(history.events("collection:import:begun"))
    done = brought_in(file)
    assert (done.accepted, done.quarantined, done.finished_at is not None) == (1, 1, True)
    subject = find(contact_point("email", "p0@boite.example"))
    assert subject is not None
    assert status_of(subject) == {KEY: "given"}
    row = ImportedRow.objects.get(row=2)
    assert row.rules.split() == ["CON-06.1"]
