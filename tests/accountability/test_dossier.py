"""The house written out as a dossier and audited like anybody's: no breach, and nothing open but what is not built."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path

import pytest
from django.db import connection

from licet.accountability.dossier.export import EXPORTED, export, uses
from licet.accountability.dossier.not_built import area_of, areas
from licet.accountability.dossier.tables import month_of
from licet.audit.audit import audit
from licet.audit.dossier.contents import questions, small_tables
from licet.audit.model import Report
from licet.collection.models import Paper
from licet.collection.suppliers import add_supplier
from licet.law.facts.persons import PERSONS
from licet.ledger import history
from licet.ledger.models import Event
from licet.ledger.record import act
from licet.ledger.transaction import Transaction
from licet.objections.record import object_to
from licet.subjects import contact_point, person_for
from licet.terms.days import day_of
from licet.terms.errors import UsageError
from tests.accountability.houses import ALIX, CONTROLLER, NINA, OLAF, PARTNER, WAITING, fill, live
from tests.collection.filled import ADA
from tests.ground.house import House


def _audited(folder: Path, channel: str = "email", controller: str = CONTROLLER) -> Report:
    export(folder / "dossier", controller, channel)
    return audit(folder / "dossier", out=folder / "report", lang="en").report


def _broken(report: Report) -> set[str]:
    return {each.article for each in report.findings if each.status != "undetermined"}


def _people(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "dossier" / "people.csv").open(encoding="utf-8") as file:
        return {row["email"]: row for row in csv.DictReader(file)}


def _open(report: Report) -> set[tuple[str, str]]:
    """Return what an audit leaves open, once it is sure that nothing is broken and that each open head is explained."""
    assert _broken(report) == set()
    assert {each.article for each in report.findings} <= {each for one in report.to_obtain for each in one.prevents}
    found = {(each.table, each.fact) for each in report.to_obtain}
    assert {each for each in found if area_of(*each) is None} == set()
    return found


def test_an_audit_of_our_own_dossier_finds_no_breach_and_only_what_is_not_built(house: House, tmp_path: Path) -> None:
    live(house, tmp_path)
    _open(_audited(tmp_path))


def test_every_channel_and_partner_is_as_clean_and_the_list_of_what_is_not_built_holds_nothing_else(
    sqlite_house: House, tmp_path: Path
) -> None:
    live(sqlite_house, tmp_path)
    left = set()
    for controller, channel in (
        (CONTROLLER, "email"),
        (CONTROLLER, "telephone"),
        (CONTROLLER, "sms"),
        (PARTNER, "email"),
    ):
        (tmp_path / channel / controller).mkdir(parents=True)
        left |= _open(_audited(tmp_path / channel / controller, channel, controller))
    assert left == {(table, fact) for each in areas() for table, facts in each.facts.items() for fact in facts}


def test_each_person_stands_with_what_they_said(sqlite_house: House, tmp_path: Path) -> None:
    live(sqlite_house, tmp_path)
    made = export(tmp_path / "dossier", CONTROLLER, "email")
    people = _people(tmp_path)
    assert made.aside == {"requested": 1}
    assert (made.rows, made.people) == (len(people), len(people)) == (7, 7)
    assert WAITING not in people
    assert people[ALIX]["phone"] == "", "a dossier is of one channel"
    assert "p3@boite.example" not in people, "erased"
    assert people[ADA]["objected_at"] == people[ADA]["withdrawn_at"] == ""
    assert (people[ADA]["form"], people[ADA]["consent_act"]) == ("jardin-v1-email", "double opt-in")
    assert (people["p0@boite.example"]["form"], people["p0@boite.example"]["source"]) == ("vendeur-jeu-v1", "vendeur")
    assert people[NINA]["objected_at"]
    assert people["p1@boite.example"]["objected_at"]
    assert people[OLAF]["withdrawn_at"]
    assert people["p2@boite.example"]["archived"] == "oui"
    assert all(row["proof"] and row["page"] for row in people.values())
    core = history.event(int(people[ADA]["proof"])).core
    assert core["beneficiary"] == CONTROLLER


# ------------------------------------------------------------------------------------------------ planted faults


def test_a_page_that_is_no_longer_what_was_shown_is_found(sqlite_house: House, tmp_path: Path) -> None:
    fill(sqlite_house, tmp_path)
    with connection.cursor() as cursor:  # behind the back of what keeps it from being changed
        cursor.execute("UPDATE notices_shown SET stored = %s WHERE kind = %s", [b"<p>autre page</p>", "form"])
    assert "CPCE L.34-5" in _broken(_audited(tmp_path))
    assert _people(tmp_path)[ADA]["page"] == ""


def test_a_suppliers_page_that_was_altered_is_found(sqlite_house: House, tmp_path: Path) -> None:
    fill(sqlite_house, tmp_path)
    Paper.objects.filter(kind="form").update(stored=b"<p>autre page</p>")
    assert "CPCE L.34-5" in _broken(_audited(tmp_path))


def test_a_consent_that_an_operator_records_without_any_page_is_found(sqlite_house: House, tmp_path: Path) -> None:
    fill(sqlite_house, tmp_path)
    _unproved()
    report = _audited(tmp_path)
    assert "CPCE L.34-5" in _broken(report)
    assert next(each for each in report.findings if each.article == "CPCE L.34-5").count == 1


@act
def _unproved(tx: Transaction, channel: str = "email") -> None:
    from licet.consent.record import Evidence, Key, say
    from licet.consent.status import Said

    subject = person_for(tx, contact_point("email", "sans-preuve@lecteur.example"), "operator")
    say(tx, subject, Said.GIVEN, [Key("commercial", channel, CONTROLLER)], Evidence("operator", "ticked_box"))


def test_a_core_destroyed_behind_our_back_leaves_no_proof(sqlite_house: House, tmp_path: Path) -> None:
    fill(sqlite_house, tmp_path)
    Event.objects.filter(kind="consent:record:given").update(core=None, core_salt=None)
    report = _audited(tmp_path)
    assert "CPCE L.34-5" in _broken(report)
    assert _people(tmp_path)[ADA]["proof"] == ""


def test_a_request_left_without_an_answer_is_found(sqlite_house: House, tmp_path: Path) -> None:
    from licet.rights.models import Request

    live(sqlite_house, tmp_path)
    Request.objects.filter(right="rectification").update(received_on=day_of(_long_ago()))
    assert any(each.startswith("GDPR 1") for each in _broken(_audited(tmp_path)))


def _long_ago() -> dt.date:
    return dt.datetime.now(dt.UTC).date() - dt.timedelta(days=100)


# ------------------------------------------------------------------------------------------------ the act itself


def test_the_export_is_private_agreed_to_and_recorded(house: House, tmp_path: Path) -> None:
    fill(house, tmp_path)
    out = tmp_path / "dossier"
    refused = house.cli("dossier", "export", "--out", out)
    assert (refused.code, "--yes" in refused.err, out.exists()) == (64, True, False)
    several = house.cli("dossier", "export", "--out", out, "--yes", "--channel", "email", "--controller", "personne")
    assert (several.code, out.exists()) == (64, False)
    said = house.cli("dossier", "export", "--out", out, "--yes", "--controller", CONTROLLER, "--json")
    assert said.code == 0, said.err
    assert json.loads(said.out)["people"] == 7
    assert out.stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in out.iterdir()} == {0o600}
    (event,) = history.events(EXPORTED)
    assert (event.core["rows"], event.core["channel"], event.core["actor"]) == (7, "email", "cli")
    assert ADA not in json.dumps(dict(event.core))
    again = house.cli("dossier", "export", "--out", out, "--yes")
    assert (again.code, "there already" in again.err) == (64, True)
    assert house.cli("audit", out, "--out", tmp_path / "report").code == 4


def test_an_export_that_fails_leaves_nobody_behind(
    sqlite_house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(sqlite_house, tmp_path)
    monkeypatch.setattr("licet.accountability.dossier.export.tables", _fail)
    with pytest.raises(KeyboardInterrupt):
        export(tmp_path / "dossier", CONTROLLER, "email")
    assert not (tmp_path / "dossier").exists()
    assert not list(history.events(EXPORTED))


def _fail(_controller: str, _channel: str) -> None:
    raise KeyboardInterrupt


def test_one_controller_on_one_channel_is_named_where_there_are_several(sqlite_house: House, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="none so far"):
        export(tmp_path / "none")
    fill(sqlite_house, tmp_path)
    assert uses() == [(CONTROLLER, "email")]
    _unproved("sms")
    assert uses() == [(CONTROLLER, "email"), (CONTROLLER, "sms")]
    with pytest.raises(UsageError, match="--channel sms"):
        export(tmp_path / "none")
    with pytest.raises(UsageError, match="no channel"):
        export(tmp_path / "none", CONTROLLER, "pigeon")
    assert not (tmp_path / "none").exists()


# ------------------------------------------------------------------------------------------------ the list


def test_every_question_on_the_list_is_one_of_the_law() -> None:
    known = {name: set(questions(table)) for name, table in {**small_tables(), "persons": PERSONS}.items()}
    for each in areas():
        assert each.fr != each.area
        for table, facts in each.facts.items():
            assert set(facts) <= known[table], (each.area, set(facts) - known[table])


def test_a_month_is_counted_from_date_to_date() -> None:
    received = day_of(dt.date(2026, 5, 11))
    assert month_of(received, received) == 1
    assert month_of(received, day_of(dt.date(2026, 6, 11))) == 1
    assert month_of(received, day_of(dt.date(2026, 6, 12))) == 2


def test_whoever_is_held_for_letters_alone_stands_in_the_dossier(house: House, tmp_path: Path) -> None:
    from tests.collection.lists import CONTROLLER as HOUSE
    from tests.collection.lists import SUPPLIER, SUPPLIER_ANSWERS, brought_in, registered, written

    registered(tmp_path)
    add_supplier(SUPPLIER, "Vendeur", answers={**SUPPLIER_ANSWERS, "use.expected_from": "agreement"})
    rows = [{"adresse": f"{number} rue Haute, 75000 Ville"} for number in range(3)]
    told = {"collection.told_of_prospecting": True, "collection.could_object": True}
    made = brought_in(
        written(tmp_path / "lettres.csv", rows), channel="post", mapping={"adresse": "postal_address"}, answers=told
    )
    assert (made.accepted, uses()) == (3, [(HOUSE, "post")])
    object_to(contact_point("post", rows[0]["adresse"]), "everyone")
    done = export(tmp_path / "dossier", HOUSE, "post")
    with (tmp_path / "dossier" / "people.csv").open(encoding="utf-8") as file:
        people = list(csv.DictReader(file))
    assert (done.people, [bool(each["objected_at"]) for each in people]) == (3, [True, False, False])
    assert {(each["source"], each["collection_method"], each["consent_at"]) for each in people} == {
        (SUPPLIER, "import", "")
    }
    assert _broken(audit(tmp_path / "dossier", out=tmp_path / "report", lang="en").report) == set()
