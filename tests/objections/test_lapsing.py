"""A refusal lapses after its last day, not before, and not while it is still needed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from licet.collection.supply import Import
from licet.ledger import Draft, Transaction, act, clock, declare, history
from licet.ledger.refusals import read_refusals
from licet.objections.entries import kept_until
from licet.objections.exchange import import_list
from licet.objections.lapsing import LAPSED, RESTORED, lapse, over
from licet.objections.models import Suppression
from licet.objections.record import is_suppressed, object_to, replay
from licet.retention import purging, schedule
from licet.subjects import contact_point, person_for
from licet.terms.days import iso_of
from licet.terms.instants import bounds_of_day
from tests.ground.house import House

START = 1_700_000_000
LAST = kept_until(START)
OLD = contact_point("email", "o.l.d@mail.example")
SCOPE = "controller/acme"


def _noon(day: int) -> int:
    return bounds_of_day(day, "Europe/Paris")[0] + 43_200


@act
def know(tx: Transaction, mail: str) -> bytes:
    return person_for(tx, contact_point("email", mail))


def refused_long_ago(*lines: str, folder: Path | None = None) -> None:
    with clock.at(START):
        object_to(OLD, SCOPE)
        if folder is not None:
            path = folder / "list.txt"
            path.write_text("\n".join(lines), encoding="utf-8")
            import_list(path, SCOPE)


def test_a_refusal_is_kept_to_its_last_day_and_goes_on_the_next(house: House) -> None:
    refused_long_ago()
    with clock.at(_noon(LAST)):
        assert over(LAST).go == ()
        assert lapse(replace(over(LAST + 1), day=LAST + 1)) == 0  # what lies ahead is for looking at
        assert is_suppressed([OLD], "acme", "email")
    with clock.at(_noon(LAST + 1)):
        assert purging.run("dpo").suppressions == 2
        assert not Suppression.objects.exists()
    (said,) = history.events(LAPSED)
    assert said.core["of"] == {"objection:email": 1, "objection:email-alias": 1}
    assert iso_of(int(str(said.core["day"]))) == "2026-11-15"
    assert house.home.refusals.exists()


def test_nothing_goes_while_anybody_whom_it_refuses_is_known(house: House) -> None:
    digest = hashlib.sha256(b"eve@mail.example").hexdigest()
    other = hashlib.sha256(b"nobody@mail.example").hexdigest()
    refused_long_ago(digest, other, "@known.example", "@unknown.example", folder=house.data.parent)
    with clock.at(_noon(LAST + 1)):
        for mail in (OLD.value, "eve@mail.example", "bob@known.example"):
            know(mail)
        found = over(LAST + 1)
        assert (len(found.go), found.stay) == (2, 4)
        assert lapse(found) == 2
        assert sorted(Suppression.objects.values_list("kind", flat=True)) == [
            "domain",
            "email",
            "email-alias",
            "sha256",
        ]
        assert is_suppressed([OLD], "acme", "email")


def test_what_is_refused_again_or_known_meanwhile_stays(sqlite_house: House) -> None:
    refused_long_ago()
    with clock.at(START):
        object_to(contact_point("telephone", "0639981234"), SCOPE)
    with clock.at(_noon(LAST + 1)):
        found = over(LAST + 1)
        object_to(OLD, SCOPE)
        act(lambda tx: person_for(tx, contact_point("telephone", "0639981234")))()
        assert (len(found.go), lapse(found)) == (3, 0)


@pytest.mark.parametrize("what", ["a list", "a restore"])
def test_terms_stand_still_while_lists_come_in_and_after_a_restore(what: str, sqlite_house: House) -> None:
    refused_long_ago()
    with clock.at(_noon(LAST - 1)):
        if what == "a list":
            Import.objects.create(
                digest=b"", supplier="s", controller="acme", purpose="commercial", channel="email", began_at=clock.now(),
                acquired_on=0, inform_by=None, erase_on=0, rows=0, dropped=0, event=0,
            )  # fmt: skip
        else:
            declare(RESTORED)
            act(lambda tx: tx.record(Draft(RESTORED)))()
    with clock.at(_noon(LAST + 1)):
        assert (schedule.due().refusals.go, schedule.due().refusals.stay) == ((), 2)
        assert purging.run("dpo").suppressions == 0
    with clock.at(_noon(LAST + 3 * 366)):
        assert purging.run("dpo").suppressions == 2


def test_what_a_restore_repeats_past_its_term_lapses_again(sqlite_house: House) -> None:
    refused_long_ago()
    with clock.at(_noon(LAST + 1)):
        purging.run("dpo")
        assert replay(read_refusals(sqlite_house.home.refusals)) == (2, 0)
        assert is_suppressed([OLD], "acme", "email")
        assert purging.run("dpo").suppressions == 2
