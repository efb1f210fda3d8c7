"""The verdict of the law on each row of a file: what the audit would say of it, for one controller, purpose and channel.

The file, the supplier's register and what this house knows of itself are put together as a dossier and judged by the very
code of ``licet.audit``: contact as it would stand that day. Out comes a file of rows with masks, and what the masks mean.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import narwhals.stable.v2 as nw

from licet.audit.audit import people_facts
from licet.audit.dossier.load import load_written
from licet.audit.evidence import NOT_QUESTIONS
from licet.audit.people import PeopleFacts
from licet.audit.persons import moment
from licet.audit.tables import BOOKS, Judged, judge_tables, unanswered
from licet.collection.suppliers import WHOLE, Standing, others_produce
from licet.law.book import all_rules
from licet.law.facts.forms import FORMS
from licet.law.facts.persons import PERSONS
from licet.reading import engine
from licet.reading.columns import Column
from licet.reading.tables import TableReading, read_people
from licet.rules.bulk import bits_set, digest, joined
from licet.rules.compiled import BITS_PER_COLUMN, Compiled, compile_rules
from licet.rules.facts import DECIDES, IN_TERRITORY
from licet.rules.printers.narwhals import mask_columns
from licet.rules.values import LATEST_SUFFIX, NEVER_AT, NO, UNKNOWN, UNKNOWN_AT, YES
from licet.terms.days import date_of
from licet.terms.errors import InputError, UsageError
from licet.terms.words import ELECTRONIC, Channel, Purpose

NOTHING: Final = "asked_nothing_produced"
NEVER: Final = "never"
PAGES: Final = frozenset({".html", ".htm"})
"""Forms that are read, not only kept."""
ROWS: Final = 20_000
"""Rows read back at a time: what bounds the memory of an import, whatever the file."""

ON_CONSENT: Final = (*ELECTRONIC, Channel.TELEPHONE)
"""Channels on which an imported agreement is relied on, and must be proved row by row."""

KNOWN_OF_BOUGHT: Final[Mapping[str, object]] = {
    "capacity": "consumer",
    "contact_point.owner_is_legal_person": False,
    "contact_point.published_online": False,
    "contact_point.marked_against_prospecting": False,
    "profession.offer_relates": False,
    "collection.told_of_prospecting": False,
    "collection.could_object": False,
    "collection.for_another_purpose": False,
    "sale.at": NEVER,
    "sale.by_this_controller": False,
    "sale.offer_is_analogous": False,
    "sale.objection_offered": False,
    "sale.told_of_prospecting": False,
    "account.without_purchase": False,
    "account.in_paid_offer": False,
    "contract.in_progress": False,
    "contract.covers_offer": False,
    "contract.relation_existed": False,
    "customer.is_active": False,
    "customer.relation_ended_on": NEVER,
    "archive.only": False,
    "retention.longer_period_justified": False,
    "last_act.on": NEVER,
    "last_open.on": NEVER,
    "message.first_on": NEVER,
    "disclosure.first_on": NEVER,
    "notice.given_on": NEVER,
    "person.already_informed": False,
    "tracker.individual": False,
    "tracker.exempt": False,
    "objection.made_at": NEVER,
    "objection.covers_act": False,
    "consent.withdrawn_at": NEVER,
    "call_consent.withdrawn_at": NEVER,
    "callback.requested_on": NEVER,
    "callback.covers_offer": False,
}
"""What holds of people who arrive today, unless the file or an answer says otherwise: each way past consent is closed."""

DEMANDED: Final = (
    "consent.given_at",
    "consent.covers_channel",
    "consent.covers_purpose",
    "consent.names_controller",
    "consent.by_positive_act",
    "consent.proof_shows_wording",
    "partner.on_list_at_collection",
    "call_consent.given_at",
    "call_consent.given_on",
    "call_consent.names_caller",
    "call_consent.covers_offer",
)
"""What was demanded of the supplier: where nothing shows it, the answer is no (heads.md D8)."""


@dataclass(frozen=True)
class Asked:
    """What an import is for. ``acquired_on`` is a day number; ``answers`` are answers for all its people."""

    standing: Standing
    controller: str
    controller_name: str
    purpose: str
    channel: str
    day: int
    acquired_on: int
    mapping: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, object] = field(default_factory=dict)
    sector: str | None = None


@dataclass(frozen=True)
class Reasons:
    """Why rows with these masks end as they do: ``permitted`` alone lets anything in."""

    verdict: str
    rules: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class OfForm:
    """What was found out about a form version: rules it breaks for certain, questions that stand open."""

    broken: tuple[str, ...]
    unanswered: tuple[str, ...]


NOTHING_OF_FORM: Final = OfForm((), ())


@dataclass
class Judging:
    """A file judged: its reading, the rows with their masks, and the law of the day that judged them."""

    asked: Asked
    reading: TableReading
    rows: Path
    compiled: Compiled
    known: Mapping[str, int]
    told_by_columns: frozenset[str]
    of_the_supplier: Reasons
    forms: Mapping[str, OfForm]
    book: str
    _seen: dict[tuple[int, ...], Reasons] = field(default_factory=dict)

    def chunks(self, after: int = 0) -> Iterator[list[dict[str, Any]]]:
        """Walk the rows in their order, a bounded number at a time, from after a row on."""
        frame, last = engine.scan(self.rows), after
        highest = engine.collect(frame.select(nw.col("row").max()))[0]["row"] or 0
        while last < highest:
            found = engine.collect(frame.filter(nw.col("row") > last).sort("row").head(ROWS))
            yield found
            last = found[-1]["row"]

    def reasons(self, row: Mapping[str, Any]) -> Reasons:
        """Return the verdict on a row; each combination of masks is worded once."""
        key = tuple([row[name] for name in self._masks])
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self._worded(row)
        return found

    def of_form(self, name: str, rules: Collection[str]) -> OfForm:
        """Return what a form version has to do with the rules that do not let a row in."""
        if self.on_forms.isdisjoint(rules):
            return NOTHING_OF_FORM
        return self.forms.get(name, NOTHING_OF_FORM)

    @cached_property
    def _masks(self) -> tuple[str, ...]:
        return _mask_names(self.compiled)

    @cached_property
    def on_forms(self) -> frozenset[str]:
        """The rules that report the verdict on a form."""
        return frozenset(
            bit.rule.id
            for bit in self.compiled.bits
            if any(fact.verdict_of == FORMS.name for fact in bit.rule.facts().values())
        )

    def _worded(self, row: Mapping[str, Any]) -> Reasons:
        certain, possible = (joined(row, self.compiled, certain=each) for each in (True, False))
        rules = tuple(self.compiled.bits[place].rule.id for place in bits_set(certain or possible))
        above = self.of_the_supplier
        if certain or above.verdict == "refused":
            return Reasons("refused", (*above.rules, *rules), ())
        if possible or above.verdict != "permitted":
            return Reasons("undetermined", (*above.rules, *rules), (*above.missing, *self._missing(possible)))
        return Reasons("permitted", (), ())

    def _missing(self, possible: int) -> tuple[str, ...]:
        names: dict[str, None] = {}
        for place in bits_set(possible):
            for name, fact in self.compiled.bits[place].rule.facts().items():
                told = zip(fact.columns(), fact.unknown(), strict=True)
                is_open = all(self.known.get(column) == unknown for column, unknown in told)
                if is_open and name not in NOT_QUESTIONS and name not in self.told_by_columns:
                    names[name] = None
        return tuple(names)


def judge(path: Path, work: Path, asked: Asked) -> Judging:
    """Read and judge a file in a working folder; raise ``InputError`` or ``UsageError`` for one that cannot be used."""
    if asked.purpose != Purpose.COMMERCIAL:
        raise UsageError(f"`{asked.purpose}` lies outside the encoded law: nothing could be accepted for it")
    (work / "people").mkdir()
    reading = read_people(path, into=work / "people", mapping=asked.mapping)
    dossier = load_written(_dossier(asked, work, path), work / "dossier.yaml")
    judged = judge_tables(dossier, BOOKS, asked.day, {})
    facts = people_facts(dossier, dossier.people[0], reading, judged, (asked.channel,), asked.controller_name)
    _overrule(facts, reading, asked)
    known = {**facts.known, DECIDES.name: YES, IN_TERRITORY.name: YES, **moment(asked.day)}
    rules = BOOKS[asked.day].on(PERSONS, channels=[asked.channel], past_acts=False)
    compiled = compile_rules(
        (each for each in rules if not each.only_warns), channels=(asked.channel,), day=asked.day, known=known
    )
    if not compiled.bits:
        raise UsageError(f"{date_of(asked.day)} lies outside the encoded law: nothing could be accepted")
    rows = work / "judged.parquet"
    frame = facts.frame.with_columns(**facts.columns).with_columns(**mask_columns(compiled), **_shown(facts, asked))
    kept = ["row", *(str(role) for role in reading.columns), *_mask_names(compiled), *_SHOWN]
    engine.sink(frame.select(*kept), rows)
    return Judging(
        asked,
        reading,
        rows,
        compiled,
        known,
        frozenset(column.split("@")[0].removesuffix(LATEST_SUFFIX) for column in facts.columns),
        _of_supplier(judged),
        _forms(judged),
        digest(compiled),
    )


_SHOWN: Final = ("given_at_", "silent_", "named_", "refuses_")
"""Columns beside the masks: when the person agreed, null where the row does not tell; is no agreement claimed at all; is this
controller named; does the file itself say that the person objected, or withdrew and did not agree since."""


def _shown(facts: PeopleFacts, asked: Asked) -> dict[str, nw.Expr]:
    call = asked.channel == Channel.TELEPHONE
    consent, names = ("call_consent", "names_caller") if call else ("consent", "names_controller")
    withdrawn_at = f"{consent}.withdrawn_at"
    given = _of(facts, f"{consent}.given_at", UNKNOWN_AT, nw.Int64)
    objected = _of(facts, "objection.made_at" + LATEST_SUFFIX, NEVER_AT, nw.Int64) > NEVER_AT
    objected_here = _of(facts, f"objection.covers_act@{asked.channel}", YES, nw.Int8) != NO
    withdrawn = _of(facts, withdrawn_at + LATEST_SUFFIX, NEVER_AT, nw.Int64) > NEVER_AT
    not_since = _of(facts, withdrawn_at, NEVER_AT, nw.Int64) >= given
    return {
        "given_at_": nw.when(given > NEVER_AT).then(given),
        "silent_": given == NEVER_AT,
        "named_": _of(facts, f"{consent}.{names}", UNKNOWN, nw.Int8) == YES,
        "refuses_": (objected & objected_here) | (withdrawn & not_since),
    }


def _of(facts: PeopleFacts, column: str, unknown: int, kind: type[nw.Int8 | nw.Int64]) -> nw.Expr:
    return facts.columns.get(column, nw.lit(facts.known.get(column, unknown), kind)).cast(kind)


def _mask_names(compiled: Compiled) -> tuple[str, ...]:
    width = max(-(-len(compiled.bits) // BITS_PER_COLUMN), 1)
    return tuple(f"{kind}_{number}" for number in range(width) for kind in ("certain", "possible"))


def _overrule(facts: PeopleFacts, reading: TableReading, asked: Asked) -> None:
    """Say what the file cannot: it was handed over by another, on the day that this house says."""
    if asked.standing.supplier.way != "given_by_people":
        facts.columns.pop("collection.from_person", None)
        facts.known["collection.from_person"] = NO
    if Column.OBTAINED_AT not in reading.columns:
        facts.columns.pop("collection.on", None)
        facts.known["collection.on"] = asked.acquired_on


def _of_supplier(judged: Judged) -> Reasons:
    """Return what the rules on suppliers say of this one: what they refuse, nobody of its people is let in."""
    warns = {each.id for each in all_rules() if each.only_warns}
    row = judged["sources"][0]
    outcome = {rule: certain for rule, certain in row.outcome.items() if rule not in warns}
    if any(outcome.values()):
        return Reasons("refused", tuple(rule for rule, certain in outcome.items() if certain), ())
    if not outcome:
        return Reasons("permitted", (), ())
    by_id = {each.id: each for each in all_rules()}
    facts = {fact.name: fact for rule in outcome for fact in by_id[rule].facts().values()}
    missing = [
        name for name, fact in facts.items() if tuple(row.values[column] for column in fact.columns()) == fact.unknown()
    ]
    return Reasons("undetermined", tuple(outcome), tuple(missing))


def _forms(judged: Judged) -> dict[str, OfForm]:
    """Return what was found out about each form version, by its name."""
    asked: dict[str, dict[str, None]] = {}
    for row, fact, _ in unanswered(judged):
        if row.table is FORMS:
            asked.setdefault(row.row.id, {})[f"form.{fact.name}"] = None
    return {
        row.row.id: OfForm(
            tuple(rule for rule, is_certain in row.outcome.items() if is_certain), tuple(asked.get(row.row.id, ()))
        )
        for row in judged.get(FORMS.name, ())
    }


# ------------------------------------------------------------------------------------------------ the dossier


def _dossier(asked: Asked, work: Path, path: Path) -> dict[str, Any]:
    forms = [_form(paper, asked, work) for paper in asked.standing.forms]
    proofs: dict[str, object] = dict.fromkeys(DEMANDED, NOTHING)
    for name, column in (
        ("consent.proof_names_person", "proof"),
        ("consent.proof_shows_time", "consent_at"),
        ("call_consent.proof_names_person", "proof"),
    ):
        proofs[name] = {"column": column}
    sector = {"offer.sector": asked.sector} if asked.sector else {}
    return {
        "licet_dossier": 1,
        "organisation": {"name": asked.controller_name, "by": "document", "decides": True, "in_territory": True},
        "channels": [asked.channel],
        "people": [
            {
                "file": str(path.absolute()),
                "source": asked.standing.supplier.slug,
                "by": "document",
                "answers": dict(asked.answers),
            }
        ],
        "everyone": {"by": "document", **KNOWN_OF_BOUGHT, **proofs, **sector},
        "sources": [_source(asked)],
        "forms": forms,
    }


def _source(asked: Asked) -> dict[str, Any]:
    standing = asked.standing
    told = _expected(json.loads(standing.supplier.answers), asked.channel)
    today = date_of(asked.day).isoformat()
    stopped = standing.supplier.stopped_on
    return {
        "use.last_on": today,
        "consent.taken_upstream": asked.channel in ON_CONSENT,
        **told,
        # what the register itself shows is not for anybody to answer
        "id": standing.supplier.slug,
        "name": standing.supplier.slug,
        "by": told.get("by", "document"),
        "use.is_electronic": asked.channel in ELECTRONIC,
        "supply.is_continuing": standing.supplier.continuing,
        "taking.way": standing.supplier.way,
        "checks.made": True if standing.is_checked else NOTHING,
        "proof.produced": True if standing.has_proof else NOTHING,
        "others.produce_proof": others_produce(standing.supplier.slug),
        "defect.known_on": NEVER if stopped is None else date_of(stopped).isoformat(),
    }


def _form(paper: Any, asked: Asked, work: Path) -> dict[str, Any]:  # noqa: ANN401  # a row of ``Paper``
    told: dict[str, Any] = json.loads(paper.answers)
    people = {"by": "document", "consent.proof_shows_wording": True, **told.pop("people", {})}
    names = told.pop("names", None)
    if names is not None:
        shown = {_folded(each) for each in names} & {_folded(asked.controller_name), _folded(asked.controller)}
        people |= dict.fromkeys(_NAMED, bool(shown))
    row = {**told, "id": paper.name, "name": paper.digest, "by": told.get("by", "document"), "people": people}
    if paper.suffix in PAGES:
        page = work / f"form-{paper.pk}{paper.suffix}"
        page.write_bytes(bytes(paper.stored))
        row["files"] = page.name
    return row


_NAMED: Final = ("consent.names_controller", "partner.on_list_at_collection", "call_consent.names_caller")
"""What the list of names on a form answers."""


def _expected(told: Mapping[str, Any], channel: str) -> dict[str, Any]:
    """Return what was answered of the source, but for one that this very import belies: that no letter or call is made."""
    said = told.get("use.expected_from")
    answer = said.get("answer") if isinstance(said, Mapping) else said
    belied = answer == "no_calls_or_letters" and channel not in ELECTRONIC
    return {name: value for name, value in told.items() if not (belied and name == "use.expected_from")}


def _folded(name: object) -> str:
    return " ".join(str(name).casefold().split())


def refuse_form(page: Path, answers: Mapping[str, object]) -> None:
    """Raise ``InputError`` for answers that do not fit a form, or contradict what is read on its page: before it is kept."""
    row = {name: value for name, value in answers.items() if name != "names"}
    row |= {"id": "form", "files": str(page.absolute())} if page.suffix.lower() in PAGES else {"id": "form"}
    load_written(_nobody({"forms": [row]}), page.absolute().parent / "dossier.yaml")


def refuse_source(answers: Mapping[str, object]) -> None:
    """Raise ``InputError`` for answers that do not fit a supplier."""
    load_written(_nobody({"sources": [{**answers, "id": "source"}]}), Path.cwd() / "dossier.yaml")


def _nobody(tables: dict[str, Any]) -> dict[str, Any]:
    organisation = {"name": "house", "by": "document", "decides": True, "in_territory": True}
    return {"licet_dossier": 1, "organisation": organisation, "channels": [], **tables}


def read_answers(path: Path | None) -> dict[str, object]:
    """Return the answers that a YAML file holds; raise ``InputError`` when it is none."""
    if path is None:
        return {}
    from licet.audit.dossier.yaml_text import read_yaml  # noqa: PLC0415  # most imports answer nothing more

    found = read_yaml(path)
    if not all(isinstance(key, str) for key in found):
        raise InputError(f"`{path}` holds a key that is no word")
    return {str(key): value for key, value in found.items()}


def share(bound: int) -> float:
    """Return a bound as a share."""
    return bound / WHOLE
