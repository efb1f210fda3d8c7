"""Facts are observations: what they are called judges nothing."""

from __future__ import annotations

import re

import pytest

from licet.law.book import tables
from licet.rules.facts import Fact

JUDGMENTS = ("valid", "sufficient", "excessive", "complete", "compliant", "missing")
"""Words that say what a rule is to find out."""

FACTS = [(name, fact) for name, table in tables().items() for fact in table.facts.values()]


@pytest.mark.parametrize(("table", "fact"), FACTS, ids=[f"{name}:{fact.name}" for name, fact in FACTS])
def test_the_name_of_a_fact_holds_no_word_of_judgment(table: str, fact: Fact) -> None:
    del table
    words = re.split(r"[._]", f"{fact.name}.{'.'.join(fact.choices)}")
    assert not {word for word in words for judged in JUDGMENTS if word in {judged, f"in{judged}", f"un{judged}"}}
