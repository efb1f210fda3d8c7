"""An export of a mailer shows what its fields prove of each person, and leaves the rest open."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from licet.audit.audit import audit
from tests.audit.bases import base, values

CORPUS = Path(__file__).parents[1] / "reading" / "mailers"
MAILCHIMP = ("subscribed", "unsubscribed", "cleaned")


def export(folder: Path, *names: str, **parts: Any) -> Path:  # noqa: ANN401
    channels = parts.pop("channels", ["email", "sms"])
    return base(folder, people=[{"file": str(CORPUS / name)} for name in names], channels=channels, **parts)


def mailchimp(folder: Path, **parts: Any) -> Path:  # noqa: ANN401
    return export(folder, *(f"{kind}_members_export_5f3a.csv" for kind in MAILCHIMP), **parts)


def second(text: str) -> tuple[int, int]:
    instant = int(dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Paris")).timestamp())
    return instant, instant


def test_an_opt_in_that_was_logged_shows_who_agreed_and_when_but_not_to_what(tmp_path: Path) -> None:
    path = mailchimp(tmp_path)
    assert values(path, "consent.given_at") == [
        second("2019-01-02 10:00:00"), second("2020-03-04 11:00:00"), "unknown", second("2022-01-05 08:00:00"),
    ]  # fmt: skip
    assert values(path, "consent.proof_names_person") == ["yes", "yes", "unknown", "unknown"]
    assert values(path, "consent.proof_shows_time") == ["yes", "yes", "unknown", "unknown"]
    assert values(path, "consent.proof_shows_wording") == ["unknown"] * 4
    assert values(path, "consent.covers_channel@email") == ["unknown"] * 4


def test_a_confirmation_counts_only_after_an_opt_in_that_was_logged(tmp_path: Path) -> None:
    assert values(mailchimp(tmp_path), "consent.by_positive_act") == ["yes", "unknown", "unknown", "unknown"]


def test_an_address_that_was_imported_is_unknown_until_the_organisation_says_that_nothing_else_exists(
    tmp_path: Path,
) -> None:
    said = {"consent.given_at": "never", "consent.proof_shows_wording": False, "by": "document"}
    path = mailchimp(tmp_path, everyone=said)
    assert values(path, "consent.given_at")[2] == "never"
    assert values(path, "consent.given_at")[0] == second("2019-01-02 10:00:00")
    assert values(path, "consent.proof_shows_wording") == ["no"] * 4


def test_whoever_left_refused_at_the_instant_written_or_some_day(tmp_path: Path) -> None:
    path = mailchimp(tmp_path, everyone={"objection.made_at": "never", "by": "document"})
    first, undated = values(path, "objection.made_at", file=1)
    assert first == second("2021-09-10 12:13:14")
    assert undated not in {"never", "unknown"}
    assert values(path, "objection.covers_act@email", file=1) == ["yes", "yes"]


def test_an_address_that_bounced_is_no_refusal(tmp_path: Path) -> None:
    assert values(mailchimp(tmp_path), "objection.made_at", file=2) == ["unknown"]


def test_a_flag_of_brevo_refuses_its_channel_some_day(tmp_path: Path) -> None:
    path = export(tmp_path, "brevo-fr.csv")
    assert [said not in {"never", "unknown"} for said in values(path, "objection.made_at")] == [False, True, True]
    assert values(path, "objection.covers_act@email") == ["no", "yes", "no"]
    assert values(path, "objection.covers_act@sms") == ["no", "no", "yes"]


def test_what_somebody_ticked_in_a_tool_gives_no_consent(tmp_path: Path) -> None:
    for name in ("brevo-fr.csv", "brevo-en.csv", "hubspot-en.csv", "hubspot-fr.csv", "listmonk.csv", "mautic.csv"):
        path = export(tmp_path / name, name)
        for fact in ("consent.given_at", "consent.proof_names_person", "consent.by_positive_act"):
            assert set(values(path, fact)) == {"unknown"}, (name, fact)


def test_a_refusal_of_some_mails_leaves_open_whether_it_covers_prospecting(tmp_path: Path) -> None:
    path = export(tmp_path, "hubspot-en.csv", channels=["email"])
    assert values(path, "objection.covers_act@email") == ["no", "yes", "unknown"]
    made = values(path, "objection.made_at")
    assert made[0] == "unknown"
    assert not {"never", "unknown"} & set(map(str, made[1:]))


def test_a_blocklisted_subscriber_of_listmonk_refused(tmp_path: Path) -> None:
    path = export(tmp_path, "listmonk.csv", channels=["email"])
    assert [said not in {"never", "unknown"} for said in values(path, "objection.made_at")] == [False, True]


def test_clicks_and_forms_of_hubspot_are_acts_and_opens_are_not(tmp_path: Path) -> None:
    path = export(tmp_path, "hubspot-en.csv", channels=["email"])
    assert values(path, "last_act.on")[0] == "2022-01-02"
    assert values(path, "last_open.on")[0] == "2023-01-02"


@pytest.mark.parametrize(("lang", "words"), [("en", "without its wording"), ("fr", "sans son texte")])
def test_a_report_says_in_words_what_an_export_proves(tmp_path: Path, lang: str, words: str) -> None:
    done = audit(mailchimp(tmp_path / "in"), out=tmp_path / "out", lang=lang)
    assert [file.export for file in done.report.files] == ["Mailchimp"] * 3
    assert words in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    written = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert written["files"][0]["grades"]["act-without-wording"] == ["OPTIN_TIME", "OPTIN_IP"]
