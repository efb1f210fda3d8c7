"""Judge people of whom only their number and what holds of all of them was delivered.

An inspector often notes no more than "five million people, three years without a click": such a group is one row that
stands for many. It is judged by the same rules as the rows of a file, and counted beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from licet.audit.counts import row_types
from licet.audit.dossier.answers import HOME_ZONE, Answer
from licet.audit.dossier.load import Dossier, PeopleGroup
from licet.audit.heads import Group
from licet.audit.people import Frame, PeopleFacts
from licet.audit.persons import Bench, act_of, ages_of, moment, organisation_facts, standing_of
from licet.audit.tables import Judged, parent_people
from licet.law.facts.persons import PERSONS
from licet.reading import engine
from licet.rules import formulas as fm
from licet.rules.compiled import BITS_PER_COLUMN, Bit, channel_column
from licet.rules.facts import ACT_AT, ACT_ON, Fact
from licet.rules.values import LATEST_SUFFIX, NO, YES
from licet.terms.instants import local_day

NO_ROW: Final = -1
"""The row number and file number of a group: there is no line of a file to show."""

_MASK: Final = (1 << BITS_PER_COLUMN) - 1


def facts_of_group(dossier: Dossier, group: PeopleGroup, judged: Judged, channels: tuple[str, ...]) -> PeopleFacts:
    """Return the facts of a group, all of them constants: its own answers, then its form's, its source's, everyone's."""
    said: list[Mapping[str, int]] = [_encoded(group.answers)]
    for table, key in (("forms", group.form), ("sources", group.source)):
        said.append(parent_people(dossier, judged, table).get(key, {}))
    said.append(_encoded(dossier.facts_for_all))
    known: dict[str, int] = {}
    for fact in PERSONS.facts.values():
        for column, number in zip(fact.columns(), fact.unless_said(), strict=True):
            value = next((each[column] for each in said if column in each), number)
            known[column] = value
            if fact.per_channel:
                known |= {channel_column(column, channel): value for channel in channels}
    for channel in channels:
        reached = not group.channels or channel in group.channels
        known[channel_column(str(PERSONS.reached_by), channel)] = YES if reached else NO
    return PeopleFacts(engine.table({"row": [NO_ROW]}), known)


def _encoded(answers: Mapping[str, Answer]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, answer in answers.items():
        fact: Fact = PERSONS.facts[name]
        if answer.column is None:
            found |= dict(zip(fact.columns(), answer.encode(fact), strict=True))
    return found


def masks_of_group(dossier: Dossier, group: PeopleGroup, facts: PeopleFacts, asked: Bench) -> Group:
    """Return the group with the rules it breaks, certainly and possibly: its standing, and its last message."""
    known = facts.known | organisation_facts(dossier)
    standing = known | moment(asked.day)
    act = None if group.last_message is None else known | _past_moment(group.last_message)
    certain = possible = 0
    for place, each in enumerate(asked.asked):
        if each.is_act and act is None:
            continue
        bit, row = (_past(each.bit, act), act) if act is not None and each.is_act else (each.bit, standing)
        if not each.is_act:
            bit = standing_of(bit, standing, asked.day)
        certain |= fm.holds(bit.certain, row) << place
        possible |= fm.holds(bit.possible, row) << place
    return Group(group.source, group.form, certain, possible, group.count)


def _past_moment(bounds: tuple[int, int]) -> dict[str, int]:
    first, last = bounds
    return {ACT_ON.name: local_day(first, HOME_ZONE), ACT_AT.name: first, ACT_AT.name + LATEST_SUFFIX: last}


def _past(bit: Bit, act: Mapping[str, int]) -> Bit:
    day, bound = act[ACT_ON.name], act_of(bit, act)
    return replace(bound, certain=fm.bind(bound.certain, act, day), possible=fm.bind(bound.possible, act, day))


def rows_of_group(group: Group, facts: PeopleFacts, asked: Bench) -> Frame:
    """Return the one row of ``rows.parquet`` that stands for a group."""
    width = max(-(-len(asked.asked) // BITS_PER_COLUMN), 1)
    masks = {
        f"{kind}_{number}": [mask >> (number * BITS_PER_COLUMN) & _MASK]
        for number in range(width)
        for kind, mask in (("certain", group.certain), ("possible", group.possible))
    }
    row: dict[str, list[Any]] = {
        "row": [NO_ROW],
        "file": [NO_ROW],
        "source": [group.source],
        "form": [group.form],
        "weight": [group.persons],
    }
    types = row_types(asked)
    frame = engine.table({**row, **masks}, {name: types[name] for name in (*row, *masks)})
    return frame.with_columns(**ages_of(facts, asked.day)).select(*types)
