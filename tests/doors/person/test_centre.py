"""The page of the person: everything held, in their words; each act says what it did; nothing leaks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from licet.collection.forms_tables import Outgoing
from licet.collection.mail import send_due
from licet.collection.writing import ROW_ACCEPTED
from licet.consent.models import Consent
from licet.consent.record import Evidence, say, status_of
from licet.consent.status import Said, Status
from licet.doors.web.limits import forget
from licet.ledger import Draft, Transaction, act, history
from licet.notices.shown import keep_shown, shown_by
from licet.objections.record import is_suppressed, object_to
from licet.retention.erasing import erase
from licet.rights.models import Request
from licet.verify.checkpoint import verify_checkpoint
from licet.verify.entry import entry
from licet.verify.proof import read_inclusion
from tests.doors.person.people import ADA, OWN, PARTNER, STRANGER, ask_for_a_link, click, known, page
from tests.ground.house import House
from tests.ground.relay import relay

_Answer = Any
"""What Django's test client returns."""


def _post(client: Client, address: str, at: str, **said: str) -> _Answer:
    return client.post(f"{address}{at}", said)


def test_everything_held_is_shown_and_no_address_in_full(house: House) -> None:
    known()
    for lang, words in (("fr", ["vous avez consenti", "Éco Gaz SAS", "a…@mail.example"]), ("en", ["you consented"])):
        answer = house.client(headers={"Accept-Language": lang}).get(page())
        text = answer.content.decode()
        assert answer.status_code == 200
        assert all(each in text for each in words)
        assert "lovelace" not in text
        assert answer["Cache-Control"] == "no-store" or "no-store" in answer["Cache-Control"]
        assert "noindex" in text


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        ("everyone", "all marketing, from everybody"),
        ("everyone/channel/telephone", "all marketing by telephone, from everybody"),
        ("controller/acme", "all marketing of Acme SAS, by every channel"),
        ("controller/acme/channel/sms", "marketing of Acme SAS by SMS"),
        ("controller/acme/channel/sms/purpose/commercial", "marketing of Acme SAS by SMS"),
        ("controller/acme/brand/jardin", "marketing of Acme SAS under the brand jardin"),
    ],
)
def test_a_refusal_is_said_to_go_as_far_as_it_does(scope: str, said: str, sqlite_house: House) -> None:
    known()
    object_to(STRANGER, scope)
    told = sqlite_house.client().get(f"{page(STRANGER)}?lang=en").content.decode()
    assert re.findall(r"<ul><li>([^<]*marketing[^<]*)</li></ul>", told) == [said]


def test_whoever_was_let_in_without_consent_is_told_of_the_interest(sqlite_house: House) -> None:
    ada = known()
    client = sqlite_house.client()
    assert "Without a consent in force nothing is sent" in client.get(f"{page()}?lang=en").content.decode()
    act(lambda tx: tx.record(Draft(ROW_ACCEPTED, {"import": 1, "row": 1, "supplier": "s"}, ada)))()
    told = client.get(f"{page()}?lang=en").content.decode()
    assert "legitimate interest of whoever writes to you" in told
    assert "nothing is sent" not in told


def test_reading_ones_own_page_is_recorded_nowhere(sqlite_house: House) -> None:
    ada = known()
    before = len(history.events_of(ada))
    sqlite_house.client().get(page())
    assert len(history.events_of(ada)) == before


def test_one_consent_is_withdrawn_and_no_other(house: House) -> None:
    ada = known()
    number = Consent.objects.get(beneficiary="eco").pk
    answer = _post(house.client(), page(), f"/withdraw/{number}")
    assert answer.status_code == 200
    assert status_of(ada) == {OWN: Status.GIVEN, PARTNER: Status.WITHDRAWN}
    assert is_suppressed([ADA], "eco", "email")
    assert not is_suppressed([ADA], "acme", "email")


def test_a_consent_of_somebody_else_is_not_withdrawn(sqlite_house: House) -> None:
    known()
    number = Consent.objects.get(beneficiary="eco").pk
    answer = sqlite_house.client().post(f"{page(STRANGER)}/withdraw/{number}")
    assert answer.status_code == 404
    assert not is_suppressed([ADA], "eco", "email")


