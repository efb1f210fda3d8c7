"""Screen a people file before a campaign: who may be contacted, who may not and why, and what would free most.

The same rules as the audit and as one decision, on one channel, for one controller, on one day. Only *permitted*
lets anybody out; unknown refuses. Writes ``permitted.parquet`` (the rows as read, to work with) and
``refused.parquet`` (row numbers with verdict, rules and missing facts).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import narwhals.stable.v2 as nw

from licet.audit.audit import Progress, people_facts, read_files, silence
from licet.audit.dossier.load import Dossier, PeopleFile, load
from licet.audit.evidence import NOT_QUESTIONS
from licet.audit.fields import held
from licet.audit.model_reach import MissingFact, Reach, Refusal
from licet.audit.people import PeopleFacts
from licet.audit.persons import moment, organisation_facts, weight_of
from licet.audit.placing import check_place, take_place, working_folder
from licet.audit.tables import BOOKS, judge_tables
from licet.law.facts.persons import PERSONS
from licet.reading import engine
from licet.reading.columns import Column as C
from licet.reading.tables import TableReading
from licet.rules import formulas as fm
from licet.rules.bulk import bits_set, digest, joined
from licet.rules.compiled import BITS_PER_COLUMN, Compiled, channel_column, compile_rules
from licet.rules.facts import DECIDES, IN_TERRITORY, Fact
from licet.rules.printers.narwhals import mask_columns, print_formula
from licet.rules.values import NEVER, NO, YES, Kind, Value
from licet.terms.days import date_of, day_of
from licet.terms.errors import DossierError, UsageError
from licet.terms.words import Channel, Purpose

PERMITTED: Final = "permitted.parquet"
REFUSED: Final = "refused.parquet"
REACH: Final = "reach.json"
OURS: Final = frozenset({PERMITTED, REFUSED, REACH})
SAMPLE: Final = 100_000
"""Rows on which single missing facts are tried out, when there are more: the answer is then an estimate."""


@dataclass(frozen=True)
class Screened:
    """The lawful reach and where the two lists lie."""

    reach: Reach
    paths: Mapping[str, Path]


@dataclass(frozen=True)
class _File:
    file: PeopleFile
    reading: TableReading
    facts: PeopleFacts
    compiled: Compiled
    known: Mapping[str, int]
    frame: nw.LazyFrame[Any]


def screen_people(
    path: Path,
    *,
    out: Path,
    channel: str,
    controller: str,
    purpose: str = Purpose.COMMERCIAL,
    on: dt.date | None = None,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Screened:
    """Screen a dossier's people or a bare people file and write the lists into the folder ``out``."""
    if channel not in list(Channel):
        msg = f"`{channel}` is no channel; the channels are {', '.join(Channel)}"
        raise UsageError(msg)
    if purpose != Purpose.COMMERCIAL:
        msg = f"`{purpose}` lies outside the encoded law, which speaks of commercial prospecting: nothing can be permitted"
        raise UsageError(msg)
    if not controller.strip():
        msg = "`--controller` names on whose behalf people would be contacted, and is empty"
        raise UsageError(msg)
    check_place(out, REACH)  # before the work, which may be long
    tell = progress or silence
    with working_folder(out) as work:
        dossier = load(path, mapping)
        if not dossier.people:
            msg = f"`{path}` points at no people file: there is nobody to screen"
            raise DossierError(msg)
        day = day_of(on or dossier.judged_on or dt.date.today())  # noqa: DTZ011  # the reader's own today
        files = list(_files(dossier, work, channel, controller, day, tell, mapped=bool(mapping)))
        groups = [group for each in files for group in _groups(each)]
        lists = work / "lists"
        lists.mkdir()
        _write(files, groups, lists)
        reach = _reach(files, groups, channel, controller, day)
        (lists / REACH).write_text(reach.model_dump_json(indent=2), encoding="utf-8")
        take_place(lists, out, REACH, OURS)
    return Screened(reach, {name: out / name for name in (PERMITTED, REFUSED, REACH)})


def _files(
    dossier: Dossier, work: Path, channel: str, controller: str, day: int, tell: Progress, *, mapped: bool
) -> Iterator[_File]:
    readings = read_files(dossier, work, tell, mapped=mapped)
    judged = judge_tables(dossier, BOOKS, day, {"fields": held(dossier, readings)})
    rules = BOOKS[day].on(PERSONS, channels=[channel], past_acts=False)
    for file, reading in readings.items():
        facts = people_facts(dossier, file, reading, judged, (channel,), controller)
        if controller.casefold().split() != dossier.name.casefold().split():
            _forget_answers_of_another(facts, reading, channel)
        # whoever asks on behalf of a controller, for people in France, has answered these two questions
        asked = {DECIDES.name: YES, IN_TERRITORY.name: YES}
        stated = {name: number for name, number in organisation_facts(dossier).items() if number == NO}
        known = facts.known | asked | stated | moment(day)
        compiled = compile_rules((r for r in rules if not r.only_warns), channels=(channel,), day=day, known=known)
        if stated or not compiled.bits:
            msg = f"`{file.path.name}`: this organisation, or {date_of(day)}, lies outside the encoded law: nothing can be permitted"
            raise UsageError(msg)
        # all of them: a rule tried out with one answer more (`_freed`) may read what it could do without before
        frame = facts.frame.with_columns(**facts.columns).with_columns(
            **mask_columns(compiled), reachable=_reachable(facts, channel), weight_=weight_of(reading, file.weight)
        )
        yield _File(file, reading, facts, compiled, known, frame)


