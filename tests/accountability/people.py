"""People of a house whose evidence is asked for: what one of them does, among others whose data must not be in it."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from licet.ledger import Draft, Transaction, act, declare, home
from licet.subjects import Point, contact_point
from licet.verify.trust import Trust, read_trust

PAGE: Final = "<!doctype html><title>Lettre</title><p>Jardins du Val vous écrira chaque mois.".encode()
CAMILLE: Final = "camille@prospect.example"
OTHERS: Final = ("dominique@voisin.example", "sacha@voisine.example", "+33639980077")
NETWORKS: Final = ("192.0.2.7", "192.0.2.99")
declare("tests:trifle:noted")


@dataclass(frozen=True)
class Filled:
    """A house with Camille, who agreed and objected, and others before, between and after."""

    camille: bytes
    others: tuple[bytes, ...]

    @property
    def trust(self) -> Trust:
        return read_trust(f"log {home().vkey}\n")


def fill() -> Filled:
    """Let Camille agree to what a page showed, and object; let others do the same around it. Map the heads."""
    from licet.ledger import heads
    from licet.objections.record import object_to
    from licet.subjects import add_controller
    from licet.terms.scopes import scope_of

    add_controller("jardins", "Jardins du Val")
    first, second, third = (contact_point("telephone" if "+" in each else "email", each) for each in OTHERS)
    others = [agree(first, NETWORKS[1])]
    camille = agree(contact_point("email", CAMILLE), NETWORKS[0])
    others += [agree(second, NETWORKS[1]), agree(third, NETWORKS[1], channel="sms")]
    object_to(contact_point("email", CAMILLE), scope_of("jardins"), via="link")
    object_to(second, scope_of("jardins"), via="link")
    heads.map_heads()
    return Filled(camille, tuple(others))


def agree(point: Point, ip: str, channel: str = "email") -> bytes:
    """Make somebody agree to a page; return who it is."""
    return _agree(point, ip, channel)


@act
def _agree(tx: Transaction, point: Point, ip: str, channel: str) -> bytes:
    from licet.consent.record import Evidence, Key, say
    from licet.consent.status import Said
    from licet.notices.shown import keep_shown
    from licet.subjects import person_for

    shown = keep_shown(tx, "form", "fr", PAGE).digest
    subject = person_for(tx, point, "form")
    evidence = Evidence("form", "ticked_box", shown=(shown,), context={"ip": ip, "user_agent": "Essai/1"})
    say(tx, subject, Said.GIVEN, [Key("commercial", channel, "jardins")], evidence)
    return subject


@act
def trifles(tx: Transaction, subject: bytes, count: int) -> None:
    """Record many small events of a person."""
    for number in range(count):
        tx.record(Draft("tests:trifle:noted", {"number": number}, subject))


def files_of(stored: bytes) -> dict[str, bytes]:
    """Return the files of an evidence file, read by a program that is not ours."""
    with zipfile.ZipFile(BytesIO(stored)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PAGE_NAME: Final = f"forms/{hashlib.sha256(PAGE).hexdigest()}.html"
