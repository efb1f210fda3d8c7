"""Set what was found beside what was held: retained, rejected, left aside (heads.md D9).

A retained article is found when a head has it, or a ground within a head does; a rejected one is a false alarm only as a
head; heads on articles that were not examined are extra, neither right nor wrong. ``unknown`` is never scored.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from licet.audit.decisions.files import Decision
from licet.audit.decisions.replay import Replay, Row

SETTLED = ("breach", "contested")
"""A verdict that says something; what is undetermined was not found."""


@dataclass(frozen=True)
class Score:
    """One decision: articles found and missed of those retained, false alarms, extra heads; articles in the order held."""

    decision: Decision
    assumed: int
    found: tuple[str, ...]
    missed: tuple[str, ...]
    false_alarms: tuple[str, ...]
    extra: tuple[str, ...]


def score(replayed: Replay) -> Score:
    """Return how the rows found of a decision compare with what was held."""
    settled = [row for row in replayed.rows if row.status in SETTLED]
    anywhere, heads = {row.article for row in settled}, {row.article for row in settled if not row.within}
    held = replayed.decision.held
    retained = [article for article, each in held.items() if each.status == "retained"]
    told = {article for article, each in held.items() if each.status in {"retained", "retained_within", "unknown"}}
    rejected = {article for article, each in held.items() if each.status == "rejected"}
    barred = any(each.status == "retained_as_bar" for each in held.values())
    return Score(
        decision=replayed.decision,
        assumed=replayed.assumed,
        found=tuple(article for article in retained if article in anywhere),
        missed=tuple(article for article in retained if article not in anywhere),
        # where the law does not apply, any head is one too many
        false_alarms=tuple(sorted(heads if barred else heads & rejected)),
        extra=() if barred else tuple(sorted(heads - told - rejected)),
    )


def extra_per_decision(scores: Iterable[Score]) -> float:
    """Return how many extra heads a decision has on average."""
    all_scores = list(scores)
    return sum(len(each.extra) for each in all_scores) / len(all_scores) if all_scores else 0.0


def as_json(replays: Iterable[Replay]) -> dict[str, object]:
    """Return the whole matrix for programs: a row for each head found, then each decision with its score."""
    all_replays = list(replays)
    return {
        "rows": [_row(row) for each in all_replays for row in each.rows],
        "assumed": sum(each.assumed for each in all_replays),
        "decisions": [_decision(each) for each in all_replays],
    }


def _row(row: Row) -> dict[str, object]:
    return {
        "id": row.id,
        "article": row.article,
        "status": row.status,
        "limb": row.limb,
        "provision": row.provision,
        "within": row.within or None,
        "rules": list(row.rules),
    }


def _decision(replayed: Replay) -> dict[str, object]:
    scored = score(replayed)
    return {
        "id": scored.decision.id,
        "law_day": scored.decision.law_day.isoformat(),
        "law_day_assumed": scored.decision.law_day_assumed,
        "assumed": scored.assumed,
        "retained_found": list(scored.found),
        "retained_missed": list(scored.missed),
        "rejected_found": list(scored.false_alarms),
        "extra": list(scored.extra),
        "untranslated": list(scored.decision.untranslated),
    }
