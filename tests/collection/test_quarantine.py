"""What was not let in is sealed, counted, read with a trace only, and erased on its own clock."""

from __future__ import annotations

import json
from pathlib import Path

from licet.collection import quarantine
from licet.collection.supply import ImportedRow
from licet.ledger import clock, history
from licet.ledger.fsck import check as fsck
from licet.subjects import contact_point, find
from tests.collection.lists import NOW, brought_in, good, registered, written
from tests.ground.house import House

DAY = 86_400


def refused(number: int) -> dict[str, str]:
    return good(number) | {"preuve": ""}


def test_the_list_shows_numbers_and_reasons_and_reading_rows_leaves_a_trace(house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    done = brought_in(written(tmp_path / "liste.csv", [good(0), refused(1), refused(2)]))
    said = house.cli("quarantine", "list", "--json")
    (told,) = json.loads(said.out)
    assert (told["quarantined"], told["rules"]["CON-06.1"]) == (2, 2)
    assert "p1@" not in said.out + house.cli("quarantine", "list").out
    assert not list(history.events("collection:quarantine:read"))
    shown = json.loads(house.cli("quarantine", "show", str(done.pk), "--json").out)
    assert [each["cells"]["email"] for each in shown] == ["p1@boite.example", "p2@boite.example"]
    (read,) = history.events("collection:quarantine:read")
    assert (read.core["import"], read.core["rows"]) == (done.pk, 2)
    assert house.cli("quarantine", "show", "99").code == 64


def test_refused_rows_are_forgotten_in_time_and_accepted_ones_are_not(house: House, tmp_path: Path) -> None:
    with clock.at(NOW):
        registered(tmp_path)
        both = [good(0), good(0) | {"preuve": "", "ip": ""}]
        file = written(tmp_path / "liste.csv", [*both, refused(1), {**good(2), "email": "aucune adresse"}])
        done = brought_in(file)
        assert (done.accepted, done.quarantined) == (1, 3)
        assert quarantine.purge() == 0
        gone = find(contact_point("email", "p1@boite.example"))
        assert gone is not None
    with clock.at(NOW + 40 * DAY):
        assert json.loads(house.cli("quarantine", "purge", "--json").out) == {"erased": 3}
        assert find(contact_point("email", "p1@boite.example")) is None
        assert not history.events_of(gone)
        kept = find(contact_point("email", "p0@boite.example"))
        assert kept is not None
        assert [event.kind for event in history.events_of(kept)] == [
            "consent:record:imported",
            "collection:row:quarantined",
        ]
        assert history.events_of(kept)[-1].opened("content") is None
        assert ImportedRow.objects.filter(outcome="erased").count() == 3
        assert quarantine.purge() == 0
    assert fsck() == []


def test_an_erased_row_does_not_come_back_with_its_file(sqlite_house: House, tmp_path: Path) -> None:
    with clock.at(NOW):
        registered(tmp_path)
        file = written(tmp_path / "liste.csv", [refused(1)])
        brought_in(file)
    with clock.at(NOW + 40 * DAY):
        quarantine.purge()
        assert brought_in(file).quarantined == 1
        assert find(contact_point("email", "p1@boite.example")) is None
