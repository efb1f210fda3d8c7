"""A person leaves no trace: not in the database, its logs, the keys, exports or what was logged, in any writing."""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from licet.consent.record import Evidence, Key, give
from licet.doors.backup import back_up, beside
from licet.ledger import Transaction, act, clock, history, keys, tree
from licet.ledger.fsck import check
from licet.objections.record import is_suppressed
from licet.retention.erasing import erase_segments
from licet.rights.held import held, tables_with_persons
from licet.rights.requests import receive
from licet.subjects import add_controller, add_point, contact_point, person_for
from tests.ground.house import House

KEY = Key("commercial", "email", "acme")
ADDRESS = "zuleika.marker@unique-mail.example"
NUMBER = "+33639980042"
IP = "203.0.113.142"
AGENT = "MarkerBrowser/77"
WORDS = "Je veux savoir ce que sait Zuleika-Marqueur"
STRINGS = (ADDRESS, "zuleika.marker", NUMBER, "639980042", IP, AGENT, "Zuleika-Marqueur")


@act
def _person(tx: Transaction, address: str, number: str = "") -> bytes:
    subject = person_for(tx, contact_point("email", address))
    if number:
        add_point(tx, subject, contact_point("telephone", number))
    return subject


def _marked(house: House) -> tuple[bytes, bytes]:
    add_controller("acme", "Acme")
    other = _person("somebody@mail.example")
    ada = _person(ADDRESS, NUMBER)
    for each, seen in ((other, {"ip": "192.0.2.1"}), (ada, {"ip": IP, "user_agent": AGENT})):
        give(each, [KEY], Evidence("form", "ticked_box", context=seen))
    receive("access", contact_point("email", ADDRESS), text=WORDS)
    return ada, other


def _writings(text: str) -> Iterator[bytes]:
    plain = text.encode()
    yield from (
        plain,
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        plain.hex().encode(),
        plain.hex().upper().encode(),
    )
    for shift in range(3):  # wherever it begins within a longer text in base64
        coded = base64.b64encode(b"\0" * shift + plain)
        yield coded[4 if shift else 0 : len(coded) - 4]


def _found(files: list[Path]) -> list[tuple[str, str]]:
    searched = [(text, form) for text in STRINGS for form in _writings(text)]
    return [
        (path.name, text)
        for path in files
        for stored in [path.read_bytes().lower() if path.suffix == ".log" else path.read_bytes()]
        for text, form in searched
        if form in stored
    ]


