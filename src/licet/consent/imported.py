"""Record agreements that a supplier reports, many at once: typed ``imported``, never a person's own word.

An imported agreement never counts as contemporaneous, and ends no refusal (``status.NEXT``). For a person made in the same act
the row is written here, all of them in one statement; for one who is known, the ordinary handler derives it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from licet.consent.record import CONTEXT_KEPT, KIND, WRITTEN_ELSEWHERE, Key
from licet.consent.status import Said, Status
from licet.ledger import Draft, Recorded, Transaction, many
from licet.subjects.bulk import carrying
from licet.subjects.points import Point

INSERT: Final = (
    "INSERT INTO consent_consent"
    " (subject, purpose, channel, beneficiary, status, happened_at, latest_at, event, how, shown)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
HOW: Final = "import"


@dataclass(frozen=True, slots=True)
class Reported:
    """An agreement as reported: whose, since when, by which act, what was shown, and what proves it.

    ``core`` is not personal (import, row, supplier); ``context`` (IP, page) is erased on its own clock; ``content`` is the
    proof as it was handed over. ``point`` is the contact point of somebody made in this act, for the first event of theirs.
    """

    subject: bytes
    happened_at: int
    act: str = ""
    shown: Sequence[str] = ()
    core: Mapping[str, object] = field(default_factory=dict)
    context: Mapping[str, object] = field(default_factory=dict)
    content: Mapping[str, object] = field(default_factory=dict)
    point: Point | None = None


def import_many(tx: Transaction, key: Key, reported: Sequence[Reported], fresh: Collection[bytes]) -> list[Recorded]:
    """Record agreements to one purpose, channel and beneficiary; ``fresh`` are the people made in this act."""
    WRITTEN_ELSEWHERE.update(fresh)
    try:
        recorded = [tx.record(_draft(tx, key, each)) for each in reported]
    finally:
        WRITTEN_ELSEWHERE.clear()
    latest: dict[bytes, tuple[Reported, Recorded]] = {}
    for each, said in zip(reported, recorded, strict=True):
        if each.subject in fresh:
            before = latest.get(each.subject)
            if before is None or each.happened_at >= before[0].happened_at:
                latest[each.subject] = each, said
    many.write(INSERT, [_row(key, each, said) for each, said in latest.values()])
    return recorded


def _draft(tx: Transaction, key: Key, each: Reported) -> Draft:
    core: dict[str, object] = {
        **each.core,
        "purpose": key.purpose,
        "channel": key.channel,
        "beneficiary": key.beneficiary,
        "how": HOW,
        "confirmed": False,
    }
    personal: dict[str, Mapping[str, object]] = {}
    if each.act:
        core["act"] = each.act
    if each.context:
        core["context_until"] = tx.now + CONTEXT_KEPT
        personal["context"] = each.context
    if each.content:
        personal["content"] = each.content
    draft = Draft(KIND[Said.IMPORTED], core, each.subject, each.happened_at, personal, each.shown)
    return draft if each.point is None else carrying(draft, each.point)


def _row(key: Key, each: Reported, said: Recorded) -> tuple[many.Value, ...]:
    shown = min(each.shown, default="")
    place = (bytearray(each.subject), key.purpose, key.channel, key.beneficiary)
    return (*place, str(Status.GIVEN), each.happened_at, each.happened_at, said.index, HOW, shown)
