"""Tell what was supposed because nobody said otherwise: the few facts from which nearly no base departs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from licet.audit.dossier.answers import NOT_ASKED, UNASKED, Answer
from licet.audit.dossier.contents import Dossier, PeopleFile, PeopleGroup
from licet.audit.model import Assumed
from licet.audit.people import PeopleFacts
from licet.audit.persons import Bench
from licet.audit.tables import BOOKS, Judged, JudgedRow, answer_to
from licet.law.facts.persons import PERSONS
from licet.rules.facts import Fact
from licet.rules.rule import Rule
from licet.rules.values import UNKNOWN_FACT


def supposed(
    dossier: Dossier,
    judged: Judged,
    asked: Bench,
    people: Mapping[PeopleFile | PeopleGroup, PeopleFacts],
    channels: Iterable[str],
    lang: str,
) -> Iterator[Assumed]:
    """Yield each fact that holds unless somebody says otherwise, that a rule in force read, and that nobody answered.

    Once a table: ``item`` names the rows without an answer, and is empty where none has one.
    """
    rules = (each.bit.rule for each in asked.asked if each.bit.rule.in_force(asked.day))
    for fact in _read_by(rules) if people else ():
        if not _said_of_people(fact, dossier, people):
            yield _assumed(PERSONS.name, "", fact, lang)
    for table, rows in judged.items():
        in_force = BOOKS[asked.day].on(rows[0].table, channels=channels) if rows else ()
        for fact in _read_by(in_force):
            silent = [each for each in rows if _is_silent(each, fact, dossier)]
            if silent:
                item = "" if len(silent) == len(rows) else ", ".join(each.row.id for each in silent)
                yield _assumed(table, item, fact, lang)


def _read_by(rules: Iterable[Rule]) -> list[Fact]:
    read = {name: fact for each in rules for name, fact in each.facts().items()}
    return [fact for _, fact in sorted(read.items()) if fact.supposed is not UNKNOWN_FACT]


def _is_silent(row: JudgedRow, fact: Fact, dossier: Dossier) -> bool:
    return answer_to(fact, row.row, dossier).state == NOT_ASKED


def _said_of_people(fact: Fact, dossier: Dossier, people: Mapping[PeopleFile | PeopleGroup, PeopleFacts]) -> bool:
    """Say whether a column or anybody answered for the people, were it for some of them."""
    given: list[Mapping[str, Answer]] = [dossier.facts_for_all, *(each.answers for each in people)]
    given += [row.people for rows in dossier.tables.values() for row in rows]
    return any(each.get(fact.name, UNASKED).state != NOT_ASKED for each in given) or any(
        column.split("@")[0] in fact.columns() for facts in people.values() for column in facts.columns
    )


def _assumed(table: str, item: str, fact: Fact, lang: str) -> Assumed:
    means, nobody = (fact.fr, "personne ne l'a dit\u00a0:") if lang == "fr" else (fact.means, "nobody said:")
    return Assumed(table=table, item=item, fact=fact.name, reason=f"{nobody} {means}")
