"""What an answer settles (heads.md D8): not asked, asked in vain, declared only, assumed."""

from __future__ import annotations

import copy
import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.audit.audit import audit
from licet.audit.demo import performeclic
from licet.audit.dossier.answers import BYS, NOT_ASKED, NOTHING, By, parse
from licet.audit.dossier.contents import questions, small_tables
from licet.audit.model import Report
from licet.law.facts.persons import PERSONS
from licet.rules.facts import Fact
from licet.rules.values import NEVER, Kind, Value
from tests.dossier.dossiers import write

FACTS = [fact for table in (*small_tables().values(), PERSONS) for fact in questions(table).values()]


def _values(fact: Fact) -> st.SearchStrategy[Any]:
    match fact.kind:
        case Kind.TERNARY:
            return st.booleans()
        case Kind.CHOICE:
            return st.sampled_from(fact.choices)
        case Kind.COUNT:
            return st.integers(0, 1000)
        case _:
            return st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)) | st.just("never")


@st.composite
def answered(draw: st.DrawFn) -> tuple[Fact, Any]:
    fact = draw(st.sampled_from(FACTS))
    return fact, draw(_values(fact))


@pytest.mark.parametrize("by", BYS)
def test_what_was_not_asked_is_unknown_of_every_fact_but_for_what_its_own_words_suppose(by: By) -> None:
    for fact in FACTS:
        for written in (NOT_ASKED, None, "unknown", {"answer": NOT_ASKED}):
            assert parse(written, fact, by=by, where="").encode(fact) == fact.unless_said()
    supposed = [fact for fact in FACTS if fact.unless_said() != fact.unknown()]
    assert supposed
    assert all("supposed" in fact.means and "supposé" in fact.fr for fact in supposed)


@pytest.mark.parametrize("by", BYS)
def test_asked_in_vain_is_a_no_only_where_silence_weighs_on_the_controller(by: By) -> None:
    for fact in FACTS:
        found = parse(NOTHING, fact, by=by, where="").encode(fact)
        no: Value = False if fact.kind is Kind.TERNARY else NEVER
        assert found == (fact.encode(no) if fact.silence_is_no else fact.unknown())


@given(answered(), st.sampled_from(BYS))
def test_a_declaration_alone_settles_nothing_that_needs_evidence(pair: tuple[Fact, Any], by: By) -> None:
    fact, value = pair
    plain, noted = parse(value, fact, by=by, where=""), parse({"answer": value, "by": by}, fact, by="data", where="")
    settled = not fact.needs_evidence or by != "declared"
    assert (plain.encode(fact) != fact.unknown()) == settled
    assert plain.encode(fact) == noted.encode(fact)


@given(answered())
def test_what_is_assumed_stands_whatever_it_rests_on(pair: tuple[Fact, Any]) -> None:
    fact, value = pair
    assumed = parse({"answer": value, "assumed": "not looked into"}, fact, by="declared", where="")
    assert assumed.encode(fact) == parse(value, fact, by="document", where="").encode(fact)


@pytest.mark.parametrize("written", ["2026-08-11", dt.date(2026, 8, 11)])
def test_a_day_leaves_the_hour_of_an_instant_open_quoted_or_not(written: object) -> None:
    fact = PERSONS.facts["objection.made_at"]
    first, last = parse(written, fact, by="data", where="").encode(fact)
    assert last - first == 24 * 3600 - 1


@cache
def _clean() -> dict[str, Any]:
    """Return a dossier in which nothing is breached: the cured case of Performeclic."""
    import tempfile  # once, for what several examples share

    with tempfile.TemporaryDirectory() as folder:
        performeclic.write(Path(folder), 40, cures=performeclic.CURES)
        dossier = yaml.safe_load((Path(folder) / "dossier.yaml").read_text(encoding="utf-8"))
        dossier["base"] = (Path(folder) / "base.csv").read_text(encoding="utf-8")
    return dossier  # type: ignore[no-any-return]


def _judged(folder: Path, dossier: dict[str, Any]) -> Report:
    tree = copy.deepcopy(dossier)
    (folder / "base.csv").write_text(tree.pop("base"), encoding="utf-8")
    write(folder, yaml.safe_dump(tree, allow_unicode=True))
    return audit(folder, out=folder / "out").report


def _answers(dossier: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return where each answer of a dossier stands."""
    small = small_tables()
    places: list[tuple[Any, ...]] = [("everyone", key) for key in dossier["everyone"] if key in questions(PERSONS)]
    for table in set(small) & set(dossier):
        for at, row in enumerate(dossier[table]):
            places += [(table, at, key) for key in row if key in questions(small[table])]
            places += [(table, at, "people", key) for key in row.get("people", ()) if key in questions(PERSONS)]
    return sorted(places, key=str)


@settings(max_examples=12)
@given(st.data())
def test_taking_answers_away_never_makes_a_breach(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    dossier = copy.deepcopy(_clean())
    for place in data.draw(st.lists(st.sampled_from(_answers(dossier)), unique=True, max_size=60)):
        inner: Any = dossier
        for key in place[:-1]:
            inner = inner[key]
        inner[place[-1]] = NOT_ASKED
    found = _judged(tmp_path_factory.mktemp("d"), dossier).findings
    assert {each.status for each in found} <= {"undetermined"}


def test_what_is_assumed_is_counted_and_listed(tmp_path: Path) -> None:
    people = {"by": "document", "archive.only": {"answer": False, "assumed": "not looked into"}, "capacity": "consumer"}
    report = audit(
        write(tmp_path, {"everyone": people, "people": [{"file": "people.csv"}]}), out=tmp_path / "out"
    ).report
    given = [each for each in report.assumed if not each.reason.startswith("personne ne l'a dit")]
    assert [(each.table, each.fact, each.reason) for each in given] == [("everyone", "archive.only", "not looked into")]
    assert (report.evidence.assumed, report.evidence.document) == (1, 1)


def test_a_mere_declaration_leaves_undetermined_what_a_document_settles(tmp_path: Path) -> None:
    contract = {"id": "h", "processing.on_behalf": True, "contract.in_writing": False}
    statuses: dict[str, set[str]] = {}
    for by in ("declared", "document"):
        folder = write(tmp_path / by, {"contracts": [{**contract, "by": by}]})
        report = audit(folder, out=folder / "out").report
        statuses[by] = {each.status for each in report.findings if each.article == "GDPR 28"}
    assert statuses["declared"] == {"undetermined"}
    assert "breach" in statuses["document"]


def test_weights_are_summed_in_tables_and_in_files(tmp_path: Path) -> None:
    contract = {"by": "document", "processing.on_behalf": True, "contract.in_writing": False}
    rows = [{"id": "a", "weight": 12, **contract}, {"id": "b", **contract}]
    file = {"file": "people.csv", "weight": 5}
    report = audit(write(tmp_path, {"contracts": rows, "people": [file]}), out=tmp_path / "out").report
    head = next(each for each in report.findings if each.article == "GDPR 28")
    assert (head.count, head.of) == (13, 13)
    assert report.persons == 10
