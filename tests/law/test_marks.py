"""How far each rule's text was read: never said to be better than its block, or with the reason why."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from licet.law.book import all_rules
from licet.rules.rule import Rule, Verified

ORDER = "KSV"
"""From the weakest mark to the strongest."""

LAW = Path(__file__).parents[3] / "shared" / "law.md"
"""The table of rules this book was written from; whoever has it beside the project can hold the two together."""


@cache
def verification() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(
        files("licet.law").joinpath("verification.yaml").read_text("utf-8")
    )
    return loaded


def block_of(rule: Rule) -> str:
    return rule.id.partition(".")[0]


def is_stronger(rule: Rule) -> bool:
    return ORDER.index(rule.verified) > ORDER.index(verification()["marks"][block_of(rule)])


@pytest.mark.parametrize("rule", all_rules(), ids=lambda each: each.id)
def test_no_rule_claims_a_better_reading_than_its_block_without_saying_why(rule: Rule) -> None:
    assert block_of(rule) in verification()["marks"]
    assert not is_stronger(rule) or any(fnmatchcase(rule.id, each) for each in verification()["stronger_because"])


@pytest.mark.parametrize("rule", all_rules(), ids=lambda each: each.id)
def test_a_rule_nobody_read_carries_no_day_of_reading(rule: Rule) -> None:
    assert (rule.read_on is None) is (rule.verified is Verified.NOT_READ)


@pytest.mark.parametrize("about", verification()["stronger_because"])
def test_every_reason_is_about_a_rule_that_needs_one(about: str) -> None:
    assert any(fnmatchcase(each.id, about) and is_stronger(each) for each in all_rules())
    assert verification()["stronger_because"][about]


def test_marks_are_v_s_or_k() -> None:
    assert set(verification()["marks"].values()) <= set(ORDER)


def blocks_of_the_table() -> dict[str, str]:
    """Cut the table into blocks; a line that speaks of several ids gives each the same text."""
    found: dict[str, str] = {}
    current: list[str] = []
    for line in LAW.read_text("utf-8").splitlines():
        opening = re.match(r"(?:### |- )[A-Z]{3}-\d\d\b", line)
        if opening:
            current = re.findall(r"(?:^### |^- |\. )([A-Z]{3}-\d\d)\b", line)
            found |= dict.fromkeys(current, "")
        elif line.startswith("## "):
            current = []
        for each in current:
            found[each] += line + "\n"
    return found


def mark_of(block: str) -> str | None:
    """Return the weakest mark after `Conf`, up to the end of its sentence; without `Conf`, the weakest of the block."""
    sentences: list[Any] = re.findall(r"Conf\b(.*?)(?:\.(?: |$)|Facts:|$)", block, flags=re.MULTILINE)
    marks = re.findall(r"(?<![\w.-])([VSK])(?![\w-])", " ".join(sentences) or block)
    return min(marks, key=ORDER.index) if marks else None


@pytest.mark.skipif(not LAW.is_file(), reason="the table of rules is not beside the project")
def test_the_marks_are_those_of_the_table_of_rules() -> None:
    marks = verification()["marks"]
    blocks = blocks_of_the_table()
    assert set(marks) == set(blocks)
    said = {block: mark for block, text in blocks.items() if (mark := mark_of(text))}
    assert {block: marks[block] for block in said} == said
