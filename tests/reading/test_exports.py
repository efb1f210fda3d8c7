"""Exports of mailers are recognised by their headers, and graded by what their fields prove."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.reading import COMPLAINTS, IGNORE, Column, TableReading, read_people, read_table
from licet.reading.exports import MAILERS, NO_EXPORT, Grade, export_of

CORPUS = Path(__file__).parent / "mailers"
WROTE = {
    "subscribed_members_export_5f3a.csv": "Mailchimp",
    "unsubscribed_members_export_5f3a.csv": "Mailchimp",
    "cleaned_members_export_5f3a.csv": "Mailchimp",
    "brevo-fr.csv": "Brevo",
    "brevo-en.csv": "Brevo",
    "hubspot-en.csv": "HubSpot",
    "hubspot-fr.csv": "HubSpot",
    "listmonk.csv": "listmonk",
    "mautic.csv": "Mautic",
    "not-an-export.csv": "",
}


def read(name: str, tmp_path: Path, **how: object) -> TableReading:
    return read_people(CORPUS / name, into=tmp_path / "out", **how)  # type: ignore[arg-type]


def column(reading: TableReading, role: Column) -> list[object]:
    return pl.read_parquet(reading.data)[role.value].to_list()


def test_every_file_of_the_corpus_is_expected() -> None:
    assert {path.name for path in CORPUS.glob("*.csv")} == set(WROTE)


@pytest.mark.parametrize("name", WROTE)
def test_an_export_is_recognised_and_read_whole(name: str, tmp_path: Path) -> None:
    reading = read(name, tmp_path)
    assert reading.export == WROTE[name]
    assert reading.kept_aside == {}
    assert Column.EMAIL in reading.columns
    assert bool(reading.grades) == bool(reading.export)


@pytest.mark.parametrize("name", [name for name, mailer in WROTE.items() if mailer])
def test_every_day_of_an_export_is_readable(name: str, tmp_path: Path) -> None:
    reading = read(name, tmp_path)
    filled = {role for role in reading.columns if role.is_date and reading.filled[reading.columns[role]]}
    assert filled <= set(reading.dates), reading.notes


def test_the_log_of_mailchimp_is_an_act_without_its_wording(tmp_path: Path) -> None:
    reading = read("subscribed_members_export_5f3a.csv", tmp_path)
    assert reading.grades[Grade.ACT] == ("OPTIN_TIME", "OPTIN_IP")
    assert reading.grades[Grade.CONFIRMATION] == ("CONFIRM_TIME", "CONFIRM_IP")
    assert reading.columns[Column.CONSENT_AT] == "OPTIN_TIME"
    assert reading.columns[Column.CONFIRMATION_AT] == "CONFIRM_TIME"
    assert reading.proves(Column.CONSENT_AT, Grade.ACT)
    assert not reading.lists_refusals


def test_where_mailchimp_guesses_that_a_person_is_says_nothing_of_where_she_lives(tmp_path: Path) -> None:
    assert Column.COUNTRY not in read("subscribed_members_export_5f3a.csv", tmp_path).columns


def test_those_who_left_mailchimp_refused_and_those_cleaned_bounced(tmp_path: Path) -> None:
    left = read("unsubscribed_members_export_5f3a.csv", tmp_path)
    assert left.columns[Column.OBJECTED_AT] == "UNSUB_TIME"
    assert left.lists_refusals
    cleaned = read_people(CORPUS / "cleaned_members_export_5f3a.csv", into=tmp_path / "cleaned")
    assert cleaned.columns[Column.BOUNCED_AT] == "CLEAN_TIME"
    assert Column.OBJECTED_AT not in cleaned.columns
    assert not cleaned.lists_refusals


def test_all_fields_of_hubspot_are_read_although_many_speak_of_one_thing(tmp_path: Path) -> None:
    reading = read("hubspot-en.csv", tmp_path)
    assert reading.columns[Column.EMAIL] == "Email"
    assert reading.columns[Column.PHONE] == "Mobile Phone Number"
    assert reading.columns[Column.PHONE_2] == "Phone Number"
    assert reading.columns[Column.GENDER] == "Gender"
    assert Column.STATUS not in reading.columns
    assert reading.grades[Grade.DECLARED] == ("Legal basis for processing contact's data",)


def test_one_yes_among_the_refusals_of_some_mails_is_a_yes(tmp_path: Path) -> None:
    reading = read("hubspot-en.csv", tmp_path)
    assert column(reading, Column.EMAIL_PARTLY_REFUSED) == [None, "true", "true"]
    assert column(reading, Column.EMAIL_REFUSED) == ["false", "true", "false"]


def test_labels_in_french_are_the_same_fields(tmp_path: Path) -> None:
    reading = read("hubspot-fr.csv", tmp_path)
    assert {Column.LEGAL_BASIS, Column.EMAIL_REFUSED, Column.COLLECTED_AT, Column.SOURCE} <= set(reading.columns)


def test_mautic_says_that_its_export_has_no_refusals(tmp_path: Path) -> None:
    reading = read("mautic.csv", tmp_path)
    assert Grade.NO_REFUSALS in reading.grades
    assert Column.LAST_CONTACT_AT not in reading.columns


def test_what_the_user_maps_wins_over_what_the_mailer_is_known_for(tmp_path: Path) -> None:
    name = "subscribed_members_export_5f3a.csv"
    reading = read(name, tmp_path, mapping={"CONFIRM_TIME": "consent_at", "optin time": IGNORE})
    assert reading.columns[Column.CONSENT_AT] == "CONFIRM_TIME"
    assert not reading.proves(Column.CONSENT_AT, Grade.ACT)


def test_a_complaints_table_with_the_headers_of_a_mailer_is_no_export(tmp_path: Path) -> None:
    reading = read_table(CORPUS / "listmonk.csv", into=tmp_path / "out", columns=COMPLAINTS)
    assert reading.export == ""


def test_parquet_of_an_export_is_read_as_the_export(tmp_path: Path) -> None:
    path = tmp_path / "hubspot.parquet"
    pl.read_csv(CORPUS / "hubspot-en.csv", infer_schema=False).write_parquet(path)
    reading = read_people(path, into=tmp_path / "out")
    assert reading.export == "HubSpot"
    assert column(reading, Column.EMAIL_PARTLY_REFUSED) == [None, "true", "true"]


@given(st.lists(st.text(max_size=20), max_size=8))
def test_any_headers_are_an_export_or_none(headers: list[str]) -> None:
    export = export_of(headers, Path("people.csv"), {})
    assert export == NO_EXPORT or export.mailer.casefold() in MAILERS
    assert set(export.mapping) <= set(headers)
    assert set(export.mapping.values()) <= {IGNORE, *Column}
