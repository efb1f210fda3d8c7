"""Past messages told by a table of sends: each judged at its own instant, by the law of its day.

A send is joined to the person it went to by an identifier that both files hold; what any send of a person breaks is
noted on the person's row. Sends to people who are not in the base are counted in the report, and judged nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import narwhals.stable.v2 as nw

from licet.audit import cells
from licet.audit.dossier.answers import HOME_ZONE
from licet.audit.people import Frame, PeopleFacts
from licet.reading.columns import Column as C
from licet.reading.engine import Engine
from licet.reading.tables import TableReading
from licet.rules import formulas as fm
from licet.rules.bulk import calendar
from licet.rules.compiled import Bit, Compiled
from licet.rules.facts import ACT_AT, ACT_ON
from licet.rules.printers.narwhals import print_formula
from licet.rules.values import LATEST_SUFFIX, NEVER_ON, UNKNOWN_AT, YES

KEYS: Final = (C.PERSON, C.EMAIL, C.PHONE)
"""Identifiers by which a send may name the person, the surest first."""


@dataclass(frozen=True)
class Sends:
    """A table of sends that was read, and the channel whose rules are asked of it."""

    reading: TableReading
    channel: str


def key_of(sends: TableReading, people: TableReading) -> C | None:
    """Return the identifier that both files hold, or ``None``."""
    return next((key for key in KEYS if key in sends.columns and key in people.columns), None)


def with_acts(engine: Engine, frame: Frame, text: str, reading: TableReading, compiled: Compiled, day: int) -> Frame:
    """Add a date column of the frame as an act: its day, its instant, and the legal cut-offs of that day.

    A message dated after the day judged is no past act: its day is never, on which no law was in force.
    """
    fmt = reading.dates[C(text)]
    frame = engine.with_days(frame, {ACT_ON.name: (text, fmt)}, HOME_ZONE)
    frame = engine.with_instants(frame, {ACT_AT.name: (text, fmt)}, HOME_ZONE)
    on = nw.col(ACT_ON.name)
    frame = frame.with_columns(
        nw.when(on <= day).then(on).otherwise(nw.lit(NEVER_ON, nw.Int32)).alias(ACT_ON.name),
        nw.col(ACT_AT.name).fill_null(UNKNOWN_AT),
        nw.col(ACT_AT.name + LATEST_SUFFIX).fill_null(-UNKNOWN_AT),
    )
    cutoffs = compiled.cutoffs
    if not cutoffs:
        return frame
    days = [row[ACT_ON.name] for row in engine.collect(frame.select(ACT_ON.name).unique())]
    known = calendar(compiled, [each for each in days if each != NEVER_ON])
    small = {name: [*numbers, NEVER_ON] for name, numbers in known.items()}
    types = dict.fromkeys((ACT_ON.name, *cutoffs), nw.Int32)
    return frame.join(engine.table(small, types), on=ACT_ON.name, how="left")


def with_sends(
    frame: Frame, sends: Sends, people: TableReading, facts: PeopleFacts, bits: tuple[Bit, ...], day: int
) -> tuple[Frame, tuple[Bit, ...]]:
    """Return the people's frame with what their sends broke, and the bits that read it (all false: no send is theirs).

    ``bits`` are the rules asked of acts, bound but for the act itself; the frame must hold ``row``.
    """
    key = key_of(sends.reading, people)
    if key is None or C.SENT_AT not in sends.reading.dates:
        return frame, tuple(replace(bit, certain=fm.FALSE, possible=fm.FALSE) for bit in bits)
    compiled = Compiled(bits)
    columns = {name: facts.columns[name] for name in compiled.columns if name in facts.columns}
    who = facts.frame.with_columns(**columns).select("row", cells.without_case(key).alias("key"), *columns)
    sent = with_acts(facts.engine, _on_channel(facts.engine, sends, key), str(C.SENT_AT), sends.reading, compiled, day)
    flags = {}
    for place, bit in enumerate(bits):
        for name, formula in ((f"certain{place}", bit.certain), (f"possible{place}", bit.possible)):
            flags[f"sent:{name}"] = print_formula(formula).cast(nw.Int8)
    told = sent.join(who, on="key", how="inner").select("row", **flags)
    by_row = told.group_by("row").agg(*(nw.col(name).max() for name in flags))
    joined = frame.join(by_row, on="row", how="left").with_columns(*(nw.col(name).fill_null(0) for name in flags))
    return joined, tuple(_noted(bit, place) for place, bit in enumerate(bits))


def _on_channel(engine: Engine, sends: Sends, key: C) -> Frame:
    frame: nw.LazyFrame[Any] = engine.scan(sends.reading.data)
    keep = ["key", str(C.SENT_AT)]
    if C.CHANNEL in sends.reading.columns:
        # a send that names no channel that is known went out on the one asked about
        frame = frame.filter(cells.names_channel(C.CHANNEL, sends.channel, blank=YES, unread=YES) == YES)
    return frame.with_columns(key=cells.without_case(key)).select(*keep)


def _noted(bit: Bit, place: int) -> Bit:
    certain, possible = (
        fm.Test("==", fm.Column(f"sent:{kind}{place}"), fm.Constant(1)) for kind in ("certain", "possible")
    )
    return replace(bit, certain=certain, possible=possible)
