"""The doctor finds each fault that was planted, says what to do in both languages, and changes nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from licet.doors.config import Config
from licet.doors.doctor import State, alarms, examine, log
from licet.doors.doctor.finding import Finding
from licet.doors.doctor.words import told
from licet.doors.web.models import Lease
from licet.doors.web.words import load as words
from licet.ledger import checkpoints, clock
from licet.ledger.models import Head, Stamp
from licet.objections.record import object_to
from licet.subjects import add_controller, contact_point
from tests.ground.house import House


def said(house: House) -> dict[tuple[str, str], State]:
    found = examine(house.data)
    for each in found:
        assert told(each, "fr") != told(each, "en")
    return {(each.check, each.code): each.state for each in found}


def test_a_sound_house_has_no_fault(house: House) -> None:
    object_to(contact_point("email", "ada@mail.example"), "everyone")
    found = said(house)
    for check in ("folder", "space", "keys", "database", "migrations", "refusals", "log", "clock"):
        assert found[check, "good"] is State.GOOD, check
    assert State.FAULT not in found.values()


def test_it_is_told_by_its_exit_and_as_json(house: House) -> None:
    plain = house.cli("doctor", "--data", house.data, "--lang", "en")
    assert plain.code == 4  # neither an authority nor a mail server is set
    assert "Whole and durable" in plain.out
    found = json.loads(house.cli("doctor", "--data", house.data, "--json").out)
    assert {"check", "state", "code", "told"} <= found[0].keys()
    house.data.chmod(0o755)
    assert house.cli("doctor", "--data", house.data).code == 2
    house.data.chmod(0o700)


def test_where_there_is_no_house_it_makes_none(sqlite_house: House, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    assert sqlite_house.cli("doctor", "--data", nowhere).code == 3
    assert not nowhere.exists()


def open_to_others(house: House) -> None:
    house.data.chmod(0o750)


def keys_open(house: House) -> None:
    (house.data / "keys.db").chmod(0o644)


def closed(house: House) -> None:
    house.home.closed.write_text("restoring")


def key_open(house: House) -> None:
    house.data.with_name("house.key").chmod(0o640)


def key_gone(house: House) -> None:
    house.data.with_name("house.key").unlink()


def key_cut(house: House) -> None:
    house.data.with_name("house.key").write_text("abc")


def key_of_another(house: House) -> None:
    from licet.ledger import Transaction, act
    from licet.subjects import contact_point, person_for

    @act
    def know(tx: Transaction) -> bytes:
        return person_for(tx, contact_point("email", "ada@mail.example"))

    know()
    house.data.with_name("house.key").write_text("ab" * 32)


def store_gone(house: House) -> None:
    (house.data / "keys.db").unlink()


def store_torn(house: House) -> None:
    house.close()
    for each in house.data.glob("keys.db*"):
        each.unlink()
    (house.data / "keys.db").write_bytes(b"no database at all" * 100)


def smaller(house: House) -> None:
    add_controller("acme", "Acme")
    checkpoints.publish()
    Head.objects.update(size=1)


def published_torn(house: House) -> None:
    house.home.published.write_bytes(b"\xff")


def log_gone(house: House) -> None:
    Head.objects.all().delete()


def newer(house: House) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '9999_x', '2030-01-01')")


def ahead(house: House) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'doors'")


def idle(house: House) -> None:
    Lease.objects.create(job="heads", done_at=clock.now() - 3 * 86400, tried_at=clock.now() - 3 * 86400)


def failing(house: House) -> None:
    Lease.objects.create(job="stamp", tried_at=clock.now(), failures=2, failed_with="LedgerError at stamps.py:90")


def backed_up(house: House, days: int, keys: int) -> None:
    told = {"at": clock.now() - days * 86400, "size": 1, "path": "x", "keys_until": clock.now() + keys * 86400}
    (house.data / "backed-up").write_text(json.dumps(told))


def backup_late(house: House) -> None:
    backed_up(house, 9, 1)


def backup_made(house: House) -> None:
    backed_up(house, 1, 7)


def keys_outlived(house: House) -> None:
    backed_up(house, 1, -1)


def backup_torn(house: House) -> None:
    (house.data / "backed-up").write_text("[]")


def nothing(house: House) -> None:
    """Plant nothing."""


def setting_unknown(house: House) -> None:
    (house.data / "licet.toml").write_text('colour = "blue"\n')


def toml_open(house: House) -> None:
    place = house.data / "licet.toml"
    place.write_text('smtp_url = "smtp://u:p@mail.example:25"\n')
    place.chmod(0o644)


def in_clear(house: House) -> None:
    (house.data / "licet.toml").write_text('base_url = "http://prefs.licet.example"\n')


def behind_nobody(house: House) -> None:
    (house.data / "licet.toml").write_text('base_url = "https://prefs.licet.example"\n')


def refusals_gone(house: House) -> None:
    object_to(contact_point("email", "ada@mail.example"), "everyone")
    house.home.refusals.unlink()


def refusals_torn(house: House) -> None:
    object_to(contact_point("email", "ada@mail.example"), "everyone")
    with house.home.refusals.open("ab") as file:
        file.write(b"{\n")


def without_roots(house: House) -> None:
    (house.data / "licet.toml").write_text('tsa_url = "http://tsa.licet.example"\n')


@pytest.mark.parametrize(
    ("plant", "check", "code", "state"),
    [
        (open_to_others, "folder", "open_to_others", State.FAULT),
        (keys_open, "folder", "file_open_to_others", State.FAULT),
        (toml_open, "folder", "file_open_to_others", State.FAULT),
        (closed, "folder", "closed", State.FAULT),
        (key_open, "keys", "open_to_others", State.FAULT),
        (key_gone, "keys", "missing", State.FAULT),
        (key_cut, "keys", "malformed", State.FAULT),
        (key_of_another, "keys", "of_another_house", State.FAULT),
        (store_gone, "keys", "no_store", State.FAULT),
        (store_torn, "keys", "store_unreadable", State.FAULT),
        (smaller, "log", "smaller", State.FAULT),
        (published_torn, "log", "published_unreadable", State.FAULT),
        (log_gone, "log", "missing", State.FAULT),
        (newer, "migrations", "newer", State.FAULT),
        (ahead, "migrations", "ahead", State.FAULT),
        (idle, "worker", "idle", State.FAULT),
        (failing, "worker", "failing", State.FAULT),
        (nothing, "backups", "none", State.WARNING),
        (backup_made, "backups", "good", State.GOOD),
        (backup_late, "backups", "late", State.FAULT),
        (backup_torn, "backups", "unreadable", State.FAULT),
        (keys_outlived, "backups", "keys_outlived", State.WARNING),
        (setting_unknown, "configuration", "unreadable", State.FAULT),
        (in_clear, "configuration", "in_clear", State.FAULT),
        (refusals_gone, "refusals", "lacking", State.FAULT),
        (refusals_torn, "refusals", "damaged", State.FAULT),
        (behind_nobody, "configuration", "no_proxy", State.FAULT),
        (without_roots, "configuration", "no_roots", State.FAULT),
        (toml_open, "configuration", "mail_in_clear", State.WARNING),
        (toml_open, "configuration", "no_sender", State.FAULT),
    ],
    ids=lambda value: value.__name__ if callable(value) else str(value),
)
def test_a_fault_that_was_planted_is_found(
    sqlite_house: House, plant: Callable[[House], None], check: str, code: str, state: State
) -> None:
    plant(sqlite_house)
    assert said(sqlite_house).get((check, code)) is state


def test_a_clock_that_goes_back_is_found(house: House) -> None:
    with clock.at(clock.now() - 3600):
        assert said(house)["clock", "behind_the_log"] is State.FAULT
    Stamp.objects.create(size=1, checkpoint=b"", response=b"", stamped_at=clock.now() + 3600, authority="")
    assert said(house)["clock", "behind_the_authority"] is State.FAULT


def test_an_authority_that_stays_silent_is_found(house: House) -> None:
    config = Config(house.data, tsa_url="http://tsa.licet.example")
    assert [each.code for each in log.stamps(config)] == ["good"]
    with clock.at(clock.now() + 3 * 86400):
        assert [each.code for each in log.stamps(config)] == ["late"]
    Stamp.objects.create(size=1, checkpoint=b"", response=b"", stamped_at=clock.now(), authority="")
    with clock.at(clock.now() + 3 * 86400):
        assert [each.code for each in log.stamps(config)] == ["good"]


def test_a_master_key_within_the_folder_is_found(sqlite_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LICET_MASTER_KEY_FILE", str(sqlite_house.data / "key"))
    assert said(sqlite_house)["keys", "inside"] is State.FAULT


def test_a_database_that_is_damaged_or_gone_is_found(sqlite_house: House) -> None:
    sqlite_house.close()
    connection.close()
    place = sqlite_house.data / "ledger.db"
    whole = place.read_bytes()
    with place.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 20)
    assert {("database", "damaged"), ("database", "unreachable")} & said(sqlite_house).keys()
    connection.close()
    place.unlink()
    assert said(sqlite_house)["database", "gone"] is State.FAULT
    place.write_bytes(whole)
    with closing(sqlite3.connect(place)) as base:
        base.execute("PRAGMA journal_mode = DELETE").fetchall()
    assert said(sqlite_house)["database", "no_wal"] is State.WARNING
    connection.close()
    sqlite_house.reopen()


def test_settings_of_the_connection_that_lose_or_keep_too_much_are_found(house: House) -> None:
    with connection.cursor() as cursor:
        if house.url:
            cursor.execute("SET synchronous_commit = off")
        else:
            cursor.execute("PRAGMA synchronous = NORMAL")
            cursor.execute("PRAGMA secure_delete = OFF")
    found = said(house)
    assert found["database", "not_durable"] is State.FAULT
    assert bool(house.url) != (("database", "remembers") in found)


def test_a_database_that_does_not_answer_is_found(
    sqlite_house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sqlite_house.close()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/no/such/folder.db")
    assert said(sqlite_house)["database", "unreachable"] is State.FAULT
    monkeypatch.delenv("DATABASE_URL")
    sqlite_house.reopen()


def test_the_first_page_hears_of_what_is_quickly_seen(sqlite_house: House) -> None:
    failing(sqlite_house)
    assert ("worker", "failing") in [(each.check, each.code) for each in alarms(Config(sqlite_house.data))]


def test_every_word_of_the_doctor_belongs_to_a_finding() -> None:
    keys = {key.split(".")[2] for key in words("fr") if key.startswith("doctor.said.") and key.count(".") > 2}
    assert keys == {key.removeprefix("doctor.check.") for key in words("fr") if key.startswith("doctor.check.")}
    assert told(Finding("keys", State.UNKNOWN, "unseen"), "en").startswith("Could not")