@pytest.mark.parametrize(("scope", "also"), [("controller", False), ("everyone", True)])
def test_one_act_stops_a_controller_or_everybody(house: House, scope: str, *, also: bool) -> None:
    known()
    answer = _post(house.client(), page(), "/stop", scope=scope)
    assert "Acme SAS" in answer.content.decode() or also
    assert is_suppressed([ADA], "acme", "sms")
    assert is_suppressed([ADA], "eco", "email") is also


def test_a_stranger_sees_that_nothing_is_held_and_may_refuse(house: House) -> None:
    known()
    text = house.client().get(page(STRANGER)).content.decode()
    assert "aucune donnée" in text
    assert "Recevoir une copie" not in text
    _post(house.client(), page(STRANGER), "/stop", scope="controller")
    assert is_suppressed([STRANGER], "acme", "email")


def test_a_right_is_asked_for_and_its_day_is_said(house: House) -> None:
    known()
    answer = _post(house.client(), page(), "/rights", right="access", words="tout, s'il vous plaît")
    assert "au plus tard le" in answer.content.decode()
    assert [each.right for each in Request.objects.all()] == ["access"]
    refused = _post(house.client(), page(), "/rights", right="everything")
    assert refused.status_code == 400


def test_the_receipt_is_given_as_a_page_and_to_keep(house: House) -> None:
    known()
    kept = house.client().get(f"{page()}/receipt.jsonld")
    assert "attachment" in kept["Content-Disposition"]
    assert json.loads(kept.content)["@type"] == "dpv:ConsentReceipt"
    assert "Acme SAS" in house.client().get(f"{page()}/receipt.html").content.decode()
    assert house.client().get(f"{page(STRANGER)}/receipt.html").status_code == 404


def test_nothing_behind_a_link_needs_or_leaves_a_cookie(sqlite_house: House) -> None:
    known()
    client = sqlite_house.client()
    for at in ("", "/receipt.html", "/receipt.jsonld"):
        assert client.get(f"{page()}{at}").status_code == 200
    assert client.post(f"{page()}/stop", {"scope": "controller"}).status_code == 200
    assert not client.cookies
    assert is_suppressed([ADA], "acme", "email")


def test_the_other_language_of_a_page_that_answered_a_post_is_the_persons_page(sqlite_house: House) -> None:
    known()
    for at in ("/stop", "/rights", "/withdraw/1"):
        answer = sqlite_house.client().get(f"{page()}{at}?lang=en")
        assert (answer.status_code, answer["Location"]) == (302, f"{page()}?lang=en")
    assert sqlite_house.client().put(f"{page()}/stop").status_code == 405
    assert not is_suppressed([ADA], "acme", "email")


@pytest.mark.parametrize("spoilt", ["x", "AAAA", "AQ" * 33, "é", page.__name__ * 9])
@pytest.mark.parametrize("at", ["", "/stop", "/rights", "/withdraw/1", "/receipt.html", "/proof/1", "/shown/x"])
def test_a_link_that_is_none_helps_to_another(sqlite_house: House, spoilt: str, at: str) -> None:
    known()
    forget()
    for ask in (sqlite_house.client().get, sqlite_house.client().post):
        answer = ask(f"/p/acme/{spoilt}{at}")
        assert answer.status_code == 404
        assert "/preferences/acme" in answer.content.decode()


def test_bad_links_are_tried_so_often_and_no_more(sqlite_house: House) -> None:
    known()
    forget()
    client = sqlite_house.client()
    assert [client.get("/p/acme/x").status_code for _ in range(61)] == [404] * 60 + [429]
    assert client.get(page()).status_code == 200
    assert client.post(f"{page()}/stop").status_code == 200
    forget()


def test_a_proof_of_each_event_is_given_and_none_of_somebody_elses(house: House) -> None:
    ada = known()
    for event in history.events_of(ada):
        answer = house.client().get(f"{page()}/proof/{event.index}")
        proof = read_inclusion(answer.content)
        proof.verify(entry(event.commitment))
        verify_checkpoint(proof.checkpoint, [house.home.vkey])
        assert f"/proof/{event.index}" in house.client().get(page()).content.decode()
    assert house.client().get(f"{page()}/proof/0").status_code == 404
    assert house.client().get(f"{page()}/proof/9999").status_code == 404
    assert house.client().get(f"{page(STRANGER)}/proof/{event.index}").status_code == 404
    done = _post(house.client(), page(), "/stop").content.decode()
    objected = next(each for each in history.events_of(ada) if each.kind == "objections:objection:made")
    assert f"/proof/{objected.index}" in done


