"""``refusals.log`` is read as its page says: good lines are effective, bad ones are counted and harm no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from licet.ledger.refusals import Unreadable, append_refusals, read_refusals
from licet.ledger.transaction import Refusal
from licet.objections.models import Suppression
from licet.objections.record import object_to, replay
from licet.subjects import contact_point
from licet.terms.scopes import scopes_against
from tests.ground.house import House
from tests.ground.tree import ROOT

VECTORS: dict[str, Any] = json.loads((ROOT / "specs/vectors/refusals-log.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("good", VECTORS["good"], ids=lambda each: each["cause"])
def test_a_good_line_is_effective(good: dict[str, Any], tmp_path: Path, sqlite_house: House) -> None:
    log = tmp_path / "refusals.log"
    log.write_text(good["line"] + "\n")
    assert replay(read_refusals(log)) == (1, 0)
    entry = Suppression.objects.get()
    assert entry.cause == good["cause"]
    assert entry.scope in scopes_against(*good["covers"])


@pytest.mark.parametrize("bad", VECTORS["bad"], ids=lambda each: each["why"])
def test_a_bad_line_is_counted_and_harms_no_other(bad: dict[str, Any], tmp_path: Path, sqlite_house: House) -> None:
    log, good = tmp_path / "refusals.log", VECTORS["good"][0]["line"]
    log.write_text(f"{good}\n{bad['line']}\n{good.replace('ab', 'cd')}\n")
    assert replay(read_refusals(log)) == (2, 1 if bad["line"] else 0)
    assert Suppression.objects.count() == 2


def test_what_is_written_is_what_the_page_says(house: House) -> None:
    object_to(contact_point("email", "ada@mail.example"), "controller/acme")
    log = house.data / "refusals.log"
    assert log.stat().st_mode & 0o777 == 0o600
    for line in log.read_bytes().splitlines():
        told = json.loads(line)
        assert list(told) == ["instant", "kind", "scope", "token"]
        assert line == json.dumps(told, separators=(",", ":")).encode()
        assert b"@" not in line


def test_a_log_cut_at_any_byte_loses_its_last_line_alone(tmp_path: Path) -> None:
    log = tmp_path / "refusals.log"
    said = [Refusal(bytes([number]) * 32, "objection", "everyone", number) for number in range(2)]
    append_refusals(log, said)
    whole = log.read_bytes()
    second = whole.index(b"\n") + 1
    for cut in range(second + 1, len(whole) - 1):
        log.write_bytes(whole[:cut])
        append_refusals(log, [said[0]])
        assert [type(each) for each in read_refusals(log)] == [Refusal, Unreadable, Refusal]
