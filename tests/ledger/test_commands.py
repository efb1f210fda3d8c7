"""The commands of the log, on both databases, as somebody types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connection

from licet.verify.note import Vkey
from licet.verify.trust import read_trust
from tests.ground.house import House
from tests.ledger_ground.tsa import Authority


def test_a_sound_log_is_said_to_be_sound(house: House) -> None:
    assert house.cli("controller", "add", "acme", "--name", "Acme SAS").code == 0
    found = house.cli("ledger", "fsck", "--json")
    assert (found.code, json.loads(found.out)["faults"]) == (0, [])
    assert "sain" in house.cli("ledger", "fsck", "--lang", "fr").out


def test_an_altered_log_exits_as_invalid(house: House) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_event SET core = core_salt")
    found = house.cli("ledger", "fsck", "--json")
    assert found.code == 2
    assert {"name": "segment-altered", "place": 0} in json.loads(found.out)["faults"]
    assert "segment-altered" in house.cli("ledger", "fsck", "--lang", "en").out


def test_a_checkpoint_is_published_with_the_key_that_checks_it(house: House) -> None:
    said = json.loads(house.cli("ledger", "checkpoint", "--json").out)
    assert said["size"] == 1
    trusted = read_trust(house.cli("ledger", "key").out)
    assert [str(each) for each in trusted.logs] == [str(house.home.vkey)]
    assert Vkey.read(json.loads(house.cli("ledger", "key", "--json").out)["log"]) == house.home.vkey


def test_the_heads_are_mapped(sqlite_house: House) -> None:
    said = json.loads(sqlite_house.cli("ledger", "heads", "--json").out)
    assert (said["map_rows"], said["map_log_size"]) == (0, 1)


@pytest.mark.needs("openssl")
def test_a_stamp_is_asked_for(sqlite_house: House, authority: Authority, tmp_path: Path) -> None:
    roots = tmp_path / "roots.pem"
    roots.write_text(authority.root_pem)
    found = sqlite_house.cli("ledger", "stamp", "--tsa", authority.url, "--roots", roots, "--json")
    assert (found.code, json.loads(found.out)["size"]) == (0, 1)
    assert sqlite_house.cli("ledger", "stamp").code == 64
    (sqlite_house.data / "licet.toml").write_text(f'tsa_url = "{authority.url}"\ntsa_roots = "{roots}"\n')
    assert sqlite_house.cli("ledger", "stamp").code == 0


def test_a_file_without_certificates_says_what_is_expected(sqlite_house: House, tmp_path: Path) -> None:
    roots = tmp_path / "roots.pem"
    roots.write_text("nothing")
    found = sqlite_house.cli("ledger", "stamp", "--tsa", "http://127.0.0.1:9/", "--roots", roots)
    assert found.code == 3
    assert "PEM" in found.err


def test_controllers_are_listed(house: House) -> None:
    house.cli("controller", "add", "acme", "--name", "Acme SAS", "--email", "dpo@acme.example")
    assert json.loads(house.cli("controller", "list", "--json").out) == [
        {"controller": "acme", "name": "Acme SAS", "country": "FR"}
    ]
    assert "Acme SAS" in house.cli("controller", "list").out
    assert house.cli("controller", "add", "Acme !", "--name", "x").code == 64
