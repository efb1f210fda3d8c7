"""Published decisions, replayed from their facts: what was retained is found, what was rejected is not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from licet.audit.decisions.cured import cured
from licet.audit.decisions.files import Decision, read_folder
from licet.audit.decisions.matrix import as_json, extra_per_decision, score
from licet.audit.decisions.replay import Replay, replay

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "decisions"

MISSED: dict[tuple[str, str], str] = {}
"""Retained articles that are not found, each with the reason why the law as encoded does not see them."""

NO_TWIN: dict[tuple[str, str], str] = {
    (
        "SAN-2019-010",
        "GDPR 12",
    ): "nothing leads to the rest of what is not said: 12(1) within 13 and 14, no head of its own",
    ("SIMPLIFIED-2024-01-RECONQUETE", "GDPR 17"): "one request, never answered: 12(3) and 17 by one fact",
}
"""Heads that cannot be cured alone, each with the fact that they share with another head."""

DECISIONS = read_folder()


@cache
def replayed(decision_id: str) -> Replay:
    """Return a decision of Licet's own folder, replayed once a process."""
    return replay(next(each for each in DECISIONS if each.id == decision_id))


def retained(decision: Decision) -> list[str]:
    """Return the articles that a decision retained."""
    return [article for article, held in decision.held.items() if held.status == "retained"]


IDS = [each.id for each in DECISIONS]
HEADS = [(each.id, article) for each in DECISIONS for article in retained(each)]


def test_there_are_thirty_two_decisions() -> None:
    assert len(DECISIONS) == 32


@pytest.mark.parametrize(("decision_id", "article"), HEADS)
def test_what_was_retained_is_found(decision_id: str, article: str) -> None:
    found = article in score(replayed(decision_id)).found
    reason = MISSED.get((decision_id, article), "")
    assert found != bool(reason), reason or "not found"


@pytest.mark.parametrize("decision_id", IDS)
def test_what_was_rejected_is_not_found(decision_id: str) -> None:
    assert score(replayed(decision_id)).false_alarms == ()


def test_heads_that_no_authority_looked_at_stay_below_one_a_decision() -> None:
    assert extra_per_decision(score(replayed(each)) for each in IDS) < 1


@pytest.mark.parametrize("decision_id", IDS)
def test_nothing_of_a_decision_is_left_undetermined(decision_id: str) -> None:
    # what a verdict hinges on is told or supposed; an open verdict is a fact that nobody thought of
    assert [row for row in replayed(decision_id).rows if row.status == "undetermined"] == []


@pytest.mark.parametrize(("decision_id", "article"), [pair for pair in HEADS if pair not in MISSED])
def test_a_head_goes_alone_when_only_the_facts_behind_it_are_put_right(decision_id: str, article: str) -> None:
    twin = cured(replayed(decision_id), article)
    reason = NO_TWIN.get((decision_id, article), "")
    assert (twin is None) == bool(reason), reason or "another head moves with it"
    assert twin is None or twin.changes


@pytest.mark.parametrize("decision_id", IDS)
def test_every_value_says_where_it_comes_from(decision_id: str) -> None:
    case = replayed(decision_id).case
    for row in case.rows:
        assert set(row.source) <= set(row.facts)
        assert not set(row.facts) & set(row.supposed)
    by_file = sum(name not in row.source for row in case.rows for name in row.facts)
    supposed = sum(len(row.supposed) for row in case.rows)
    assert case.assumed == by_file + supposed + case.decision.law_day_assumed


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder of decisions is not there")
@pytest.mark.parametrize("decision_id", IDS)
def test_every_key_is_one_of_the_decision_it_carries_over(decision_id: str) -> None:
    told = {each.id: each.about for each in read_folder(SHARED)}[decision_id]
    keys = {each["k"] for each in told["facts"]}
    beside = {"role", "channels", "audience", "data_source", "size"}
    used = {key for row in replayed(decision_id).case.rows for key in row.source.values()}
    assert used <= keys | beside


def test_the_matrix_has_a_row_for_each_head_found() -> None:
    one = replayed("SAN-2020-016")
    whole = as_json([one])
    assert whole["assumed"] == one.assumed > 0
    rows = whole["rows"]
    assert isinstance(rows, list)
    assert {row["article"] for row in rows if row["within"] is None} == set(retained(one.decision))
    assert all(row["status"] in {"breach", "contested", "undetermined"} and row["limb"] for row in rows)