def test_what_was_shown_is_given_byte_for_byte_to_whom_it_was_shown(house: House) -> None:
    ada, form = known(), b"<!doctype html><title>Devis</title><p>J'accepte</p>"

    @act
    def agree(tx: Transaction) -> str:
        kept = keep_shown(tx, "form", "fr", form)
        say(tx, ada, Said.GIVEN, [OWN], Evidence("form", "ticked_box", shown=(kept.digest,)))
        return kept.digest

    digest = agree()
    _post(house.client(), page(), "/stop")
    answer = house.client().get(f"{page()}/shown/{digest}")
    assert answer.content == form
    assert "sandbox" in answer["Content-Security-Policy"]
    assert house.client().get(f"{page(STRANGER)}/shown/{digest}").status_code == 404
    assert house.client().get(f"{page()}/shown/{'0' * 64}").status_code == 404


def test_after_an_erasure_the_link_shows_nothing_but_the_refusal_and_still_refuses(house: House) -> None:
    ada = known()
    _post(house.client(), page(), "/stop", scope="controller")
    erase(ada, reason="error", owner="dpo")
    text = house.client().get(page()).content.decode()
    assert "aucune donnée" in text
    assert "toute prospection de Acme SAS" in text
    for at in ("/receipt.html", "/receipt.jsonld", "/proof/3"):
        assert house.client().get(f"{page()}{at}").status_code == 404
    assert _post(house.client(), page(), "/stop", scope="everyone").status_code == 200
    assert is_suppressed([ADA], "eco", "email")


@pytest.mark.parametrize("known_too", [True, False])
def test_a_link_is_mailed_on_request_and_the_answer_tells_nothing(house: House, *, known_too: bool) -> None:
    known()
    forget()
    answers = [ask_for_a_link(house.client(), each) for each in (ADA, STRANGER)]
    assert answers[0].status_code == answers[1].status_code == 200
    assert answers[0].content == answers[1].content
    assert answers[0].headers == answers[1].headers
    assert [each.kind for each in Outgoing.objects.all()] == ["preferences"]
    if known_too:
        assert ask_for_a_link(house.client(), ADA).content == answers[0].content
        assert Outgoing.objects.filter(state="waiting").count() == 1


def test_the_mail_holds_the_link_and_nobody_else_learns_it(sqlite_house: House) -> None:
    known()
    forget()
    ask_for_a_link(sqlite_house.client(), ADA)
    with relay() as post:
        assert send_due(post.url, "prefs@acme.example").sent == 1
    assert post.addressees == [ADA.value]
    assert page() in post.mails[0].get_content()
    kept = Outgoing.objects.get()
    assert bytes(kept.sealed) == b""
    assert page() not in bytes(shown_by(kept.shown).stored).decode()  # type: ignore[union-attr]  # it was kept


def test_an_address_is_not_written_to_more_often_than_it_may_and_a_network_is_limited(sqlite_house: House) -> None:
    known()
    forget()
    codes = [ask_for_a_link(sqlite_house.client(), ADA).status_code for _ in range(11)]
    assert codes == [200] * 10 + [429]
    assert Outgoing.objects.count() == 3
    forget()


def test_what_is_no_address_is_told_so(sqlite_house: House) -> None:
    known()
    forget()
    answer = sqlite_house.client().post("/preferences/acme", {"email": "ada"})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert sqlite_house.client().get("/preferences/nobody").status_code == 404


def test_no_address_is_in_full_in_a_page_an_address_or_a_log(
    sqlite_house: House, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    known()
    forget()
    client = sqlite_house.client()
    seen = [client.get(f"{page()}{at}").content.decode() for at in ("", "/receipt.html", "/receipt.jsonld")]
    seen += [client.get(click()).content.decode(), client.get("/p/acme/x").content.decode()]
    seen += [_post(client, page(), "/stop").content.decode(), page(), click(), caplog.text, *capfd.readouterr()]
    assert not any("lovelace" in each for each in seen)


@pytest.mark.parametrize("address", [page, click])
def test_pages_of_a_person_are_kept_nowhere_and_tell_no_other_site_where_one_was(
    sqlite_house: House, address: Callable[[], str]
) -> None:
    known()
    answer = sqlite_house.client().get(address())
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
