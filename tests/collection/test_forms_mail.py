"""The confirming mail: nothing but what it is for, one an hour, and none lost."""

from __future__ import annotations

import re

import pytest

from licet.collection.forms_tables import Confirmation, Outgoing
from licet.collection.mail import PATIENCE, Delivered, send_due
from licet.collection.pages import confirming_mail
from licet.collection.relay import connected
from licet.doors.web import limits
from licet.ledger import Draft, act, clock, history
from licet.reading.pages.words import carries
from licet.subjects import contact_point, find
from licet.terms.errors import InputError
from tests.collection.filled import ADA, HERE, SENDER, deliver, link_in, open_form, send
from tests.ground.house import House
from tests.ground.relay import relay


@pytest.fixture(autouse=True)
def _fresh() -> None:
    limits.forget()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_confirming_mail_carries_no_advertising(lang: str) -> None:
    subject_line, text = confirming_mail(
        lang, title="Le printemps {link}", controller="Jardins", contact="a@jardins.example"
    )
    assert not carries(f"{subject_line} {text}", "offers", "newsletter", "partners")
    assert text.count("{link}") == 1
    assert "{" not in text.replace("{link}", "")
    assert not re.search(r"https?://|www\.|<", text)


def test_it_goes_through_a_real_relay_as_one_plain_text(house: House) -> None:
    client = open_form(house)
    send(client, email=ADA, request_lettre="yes")
    with relay() as post:
        assert deliver(post) == Delivered(sent=1)
        assert deliver(post) == Delivered()
    assert post.addressees == [ADA]
    mail = post.mails[0]
    assert (mail["To"], mail["From"], mail["Auto-Submitted"]) == (ADA, SENDER, "auto-generated")
    assert mail["Message-ID"].endswith("@jardins.example>")
    assert mail.get_content_type() == "text/plain"
    assert "Confirmez votre demande auprès de Jardins du Val" in mail["Subject"]
    subject = find(contact_point("email", ADA))
    assert subject is not None
    sent = next(event for event in history.events_of(subject) if event.kind == "collection:mail:sent")
    assert sent.core["mail"] == "confirmation"


def test_an_address_gets_one_an_hour_however_often_it_is_typed_and_the_newest_answer_counts(house: House) -> None:
    client = open_form(house)
    start = clock.now()
    with relay() as post:
        for minute in range(0, 60, 5):
            with clock.at(start + 60 * minute):
                pages = {send(client, email=ADA, request_lettre="yes")["Location"] for _ in range(1)}
                limits.forget()
                deliver(post)
        assert pages == {"/f/jardin/fr/sent"}
        assert len(post.mails) == 1
        with clock.at(start + 3500):
            send(client, email=ADA, request_partenaires="yes")
            deliver(post)
            assert len(post.mails) == 1
        with clock.at(start + 3601):
            deliver(post)
            assert len(post.mails) == 2
            page = client.get(link_in(post)).content.decode()
            assert "partenaires nommés" in page
            assert "plantes et outils" not in page
        with clock.at(start + 3 * 3600):
            assert deliver(post) == Delivered()
        send(client, email="eve@mail.example", request_lettre="yes")
        assert deliver(post).sent == 1


def test_a_relay_that_is_down_loses_nothing(house: House) -> None:
    client = open_form(house)
    send(client, email=ADA, request_lettre="yes")
    start = clock.now()
    assert send_due("smtp://127.0.0.1:9", SENDER) == Delivered(later=1)
    assert send_due("smtp://127.0.0.1:9", SENDER) == Delivered(), "it waits before it is tried again"
    with relay() as post, clock.at(start + PATIENCE[0] + 1):
        post.refuses = 451
        assert deliver(post) == Delivered(later=1)
        post.refuses = None
        with clock.at(start + PATIENCE[0] + PATIENCE[1] + 2):
            assert deliver(post) == Delivered(sent=1)
            assert client.post(link_in(post), {"answer": "yes"}, headers=HERE).status_code == 200


def test_what_a_relay_refuses_for_good_is_given_up_and_recorded(sqlite_house: House) -> None:
    client = open_form(sqlite_house)
    send(client, email=ADA, request_lettre="yes")
    with relay() as post:
        post.refuses = 550
        assert deliver(post) == Delivered(given_up=1)
    row = Outgoing.objects.get()
    assert (row.state, bytes(row.sealed)) == ("given_up", b"")
    kinds = [event.kind for event in history.events() if event.kind.startswith("collection:mail")]
    assert kinds == ["collection:mail:given_up"]


def test_a_relay_that_does_not_trust_us_is_tried_again(sqlite_house: House) -> None:
    client = open_form(sqlite_house)
    send(client, email=ADA, request_lettre="yes")
    with relay() as post:
        post.refuses, post.says = 550, "5.7.1 relaying denied"
        assert deliver(post) == Delivered(later=1)


def test_rows_of_mails_and_links_are_dropped_in_time(house: House) -> None:
    from licet.doors.jobs import drop_old_mail

    client = open_form(house)
    send(client, email=ADA, request_lettre="yes")
    with relay() as post:
        deliver(post)
    drop_old_mail()
    assert Outgoing.objects.count() == Confirmation.objects.count() == 1
    with clock.at(clock.now() + 40 * 86_400):
        drop_old_mail()
    assert Outgoing.objects.count() == Confirmation.objects.count() == 0


def test_after_three_days_without_a_relay_it_is_given_up(sqlite_house: House) -> None:
    client = open_form(sqlite_house)
    send(client, email=ADA, request_lettre="yes")
    at = clock.now()
    for wait in (*PATIENCE, 1):
        with clock.at(at):
            send_due("smtp://127.0.0.1:9", SENDER)
        at += wait + 1
    assert Outgoing.objects.get().state == "given_up"


def test_a_worker_that_dies_with_a_mail_in_its_hands_leaves_it_to_the_next(sqlite_house: House) -> None:
    from licet.collection.mail import CLAIMED, _claim

    client = open_form(sqlite_house)
    send(client, email=ADA, request_lettre="yes")
    assert len(_claim(10)) == 1
    with relay() as post:
        assert deliver(post) == Delivered()
        with clock.at(clock.now() + CLAIMED + 1):
            assert deliver(post).sent == 1


def test_who_is_forgotten_is_sent_nothing(sqlite_house: House) -> None:
    client = open_form(sqlite_house)
    send(client, email=ADA, request_lettre="yes")
    subject = find(contact_point("email", ADA))
    act(lambda tx: tx.record(Draft("retention:person:erased", about=subject)))()
    assert Outgoing.objects.count() == Confirmation.objects.count() == 0
    with relay() as post:
        assert deliver(post) == Delivered()


@pytest.mark.parametrize("url", ["http://relay.example", "smtp://", "smtp://user:secret@192.0.2.1"])
def test_a_relay_is_never_told_a_password_in_clear(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import smtplib

    class Bare(smtplib.SMTP):
        def __init__(self, *_: object, **__: object) -> None:
            super().__init__(local_hostname="localhost")

        def ehlo_or_helo_if_needed(self) -> None:
            self.esmtp_features = {}

        def quit(self) -> tuple[int, bytes]:
            return 221, b""

    monkeypatch.setattr(smtplib, "SMTP", Bare)
    with pytest.raises(InputError), connected(url):
        pass
