"""One law on every engine: whatever prints a rule, whoever runs it, the masks are the same."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.law.book import all_rules
from licet.rules import bulk
from licet.rules import formulas as fm
from licet.rules.compiled import Compiled, channel_column, compile_rules
from licet.rules.facts import ACT_ON, Table
from licet.rules.rule import Rule
from tests.rules import engines
from tests.rules.rows import Row, Rows, some_day

ROWS = 120
TOGETHER = 28
"""As many rules are run at a time: engines need longer to plan a hundred than to run them."""


def rules_by_table() -> dict[str, tuple[Rule, ...]]:
    found = defaultdict(list)
    for each in all_rules():
        found[each.on.name].append(each)
    return {name: tuple(rules) for name, rules in found.items()}


TABLES = rules_by_table()
BENCHES = {
    f"{name}-{start}": rules[start : start + TOGETHER]
    for name, rules in TABLES.items()
    for start in range(0, len(rules), TOGETHER)
}
chances = st.randoms(use_true_random=True)


def some_rows(chance: random.Random, rules: Sequence[Rule], day: int, number: int) -> list[Row]:
    source = Rows(chance, rules, day)
    return [
        source.row(unknown=chance.choice((0, 0.1, 0.5)), towards=chance.choice((*rules, None))) for _ in range(number)
    ]


@pytest.mark.parametrize("bench", BENCHES)
@settings(max_examples=4)
@given(chance=chances)
def test_every_engine_gives_the_same_masks_for_acts_of_one_day(bench: str, chance: random.Random) -> None:
    rules = BENCHES[bench]
    day = some_day(chance, rules)
    rows = some_rows(chance, rules, day, ROWS)
    compiled = compile_rules(rules, day=day)
    expected = engines.in_python(compiled, rows)
    assert engines.on_polars(compiled, rows) == expected
    assert engines.on_duckdb(compiled, rows) == expected
    assert engines.in_sql(compiled, rows) == expected
    assert engines.in_sql(compiled, rows, duck=True) == expected
    assert all(certain & ~possible == 0 for certain, possible in expected)


@pytest.mark.parametrize("bench", BENCHES)
@settings(max_examples=3)
@given(chance=chances)
def test_acts_judged_each_at_its_own_day_get_the_masks_of_that_day(bench: str, chance: random.Random) -> None:
    rules = BENCHES[bench]
    days = sorted({some_day(chance, rules) for _ in range(4)})
    rows, expected = [], []
    for day in days:
        of_that_day, compiled = some_rows(chance, rules, day, ROWS // 4), compile_rules(rules, day=day)
        rows += of_that_day
        expected += named(compiled, engines.in_python(compiled, of_that_day))
    dated = compile_rules(rules)
    calendar = bulk.calendar(dated, (row[ACT_ON.name] for row in rows))
    assert calendar[ACT_ON.name] == days
    assert named(dated, engines.on_polars(dated, rows, calendar)) == expected
    assert named(dated, engines.on_duckdb(dated, rows, calendar)) == expected
    assert named(dated, engines.in_sql(dated, rows, calendar)) == expected


def named(compiled: Compiled, masks: engines.Masks) -> list[tuple[set[str], set[str]]]:
    """Give the ids of rules certainly and possibly broken, row by row: bits are private to a compilation."""
    ids = [bit.rule.id for bit in compiled.bits]
    return [({ids[i] for i in bulk.bits_set(sure)}, {ids[i] for i in bulk.bits_set(maybe)}) for sure, maybe in masks]


@pytest.mark.parametrize("bench", [name for name, rules in BENCHES.items() if rules[0].on.channel])
@settings(max_examples=2)
@given(chance=chances)
def test_a_rule_compiled_for_a_channel_says_what_it_says_of_a_row_on_that_channel(
    bench: str, chance: random.Random
) -> None:
    rules = BENCHES[bench]
    on, day = rules[0].on, some_day(chance, rules)
    fact = on.fact(str(on.channel))
    rows = some_rows(chance, rules, day, ROWS // 4)
    split = compile_rules(rules, day=day, channels=fact.choices)
    whole = compile_rules(rules, day=day)
    masks = engines.in_python(split, [per_channel(on, row) for row in rows])
    for code, channel in enumerate(fact.choices, 1):
        expected = named(whole, engines.in_python(whole, [row | {fact.name: code} for row in rows]))
        wanted = {place: bit.rule.id for place, bit in enumerate(split.bits) if bit.channel == channel}
        for (sure, maybe), (certain, possible) in zip(expected, masks, strict=True):
            assert {name for place, name in wanted.items() if certain >> place & 1} == sure & set(wanted.values())
            assert {name for place, name in wanted.items() if possible >> place & 1} == maybe & set(wanted.values())


def per_channel(table: Table, row: Row) -> Row:
    """Give a row whose facts per channel stand, alike, in the column of each channel too."""
    columns = [c for fact in table.facts.values() if fact.per_channel for c in fact.columns() if c in row]
    choices = table.fact(str(table.channel)).choices
    return row | {channel_column(column, channel): row[column] for column in columns for channel in choices}


@pytest.mark.parametrize("number", [52, 53, 110])
@settings(max_examples=1)
@given(chance=chances)
def test_more_rules_than_one_column_holds_take_the_next(number: int, chance: random.Random) -> None:
    rules = BENCHES["forms-0"]
    day = max(each.since for each in rules)
    again = [bit for bit in compile_rules(rules, day=day).bits if bit.possible != fm.FALSE] * number
    compiled = Compiled(tuple(again[:number]))
    rows = some_rows(chance, rules, day, ROWS)
    expected = engines.in_python(compiled, rows)
    assert engines.on_polars(compiled, rows) == expected
    assert engines.on_duckdb(compiled, rows) == expected
    assert engines.in_sql(compiled, rows) == expected
    assert any(possible >> (number - 1) for _, possible in expected)
    places = bulk.legend(compiled, law_day="2026-01-01")["bits"]
    assert {place["column"] for place in places} == set(range(-(-number // 52)))
    assert max(place["bit"] for place in places) == 51


def test_no_rule_at_all_gives_an_empty_mask_everywhere() -> None:
    nothing = Compiled(())
    rows = [{"act.on": 1}, {"act.on": 2}]
    assert engines.in_python(nothing, rows) == engines.on_polars(nothing, rows) == [(0, 0), (0, 0)]
    assert engines.on_duckdb(nothing, rows) == engines.in_sql(nothing, rows) == [(0, 0), (0, 0)]
