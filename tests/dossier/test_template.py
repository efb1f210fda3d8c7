"""What ``licet dossier init`` writes: a file that loads, asks everything and accuses nobody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from licet.audit.audit import audit
from licet.audit.dossier.contents import links_of, questions, small_tables
from licet.audit.dossier.derive import REGISTERS
from licet.audit.dossier.load import load
from licet.audit.dossier.template import WIDTH, write_template
from licet.law.facts.persons import PERSONS
from licet.terms.errors import UsageError
from tests.dossier.dossiers import PEOPLE

CHANNELS = [(), ("email",), ("telephone", "sms"), ("post",), ("automated_call", "fax")]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("channels", CHANNELS)
def test_an_audit_of_the_template_finds_no_breach(tmp_path: Path, lang: str, channels: tuple[str, ...]) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    (folder / "clients 2026.csv").write_text(PEOPLE, encoding="utf-8")
    write_template(folder, lang, channels)
    report = audit(folder, out=tmp_path / "out", lang=lang).report
    assert report.persons == 2
    assert report.findings
    assert {each.status for each in report.findings} == {"undetermined"}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_template_with_every_sign_taken_away_loads_and_asks_every_question(tmp_path: Path, lang: str) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    path = write_template(tmp_path, lang)
    path.write_text(_signs_taken_away(path.read_text(encoding="utf-8")), encoding="utf-8")
    dossier = load(tmp_path)
    assert set(dossier.tables) == set(small_tables())
    assert set(dossier.registers) == set(REGISTERS)
    for tables, rows in ((small_tables(), dossier.tables), (REGISTERS, dossier.registers)):
        for name, table in tables.items():
            assert set(questions(table)) == set(rows[name][0].answers), name
            assert set(links_of(table)) == set(rows[name][0].links), name
    assert set(questions(PERSONS)) == set(dossier.facts_for_all)


def _signs_taken_away(text: str) -> str:
    """Return the template with whatever stands behind a `#`, or two, in force; sentences stay comments."""
    tables = {**small_tables(), **REGISTERS}
    words = {name for table in (*tables.values(), PERSONS) for name in questions(table)} - {PERSONS.channel}
    words |= (
        {key for table in tables.values() for key in links_of(table)}
        | tables.keys()
        | {"- id", "by", "names", "channel"}
    )
    head, start, body = text.partition("\nlicet_dossier: 1\n")
    sign = re.compile(r"^(?:# )?( *)(?:# )?(?=(.*?):(?: |$))")
    kept = [sign.sub(lambda found: found[1] if found[2] in words else found[0], line) for line in body.splitlines()]
    return head + start + "\n".join(kept)


def test_each_channel_in_use_has_its_own_row(tmp_path: Path) -> None:
    write_template(tmp_path, "en", ["email", "telephone"])
    tables = load(tmp_path).tables
    assert [row.id for row in tables["unsubscribes"]] == ["unsubscribe-email", "unsubscribe-telephone"]
    assert [row.id for row in tables["messages"]] == ["message-email"]
    assert [row.id for row in tables["calls"]] == ["call-telephone"]


def test_nothing_is_written_over_a_dossier(tmp_path: Path) -> None:
    write_template(tmp_path / "d")
    before = (tmp_path / "d" / "dossier.yaml").read_bytes()
    with pytest.raises(UsageError, match="is there already, and nothing is written over it"):
        write_template(tmp_path / "d", "en")
    assert (tmp_path / "d" / "dossier.yaml").read_bytes() == before
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="is there already"):
        write_template(tmp_path / "file")


def test_an_unknown_language_or_channel_is_a_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the languages are `en`, `fr`"):
        write_template(tmp_path, "de")
    with pytest.raises(UsageError, match="`mail` is no channel"):
        write_template(tmp_path, "fr", ["mail"])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("lang", "words"), [("fr", "non demandé"), ("en", "nobody asked")])
def test_the_comments_are_in_the_language_asked_for(tmp_path: Path, lang: str, words: str) -> None:
    text = write_template(tmp_path, lang).read_text(encoding="utf-8")
    assert words in text
    assert max(len(line) for line in text.splitlines()) <= WIDTH + 10
