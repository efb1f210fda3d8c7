"""The examples that lawyers review, the Python of one decision and the masks of a whole base say the same.

Every example on people becomes a row of a base; the rows of one day and channel are judged together, as an audit does:
standing on that day, and the act as a past message at its own instant.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw
import pytest

from licet.audit.people import PeopleFacts
from licet.audit.persons import Bench, bench, call_refusal, legend_of, refusal, write_rows
from licet.audit.tables import BOOKS
from licet.law.book import all_rules, find
from licet.law.examples import answer, examples
from licet.law.facts.persons import PERSONS
from licet.law.heads import conducts
from licet.reading import engine as on_polars
from licet.reading.columns import Column as C  # noqa: N817 - as the product names it
from licet.reading.dates import DateFormat
from licet.reading.engine import Engine
from licet.reading.tables import TableReading
from licet.rules import formulas as fm
from licet.rules.bulk import joined
from licet.rules.compiled import Compiled, channel_column
from licet.rules.facts import ACT_AT, ACT_ON
from licet.rules.rule import Rule
from licet.rules.values import YES, Kind, Value
from licet.terms.days import day_of
from licet.terms.instants import bounds_of_day, local_day
from licet.terms.words import Channel
from tests.parity.duckdb_engine import DuckEngine
from tests.parity.pipeline import DOSSIER

PARIS = "Europe/Paris"
OWN = {ACT_ON.name, ACT_AT.name, PERSONS.channel}


@dataclass(frozen=True)
class Person:
    """A person of an example: the act, and the facts given."""

    rule: Rule
    at: str
    day: int
    channel: str
    facts: Mapping[str, Value]

    def answer(self, rule: Rule, **act: Any) -> str:  # noqa: ANN401  # an act of another instant
        """Return what one rule says, asked alone of this person: ``yes``, ``no`` or ``unknown``."""
        own: dict[str, Value] = {"act.on": dt.date.fromisoformat(self.at[:10])}
        if "T" in self.at:
            own = {"act.at": dt.datetime.fromisoformat(self.at)}
        asked = {"act.channel": self.channel, **self.facts, **own, **act}
        return answer(rule, {name: value for name, value in asked.items() if value is not None})


@cache
def persons() -> tuple[Person, ...]:
    return tuple(_persons())


def _persons() -> Iterator[Person]:
    for example in examples():
        rule = find(example.rule)
        for facts, _ in example.people if rule.on is PERSONS else ():
            if any(name.startswith("organisation.") for name in facts):
                continue  # answered by the dossier, for all its people
            moment = facts.get("act.at", facts.get("act.on"))
            moment = dt.datetime.fromisoformat(moment) if isinstance(moment, str) else moment
            assert isinstance(moment, dt.date)
            is_exact = isinstance(moment, dt.datetime)
            day = local_day(int(moment.timestamp()), PARIS) if isinstance(moment, dt.datetime) else day_of(moment)
            channel = str(facts.get("act.channel") or min(rule.channels, default=Channel.EMAIL))
            own = {name: value for name, value in facts.items() if name not in OWN}
            written = moment.astimezone(dt.UTC).isoformat() if isinstance(moment, dt.datetime) else moment.isoformat()
            assert is_exact == ("T" in written)
            yield Person(rule, written, day, channel, own)


@cache
def groups() -> dict[tuple[int, str], tuple[Person, ...]]:
    """Return the people by day and channel: those of as few days as show every rule broken."""
    found: dict[tuple[int, str], list[Person]] = defaultdict(list)
    shows: dict[tuple[int, str], set[str]] = defaultdict(set)
    for person in persons():
        found[person.day, person.channel].append(person)
        if person.answer(person.rule) == "yes":
            shows[person.day, person.channel].add(person.rule.id)
    kept: dict[tuple[int, str], tuple[Person, ...]] = {}
    missing = {rule.id for rule in all_rules() if rule.on is PERSONS}
    while missing:
        best = max(sorted(found), key=lambda key: len(shows[key] & missing))
        assert shows[best] & missing, missing
        kept[best] = tuple(found[best])
        missing -= shows[best]
    return kept


@cache
def asked_on(day: int, channel: str) -> Bench:
    return bench(BOOKS[day], (channel,), all_rules())


def masks(day: int, channel: str, people: tuple[Person, ...], into: Path, engine: Engine) -> list[tuple[int, int]]:
    """Write people as a base of facts, judge it as an audit does, and return the masks of each."""
    encoded = [_encoded(each, channel) for each in people]
    table: dict[str, list[Any]] = {f"fact:{column}": [row[column] for row in encoded] for column in encoded[0]}
    table |= {"row": list(range(len(people))), C.LAST_MESSAGE_AT: [each.at for each in people]}
    facts = PeopleFacts(engine.table(table), {}, {column: nw.col(f"fact:{column}") for column in encoded[0]}, engine)
    asked = asked_on(day, channel)
    into.mkdir(parents=True, exist_ok=True)
    rows = write_rows(DOSSIER, DOSSIER_FILE, 0, READING, facts, asked, into)
    compiled = Compiled(tuple(each.bit for each in asked.asked))
    found = sorted(engine.collect(engine.scan(rows)), key=lambda row: row["row"])
    return [(joined(row, compiled, certain=True), joined(row, compiled, certain=False)) for row in found]


def _encoded(person: Person, channel: str) -> dict[str, int]:
    row: dict[str, int] = {}
    for fact in PERSONS.facts.values():
        if fact.name in OWN or fact.name.startswith("organisation."):
            continue
        value = person.facts.get(fact.name, fact.supposed)
        if fact.kind is Kind.INSTANT and isinstance(value, str):
            value = dt.datetime.fromisoformat(value)
        elif fact.kind is Kind.INSTANT and isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            value = bounds_of_day(day_of(value), PARIS)
        for column, number in zip(fact.columns(), fact.encode(value), strict=True):
            is_held = fact.name == PERSONS.reached_by and fact.name not in person.facts
            number = YES if is_held else number  # noqa: PLW2901
            row[column] = number
            if fact.per_channel:
                row[channel_column(column, channel)] = number
    return row


READING = TableReading(
    path=Path("people.csv"),
    format="csv",
    encoding=None,
    separator=None,
    headers=(C.LAST_MESSAGE_AT,),
    columns={C.LAST_MESSAGE_AT: "last_message_at"},
    unknown_columns=(),
    filled={},
    dates={C.LAST_MESSAGE_AT: DateFormat.ISO_INSTANT},
    rows_read=0,
    rows_kept=0,
    kept_aside={},
    kept_aside_path=None,
    data=Path("people.parquet"),
)
DOSSIER_FILE: Any = type("File", (), {"source": "", "weight": 1})()


def expected(person: Person, place: int) -> tuple[bool, bool]:
    """Return what the rule behind a bit says of a person, asked alone: certainly broken, possibly broken."""
    each = asked_on(person.day, person.channel).asked[place]
    rule = each.bit.rule
    if each.is_act:
        # that a record is an archive today says nothing of a past message
        said = person.answer(rule, **{"archive.only": False})
        return said == "yes", said != "no"
    last = dt.datetime.fromtimestamp(bounds_of_day(person.day, PARIS)[1], dt.UTC)
    said = person.answer(rule, **{"act.at": last, "act.on": None})
    about = conducts()[rule.conduct].about
    is_asked = about == "states" or (about == "acts" and not (each.bit.channel and _refused(person)))
    return said == "yes" and is_asked, said != "no" and is_asked


def _refused(person: Person) -> bool:
    said_no = call_refusal() if person.channel == Channel.TELEPHONE else refusal()
    return fm.holds(fm.bind(said_no.formula(certain=True), {}, person.day), _encoded(person, person.channel))


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[int, str], list[tuple[int, int]]]:
    into = tmp_path_factory.mktemp("rows")
    return {key: masks(*key, people, into, on_polars) for key, people in groups().items()}


def test_every_rule_says_of_a_base_what_it_says_of_each_person_in_it(
    judged: Mapping[tuple[int, str], list[tuple[int, int]]],
) -> None:
    wrong = []
    for key, people in groups().items():
        for person, (certain, possible) in zip(people, judged[key], strict=True):
            for place, each in enumerate(asked_on(*key).asked):
                if each.bit.rule.conduct != person.rule.conduct:
                    continue  # the example is silent on it
                says = bool(certain >> place & 1), bool(possible >> place & 1)
                if says != expected(person, place):
                    wrong.append((each.bit.rule.id, each.is_act, person.rule.id, person.at, says))
    assert not wrong


def test_each_rule_on_people_can_be_broken_for_certain_by_a_row_of_a_base(
    judged: Mapping[tuple[int, str], list[tuple[int, int]]],
) -> None:
    reached = {
        each.bit.rule.id
        for key, found in judged.items()
        for place, each in enumerate(asked_on(*key).asked)
        if any(certain >> place & 1 for certain, _ in found)
    }
    # a base does not tell since when a record is an archive: whether one was used is answered act by act
    assert reached == {rule.id for rule in all_rules() if rule.on is PERSONS} - {"RET-04"}


def test_duckdb_says_of_the_examples_what_polars_says(
    judged: Mapping[tuple[int, str], list[tuple[int, int]]], tmp_path: Path
) -> None:
    engine = DuckEngine()
    largest = sorted(groups(), key=lambda key: -len(groups()[key]))[:3]
    for key in largest:
        assert masks(*key, groups()[key], tmp_path, engine) == judged[key]


def test_the_legend_names_the_rule_behind_each_bit() -> None:
    key = next(iter(groups()))
    asked = asked_on(*key)
    legend = legend_of(asked, "digest", "2026-01-01")
    assert json.loads(json.dumps(legend))["book"] == "digest"
    places = [(each["column"], each["bit"]) for each in legend["bits"]]
    assert places == [divmod(number, legend["bits_per_column"]) for number in range(len(asked.asked))]
    assert [each["rule"] for each in legend["bits"]] == [each.bit.rule.id for each in asked.asked]
