"""What a valid file says about the time after a refusal: whether anything was sent or disclosed (specs/evidence-file.md).

It is no check: a file that shows such an act is as valid as one that shows none. It speaks of the log alone, and of what
it covers: whoever sends without recording it leaves no trace here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

REFUSING: Final = frozenset({"objections:objection:made", "consent:record:withdrawn"})
LIFTING: Final = frozenset({"objections:objection:lifted"})
ACTING: Final = ("sending:", "disclosures:")
_SCOPE: Final = re.compile(r"[a-z0-9/_-]{1,200}")

Core = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AfterRefusal:
    """A refusal (its number among the person's events, its index in the log) and what the file holds after it.

    ``acts`` are numbers of events that send or disclose; ``hidden`` of those whose core is withheld, of which nothing can
    be said; ``lifted`` of those by which the person agreed anew. ``below``: the map of heads proves that no event is
    missing under this index; ``None`` where it does not reach beyond the refusal. ``mapped_at`` is when the log says that
    it made the map (seconds, UTC), ``mapped_by`` when a trusted authority had seen it.
    """

    number: int
    index: int
    kind: str
    scope: str
    happened_at: int
    acts: tuple[int, ...]
    hidden: tuple[int, ...]
    lifted: tuple[int, ...]
    below: int | None
    mapped_at: int | None
    mapped_by: dt.datetime | None

    @property
    def concluded(self) -> str:
        """Return ``acts``, ``unknown``, ``nothing-in-the-file`` (it may lack events), or ``nothing``: proved."""
        if self.acts:
            return "acts"
        if self.hidden:
            return "unknown"
        return "nothing" if self.below is not None else "nothing-in-the-file"

    def as_dict(self) -> dict[str, object]:
        """Return it for ``--json``."""
        return {
            "event": self.number,
            "index": self.index,
            "kind": self.kind,
            "scope": self.scope,
            "happened_at": self.happened_at,
            "concluded": self.concluded,
            "acts": list(self.acts),
            "hidden": list(self.hidden),
            "lifted": list(self.lifted),
            "complete_below_index": self.below,
            "mapped_at": self.mapped_at,
            "map_existed_by": self.mapped_by.isoformat() if self.mapped_by else None,
        }


@dataclass(frozen=True, slots=True)
class Mapped:
    """The map of heads as far as it matters here: what it covers, when it was made, who saw it when."""

    below: int
    at: int | None
    by: dt.datetime | None


def after_refusals(
    cores: Sequence[Core | None], indices: Sequence[int], mapped: Mapped | None
) -> tuple[AfterRefusal, ...]:
    """Return what follows each refusal among a person's events (in their order; ``None``: the core is withheld).

    An act is after a refusal when it stands later in the log, or is said to have happened later.
    """
    return tuple(
        _after(number, core, cores, indices, mapped)
        for number, core in enumerate(cores)
        if core is not None and core["kind"] in REFUSING
    )


def _after(
    number: int, refusal: Core, cores: Sequence[Core | None], indices: Sequence[int], mapped: Mapped | None
) -> AfterRefusal:
    index, scope = indices[number], refusal.get("scope")
    covered = mapped if mapped is not None and index < mapped.below else None
    return AfterRefusal(
        number,
        index,
        str(refusal["kind"]),
        scope if isinstance(scope, str) and _SCOPE.fullmatch(scope) else "",
        _second(refusal),
        tuple(at for at, core in enumerate(cores) if core is not None and _is_act_after(at, core, number, refusal)),
        tuple(at for at, core in enumerate(cores) if core is None and at > number),
        tuple(at for at, core in enumerate(cores) if core is not None and at > number and core["kind"] in LIFTING),
        covered.below if covered else None,
        covered.at if covered else None,
        covered.by if covered else None,
    )


def _is_act_after(at: int, core: Core, number: int, refusal: Core) -> bool:
    later = at > number or _second(core) > _second(refusal)
    return later and str(core["kind"]).startswith(ACTING)


def _second(core: Core) -> int:
    found = core["happened_at"]  # checked when it was read
    return found if isinstance(found, int) else 0