OF_THE_CONTROLLER: Final = (
    "consent.names_controller",
    "call_consent.names_caller",
    "sale.by_this_controller",
    "partner.on_list_at_collection",
    "contract.in_progress",
    "contract.relation_existed",
    "customer.is_active",
)
"""Facts that a dossier answers for its own organisation; of another controller they say nothing."""


def _forget_answers_of_another(facts: PeopleFacts, reading: TableReading, channel: str) -> None:
    """Make unknown what the dossier answers for its own organisation; a column that names controllers still speaks."""
    for name in OF_THE_CONTROLLER:
        if name == "consent.names_controller" and C.CONSENT_PARTNERS in reading.columns:
            continue
        fact = PERSONS.facts[name]
        for column, unknown in zip(fact.columns(), fact.unknown(), strict=True):
            for each in (column, channel_column(column, channel)):
                if each in facts.columns or each in facts.known:
                    facts.columns.pop(each, None)
                    facts.known[each] = unknown


def _reachable(facts: PeopleFacts, channel: str) -> nw.Expr:
    column = channel_column("contact_point.held", channel)
    return facts.columns.get(column, nw.lit(facts.known.get(column, NO), nw.Int8)) == YES


@dataclass(frozen=True)
class _Group:
    file: _File
    certain: int
    possible: int
    reachable: bool
    persons: int

    @property
    def verdict(self) -> str:
        if not self.reachable:
            return "no-contact-point"
        if self.certain:
            return "refused"
        return "undetermined" if self.possible else "permitted"


