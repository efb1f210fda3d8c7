"""``licet object``, ``withdraw``, ``suppression``, ``scrub``, ``consent``: addresses come by standard input and go nowhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from licet.consent.record import Evidence, Key, give, status_of
from licet.consent.status import Status
from licet.ledger import act, history
from licet.objections.record import is_suppressed
from licet.subjects import add_controller, contact_point, person_for
from tests.ground.house import House

MAIL = "ada@mail.example"
ADA = contact_point("email", MAIL)
KEY = Key("commercial", "email", "acme")


@pytest.fixture
def acme(sqlite_house: House) -> House:
    add_controller("acme", "Acme")
    return sqlite_house


def _known() -> bytes:
    ada = act(lambda tx: person_for(tx, ADA))()
    give(ada, [KEY], Evidence("form", "ticked_box"))
    return ada


def test_an_objection_is_recorded_and_the_address_repeated_nowhere(acme: House) -> None:
    said = acme.cli("object", "--controller", "acme", "--json", said=f"{MAIL}\n")
    assert said.code == 0
    assert json.loads(said.out)["scope"] == "controller/acme"
    assert MAIL not in said.out + said.err
    assert is_suppressed([ADA], "acme", "post")
    assert "opposition en vigueur" in acme.cli("object", "--everyone", "--lang", "fr", said=MAIL).out
    assert "objection in force" in acme.cli("object", "--everyone", "--channel", "sms", "--lang", "en", said=MAIL).out


def test_a_postal_address_of_several_lines_is_one_refusal(acme: House) -> None:
    said = "1 rue de l'Église\r\n75000 Paris\r\n"
    assert acme.cli("object", "--controller", "acme", "--kind", "post", said=said).code == 0
    assert is_suppressed([contact_point("post", "1, rue de l’Eglise, 75000 PARIS")], "acme", "post")


def test_a_withdrawal_ends_consent_and_is_taken_from_strangers(acme: House) -> None:
    ada = _known()
    assert acme.cli("withdraw", "--controller", "acme", "--channel", "email", said=MAIL).code == 0
    assert status_of(ada)[KEY] is Status.WITHDRAWN
    assert acme.cli("withdraw", "--controller", "acme", said="0199001234").code == 0
    assert is_suppressed([contact_point("telephone", "0199001234")], "acme", "sms")


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (["object", "--controller", "acme"], "", 3),
        (["object", "--controller", "acme"], "ada@", 3),
        (["object", "--controller", "acme"], f"{MAIL}\nbob@mail.example\n", 3),
        (["object", "--controller", "nobody"], MAIL, 64),
        (["object"], MAIL, 64),
        (["object", "--everyone", "--controller", "acme"], MAIL, 64),
        (["object", "--controller", "acme", "--channel", "pigeon"], MAIL, 64),
        (["object", "--controller", "acme", "--via", MAIL], MAIL, 64),
        (["withdraw", "--controller", "acme", "--purpose", "survey"], MAIL, 64),
        (["consent", "status"], "stranger@mail.example", 4),
        (["consent", "receipt"], "stranger@mail.example", 4),
        (["suppression", "import", "/nowhere/at/all", "--controller", "acme"], "", 3),
        (["suppression", "import", "/nowhere/at/all"], "", 64),
    ],
)
def test_what_cannot_be_done_says_so_by_its_code(words: list[str], said: str, code: int, acme: House) -> None:
    answer = acme.cli(*words, said=said)
    assert answer.code == code
    assert "Traceback" not in answer.err
    assert MAIL not in answer.out + (answer.err if "--via" not in words else "")


def test_a_person_is_shown_as_of_any_day(acme: House) -> None:
    _known()
    now = json.loads(acme.cli("consent", "status", "--json", said=MAIL).out)
    assert now["known"] is True
    assert [(row["status"], row["beneficiary"]) for row in now["consents"]] == [("given", "acme")]
    before = json.loads(acme.cli("consent", "status", "--json", "--on", "2020-01-01", said=MAIL).out)
    assert before["consents"][0]["status"] == "unknown"
    assert "given" in acme.cli("consent", "status", said=MAIL).out


def test_whoever_reads_a_person_by_command_leaves_a_trace(acme: House) -> None:
    ada = _known()
    acme.cli("consent", "status", said=MAIL)
    acme.cli("consent", "receipt", said=MAIL)
    read = [each.core["why"] for each in history.events_of(ada) if each.kind == "doors:person:read"]
    assert read == ["check", "request"]


def test_rows_are_held_against_events_and_a_receipt_is_given(acme: House) -> None:
    _known()
    rebuilt = acme.cli("consent", "rebuild", "--json")
    assert (rebuilt.code, json.loads(rebuilt.out)["different"]) == (0, 0)
    assert json.loads(acme.cli("consent", "receipt", said=MAIL).out)["@type"] == "dpv:ConsentReceipt"
    assert (
        "<h1>Receipt of your consents</h1>" in acme.cli("consent", "receipt", "--html", "--lang", "en", said=MAIL).out
    )
    from licet.consent.models import Consent

    Consent.objects.update(status="withdrawn")
    assert acme.cli("consent", "rebuild").code == 2


def test_a_list_is_taken_over_counted_and_scrubbed_against(acme: House, tmp_path: Path) -> None:
    theirs, ours, out = tmp_path / "theirs.txt", tmp_path / "ours.txt", tmp_path / "out.csv"
    theirs.write_text(f"{MAIL}\n?\n")
    done = acme.cli("suppression", "import", theirs, "--controller", "acme", "--lang", "en")
    assert "1 entries read (email 1), 1 new" in done.out
    assert "1 lines unreadable, the first of them: 2" in done.out
    rows = json.loads(acme.cli("suppression", "list", "--json").out)
    assert {row["cause"] for row in rows} == {"exchange-list"}
    assert "exchange-list" in acme.cli("suppression", "list").out
    ours.write_text(f"eve@mail.example\n{MAIL}\n")
    said = acme.cli("scrub", ours, "--controller", "acme", "--out", out, "--json")
    assert json.loads(said.out)["rows"] == {"clear": 1, "refused": 1}
    assert out.read_text() == "row,flag\n1,clear\n2,refused\n"
