"""Over every combination of columns and blank cells: no import turns a refusal into a permission."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licet.collection.supply import ImportedRow
from licet.consent.record import Evidence, Key, give, status_of, withdraw
from licet.ledger import Transaction, act
from licet.objections.record import is_suppressed, object_to, refused
from licet.subjects import add_point, contact_point, find, person_for
from licet.terms.scopes import scope_of
from tests.collection.lists import CONTROLLER, MAP, brought_in, good, registered, written
from tests.ground.house import House

KEY = Key("commercial", "email", CONTROLLER)
OTHERS = {"mise_a_jour": "last_click_at", "desinscrit_le": "objected_at", "etat": "status", "retrait": "withdrawn_at"}
FILLED = {"mise_a_jour": "2026-11-20", "desinscrit_le": "", "etat": "actif", "retrait": ""}
COLUMNS = sorted({*good(0), *OTHERS} - {"email"})
REFUSALS = ("objection", "objection-everyone", "objection-channel", "withdrawal", "told-by-a-file", "blank")
NUMBERS = itertools.count(1_000)


def refuse(house: House, folder: Path, number: int, how: str) -> None:
    """Have a person refuse, in one of the ways there are."""
    point = contact_point("email", f"p{number}@boite.example")
    scopes = {
        "objection": scope_of(CONTROLLER),
        "objection-everyone": "everyone",
        "objection-channel": scope_of(CONTROLLER, "email"),
    }
    if how in scopes:
        object_to(point, scopes[how])
    elif how == "withdrawal":
        subject = act(lambda tx: person_for(tx, point))()
        give(subject, [KEY], Evidence("form", happened_at=1_700_000_000))
        withdraw(subject, [KEY], Evidence("link"))
    elif how == "told-by-a-file":
        row = good(number) | {"desinscrit_le": "2026-11-02"}
        brought_in(written(folder / f"dit-{number}.csv", [row]), mapping=MAP | {"desinscrit_le": "objected_at"})


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_combination_of_columns_and_blank_cells_undoes_a_refusal(
    sqlite_house: House, tmp_path: Path, data: st.DataObject
) -> None:
    if not ImportedRow.objects.exists():
        registered(tmp_path)
    columns = data.draw(st.sets(st.sampled_from(COLUMNS), min_size=1), label="columns")
    people = []
    for how in REFUSALS[:-1]:
        number = next(NUMBERS)
        refuse(sqlite_house, tmp_path, number, how)
        blanks = data.draw(st.sets(st.sampled_from(COLUMNS)), label="blank cells")
        whole = good(number) | FILLED
        people.append((number, {"email": whole["email"]} | {c: "" if c in blanks else whole[c] for c in columns}))
    file = written(tmp_path / f"liste-{next(NUMBERS)}.csv", [row for _, row in people])
    mapping = {header: role for header, role in (MAP | OTHERS).items() if header in columns}
    before = ImportedRow.objects.filter(outcome="accepted").count()
    brought_in(file, mapping=mapping)
    assert ImportedRow.objects.filter(outcome="accepted").count() == before
    for number, _ in people:
        point = contact_point("email", f"p{number}@boite.example")
        assert is_suppressed([point], CONTROLLER, "email")
        subject = find(point)
        if subject is not None:
            assert status_of(subject).get(KEY) != "given"


@pytest.mark.parametrize("address", ["p0@boite.example", "no address"])
def test_a_refusal_in_a_file_covers_every_contact_point_of_its_row(
    sqlite_house: House, tmp_path: Path, address: str
) -> None:
    registered(tmp_path)
    paul, phone = contact_point("email", "paul@boite.example"), contact_point("telephone", "01 99 00 12 34")

    def know(tx: Transaction) -> bytes:
        return add_point(tx, person_for(tx, paul), phone)

    give(act(know)(), [KEY], Evidence("form"))
    row = {
        "tel": phone.value,
        "mobile": "06 39 98 12 34",
        "adresse": "1, rue X 75000 Paris",
        "desinscrit_le": "2026-11-02",
    }
    more = {"tel": "phone", "mobile": "phone_2", "adresse": "postal_address", "desinscrit_le": "objected_at"}
    brought_in(written(tmp_path / "liste.csv", [good(0) | {"email": address} | row, good(1)]), mapping=MAP | more)
    told = [phone, contact_point("telephone", "06 39 98 12 34"), contact_point("post", "1 rue X, 75000 PARIS")]
    assert refused(told, CONTROLLER, "sms") == [True, True, True]
    assert status_of(find(paul) or b"")[KEY] == "given"  # the number was theirs as well: their address refused nothing
    assert not is_suppressed([paul], CONTROLLER, "email")
    assert is_suppressed([contact_point("email", "p0@boite.example")], CONTROLLER, "email") is ("@" in address)


@pytest.mark.parametrize("lacking", ["preuve", "date_consentement", "formulaire", "partenaires"])
@pytest.mark.parametrize("gone", [False, True])
def test_no_row_is_let_in_without_who_when_what_and_whose(
    sqlite_house: House, tmp_path: Path, lacking: str, gone: bool
) -> None:
    registered(tmp_path)
    row = {name: cell for name, cell in good(0).items() if not (gone and name == lacking)}
    other = good(1) if not gone else {name: cell for name, cell in good(1).items() if name != lacking}
    file = written(tmp_path / "liste.csv", [row if gone else row | {lacking: ""}, other])
    mapping = {header: role for header, role in MAP.items() if not (gone and header == lacking)}
    brought_in(file, mapping=mapping)
    found = {each.row: each.outcome for each in ImportedRow.objects.all()}
    # a form that names its beneficiaries speaks for a column that was not delivered, never for a cell left blank
    named_by_the_form = lacking == "partenaires" and gone
    assert found[1] == ("accepted" if named_by_the_form else "quarantined")
    assert found[2] == ("quarantined" if gone and not named_by_the_form else "accepted")
