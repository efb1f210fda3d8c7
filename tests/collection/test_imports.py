"""Every row of a file ends accepted or quarantined with the rules that refused it; nothing is written unasked."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from licet.collection.imports import bring_in, opened_file
from licet.collection.judging import Asked
from licet.collection.supply import Import, ImportedRow
from licet.consent.record import Key, status_of
from licet.ledger import clock, history
from licet.objections import record as objections
from licet.subjects import contact_point, find, points_of
from licet.terms.errors import TableError, UsageError
from licet.terms.scopes import scope_of
from tests.collection.lists import (
    CONTROLLER,
    MAP,
    NAME,
    NOW,
    asked,
    brought_in,
    good,
    previewed,
    registered,
    silent,
    written,
)
from tests.ground.house import House

KEY = Key("commercial", "email", CONTROLLER)


def person(number: int) -> bytes | None:
    return find(contact_point("email", f"p{number}@boite.example"))


def outcomes() -> dict[int, tuple[str, str]]:
    return {each.row: (each.outcome, each.rules) for each in ImportedRow.objects.order_by("row")}


def test_a_row_that_proves_its_consent_is_accepted_and_one_that_does_not_is_quarantined(
    house: House, tmp_path: Path
) -> None:
    registered(tmp_path)
    lacking = [good(1) | {"preuve": ""}, good(2) | {"partenaires": "Autre Maison"}, good(3) | {"formulaire": "jeu-v9"}]
    file = written(tmp_path / "liste.csv", [good(0), *lacking, good(4) | {"date_consentement": ""}])
    seen = previewed(file)
    assert (seen.rows, seen.accepted, seen.quarantined) == (5, 1, 4), (seen.rules, seen.missing)
    assert not Import.objects.exists()
    assert not list(history.events("collection:import:begun"))
    done = brought_in(file)
    assert (done.accepted, done.quarantined, done.finished_at is not None) == (1, 4, True)
    subject = person(0)
    assert subject is not None
    assert status_of(subject) == {KEY: "given"}
    found = outcomes()
    assert found[1] == ("accepted", "")
    assert found[2] == ("quarantined", "CON-06.1")
    assert "CPC-01" in found[3][1]
    assert "CON-06.3" in found[4][1]
    assert "CPC-01" in found[5][1]


def test_an_imported_consent_says_what_it_is_and_what_was_shown(house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    brought_in(written(tmp_path / "liste.csv", [good(0)]))
    subject = person(0)
    assert subject is not None
    (imported,) = history.events_of(subject)
    assert imported.kind == "consent:record:imported"
    assert imported.core["point_kind"] == "email"
    assert imported.opened("subject") == {"email": "p0@boite.example"}
    assert (imported.core["how"], imported.core["supplier"], imported.core["row"]) == ("import", "vendeur", 1)
    assert imported.core["act"] == "case cochee"
    assert len(imported.core["shown"]) == 1  # type: ignore[arg-type]  # a list
    assert imported.happened_at < imported.recorded_at
    assert imported.opened("content") == {
        "proof": "journal-0",
        "beneficiaries": f"Autre Maison, {NAME}",
        "channels": "email",
    }
    assert imported.opened("context") == {"ip": "192.0.2.7"}
    assert [point.value for point in points_of(subject)] == ["p0@boite.example"]


def test_the_same_file_again_records_nothing(house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    file = written(tmp_path / "liste.csv", [good(0), good(1) | {"preuve": ""}, good(0)])
    first = brought_in(file)
    assert (first.accepted, first.quarantined, first.repeated) == (1, 1, 1)
    before = len(list(history.events()))
    again = brought_in(file)
    assert (again.pk, again.accepted, again.quarantined) == (first.pk, 1, 1)
    assert len(list(history.events())) == before
    assert previewed(file).repeated == 3


def test_an_objection_stands_whatever_a_file_brings(house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    objections.object_to(contact_point("email", "P0+promo@boite.example"), scope_of(CONTROLLER))
    file = written(tmp_path / "liste.csv", [good(0), good(1)])
    seen = previewed(file)
    assert (seen.accepted, seen.suppressed) == (1, 1)
    brought_in(file)
    assert outcomes()[1] == ("quarantined", "RGT-03")
    assert person(0) is None  # nothing of whoever refuses is taken in
    row = ImportedRow.objects.get(row=1)
    assert history.event(row.event).opened("content") is None
    assert objections.is_suppressed([contact_point("email", "p0@boite.example")], CONTROLLER, "email")


def test_a_withdrawn_consent_is_not_taken_up_again(house: House, tmp_path: Path) -> None:
    from licet.consent.record import Evidence, withdraw

    registered(tmp_path)
    brought_in(written(tmp_path / "un.csv", [good(0)]))
    subject = person(0)
    assert subject is not None
    withdraw(subject, None, Evidence("link"))
    later = written(tmp_path / "deux.csv", [good(0) | {"preuve": "autre journal"}])
    seen = previewed(later)
    assert (seen.accepted, seen.suppressed, dict(seen.rules)) == (0, 1, {"RGT-03": 1})
    assert brought_in(later).accepted == 0
    assert status_of(subject) == {KEY: "withdrawn"}


def test_a_refusal_that_the_file_tells_is_taken_up(house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    rows = [good(0), good(1) | {"desinscrit_le": "2026-11-02"}, good(1) | {"preuve": "seconde ligne"}]
    file = written(tmp_path / "liste.csv", rows)
    mapping = MAP | {"desinscrit_le": "objected_at"}
    assert previewed(file, mapping=mapping).refusals_told == 1
    done = brought_in(file, mapping=mapping)
    assert (done.accepted, done.quarantined) == (1, 2)
    assert objections.is_suppressed([contact_point("email", "p1@boite.example")], CONTROLLER, "email")
    bare = written(tmp_path / "plus-tard.csv", [good(1)])
    assert brought_in(bare).accepted == 0  # the column is gone, the refusal is not


def test_unmapped_columns_are_dropped_and_counted(house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    file = written(tmp_path / "liste.csv", [good(0) | {"animal préféré": "le chat", "note": "aime la mer"}])
    assert len(previewed(file).dropped) == 2
    done = brought_in(file)
    assert (done.accepted, done.dropped) == (1, 2)
    house.close()
    for path in house.data.rglob("*"):
        assert not path.is_file() or b"le chat" not in path.read_bytes()
    house.reopen()


def test_latin_1_semicolons_excel_and_parquet_are_read_as_the_audit_reads_them(
    sqlite_house: House, tmp_path: Path
) -> None:
    registered(tmp_path)
    latin = written(tmp_path / "latin.csv", [good(0) | {"ville": "Orléans"}], encoding="latin-1")
    assert brought_in(latin).accepted == 1
    table = pl.DataFrame([good(1)])
    table.write_parquet(tmp_path / "liste.parquet")
    assert brought_in(tmp_path / "liste.parquet").accepted == 1
    comma = written(tmp_path / "virgule.csv", [good(2)], separator=",")
    assert brought_in(comma).accepted == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.csv", b"<html><body>404</body></html>"),
        ("vide.csv", b""),
        ("entetes.csv", b"email;preuve\n"),
        ("image.csv", bytes(range(256)) * 20),
        ("commande.xlsx", b"PK\x03\x04 no workbook"),
    ],
)
def test_a_wrong_file_is_refused_and_leaves_nothing(
    sqlite_house: House, tmp_path: Path, name: str, content: bytes
) -> None:
    registered(tmp_path)
    (tmp_path / name).write_bytes(content)
    before = len(list(history.events()))
    with pytest.raises((TableError, UsageError)):
        brought_in(tmp_path / name)
    assert len(list(history.events())) == before
    assert not [path for path in sqlite_house.data.rglob("*") if path.suffix == ".parquet"]


def test_a_row_without_a_usable_contact_point_is_quarantined_under_nobody(house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    rows = [good(0) | {"email": "pas une adresse"}, good(1), {**good(2), "email": "", "note": "vide"}]
    done = brought_in(written(tmp_path / "liste.csv", rows))
    assert (done.accepted, done.quarantined) == (1, 2)
    row = ImportedRow.objects.get(row=1)
    assert "contact-point" in row.missing
    content = history.event(row.event).opened("content")
    assert content is None or content["proof"] == "journal-0"
    assert points_of(bytes(row.subject)) == []


def test_what_a_stopped_act_left_is_gone_on_with(house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    file = written(tmp_path / "liste.csv", [good(number) for number in range(70)])
    with opened_file(file, asked()) as ready:
        halfway = bring_in(ready, silent, stop=lambda: True)
    assert halfway.finished_at is None
    assert 0 < halfway.accepted < 70
    done = brought_in(file)
    assert (done.accepted, done.repeated, done.next_row) == (70, 0, 70)
    assert len(list(history.events("consent:record:imported"))) == 70


def test_a_source_nobody_checked_lets_nobody_in(sqlite_house: House, tmp_path: Path) -> None:
    from licet.collection.suppliers import add_supplier

    registered(tmp_path)
    add_supplier("inconnu", "Inconnu")
    seen = previewed(written(tmp_path / "liste.csv", [good(0)]), supplier="inconnu")
    assert seen.accepted == 0
    assert "PAR-08" in seen.rules
    assert seen.refused == 1


def test_each_channel_is_judged_by_its_own_law(sqlite_house: House, tmp_path: Path) -> None:
    from licet.collection.suppliers import add_supplier
    from tests.collection.lists import SUPPLIER_ANSWERS

    registered(tmp_path)
    row = {name: cell for name, cell in good(0).items() if name != "email"}
    mobile = written(tmp_path / "sms.csv", [{"mobile": "06 39 98 12 34", **row, "canaux": "sms"}])
    assert previewed(mobile, channel="sms").accepted == 1
    letter = written(tmp_path / "lettres.csv", [{"adresse": "1 rue Haute, 75000 Ville"}])
    by_post = previewed(letter, channel="post", mapping={"adresse": "postal_address"})
    assert "OTH-15.unexpected" in by_post.rules  # the supplier said that nobody would be written to
    add_supplier("vendeur", "Vendeur de fichiers", answers={**SUPPLIER_ANSWERS, "use.expected_from": "agreement"})
    calls = {"telephone": "01 99 00 12 34", **row, "accord": "2026-10-01 10:00:00", "fin": "2027-03-01"}
    mapping = MAP | {"accord": "phone_consent_at", "fin": "phone_consent_until"}
    called = written(tmp_path / "appels.csv", [calls, calls | {"accord": "2025-10-01 10:00:00"}])
    answers = {"by": "document", "call_consent.covers_offer": True, "call_consent.proof_kept_until": "2033-01-01"}
    seen = previewed(called, channel="telephone", mapping=mapping, answers=answers)
    assert (seen.accepted, seen.quarantined) == (1, 1), (seen.rules, seen.missing)
    bare = written(tmp_path / "pro.csv", [{"email": "ada@entreprise.example"}])
    assert previewed(bare, mapping={}).accepted == 0
    told = {"capacity": "professional", "profession.offer_relates": True}
    told |= dict.fromkeys(("collection.told_of_prospecting", "collection.could_object"), True)
    assert previewed(bare, mapping={}, answers=told).accepted == 1


def test_what_is_open_about_a_form_is_named(sqlite_house: House, tmp_path: Path) -> None:
    from licet.collection.suppliers import keep_paper
    from tests.collection.lists import FORM_ANSWERS

    registered(tmp_path)
    page = tmp_path / "v3.txt"
    page.write_bytes(b"a third version")
    keep_paper("vendeur", "form", "jeu-v3", page, {k: v for k, v in FORM_ANSWERS.items() if k != "offers_listed"})
    seen = previewed(written(tmp_path / "liste.csv", [good(0) | {"formulaire": "jeu-v3"}]))
    assert (seen.accepted, seen.refused) == (0, 0)
    assert "form.offers_listed" in seen.missing


def test_purposes_channels_and_names_that_do_not_exist_are_refused(sqlite_house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    file = written(tmp_path / "liste.csv", [good(0)])
    for wrong in ({"channel": "pigeon"}, {"controller": "personne"}, {"supplier": "personne"}, {"channel": "fax"}):
        with pytest.raises(UsageError):
            previewed(file, **wrong)
    with pytest.raises(UsageError), opened_file(file, _charity()):
        pass


def _charity() -> Asked:
    from dataclasses import replace

    found: Asked = replace(asked(), purpose="charity")
    return found


def test_a_quarantined_row_is_released_once_its_supplier_shows_the_form(house: House, tmp_path: Path) -> None:
    from licet.collection.suppliers import keep_paper
    from tests.collection.lists import FORM_ANSWERS

    registered(tmp_path)
    file = written(tmp_path / "liste.csv", [good(0) | {"formulaire": "jeu-v2"}])
    assert brought_in(file).accepted == 0
    event = ImportedRow.objects.get(row=1).event
    assert history.event(event).opened("content")
    (tmp_path / "v2.txt").write_bytes(b"the second version")
    keep_paper("vendeur", "form", "jeu-v2", tmp_path / "v2.txt", FORM_ANSWERS)
    assert previewed(file).released == 1
    done = brought_in(file)
    assert (done.accepted, done.quarantined) == (1, 0)
    assert history.event(event).opened("content") is None


def test_the_command_writes_nothing_without_yes_and_tells_by_its_exit_code(house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    file = written(tmp_path / "liste.csv", [good(0), good(1) | {"date_consentement": ""}])
    mapped = [word for header, role in MAP.items() for word in ("--map", f"{header}={role}")]
    words: list[str | Path] = [
        "import",
        file,
        "--supplier",
        "vendeur",
        "--controller",
        CONTROLLER,
        "--purpose",
        "commercial",
    ]
    words += ["--channel", "email", "--sector", "other", *mapped]
    said = house.cli(*words, "--json")
    assert said.code == 2, said.err
    told = json.loads(said.out)
    assert (told["accepted"], told["refused"], told["written"]) == (1, 1, False)
    assert not Import.objects.exists()
    assert house.cli(*words, "--lang", "fr").out.count("rien n'a été écrit") == 1
    done = house.cli(*words, "--yes", "--lang", "en")
    assert done.code == 2
    assert "1 accepted, 1 quarantined" in done.out
    assert "boite.example" not in done.out + said.out
    assert house.cli(*words[:2], "--supplier", "personne", *words[4:]).code == 64
    assert house.cli("import", tmp_path / "absent.csv", *words[2:]).code == 3


def test_people_are_to_be_informed_within_a_month_or_at_first_contact(house: House, tmp_path: Path) -> None:
    from licet.collection.deadlines import contacted, owed
    from licet.ledger import act
    from licet.terms.days import iso_of, parse_iso

    with clock.at(NOW):
        registered(tmp_path)
        done = brought_in(written(tmp_path / "liste.csv", [good(0), good(1)]))
        assert done.inform_by is not None
        assert iso_of(done.inform_by) == "2027-01-01"
        assert house.cli("import", "deadlines").code == 0
        subject = person(0)
        assert subject is not None
        act(lambda tx: contacted(tx, subject, parse_iso("2026-12-04")))()
        assert iso_of(next(owed()).first) == "2026-12-04"
    with clock.at(NOW + 10 * 86_400):
        late = house.cli("import", "deadlines", "--json")
        assert (late.code, json.loads(late.out)[0]["late"]) == (2, 1)
        assert house.cli("import", "informed", str(done.pk), "--on", "2026-12-05").code == 0
        assert house.cli("import", "deadlines").code == 0


def test_somebody_whose_data_are_restricted_is_not_let_in(sqlite_house: House, tmp_path: Path) -> None:
    from licet.ledger import act
    from licet.subjects import person_for
    from licet.subjects.models import Restriction

    registered(tmp_path)
    subject = act(lambda tx: person_for(tx, contact_point("email", "p0@boite.example")))()
    Restriction.objects.create(subject=subject, reason="claim", since=NOW, until=None, event=0)
    file = written(tmp_path / "liste.csv", [good(0)])
    assert dict(previewed(file).rules) == {"RET-04": 1}
    assert brought_in(file).accepted == 0
    assert outcomes()[1] == ("quarantined", "RET-04")
    assert status_of(subject) == {}


def test_the_file_of_somebody_erased_does_not_bring_them_back(sqlite_house: House, tmp_path: Path) -> None:
    from licet.collection.quarantine import forget
    from licet.ledger import Draft, act

    registered(tmp_path)
    file = written(tmp_path / "liste.csv", [good(0)])
    brought_in(file)
    subject = person(0)
    assert subject is not None
    draft = Draft("retention:person:erased", about=subject)
    act(lambda tx: forget(tx, None, draft))()  # type: ignore[arg-type]  # nobody reads what was recorded
    row = ImportedRow.objects.get()
    assert (bytes(row.subject), row.row, row.outcome) == (b"", 0, "erased")
    assert brought_in(file).accepted == 1
    assert len(list(history.events("consent:record:imported"))) == 1
