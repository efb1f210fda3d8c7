"""Run every mutant of the book, and write how it went into docs/why/mutation.md: ``make mutants``."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from licet.law.book import all_rules
from licet.rules.rule import Rule
from tests.ground.tree import ROOT
from tests.law.killed import People
from tests.law.mutants import Mistake, Mutant, mutants

PAGE: Final = ROOT / "docs/why/mutation.md"
LISTED: Final = Path(__file__).with_name("survivors.yaml")
SHARED: Final = "clauses and lists that rules share"


@dataclass(frozen=True)
class Listed:
    """Mutants that no example can kill, by patterns of their words, and why."""

    mutants: tuple[str, ...]
    because: str

    def names(self, key: str) -> bool:
        """Say whether this speaks of a mutant."""
        return any(fnmatchcase(key, pattern) for pattern in self.mutants)


@dataclass(frozen=True)
class Outcome:
    """One mutant, with whether an example of one of its rules killed it."""

    mutant: Mutant
    is_killed: bool


@cache
def outcomes() -> Mapping[str, Outcome]:
    """Return what became of every mutant, by its words; a mutant of several rules dies with the first that kills it."""
    found: dict[str, Outcome] = {}
    for rule in all_rules():
        people = People(rule)
        for mutant in mutants(rule):
            known = found.get(mutant.key)
            if known is None or not known.is_killed:
                found[mutant.key] = Outcome(known.mutant if known else mutant, people.kill(mutant.rule))
    return found


def survivors() -> tuple[str, ...]:
    """Return the words of the mutants that no example killed."""
    return tuple(sorted(key for key, each in outcomes().items() if not each.is_killed))


@cache
def listed() -> tuple[Listed, ...]:
    """Return what is listed as beyond the reach of any example."""
    entries = yaml.safe_load(LISTED.read_text(encoding="utf-8"))
    return tuple(Listed(tuple(each["mutants"]), each["because"]) for each in entries)


# ------------------------------------------------------------------ the page


def page() -> str:
    """Return docs/why/mutation.md as the rules and examples of today write it."""
    people = sum(len(People(rule).rows) for rule in all_rules())
    whole, dead = len(outcomes()), len(outcomes()) - len(survivors())
    return TEXT.format(
        rules=f"{len(all_rules()):,}",
        people=f"{people // 100 * 100:,}",
        whole=f"{whole:,}",
        dead=f"{dead:,}",
        rate=f"{dead / whole:.1%}",
        left=len(survivors()),
        clause=sum("existing_customer_exception" in _clauses_of(rule) for rule in all_rules()),
        by_mistake=_table("what went wrong", ((each.mutant.mistake.value, each) for each in outcomes().values())),
        by_family=_table("rules", ((_family(each.mutant), each) for each in outcomes().values())),
        reasons="\n".join(f"| {each.because} | {sum(map(each.names, survivors()))} |" for each in listed()),
    )


def _table(head: str, named: Iterable[tuple[str, Outcome]]) -> str:
    pairs = list(named)
    whole, dead = Counter(name for name, _ in pairs), Counter(name for name, each in pairs if each.is_killed)
    order = (
        list(map(str, Mistake))
        if set(whole) <= set(map(str, Mistake))
        else sorted(whole, key=lambda name: (" " in name, name))
    )
    rows = (f"| {name} | {whole[name]:,} | {dead[name]:,} | {whole[name] - dead[name]} |" for name in order)
    return "\n".join((f"| {head} | mutants | killed | listed |", "|---|---|---|---|", *rows))


def _family(mutant: Mutant) -> str:
    """Return the letters of a rule's id (``RGT``), which is its family in the table of the law."""
    return mutant.where.partition("-")[0] if mutant.where in _ids() else SHARED


def _clauses_of(rule: Rule) -> frozenset[str]:
    return frozenset(mutant.where for mutant in mutants(rule))


@cache
def _ids() -> frozenset[str]:
    return frozenset(each.id for each in all_rules())


TEXT: Final = """\
# Why examples are tested too: mutants

*`make mutants` writes this page; a test holds it to the rules and examples of today.*

An example proves a rule only if a wrong rule would fail it. So each rule is written wrong on purpose, one mistake at a time, as a tired
author might have done; each such *mutant* must be answered otherwise than the rule for at least one person of the examples. Then it is
*killed*. One that lives shows a sentence of the law that no example speaks of.

{rules} rules, more than {people} people in their examples, {whole} mutants: {dead} killed ({rate}), {left} listed with a reason, none left over.

{by_mistake}

## What one mutant is

A rule is recorded as an expression, so a mutant is another expression, or other days, channels or audience: `tests/law/mutants.py`.
No text is edited and nothing is loaded twice; all of them take some seconds (`tests/law/killed.py`), so every run of the tests does all.

What is written once is wrong once. The existing-customer exception is a clause of {clause} rules: a mistake in it is one mutant, wrong in all
of them, killed by an example of any. So with a named list of channels, and with the days of twins that one function makes. What a
rule says in its own words is mutated for that rule alone, even if another says the same.

Not mutated: the scope that every rule has, and the conduct and article of a rule, which published decisions prove (`tests/decisions`).
Decisions are not asked to kill: each would have to be replayed for each mutant.

{by_family}

## What no example can tell from the rule

Each mutant that lives is listed in `tests/law/survivors.yaml` with its reason; a test fails when one lives that is not listed, and when
one is listed that an example kills.

| reason | mutants |
|---|---|
{reasons}

## When a new rule leaves survivors

`make mutants` prints them: `RET-01: begins a day late` asks for a person on the first day, ``without `a` in `a & b` `` for one of whom `b`
holds and `a` does not. Write that person into the examples ([recipe](../recipes/adding-a-rule.md)). Several choices that are answered
alike stand in brackets: `{{answer.was: [nothing, refused], breached: no}}`. List a mutant only if it is the same law in other words.
"""


def main() -> int:
    """Write the page, print what lives unlisted; return 1 if something does."""
    PAGE.write_text(page(), encoding="utf-8")
    unlisted = [key for key in survivors() if not any(each.names(key) for each in listed())]
    sys.stdout.writelines(f"{key}\n" for key in unlisted)
    return 1 if unlisted else 0


if __name__ == "__main__":
    sys.exit(main())