def _mask_names(compiled: Compiled) -> list[str]:
    width = max(-(-len(compiled.bits) // BITS_PER_COLUMN), 1)
    return [f"{kind}_{number}" for number in range(width) for kind in ("certain", "possible")]


def _groups(each: _File) -> list[_Group]:
    by = [*_mask_names(each.compiled), "reachable"]
    counted = each.frame.group_by(*by).agg(nw.col("weight_").sum().cast(nw.Int64).alias("n"))
    return [
        _Group(
            each,
            joined(row, each.compiled, certain=True),
            joined(row, each.compiled, certain=False),
            bool(row["reachable"]),
            row["n"],
        )
        for row in engine.collect(counted)
    ]


def _write(files: list[_File], groups: list[_Group], out: Path) -> None:
    permitted, refused = [], []
    for number, each in enumerate(files):
        names = _mask_names(each.compiled)
        frame = each.frame.with_columns(file=nw.lit(number, nw.Int32))
        free = nw.col("reachable")
        for name in names:
            free = free & (nw.col(name) == 0)
        roles = [str(role) for role in each.reading.columns]
        permitted.append(frame.filter(free).select("file", "row", *roles))
        reasons = _reasons([group for group in groups if group.file is each], names)
        refused.append(
            frame.filter(~free)
            .join(reasons, on=[*names, "reachable"], how="left")
            .select("file", "row", "verdict", "rules", "missing")
        )
    for name, frames in ((PERMITTED, permitted), (REFUSED, refused)):
        engine.sink(nw.concat(frames, how="diagonal") if len(frames) > 1 else frames[0], out / name)


def _reasons(groups: list[_Group], names: list[str]) -> nw.LazyFrame[Any]:
    columns: dict[str, list[Any]] = {name: [] for name in (*names, "reachable", "verdict", "rules", "missing")}
    low = (1 << BITS_PER_COLUMN) - 1
    for group in groups:
        for name in names:
            kind, number = name.rsplit("_", 1)
            mask = group.certain if kind == "certain" else group.possible
            columns[name].append(mask >> (BITS_PER_COLUMN * int(number)) & low)
        bits = [group.file.compiled.bits[place] for place in bits_set(group.certain or group.possible)]
        columns["reachable"].append(group.reachable)
        columns["verdict"].append(group.verdict)
        columns["rules"].append(", ".join(bit.rule.id for bit in bits) if group.reachable else "")
        columns["missing"].append(", ".join(_unknown(group)) if group.verdict == "undetermined" else "")
    return engine.table(columns, dict.fromkeys(names, nw.Int64))


def _unknown(group: _Group) -> list[str]:
    names: dict[str, None] = {}
    for place in bits_set(group.possible & ~group.certain):
        for name, fact in group.file.compiled.bits[place].rule.facts().items():
            if _is_unknown(fact, group.file):
                names[name] = None
    return list(names)


def _is_unknown(fact: Fact, each: _File) -> bool:
    columns = fact.columns()
    if fact.name in NOT_QUESTIONS:
        return False
    return all(
        each.known.get(column) == unknown for column, unknown in zip(columns, fact.unknown(), strict=True)
    ) and not any(column.split("@")[0] == fact.name for column in each.facts.columns)


def _reach(files: list[_File], groups: list[_Group], channel: str, controller: str, day: int) -> Reach:
    total: dict[str, int] = defaultdict(int)
    why: dict[tuple[str, str], int] = defaultdict(int)
    rules = {bit.rule.id: bit.rule for each in files for bit in each.compiled.bits}
    for group in groups:
        total[group.verdict] += group.persons
        if group.verdict in {"refused", "undetermined"}:
            for place in bits_set(group.certain or group.possible):
                why[group.file.compiled.bits[place].rule.id, group.verdict] += group.persons
    return Reach(
        channel=channel,
        controller=controller,
        day=date_of(day),
        book=digest(files[0].compiled) if files else "",
        persons=sum(total.values()),
        permitted=total["permitted"],
        refused=total["refused"],
        undetermined=total["undetermined"],
        no_contact_point=total["no-contact-point"],
        why_not=tuple(
            Refusal(
                rule=rule,
                citation=rules[rule].citation,
                sentence=rules[rule].sentence,
                sentence_fr=rules[rule].sentence_fr,
                verdict=verdict,
                persons=persons,
            )
            for (rule, verdict), persons in sorted(
                why.items(), key=lambda pair: (pair[0][1] != "refused", -pair[1], pair[0])
            )
        ),
        would_free=tuple(_would_free(files, total["undetermined"])),
        assumed=(DECIDES.name, IN_TERRITORY.name),
    )


def _would_free(files: list[_File], undetermined: int) -> list[MissingFact]:
    """Try each unknown fact at its most favourable value, alone, and count who would then be permitted."""
    if not undetermined:
        return []
    best: dict[str, MissingFact] = {}
    for each in files:
        candidates = [(fact, value) for fact in _candidates(each) for value in _favourable(fact)]
        sums = {f"n{place}": _freed(each, fact, value) for place, (fact, value) in enumerate(candidates)}
        if not sums:
            continue
        sampled = each.reading.rows_kept > SAMPLE
        frame = each.frame.head(SAMPLE) if sampled else each.frame
        row = engine.collect(frame.select(**sums))[0]
        scale = each.reading.rows_kept / SAMPLE if sampled else 1
        for place, (fact, value) in enumerate(candidates):
            freed = round((row[f"n{place}"] or 0) * scale)
            if freed and freed > (best[fact.name].persons if fact.name in best else 0):
                best[fact.name] = MissingFact(
                    fact=fact.name,
                    question=fact.means,
                    question_fr=fact.fr,
                    answer=_said(value),
                    persons=freed,
                    estimated=sampled,
                )
    return sorted(best.values(), key=lambda found: (-found.persons, found.fact))


def _candidates(each: _File) -> list[Fact]:
    facts = {name: fact for bit in each.compiled.bits for name, fact in bit.rule.facts().items()}
    return [fact for fact in facts.values() if _is_unknown(fact, each)]


def _favourable(fact: Fact) -> tuple[Value, ...]:
    match fact.kind:
        case Kind.TERNARY:
            return (True, False)
        case Kind.CHOICE:
            return fact.choices
        case Kind.COUNT:
            return (0, 1)
        case Kind.DAY:
            return (NEVER, 0)
        case Kind.INSTANT:
            return (NEVER, (0, 0))


def _said(value: Value) -> str:
    if value is True:
        return "yes"
    if value is False:
        return "no"
    return "never" if value is NEVER else "before" if value in {0, (0, 0)} else str(value)


def _freed(each: _File, fact: Fact, value: Value) -> nw.Expr:
    supposed = dict(zip(fact.columns(), fact.encode(value), strict=True))
    bits = each.compiled.bits
    rules = [bit.rule for bit in bits if fact.name in bit.rule.facts()]  # the others say what they said
    channel = next((bit.channel for bit in each.compiled.bits if bit.channel), None)
    known = {
        **each.known,
        **supposed,
        **{channel_column(name, channel): number for name, number in supposed.items() if channel},
    }
    retried = compile_rules(dict.fromkeys(rules), channels=(channel,), day=each.known["act.on"], known=known)
    others = [bit for bit in bits if fact.name not in bit.rule.facts()]
    still = fm.any_of(bit.possible for bit in (*retried.bits, *others))
    blocked = fm.any_of(bit.possible for bit in bits)
    freed = nw.col("reachable") & print_formula(blocked) & ~print_formula(still)
    return (freed.cast(nw.Int64) * nw.col("weight_")).sum()
