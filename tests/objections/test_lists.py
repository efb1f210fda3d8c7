"""Lists of others: read in every form of the trade, matched and never kept; a list in, flags out."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from licet.consent.record import Evidence, Key, give, say, status_of
from licet.consent.status import Said, Status
from licet.ledger import act, clock, history
from licet.ledger.refusals import read_refusals
from licet.objections.exchange import import_list, listed
from licet.objections.listed import cells, read_entry
from licet.objections.models import Suppression
from licet.objections.record import is_suppressed, object_to, refused, replay
from licet.objections.scrub import scrub
from licet.subjects import add_controller, contact_point, person_for
from licet.subjects.points import EMAIL
from licet.terms.errors import TableError, UsageError
from licet.terms.scopes import scope_of
from tests.ground.house import House

ACME = scope_of("acme")
AT = 1_790_000_000
ADA = contact_point(EMAIL, "ada@mail.example")


def _digest(algorithm: str, mail: str) -> str:
    return hashlib.new(algorithm, mail.encode()).hexdigest()


def _write(house: House, *lines: str, name: str = "list.txt") -> Path:
    path = house.data.parent / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def acme(house: House) -> House:
    add_controller("acme", "Acme")
    return house


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256"])
def test_a_digest_is_matched_and_never_kept(algorithm: str, acme: House) -> None:
    digest = _digest(algorithm, "ada@mail.example")
    done = import_list(_write(acme, digest.upper(), f'"{_digest(algorithm, "bob@mail.example")}";2026-01-01'), ACME)
    assert (dict(done.entries), done.fresh, done.unreadable) == ({algorithm: 2}, 2, 0)
    assert is_suppressed([ADA], "acme", "email")
    assert is_suppressed([contact_point(EMAIL, " Bob@MAIL.example ")], "acme", "sms")
    assert not is_suppressed([contact_point(EMAIL, "eve@mail.example")], "acme", "email")
    acme.close()
    for path in acme.data.rglob("*"):
        stored = path.read_bytes()
        assert digest.encode() not in stored
        assert bytes.fromhex(digest) not in stored
    acme.reopen()


def test_addresses_numbers_and_domains_are_read_from_one_list(acme: House) -> None:
    done = import_list(
        _write(acme, "email", "ada@mail.example", "06 39 98 12 34", "@blocked.example", "Straße.example", "", "?"), ACME
    )
    assert dict(done.entries) == {"email": 1, "telephone": 1, "domain": 2}
    assert (done.unreadable, done.first_unreadable) == (2, [1, 7])
    assert is_suppressed([ADA], "acme", "email")
    assert is_suppressed([contact_point("telephone", "+33639981234")], "acme", "sms")
    assert is_suppressed([contact_point(EMAIL, "anybody@blocked.example")], "acme", "email")
    assert is_suppressed([contact_point(EMAIL, "x@xn--strae-oqa.example")], "acme", "email")
    assert not is_suppressed([contact_point(EMAIL, "anybody@sub.blocked.example")], "acme", "email")


def test_whoever_is_known_has_objected_and_their_consents_end(acme: House) -> None:
    ada = act(lambda tx: person_for(tx, ADA))()
    key = Key("commercial", "email", "acme")
    give(ada, [key], Evidence("form"))
    import_list(_write(acme, "ada@mail.example"), ACME)
    assert status_of(ada)[key] is Status.WITHDRAWN
    made = [event for event in history.events_of(ada) if event.kind == "objections:objection:made"]
    assert [event.core["via"] for event in made] == ["list"]


def test_the_same_list_again_tells_nothing_new(acme: House) -> None:
    path = _write(acme, "ada@mail.example", _digest("sha256", "bob@mail.example"))
    ada = act(lambda tx: person_for(tx, ADA))()
    with clock.at(AT):
        assert import_list(path, ACME).fresh == 2
    with clock.at(AT + 60):
        evidence = Evidence("form", confirmed=True)
        act(lambda tx: say(tx, ada, Said.GIVEN, [Key("commercial", "email", "acme")], evidence))()
    before = len(history.events_of(ada))
    with clock.at(AT + 86_400 * 30):
        assert import_list(path, ACME).fresh == 0
    assert len(history.events_of(ada)) == before
    assert not is_suppressed([ADA], "acme", "email")  # what she agreed to since goes on
    assert {entry.refused_at for entry in Suppression.objects.all()} == {AT}


def test_a_list_survives_the_database(acme: House) -> None:
    import_list(_write(acme, _digest("md5", "ada@mail.example"), "blocked.example"), ACME)
    Suppression.objects.all().delete()
    assert replay(read_refusals(acme.data / "refusals.log")) == (2, 0)
    assert is_suppressed([ADA], "acme", "email")
    assert is_suppressed([contact_point(EMAIL, "eve@blocked.example")], "acme", "email")
    points = [contact_point(EMAIL, f"p{number}@mail.example") for number in range(1000)]
    assert refused([*points, ADA], "acme", "email")[-1]  # the kinds of the list are known again


def test_a_national_register_covers_a_channel_of_everyone(acme: House) -> None:
    import_list(_write(acme, "0199001234"), "everyone/channel/telephone", cause="national-register")
    tel = [contact_point("telephone", "0199001234")]
    assert is_suppressed(tel, "acme", "telephone")
    assert not is_suppressed(tel, "acme", "sms")


def test_what_is_no_list_is_refused(acme: House) -> None:
    with pytest.raises(TableError, match="nothing in this list"):
        import_list(_write(acme, "?", "!!"), ACME)
    with pytest.raises(TableError, match="no column"):
        list(cells(_write(acme, "a;b", "1;2"), "mail"))
    with pytest.raises(UsageError):
        import_list(_write(acme, "ada@mail.example"), ACME, cause="ada@mail.example")
    with pytest.raises(UsageError):
        import_list(_write(acme, "ada@mail.example"), "controller/")
    assert not Suppression.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "a",
        "zz" * 16,
        "ab" * 17,
        "1",
        "++33",
        "@",
        "a@b",
        "x@y@z",
        "\ufffd@mail.example\x00",
        "a" * 9999,
        "j\ufffd@mail.example",
    ],
)
def test_what_cannot_be_told_is_nothing(text: str, sqlite_house: House) -> None:  # fmt: skip
    assert read_entry(text) is None


def test_a_list_of_another_encoding_loses_no_refusal(acme: House) -> None:
    path = acme.data.parent / "latin.csv"
    path.write_bytes("nom;email\r\nLéa;jérôme@mail.example\r\n".encode("latin-1"))
    assert import_list(path, ACME, column="email").fresh == 1
    assert is_suppressed([contact_point(EMAIL, "Jérôme@mail.example")], "acme", "email")


def test_an_address_in_another_cell_than_the_first_stops_a_list(acme: House) -> None:
    for number, line in enumerate(
        ("612345678;ada@mail.example", "Léa;ada@mail.example", f"x,{_digest('md5', 'a@b.c')}")
    ):
        with pytest.raises(TableError, match="line `2` of this list holds several columns: say with `--column`"):
            import_list(_write(acme, "id;mail", line, name=f"{number}.txt"), ACME)
    assert not Suppression.objects.exists()
    assert import_list(_write(acme, "ada@mail.example;2026-01-01;eve@mail.example"), ACME).fresh == 1


def test_a_postal_address_is_scrubbed_with_its_commas(acme: House) -> None:
    object_to(contact_point("post", "1, rue de l'Église\n75000 PARIS"), ACME)
    out = acme.data.parent / "out.csv"
    scrub(_write(acme, "1 RUE DE L’EGLISE, 75000 Paris", "2 rue de l'Église, 75000 Paris"), out, "acme", "post")
    assert out.read_text().split() == ["row,flag", "1,refused", "2,clear"]


@pytest.mark.parametrize("pasted", ["\ufeffada@mail.example", "ada\u200b@mail.example", "ada\u00ad@mail.\u200bexample"])
def test_what_prints_nothing_hides_no_address_from_its_refusal(pasted: str, acme: House) -> None:
    object_to(contact_point(EMAIL, pasted), ACME)
    assert is_suppressed([ADA], "acme", "email")


def test_a_scrub_flags_rows_by_number(acme: House) -> None:
    object_to(ADA, ACME)
    import_list(_write(acme, _digest("md5", "bob@mail.example"), name="theirs.txt"), ACME)
    path = _write(
        acme,
        "\ufeffid;mail",
        "1;Ada@Mail.example",
        "2;eve@mail.example",
        f"3;{_digest('md5', 'bob@mail.example')}",
        f"4;{_digest('md5', 'ada@mail.example')}",
        "5;bob@mail.example",
        "6;0199001234",
        "7",
        name="in.csv",
    )
    out = acme.data.parent / "out.csv"
    counts = scrub(path, out, "acme", column="mail")
    with out.open(newline="") as file:
        rows = list(csv.reader(file))
    flags = ["refused", "clear", "refused", "unknown", "refused", "unreadable", "unreadable"]
    assert rows == [["row", "flag"], *([str(row), flag] for row, flag in enumerate(flags, 2))]
    assert counts == {"refused": 3, "clear": 1, "unknown": 1, "unreadable": 2}
    assert b"@" not in out.read_bytes()
    event = list(history.events("objections:list:scrubbed"))[-1]
    assert event.core["answer"] == hashlib.sha256(out.read_bytes()).hexdigest()
    with pytest.raises(UsageError):
        scrub(path, out, "nobody")


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256"])
def test_a_digest_is_flagged_where_whoever_refused_is_known(algorithm: str, acme: House) -> None:
    for mail in ("ada@mail.example", "eve@mail.example"):
        act(lambda tx, mail=mail: person_for(tx, contact_point(EMAIL, mail)))()
    object_to(ADA, scope_of("acme", "email"))
    object_to(contact_point(EMAIL, "stranger@mail.example"), ACME)
    mails = ("ada@mail.example", "eve@mail.example", "stranger@mail.example")
    path, out = _write(acme, *(_digest(algorithm, mail) for mail in mails)), acme.data.parent / "out.csv"
    scrub(path, out, "acme")
    assert out.read_text().split() == ["row,flag", "1,refused", "2,unknown", "3,unknown"]
    assert scrub(path, out, "acme", "sms") == {"unknown": 3}


def test_a_list_longer_than_a_chunk_is_scrubbed_in_order(sqlite_house: House) -> None:
    add_controller("acme", "Acme")
    for number in (0, 4499, 4500, 9999):
        object_to(contact_point(EMAIL, f"p{number}@mail.example"), ACME)
    out = sqlite_house.data.parent / "out.csv"
    told: list[tuple[str, int, int]] = []
    path = _write(sqlite_house, *(f"p{number}@mail.example" for number in range(10_000)))
    scrub(path, out, "acme", tell=lambda *said: told.append(said))
    assert [line for line in out.read_text().splitlines() if line.endswith("refused")] == [
        "1,refused",
        "4500,refused",
        "4501,refused",
        "10000,refused",
    ]
    assert told[-1] == ("read", path.stat().st_size, path.stat().st_size)


def test_the_list_is_shown_in_numbers_only(acme: House) -> None:
    with clock.at(AT):
        object_to(ADA, ACME)
        rows = listed()
    assert [(row["scope"], row["cause"], row["kind"], row["entries"]) for row in rows] == [
        (ACME, "objection", "email", 1),
        (ACME, "objection", "email-alias", 1),
    ]
    assert rows[0]["first_ends_in_days"] in {1095, 1096}
