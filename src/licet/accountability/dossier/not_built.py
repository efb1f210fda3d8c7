"""What Licet does not do or know yet: the questions that an audit of its own dossier leaves open, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Area:
    """Something that is not built: what, in English and French, why, and the questions it leaves open by table."""

    area: str
    fr: str
    reason: str
    facts: Mapping[str, tuple[str, ...]]


@cache
def areas() -> tuple[Area, ...]:
    """Return what is not built."""
    text = resources.files(__package__).joinpath("not_built.yaml").read_text(encoding="utf-8")
    return tuple(
        Area(
            each["area"],
            each["fr"],
            each["reason"],
            {table: tuple(facts) for table, facts in each["facts"].items()},
        )
        for each in yaml.safe_load(text)
    )


def area_of(table: str, fact: str) -> Area | None:
    """Return the area to which an open question belongs, ``None`` when it is no area that is known to be missing."""
    return next((each for each in areas() if fact in each.facts.get(table, ())), None)
