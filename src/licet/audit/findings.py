"""Word what was found: heads become findings, gaps become things to obtain, findings become a plan."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from licet import __version__
from licet.audit import documents_read
from licet.audit import evidence as rests
from licet.audit.complaints import complaints_of
from licet.audit.dossier.load import Dossier, PeopleFile, PeopleGroup
from licet.audit.heads import PERSONS_UNIT, GroundTally, Group, Heads, HeadTally, Key, broken
from licet.audit.model import (
    Cap,
    Comparable,
    FileRead,
    Finding,
    Ground,
    Law,
    ProofOfSource,
    Report,
    SeenInDocument,
    Share,
    Step,
    ToObtain,
    Warned,
    Years,
)
from licet.audit.people import PeopleFacts
from licet.audit.persons import Bench
from licet.audit.proofs import Sample
from licet.audit.supposed import supposed
from licet.audit.tables import Judged, unanswered
from licet.audit.unreadable import unreadable_dates
from licet.law.heads import conducts, relation
from licet.law.review import overdue
from licet.law.sanctions import Comparable as Published
from licet.law.sanctions import caps, comparables
from licet.reading.tables import TableReading
from licet.rules.bulk import digest
from licet.rules.compiled import Compiled
from licet.rules.facts import Fact
from licet.rules.rule import Rule
from licet.terms.days import date_of

Lang = Literal["fr", "en"]
STATUS_ORDER: Final = ("breach", "contested", "undetermined")
REMEDY_ORDER: Final = ("stop", "quarantine", "ask-again", "purge", "repair", "inform", "sign", "check")


@dataclass(frozen=True)
class Gathered:
    """Everything the report is worded from."""

    dossier: Dossier
    readings: Mapping[PeopleFile, TableReading]
    facts: Mapping[PeopleFile | PeopleGroup, PeopleFacts]
    judged: Judged
    asked: Bench
    channels: tuple[str, ...]
    groups: tuple[Group, ...]
    heads: Heads
    ageing: tuple[Years, ...]
    rows: Mapping[Key, tuple[int, tuple[int, ...]]]
    sample: Sample | None

    @property
    def persons(self) -> int:
        """How many people the base stands for."""
        return sum(group.persons for group in self.groups)


def assemble(found: Gathered, lang: str) -> Report:
    """Return the report in a language (``fr`` or ``en``)."""
    language: Lang = "en" if lang == "en" else "fr"
    findings = tuple(sorted((_finding(found, key, head, language) for key, head in found.heads.items()), key=_gravity))
    documents = tuple(documents_read.seen_in(found.dossier, language))
    return Report(
        licet=__version__,
        language=language,
        judged_on=date_of(found.asked.day),
        organisation=found.dossier.name,
        law=_law(found),
        persons=found.persons,
        channels=found.channels,
        findings=findings,
        warnings=tuple(_warnings(found, language)),
        to_obtain=tuple(_to_obtain(found, documents, language)),
        assumed=(
            *rests.assumed(found.dossier, language),
            *supposed(found.dossier, found.judged, found.asked, found.facts, found.channels, language),
        ),
        ageing=found.ageing,
        proof_by_source=tuple(_proofs(found)),
        complaints=complaints_of(found.dossier),
        plan=tuple(_plan(findings)),
        comparables=_comparables(findings, language),
        files=(
            *(_file(file, reading) for file, reading in found.readings.items()),
            *map(documents_read.file_of, found.dossier.documents),
        ),
        documents=documents,
        evidence=rests.of_dossier(found.dossier),
    )


def _gravity(finding: Finding) -> tuple[int, int, str]:
    return STATUS_ORDER.index(finding.status), -(finding.persons or 0), finding.article


def _finding(found: Gathered, key: Key, head: HeadTally, lang: Lang) -> Finding:
    conduct, tally = conducts()[head.conduct], head.tally
    in_people = head.unit == PERSONS_UNIT
    return Finding(
        article=head.article,
        conduct=head.conduct,
        title=conduct.fr if lang == "fr" else conduct.en,
        status=_status(tally.status),
        unit=head.unit,
        count=tally.count,
        of=_of(found, head),
        possible=tally.left,
        persons=_persons(found, head),
        by_source=_shares(head.by_source, found, "source") if in_people else (),
        by_form=_shares(head.by_form, found, "form") if in_people else (),
        grounds=tuple(_ground(ground, head.article, lang) for ground in _ordered(head)),
        rows=found.rows[key][1] if in_people else (),
        rows_file=_file_name(found, found.rows[key][0]) if in_people else "",
        items=tuple(dict.fromkeys(row.row.id for row in head.concerned)),
        remedy=conduct.remedy,
        remedy_text="",
        cap=_cap(head.article, found.asked.day),
        rests_on=rests.of_head(head, found.dossier, found.facts),
    )


def _file_name(found: Gathered, number: int) -> str:
    files = list(found.readings)
    return files[number].path.name if 0 <= number < len(files) else ""


def _status(word: str) -> Literal["breach", "contested", "undetermined"]:
    if word == "breach":
        return "breach"
    return "contested" if word == "contested" else "undetermined"


def _of(found: Gathered, head: HeadTally) -> int:
    if head.unit == PERSONS_UNIT:
        return found.persons
    return sum(row.row.weight for rows in found.judged.values() for row in rows if row.table.unit == head.unit)


def _persons(found: Gathered, head: HeadTally) -> int | None:
    """Return the people behind a head: those of the same form or source are the same people, counted once."""
    if head.unit == PERSONS_UNIT:
        return head.tally.count
    behind: dict[tuple[str, str], int] = {}
    for row in head.concerned:
        key = ("forms", row.row.links["form"]) if "form" in row.row.links else (row.table.name, row.row.id)
        count = _people_behind(found, *key, row.row.persons)
        if count is not None:
            behind[key] = count
    return min(sum(behind.values()), found.persons or sum(behind.values())) if behind else None


def _people_behind(found: Gathered, table: str, row: str, stated: int | None) -> int | None:
    if stated is not None:
        return stated
    if table == "forms":
        return sum(group.persons for group in found.groups if group.form == row)
    if table == "sources":
        return sum(group.persons for group in found.groups if group.source == row)
    return None


def _shares(tallies: Mapping[str, object], found: Gathered, by: str) -> tuple[Share, ...]:
    total: dict[str, int] = defaultdict(int)
    for group in found.groups:
        total[group.source if by == "source" else group.form] += group.persons
    if by == "form" and set(total) == {""}:
        return ()
    shares = []
    for name, tally in tallies.items():
        counted = getattr(tally, "breach", 0) or getattr(tally, "contested", 0)
        shares.append(Share(name=name, count=counted, of=total[name], possible=getattr(tally, "possible", 0)))
    return tuple(sorted(shares, key=lambda each: (-each.count, -each.possible, each.name)))


def _ordered(head: HeadTally) -> list[GroundTally]:
    return sorted(
        (ground for ground in head.grounds.values() if ground.tally),
        key=lambda each: (relation(each.rule, head.article) != "same-head", -each.tally.count, each.rule.id),
    )


def _ground(ground: GroundTally, article: str, lang: Lang) -> Ground:
    rule = ground.rule
    return Ground(
        rule=rule.id,
        article=rule.article,
        citation=rule.citation,
        sentence=sentence(rule, lang),
        relation="same-head" if relation(rule, article) == "same-head" else "within",
        status=_status(ground.tally.status),
        unit=ground.unit,
        count=ground.tally.count,
        possible=ground.tally.left,
        level=rule.level,
        reading=rule.reading,
        contested_by=rule.contested_by_fr if lang == "fr" else rule.contested_by,
        since=date_of(rule.since),
        until=None if rule.until is None else date_of(rule.until),
        stated_on=None if rule.stated_on is None else date_of(rule.stated_on),
        verified=rule.verified.value,
        read_on=None if rule.read_on is None else date_of(rule.read_on),
        channel=ground.channel,
    )


def sentence(rule: Rule, lang: str) -> str:
    """Return the sentence of a rule in a language."""
    return rule.sentence_fr if lang == "fr" else rule.sentence


def _cap(article: str, day: int) -> Cap | None:
    known = caps(article, day)
    if known is None:
        return None
    return Cap(eur=known.eur, percent_of_turnover=known.percent, source=known.source, verified=known.verified)


def _law(found: Gathered) -> Law:
    rules = {each.bit.rule.id: each.bit.rule for each in found.asked.asked}
    for rows in found.judged.values():
        for row in rows:
            rules |= {rule.id: rule for rule, _ in broken(row)}
    marks = [rule.verified.value for rule in rules.values()]
    behind = {ground.rule.id: ground.rule for head in found.heads.values() for ground in _ordered(head)}
    # the reader's own today, whatever day was judged: what matters is whether somebody looked since
    stale = overdue(dt.date.today(), behind.values())  # noqa: DTZ011
    return Law(
        day=date_of(found.asked.day),
        rules=len(rules),
        digest=digest(Compiled(tuple(each.bit for each in found.asked.asked))),
        read=marks.count("V"),
        secondary=marks.count("S"),
        not_read=marks.count("K"),
        past_review=tuple(sorted(due.rule.id for due in stale)),
    )


def _warnings(found: Gathered, lang: Lang) -> list[Warned]:
    counted: dict[tuple[str, str], int] = defaultdict(int)
    rules: dict[str, Rule] = {}
    for place, each in enumerate(found.asked.asked):
        if each.bit.rule.only_warns:
            people = sum(group.persons for group in found.groups if group.certain >> place & 1)
            if people:
                rules[each.bit.rule.id] = each.bit.rule
                counted[each.bit.rule.id, PERSONS_UNIT] += people
    for rows in found.judged.values():
        for row in rows:
            for rule, certain in broken(row):
                if certain and rule.only_warns:
                    rules[rule.id] = rule
                    counted[rule.id, row.table.unit] += row.row.weight
    return [
        Warned(
            rule=rule_id,
            citation=rules[rule_id].citation,
            sentence=sentence(rules[rule_id], lang),
            unit=unit,
            count=count,
        )
        for (rule_id, unit), count in sorted(counted.items())
    ]


def _to_obtain(found: Gathered, documents: tuple[SeenInDocument, ...], lang: Lang) -> list[ToObtain]:
    gaps: dict[tuple[str, str, str], ToObtain] = {}
    prevents = _prevents(found.heads)
    seen = {(each.table, each.row, each.fact): documents_read.told(each, lang) for each in documents}
    for row, fact, state in unanswered(found.judged):
        articles = tuple(
            dict.fromkeys(
                a
                for rule, sure in broken(row)
                if not sure and fact.name in rule.facts()
                for a in prevents.get(rule.id, ())
            )
        )
        if articles:
            key = row.table.name, row.row.id, fact.name
            gaps[key] = _gap(key, fact, state, articles, _people_behind(found, key[0], key[1], row.row.persons), lang)
            if state == "unclear":
                gaps[key] = gaps[key].model_copy(update={"seen": seen.get(key, "")})
    for fact, state, rules, people in _unknown_of_people(found):
        articles = tuple(dict.fromkeys(a for rule in rules for a in prevents.get(rule.id, ())))
        if articles:
            key = PERSONS_UNIT, "", fact.name
            gaps[key] = _gap(key, fact, state, articles, people, lang)
    return sorted(
        gaps.values(), key=lambda each: (-(each.persons or 0), -len(each.prevents), each.table, each.item, each.fact)
    )


def _prevents(heads: Heads) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for head in heads.values():
        for ground in head.grounds.values():
            if ground.tally.possible:
                found[ground.rule.id].append(head.article)
    return found


def _gap(
    key: tuple[str, str, str], fact: Fact, state: str, articles: tuple[str, ...], people: int | None, lang: Lang
) -> ToObtain:
    return ToObtain.model_validate(
        {
            "table": key[0],
            "item": key[1],
            "fact": key[2],
            "question": fact.fr if lang == "fr" else fact.means,
            "state": state,
            "prevents": articles,
            "persons": people,
        }
    )


def _unknown_of_people(found: Gathered) -> list[tuple[Fact, str, list[Rule], int]]:
    """Return the facts of people that nobody answered and that stand behind a rule that cannot be cleared."""
    unknown = rests.unknown_facts(found.dossier, found.facts)
    gaps: dict[str, tuple[Fact, str, list[Rule], int]] = {}
    for place, each in enumerate(found.asked.asked):
        if each.is_act:
            continue
        people = sum(g.persons for g in found.groups if g.possible >> place & 1 and not g.certain >> place & 1)
        if not people:
            continue
        for name, fact in each.bit.rule.facts().items():
            if name in unknown:
                known, state, rules, most = gaps.get(name, (fact, unknown[name], [], 0))
                gaps[name] = known, state, [*rules, each.bit.rule], max(most, people)
    return list(gaps.values())


def _proofs(found: Gathered) -> list[ProofOfSource]:
    bits = [place for head in found.heads.values() if head.conduct == "no-valid-consent" for place, _ in head.bits]
    mask = sum(1 << place for place in dict.fromkeys(bits))
    tallies: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for group in found.groups:
        place = 1 if group.certain & mask else 2 if group.possible & mask else 0
        tallies[group.source][place] += group.persons
    result = []
    for source, (shown, not_shown, unknown) in sorted(tallies.items()):
        sample = (found.sample or {}).get(source)
        low, high = sample.interval if sample else (None, None)
        result.append(
            ProofOfSource(
                source=source,
                persons=shown + not_shown + unknown,
                shown=shown,
                not_shown=not_shown,
                unknown=unknown,
                sampled=sample.asked - sample.unanswered if sample else 0,
                invalid=sample.invalid if sample else 0,
                share_low=low,
                share_high=high,
            )
        )
    return result


def _plan(findings: tuple[Finding, ...]) -> list[Step]:
    """Return the repair plan. People who may not be solicited are set aside at once, before anything else is mended."""
    charged = [each for each in findings if each.status != "undetermined"]
    steps = [_step(each, each.remedy) for each in charged]
    steps += [_step(each, "quarantine") for each in charged if each.unit == PERSONS_UNIT and each.remedy == "ask-again"]
    return sorted(steps, key=lambda step: (REMEDY_ORDER.index(step.remedy), -step.count))


def _step(finding: Finding, remedy: str) -> Step:
    return Step(remedy=remedy, text=finding.title, article=finding.article, unit=finding.unit, count=finding.count)


def _named(decision: Published, lang: Lang) -> str:
    """Return the name of who was sanctioned; without one, or once the authority withdrew it, the role and the note."""
    withdrawn = decision.named_until is not None and decision.named_until <= dt.date.today()  # noqa: DTZ011
    if decision.name is not None and not withdrawn:
        return decision.name
    role, note = (decision.role_fr, decision.note_fr) if lang == "fr" else (decision.role, decision.note)
    return f"{role} ({note})" if note else role


def _comparables(findings: tuple[Finding, ...], lang: Lang) -> tuple[Comparable, ...]:
    retained = {each.article for each in findings if each.status == "breach"}
    found: dict[str, Comparable] = {}
    for article in sorted(retained):
        for each in comparables(article):
            found[each.id] = Comparable(
                id=each.id,
                date=str(each.date),
                name=_named(each, lang),
                heads=tuple(each.heads),
                shared=tuple(head for head in each.heads if head in retained),
                fine_eur=each.fine_eur,
                deadline_months=each.deadline_months,
                penalty_eur_per_day=each.penalty_eur_per_day,
                turnover_eur=dict(each.size).get("turnover_eur"),
                verified="S",
            )
    return tuple(sorted(found.values(), key=lambda each: (-len(each.shared), each.date)))


def _file(file: PeopleFile, reading: TableReading) -> FileRead:
    return FileRead(
        path=file.path.name,
        kind=reading.format,
        rows=reading.rows_kept,
        kept_aside=dict(reading.kept_aside),
        encoding=reading.encoding or "",
        separator=reading.separator or "",
        unreadable_dates=unreadable_dates(reading),
        columns={str(role): header for role, header in reading.columns.items()},
        unknown_columns=reading.unknown_columns,
        export=reading.export,
        grades={str(grade): headers for grade, headers in reading.grades.items()},
        sheet=reading.sheet,
        remarks=dict(reading.remarks),
    )
