"""`licet form` and `licet notice`: what the law says is printed with its article, and the exit tells the outcome."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from licet.doors.web.accounts import add_account
from licet.ledger import history
from licet.notices.notice import newest_notice
from licet.notices.publish import current
from tests.ground.house import House
from tests.notices.forms import GOOD, register, spoilt

NOTICE = """\
licet_notice: 1
notice: prospects
controller: jardins-du-val
article: "14"
given_where: in_the_message
title: {fr: "Vos données", en: "Your data"}
says:
  controller: {fr: "Jardins du Val, donnees@jardins.example", en: "Jardins du Val, donnees@jardins.example"}
  purposes: {fr: "vous adresser nos offres", en: "to send you our offers"}
  bases: {fr: "votre consentement", en: "your consent"}
  categories: {fr: "votre adresse e-mail", en: "your e-mail address"}
  source: {fr: "Semences Bêta", en: "Semences Bêta"}
  retention: {fr: "trois ans", en: "three years"}
  rights: {fr: "accès, rectification, effacement, limitation, portabilité", en: "access, rectification, erasure, restriction, portability"}
  objection: {fr: "vous pouvez vous opposer à la prospection", en: "you may object to direct marketing"}
  withdrawal: {fr: "vous pouvez retirer votre consentement", en: "you may withdraw your consent"}
  complaint: {fr: "réclamation auprès de la CNIL", en: "complaint to the CNIL"}
relies_on_consent: yes
relies_on_interest: no
has_dpo: no
has_representative: no
has_recipients: no
outside_eea: no
source_is_public: no
decides_automatically: no
"""  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "form.yaml"


def test_a_good_form_is_checked_published_listed_and_shown(house: House, file: Path) -> None:
    register()
    file.write_text(GOOD, "utf-8")
    assert house.cli("form", "check", file, "--lang", "en").code == 0
    assert current("jardin") is None
    published = house.cli("form", "publish", file, "--lang", "fr")
    assert (published.code, "/f/jardin" in published.out) == (0, True)
    assert json.loads(house.cli("form", "list", "--json").out)["forms"][0]["version"] == 1
    assert "jardin  1" in house.cli("form", "list").out
    assert "[ ] J'accepte de recevoir" in house.cli("form", "show", "jardin").out
    found = current("jardin")
    assert found is not None
    page = found.page("en")
    assert page is not None
    assert house.cli("form", "show", "jardin", "--page", "en").out == bytes(page.stored).decode()
    assert json.loads(house.cli("form", "show", "jardin", "--json").out)["pages"]["en"]["sha256"] == page.digest
    assert house.cli("form", "show", "jardin", "--version", "9").code == 64


@pytest.mark.parametrize(
    ("lang", "says"), [("fr", "manquement  (C. conso L.223-2)"), ("en", "breach  (C. conso L.223-2)")]
)
def test_a_refused_form_says_which_rule_and_what_would_mend_it(
    sqlite_house: House, file: Path, lang: str, says: str
) -> None:
    register()
    file.write_text(spoilt(("contact:", "leaves_out: [call_notice]\ncontact:")), "utf-8")
    for verb in ("check", "publish"):
        answer = sqlite_house.cli("form", verb, file, "--lang", lang)
        assert answer.code == 2
        assert "TEL-13" in answer.out
        assert says in answer.out
        assert ("à changer" if lang == "fr" else "to be changed") in answer.out
    assert json.loads(sqlite_house.cli("form", "check", file, "--json").out)["broken"][0]["rule"] == "TEL-13"


def test_what_is_only_unsaid_exits_four(sqlite_house: House, file: Path) -> None:
    register()
    file.write_text(spoilt(("outside_eea: false\n", "")), "utf-8")
    assert sqlite_house.cli("form", "check", file).code == 4


def test_an_approver_overrides_what_another_asked_for(house: House, file: Path) -> None:
    register()
    add_account("olga", ["operator"], by="cli")
    add_account("anne", ["operator", "approver"], by="cli")
    file.write_text(spoilt(("contact:", "leaves_out: [call_notice]\ncontact:")), "utf-8")
    assert house.cli("form", "publish", file, "--override", "sans appel").code == 64, "nobody could tell who approves"
    asked = house.cli("form", "publish", file, "--by", "anne", "--override", "sans appel", "--json")
    request = json.loads(asked.out)["request"]
    assert asked.code == 2
    assert "override" in house.cli("form", "list", "--lang", "en").out
    assert house.cli("form", "approve", str(request), "--by", "anne").code == 64, "nobody approves his own"
    assert house.cli("form", "approve", str(request), "--by", "olga").code == 64, "an operator is no approver"
    assert house.cli("form", "approve", str(request), "--by", "nobody").code == 64
    add_account("ines", ["approver"], by="cli")
    assert house.cli("form", "approve", str(request), "--by", "ines", "--lang", "en").code == 0
    found = current("jardin")
    assert found is not None
    assert found.row.override_by.startswith("account/")
    assert "account/" in house.cli("form", "list").out


def test_a_file_that_cannot_be_used_exits_three_with_its_line(sqlite_house: House, file: Path) -> None:
    register()
    file.write_text(spoilt(("channels: [email, sms]", "channels: [pigeon]")), "utf-8")
    answer = sqlite_house.cli("form", "check", file)
    assert (answer.code, "line 11" in answer.err) == (3, True)
    file.write_bytes(b"\xff\xfe")
    assert sqlite_house.cli("form", "check", file).code == 3
    assert sqlite_house.cli("form", "check", file.with_name("none.yaml")).code == 3


def test_a_notice_is_published_once_every_item_that_is_due_is_there(house: House, file: Path) -> None:
    register()
    file.write_text(NOTICE.replace("  source: ", "  # source: "), "utf-8")
    answer = house.cli("notice", "publish", file, "--lang", "en")
    assert (answer.code, "INF-02.2f-source" in answer.out) == (2, True)
    file.write_text(NOTICE, "utf-8")
    assert house.cli("notice", "publish", file).code == 0
    assert json.loads(house.cli("notice", "publish", file, "--json").out)["version"] == 2
    kept = newest_notice("prospects", "fr")
    assert kept is not None
    assert "Semences Bêta" in kept.shown.text
    events = list(history.events("notices:notice:published"))
    assert [event.core["version"] for event in events] == [1, 2]
    assert kept.shown.digest in str(events[1].core["shown"])
