"""On what the answers rest: declared, document, data, or assumed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from licet.audit.dossier.answers import NOT_ASKED, NOTHING, Answer
from licet.audit.dossier.load import OWN_FILE, OWN_FILE_FR, Dossier, PeopleFile, PeopleGroup, questions
from licet.audit.heads import PERSONS_UNIT, HeadTally
from licet.audit.model import Assumed, Evidence, RestsOn
from licet.audit.people import PeopleFacts
from licet.audit.tables import state_of
from licet.law.facts.persons import PERSONS
from licet.rules.facts import ACT_AT, ACT_ON, Fact

NOT_QUESTIONS = frozenset(filter(None, (ACT_ON.name, ACT_AT.name, PERSONS.channel, PERSONS.reached_by)))
"""What the act and the file tell by themselves."""


def answered(dossier: Dossier) -> Iterator[tuple[str, str, str, Answer]]:
    """Yield every answer of a dossier with its table, row and fact."""
    for name, answer in dossier.organisation.items():
        yield "organisation", "", name, answer
    for name, answer in dossier.facts_for_all.items():
        yield "everyone", "", name, answer
    for file in dossier.people:
        for name, answer in file.answers.items():
            yield "people", file.path.name, name, answer
    for group in dossier.groups:
        for name, answer in group.answers.items():
            yield "people", group.name, name, answer
    for table, rows in dossier.tables.items():
        for row in rows:
            for name, answer in (*row.answers.items(), *row.people.items()):
                yield table, row.id, name, answer


def assumed(dossier: Dossier, lang: str) -> list[Assumed]:
    """Return every answer that was supposed, with the reason in a language where it is ours."""
    ours = {OWN_FILE: OWN_FILE_FR} if lang == "fr" else {}
    return [
        Assumed(table=table, item=item, fact=fact, reason=ours.get(answer.assumed, answer.assumed))
        for table, item, fact, answer in answered(dossier)
        if answer.assumed
    ]


def of_dossier(dossier: Dossier) -> Evidence:
    """Count all answers by what they rest on; ``not_asked`` counts questions of the rows there are."""
    answers = [answer for *_, answer in answered(dossier)]
    rests = _rests(answers)
    from licet.law.book import tables  # noqa: PLC0415  # the book loads every text

    asked = sum(len(questions(tables()[name])) * len(rows) for name, rows in dossier.tables.items())
    said = sum(len(row.answers) for rows in dossier.tables.values() for row in rows)
    open_ = sum(answer.state == NOT_ASKED for answer in answers)
    nothing = sum(answer.state == NOTHING for answer in answers)
    return Evidence(**rests.model_dump(), not_asked=asked - said + open_, nothing_produced=nothing)


def _rests(answers: Iterable[Answer]) -> RestsOn:
    counts = {"declared": 0, "document": 0, "data": 0, "assumed": 0}
    for answer in answers:
        if answer.state in {"value", NOTHING}:
            counts["assumed" if answer.assumed else answer.by] += 1
    return RestsOn(**counts)


def of_head(head: HeadTally, dossier: Dossier, people: Mapping[PeopleFile | PeopleGroup, PeopleFacts]) -> RestsOn:
    """Count the answers behind a head: those of its rows, and those given for its people; a column counts as data."""
    facts = {name: fact for ground in head.grounds.values() for name, fact in ground.rule.facts().items()}
    answers = [row.row.answers[name] for row in head.concerned for name in facts if name in row.row.answers]
    columns = 0
    if head.unit == PERSONS_UNIT:
        answers += [answer for _, _, name, answer in _for_people(dossier) if name in facts]
        columns = sum(_is_column(fact, people) for fact in facts.values())
    rests = _rests(answers)
    return rests.model_copy(update={"data": rests.data + columns})


def _for_people(dossier: Dossier) -> Iterator[tuple[str, str, str, Answer]]:
    given = {id(answer) for rows in dossier.tables.values() for row in rows for answer in row.answers.values()}
    return (each for each in answered(dossier) if id(each[3]) not in given and each[0] != "organisation")


def _is_column(fact: Fact, people: Mapping[PeopleFile | PeopleGroup, PeopleFacts]) -> bool:
    return any(column.split("@")[0] == fact.name for facts in people.values() for column in facts.columns)


def unknown_facts(dossier: Dossier, people: Mapping[PeopleFile | PeopleGroup, PeopleFacts]) -> dict[str, str]:
    """Return the facts of people that no column, source, form or file settles, each with its state."""
    said = {name: answer for _, _, name, answer in _for_people(dossier)} | dict(dossier.organisation)
    found: dict[str, str] = {}
    for fact in PERSONS.facts.values():
        if fact.name in NOT_QUESTIONS or (
            fact.name in dossier.organisation and not said[fact.name].is_declared_only(fact)
        ):
            continue
        for facts in people.values():
            constants = [facts.known.get(column) for column in fact.columns()]
            if constants == list(fact.unknown()) and not _settled_by_channel(fact, facts):
                answer = said.get(fact.name)
                found[fact.name] = state_of(answer, fact) if answer is not None else NOT_ASKED
    return found


def _settled_by_channel(fact: Fact, facts: PeopleFacts) -> bool:
    return fact.per_channel and any(
        column.startswith(f"{fact.name}@") and number != fact.unknown()[0] for column, number in facts.known.items()
    )
