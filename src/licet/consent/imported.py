"""Record agreements that a supplier reports, many at once: typed ``imported``, never a person's own word.

An imported agreement never counts as contemporaneous, and ends no refusal (``status.NEXT``). For a person made in the same act
the row is written here, all of them in one statement; for one who is known, the ordinary handler derives it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from licet.consent import rows
from licet.consent.record import CONTEXT_KEPT, WRITTEN_ELSEWHERE, Key
from licet.consent.record import KIND as KINDS
from licet.consent.status import Said, Status
from licet.ledger import Draft, Recorded, Transaction
from licet.ledger.sealing import Sealed
from licet.subjects.bulk import Tokens, carrying

HOW: Final = "import"
KIND: Final = KINDS[Said.IMPORTED]


@dataclass(slots=True)
class Reported:
    """An agreement as reported: whose, since when, by which act, what was shown, and what proves it.

    ``core`` is not personal (import, row, supplier); ``context`` (IP, page) is erased on its own clock; ``content`` is the
    proof as it was handed over. ``first`` is the contact point of somebody made in this act, for the first event of theirs;
    ``sealed`` has all of that as it was sealed before the act, if it was.
    """

    subject: bytes
    happened_at: int
    act: str = ""
    shown: Sequence[str] = ()
    core: Mapping[str, object] = field(default_factory=dict)
    context: Mapping[str, object] = field(default_factory=dict)
    content: Mapping[str, object] = field(default_factory=dict)
    sealed: Mapping[str, Sealed] = field(default_factory=dict)
    first: Tokens | None = None


def import_many(tx: Transaction, key: Key, reported: Sequence[Reported], fresh: Collection[bytes]) -> list[Recorded]:
    """Record agreements to one purpose, channel and beneficiary; ``fresh`` are the people made in this act."""
    common = {
        "purpose": key.purpose,
        "channel": key.channel,
        "beneficiary": key.beneficiary,
        "how": HOW,
        "confirmed": False,
    }
    until = tx.now + CONTEXT_KEPT
    WRITTEN_ELSEWHERE.update(fresh)
    try:
        recorded = [tx.record(_draft(common, each, until)) for each in reported]
    finally:
        WRITTEN_ELSEWHERE.clear()
    latest: dict[bytes, tuple[Reported, Recorded]] = {}
    for each, said in zip(reported, recorded, strict=True):
        if each.subject in fresh:
            before = latest.get(each.subject)
            if before is None or each.happened_at >= before[0].happened_at:
                latest[each.subject] = each, said
    rows.add(key, {subject: _kept(each, said) for subject, (each, said) in latest.items()})
    return recorded


def _draft(common: Mapping[str, object], each: Reported, until: int) -> Draft:
    core = {**common, **each.core}
    if each.act:
        core["act"] = each.act
    if each.context:
        core["context_until"] = until
    if each.sealed:
        return Draft(KIND, core, each.subject, each.happened_at, {}, each.shown, None, each.sealed)
    told = {"context": each.context, "content": each.content}
    personal = {name: said for name, said in told.items() if said}
    draft = Draft(KIND, core, each.subject, each.happened_at, personal, each.shown)
    return draft if each.first is None else carrying(draft, each.first)


def _kept(each: Reported, said: Recorded) -> rows.Kept:
    at, shown = each.happened_at, min(each.shown, default="")
    return rows.Kept(None, Status.GIVEN, at, at, said.index, HOW, shown)
