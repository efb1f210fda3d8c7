"""French is whole and so is English; and no output, in either, holds anything of a person."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from licet.doors.exits import Exit
from licet.law.book import all_rules
from tests.doors.bases import ask, dossier, of_people, people

Capsys = pytest.CaptureFixture[str]
TELL = {
    "fr": re.compile(r"\b(the|of|is|are|with|was|were|people|which|this|nobody|undetermined|breach|written)\b"),
    "en": re.compile(r"\b(le|la|les|des|du|est|sont|avec|une|personnes|aucun|manquement|indéterminé|écrits?)\b"),
}
"""Little words that give a language away: `fr` may hold none of these, nor `en` of those."""
KEY = {
    "fr": ("base jugée au", "Chef", "Statut", "À obtenir d'abord", "empêche de trancher", "Écrits"),
    "en": ("judged on", "Head", "Status", "To obtain first", "holds up", "Written"),
}
QUOTED = re.compile(r"`[^`]*`|« [^»]* »|[\w/.-]*/[\w/.-]+")
OF_THE_FILE = ("→", "not recognised", "non reconnues")
"""Lines of headers, which are in the language of the file."""


def foreign(text: str, lang: str) -> list[str]:
    lines = [line for line in text.splitlines() if not any(sign in line for sign in OF_THE_FILE)]
    return [line for line in lines if TELL[lang].search(QUOTED.sub("", line))]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_summary_is_in_one_language(lang: str, tmp_path: Path, capsys: Capsys) -> None:
    base = people(tmp_path / "p.csv")
    said = ask(capsys, "audit", base, "--lang", lang, "--out", tmp_path / "r")
    assert all(words in said.out for words in KEY[lang])
    assert not foreign(said.out, lang)


@pytest.mark.parametrize(("channel", "lang"), [("email", "fr"), ("telephone", "en")])
def test_a_reach_is_in_one_language(channel: str, lang: str, tmp_path: Path, capsys: Capsys) -> None:
    base = people(tmp_path / "p.csv")
    words = ("--channel", channel, "--controller", "X", "--lang", lang, "--out", tmp_path / "r")
    assert not foreign(ask(capsys, "screen", base, *words).out, lang)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_check_is_in_one_language(lang: str, tmp_path: Path, capsys: Capsys) -> None:
    folder = dossier(tmp_path / "d", "channels: [email]\npeople: [{file: people.csv}]\nforms: [{id: f}]")
    said = ask(capsys, "dossier", "check", folder, "--lang", lang)
    assert said.code == Exit.UNDETERMINED
    assert not foreign(said.out, lang)


def test_a_french_page_holds_english_in_citations_only(tmp_path: Path, capsys: Capsys) -> None:
    base = people(tmp_path / "p.csv")
    ask(capsys, "audit", base, "--lang", "fr", "--out", tmp_path / "r")
    page = re.sub(
        r"<(style|script).*?</\1>", "", (tmp_path / "r/report.html").read_text(encoding="utf-8"), flags=re.DOTALL
    )
    text = html.unescape(re.sub(r"<[^>]+>", "\n", page))
    assert not foreign(text, "fr")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_contested_readings_and_organisations_without_a_name_are_told_in_the_language_of_the_report(
    lang: str, tmp_path: Path, capsys: Capsys
) -> None:
    said = ask(capsys, "demo", "overnight", "--lang", lang, "--out", tmp_path / "o", "--json")
    reports = json.loads(said.out)
    findings = [each for report in reports for each in report["findings"]]
    told = {each["contested_by"] for head in findings for each in head["grounds"]} - {""}
    assert told
    assert told <= {each.contested_by_fr if lang == "fr" else each.contested_by for each in all_rules()}
    assert not foreign("\n".join(told), lang)
    named = {each["id"]: each["name"] for report in reports for each in report["comparables"]}
    three = {"fr": "éditeur de formulaires (trois organismes)", "en": "publisher of forms (three organisations)"}
    assert named["MED-2022-04-PARTNERS"] == three[lang]


def test_nothing_of_a_person_is_in_what_is_written_or_said(tmp_path: Path, capsys: Capsys) -> None:
    folder = dossier(
        tmp_path / "d", "channels: [email, telephone]\npeople: [{file: people.csv, source: s}]\nsources: [{id: s}]"
    )
    said = [ask(capsys, "audit", folder, "--out", tmp_path / "r", "--sample", "3")]
    said += [ask(capsys, "audit", folder, "--lang", "en", "--out", tmp_path / "r", "--json", "--debug")]
    said += [ask(capsys, "dossier", "check", folder, "--read")]
    words = ("--channel", "email", "--controller", "X")
    said += [ask(capsys, "screen", folder, *words, "--out", tmp_path / "s")]
    printed = [text for each in said for text in (each.out, each.err)]
    written = [each.read_bytes().decode("latin-1") for each in (tmp_path / "r").iterdir()]
    written += [(tmp_path / "s" / name).read_bytes().decode("latin-1") for name in ("refused.parquet", "reach.json")]
    assert not of_people(*printed, *written)
