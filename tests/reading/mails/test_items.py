"""What a campaign mail says is found, absent or unclear, item by item."""

from pathlib import Path

import pytest
import yaml

from licet.law.facts.messages import MESSAGES
from licet.law.facts.notices import NOTICES
from licet.law.facts.trackers import TRACKERS
from licet.reading.mails import MailReading, compare_mails, read_mail
from licet.reading.sightings import Seen, Sighting
from licet.rules.values import Kind

CORPUS = Path(__file__).parent / "corpus"
NAMES = ("Mistral SAS", "Harbour Books")
EXPECTED = yaml.safe_load((CORPUS / "expected.yaml").read_text(encoding="utf-8"))
OURS = {"headers.list_unsubscribe"}


def read(name: str) -> MailReading:
    return read_mail(CORPUS / name, known_names=NAMES)


def items(reading: MailReading) -> dict[str, Sighting]:
    return {**reading.sightings, **reading.notice}


@pytest.mark.parametrize(("name", "item"), [(n, i) for n, expected in EXPECTED.items() for i in expected])
def test_an_item_of_the_corpus_is_seen_as_it_stands(name: str, item: str) -> None:
    seen = items(read(name))[item]
    assert [seen.state.value, seen.value] == EXPECTED[name][item], seen


@pytest.mark.parametrize("name", sorted(p.name for p in CORPUS.glob("*.eml")))
def test_every_item_is_a_declared_fact_and_its_value_fits(name: str) -> None:
    for item, seen in items(read(name)).items():
        if item in OURS:
            continue
        fact = next(t.facts[item] for t in (MESSAGES, NOTICES, TRACKERS) if item in t.facts)
        if seen.state is Seen.UNCLEAR:
            assert seen.value is None
            assert seen.note
        elif fact.kind is Kind.CHOICE:
            assert seen.value in fact.choices
        else:
            assert isinstance(seen.value, bool)


@pytest.mark.parametrize("name", sorted(p.name for p in CORPUS.glob("*.eml")))
def test_nothing_of_a_person_shows(name: str) -> None:
    reading = read(name)
    shown = repr(reading).lower()
    for person in ("jeanne", "durand", "sam.reader", "abcdef0123456789abcd", "0123456789abcdef01"):
        assert person not in shown


def test_a_subject_line_is_never_decided_but_a_reply_that_answers_nothing_is_quoted() -> None:
    seen = read("no_stop_fr.eml").sightings["subject_line"]
    assert seen.state is Seen.UNCLEAR
    assert seen.quote.startswith("RE: votre commande ‖ Nous avons")
    assert "In-Reply-To" in seen.note


def test_a_mail_without_a_subject_line_has_none() -> None:
    seen = read_mail(b"From: a@b.example\n\nBonjour\n").sightings["subject_line"]
    assert (seen.state, seen.value) == (Seen.ABSENT, "none")


def test_an_image_that_differs_between_two_copies_by_a_token_is_tied_to_its_addressee() -> None:
    told = compare_mails(read("copy_a.eml"), read("copy_b.eml"))
    assert told.same_template
    assert (told.images, told.links) == (1, 2)
    assert told.sightings["tracker.individual"].state is Seen.FOUND
    assert told.sightings["clicks.kept_one_by_one"].state is Seen.UNCLEAR


def test_two_copies_to_one_person_or_of_two_templates_tell_nothing() -> None:
    for other in ("copy_a.eml", "whole_en.eml"):
        told = compare_mails(read("copy_a.eml"), read(other))
        assert not told.same_template
        assert told.sightings["tracker.individual"].state is Seen.UNCLEAR


def test_a_stop_link_in_a_placeholder_of_the_template_is_no_means() -> None:
    text = "Nos ateliers reprennent en septembre dans toutes nos maisons, sur inscription préalable. " * 3
    mail = f'From: A <a@b.example>\nContent-Type: text/html\n\n<p>{text}</p><a href="#">Se désinscrire</a>'
    assert read_mail(mail.encode()).sightings["stop_means_given"].state is Seen.ABSENT


def test_a_signature_that_covers_one_of_the_two_headers_covers_neither() -> None:
    mail = (
        b"From: a@b.example\nList-Unsubscribe: <https://b.example/u>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n"
        b"DKIM-Signature: v=1; h=from:list-unsubscribe; b=x\n\nx\n"
    )
    seen = read_mail(mail).sightings["header_pair_is_signed"]
    assert seen.state is Seen.ABSENT
    assert "list-unsubscribe" in seen.quote


def test_what_a_report_needs_stands_beside_the_sightings() -> None:
    reading = read("whole_fr.eml")
    assert reading.from_domain == "mistral.example"
    assert reading.sent_at is not None
    assert reading.sent_at.isoformat() == "2025-06-03T08:00:00+00:00"
    assert reading.link_hosts == ("news.mistral.example",)
    assert reading.image_hosts == ("px.mistral.example",)
    assert reading.marks.pixels == 1
    assert reading.size == (CORPUS / "whole_fr.eml").stat().st_size


@pytest.mark.parametrize("date", ["", "yesterday", "Tue, 99 Jun 2025", "Tue, 3 Jun 99999 10:00:00 +0200", "\x00"])
def test_a_date_that_is_none_is_no_error(date: str) -> None:
    assert read_mail(f"From: a@b.example\nDate: {date}\n\nx\n".encode()).sent_at is None