def _files(*folders: Path) -> list[Path]:
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def _of_server(url: str) -> list[Path]:
    """Return the files of PostgreSQL, its write-ahead log included."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
        base = connection.execute("SELECT pg_relation_filepath('ledger_event')").fetchone()
    assert row is not None
    assert base is not None
    folder = Path(row[0])
    return _files((folder / base[0]).parent, folder / "pg_wal")


def test_nothing_of_the_person_is_found_anywhere(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ada, other = _marked(house)
    back_up(house.home, beside(house.data))
    size = tree.size()
    proofs = [(each.segments(), tree.inclusion(each.index, size)) for each in history.events_of(other)]
    answer = house.cli("erase", "--reason", "art17_request", "--owner", "dpo", "--json", said=f"{ADDRESS}\n")
    assert answer.code == 0
    told = json.loads(answer.out)
    assert told["events"] == 4
    assert told["key_backup_horizon"] > clock.now() + 6 * 86_400
    assert told["left"] == []
    exported = house.data.parent / "dump.json"
    exported.write_text(json.dumps(held(other)), "utf-8")
    searched = _files(house.data, beside(house.data)) + [exported] + (_of_server(house.url) if house.url else [])
    assert len(searched) > 8
    assert not _found(searched)
    assert not any(text.lower() in (caplog.text + answer.out + answer.err).lower() for text in STRINGS)
    assert keys().of(ada) is None
    assert proofs == [(each.segments(), tree.inclusion(each.index, size)) for each in history.events_of(other)]
    assert is_suppressed([contact_point("email", ADDRESS)], "acme", "email")
    assert is_suppressed([contact_point("telephone", NUMBER)], "acme", "sms")
    assert not check()
    again = house.cli("erase", "--reason", "art17_request", "--owner", "dpo", said=f"{ADDRESS}\n")
    assert (again.code, "nobody is known" in again.err) == (3, True)


def test_the_search_would_find_it(tmp_path: Path) -> None:
    for number, form in enumerate(_writings(ADDRESS)):
        (tmp_path / str(number)).write_bytes(b"\1" * 7 + form + b"\2")
    assert len({name for name, _ in _found(_files(tmp_path))}) == 8


def test_what_an_export_lists_an_erasure_removes(house: House) -> None:
    ada, _ = _marked(house)
    told = held(ada)
    everything = json.dumps(told)
    for text in (ADDRESS, NUMBER, IP, AGENT, WORDS):
        assert text in everything
    assert {each["kind"] for each in told["contact_points"]} == {"email", "telephone"}
    listed = {"ledger.event", "subjects.contactpoint", *told["tables"]}
    there = {
        model._meta.label_lower
        for model in tables_with_persons()
        if model._default_manager.filter(subject=ada).exists()
    }
    assert there == listed
    house.cli("erase", "--reason", "court", "--owner", "dpo", "--id", ada.hex(), "--no-rewrite")
    assert not [each for each in tables_with_persons() if each._default_manager.filter(subject=ada).exists()]
    answer = house.cli("rights", "export", "--out", house.data.parent / "x", "--id", ada.hex())
    assert (answer.code, "nothing is held" in answer.err) == (64, True)


def test_circumstances_leave_the_files_alone(sqlite_house: House) -> None:
    ada, _ = _marked(sqlite_house)
    before = [bytes(each._row.sealed_context) for each in history.events_of(ada) if each._row.sealed_context]
    erase_segments(ada, ["context"], reason="art17_request", owner="dpo")
    sqlite_house.cli("retention", "run", "--owner", "dpo", "--yes")
    assert before
    assert not [path for path in _files(sqlite_house.data) for each in before if each[:40] in path.read_bytes()]
    assert ADDRESS in json.dumps(held(ada))


def test_a_person_gets_everything_as_json_and_as_text_and_the_reading_is_recorded(house: House) -> None:
    ada, _ = _marked(house)
    out = house.data.parent / "out"
    answer = house.cli("rights", "export", "--out", out, "--lang", "fr", said=f"{ADDRESS}\n")
    assert answer.code == 0
    assert ADDRESS not in answer.out
    text = (out / "donnees.txt").read_text("utf-8")
    assert "Ce que nous détenons sur vous" in text
    assert WORDS in text
    assert "Acme" in text
    assert (out / "donnees.json").stat().st_mode & 0o077 == 0
    assert history.events_of(ada)[-1].kind == "doors:person:read"
    house.cli("rights", "export", "--portable", "--out", house.data.parent / "p", "--lang", "en", "--id", ada.hex())
    portable = json.loads((house.data.parent / "p" / "data.json").read_text("utf-8"))
    assert {each["kind"] for each in portable["events"]} == {"subjects:contact_point:added", "consent:record:given"}


def test_requests_go_through_the_command_line(house: House, tmp_path: Path) -> None:
    _marked(house)
    words = tmp_path / "words.txt"
    words.write_text("motifs", "utf-8")
    said = house.cli("rights", "receive", "objection", "--controller", "acme", "--json", said="new@mail.example\n")
    number = str(json.loads(said.out)["request"])
    assert is_suppressed([contact_point("email", "new@mail.example")], "acme", "post")
    assert house.cli("rights", "answer", number, "--outcome", "done", "--owner", "dpo").code == 0
    opened = json.loads(house.cli("rights", "list", "--json").out)
    assert [each["right"] for each in opened] == ["access"]
    access = str(opened[0]["request"])
    assert house.cli("rights", "extend", access, "--why", "number", "--owner", "dpo", "--text", words).code == 0
    with clock.at(clock.now() + 200 * 86_400):
        assert house.cli("rights", "list").code == 2
    assert house.cli("rights", "answer", access, "--outcome", "refused", "--owner", "dpo").code == 64
    assert house.cli("rights", "answer", access, "--outcome", "refused", "--owner", "dpo", "--text", words).code == 0
    assert house.cli("restrict", "--reason", "claim", "--owner", "dpo", said=f"{ADDRESS}\n").code == 0
    assert house.cli("release", "--owner", "dpo", said=f"{ADDRESS}\n").code == 0
