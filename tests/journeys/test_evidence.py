"""From a box that somebody ticks to a file that a regulator checks: the whole way, through the doors, on both databases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from licet.doors.web import limits
from tests.collection.filled import ADA, deliver, link_in, open_form, send
from tests.collection.filled import HERE as BROWSER
from tests.ground.house import House
from tests.ground.relay import relay
from tests.ledger_ground.tsa import Authority


@pytest.mark.needs("openssl")
def test_a_consent_and_an_objection_are_proved_to_a_stranger(
    house: House, authority: Authority, tmp_path: Path
) -> None:
    limits.forget()
    keys, roots, proof = tmp_path / "keys", tmp_path / "roots.pem", tmp_path / "ada.zip"
    roots.write_text(authority.root_pem, encoding="ascii")
    # 1. Long before anybody asks, the key of the log is handed over by another way.
    keys.write_text(house.cli("ledger", "key").out + authority.root_pem, encoding="utf-8")
    # 2. A person ticks a box and follows the link of the mail.
    client = open_form(house)
    with relay() as post:
        send(client, email=ADA, request_lettre="yes")
        deliver(post)
        assert client.post(link_in(post), {"answer": "yes"}, headers=BROWSER).status_code == 200
    # 3. The worker dates the log by a third party; later the person objects.
    assert house.cli("ledger", "stamp", "--tsa", authority.url, "--roots", roots).code == 0
    objected = house.cli("object", "--controller", "jardins-du-val", "--via", "letter", "--json", said=f"{ADA}\n")
    assert objected.code == 0
    # 4. The day ends: heads are mapped, and the map is dated.
    assert house.cli("ledger", "heads").code == 0
    assert house.cli("ledger", "stamp", "--tsa", authority.url, "--roots", roots).code == 0
    # 5. Somebody asks. The file is made, and a stranger checks it without the house.
    assert house.cli("evidence", "--out", proof, said=f"{ADA}\n").code == 0
    house.close()
    found = house.cli("verify", proof, "--trust", keys, "--json")
    report = json.loads(found.out)
    assert (found.code, report["verdict"], report["limits"]) == (0, "valid", [])
    assert all(each["existed_by"] for each in report["events"])
    (after,) = [each for each in report["after_refusals"] if each["kind"] == "objections:objection:made"]
    assert (after["concluded"], after["scope"]) == ("nothing", "controller/jardins-du-val")
    assert after["index"] == json.loads(objected.out)["event"]
    assert after["map_existed_by"]
    # 6. Without the key it proves nothing but itself; with one byte changed, nothing at all.
    assert house.cli("verify", proof).code == 4
    stored = bytearray(proof.read_bytes())
    stored[len(stored) // 2] ^= 1
    proof.write_bytes(stored)
    assert house.cli("verify", proof, "--trust", keys).code == 2
