"""What a row of a file must show to be let in: who agreed, when, to what words, to whose benefit; and its digest.

All of it is worked out before an act takes the writer's lock: contact points, tokens, digests, verdicts.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from licet.audit.cells import POSITIVE_ACTS
from licet.collection.judging import ON_CONSENT, Judging, is_given, is_refusal, is_silent
from licet.consent.record import Key
from licet.ledger import home
from licet.objections.tokens import tokens_against
from licet.reading.columns import Column
from licet.rules.values import YES
from licet.subjects.bulk import Tokens
from licet.subjects.points import KIND_OF_CHANNEL, POST, TELEPHONE, Point, contact_point, token
from licet.terms.errors import SubjectError
from licet.terms.words import Channel

DIGEST: Final = 16
WHO, WHEN, WHAT, WHOSE = "proof", "instant-of-consent", "form-version", "named-beneficiary"
POINT: Final = "contact-point"
"""What a row may lack, as it is told to whoever reads the quarantine."""

REFUSED_ALREADY: Final = "RGT-03"
"""The rule behind a refusal on record."""
RESTRICTED: Final = "RET-04"
"""The rule behind somebody whose data are kept as proof alone (GDPR 18)."""
UNPROVED: Final = {WHO: "CON-06.1", WHEN: "CON-06.2", WHAT: "CON-06.3", WHOSE: "PAR-03.user"}
"""The rules behind each proof that was demanded and is not in the row."""

_ROLES: Final = {
    "email": (Column.EMAIL,),
    TELEPHONE: (Column.PHONE, Column.PHONE_2),
    POST: (Column.POSTAL_ADDRESS,),
}
_CONTEXT: Final = {"ip": Column.IP, "page": Column.PAGE}
_CONTENT: Final = {"proof": Column.PROOF, "beneficiaries": Column.CONSENT_PARTNERS, "channels": Column.CONSENT_CHANNELS}


@dataclass(slots=True)
class Prepared:
    """A row ready to be written. ``rules`` empty: it is let in, unless a refusal or a twin is found in the act.

    ``refusals`` are the tokens under which its point may have been refused; the first is its own. ``is_certain``: a rule
    refuses it whatever else were proved.
    """

    row: int
    digest: bytes
    tokens: Tokens | None
    refusals: tuple[bytes, ...]
    rules: tuple[str, ...]
    missing: tuple[str, ...]
    cells: dict[str, str]
    refuses: bool
    is_certain: bool = False
    given_at: int | None = None
    form: str = ""
    act: str = ""
    context: dict[str, str] = field(default_factory=dict)
    content: dict[str, str] = field(default_factory=dict)

    @property
    def is_let_in(self) -> bool:
        """Whether nothing in the row itself refuses it."""
        return not self.rules and not self.missing and self.tokens is not None


class Preparing:
    """Prepares the rows of one file."""

    def __init__(self, judging: Judging) -> None:
        asked = judging.asked
        self._judging, self._channel = judging, asked.channel
        self._kind = KIND_OF_CHANNEL[Channel(asked.channel)]
        have = judging.reading.columns
        self._points = [str(role) for role in _ROLES[self._kind] if role in have]
        self._roles = sorted(str(role) for role in have)
        self._forms = {
            known: each for each in asked.standing.forms for known in (each.name, each.digest, each.digest[:16])
        }
        self._key = home().derived("import-row")
        self._about = f"{asked.standing.supplier.slug}\0{asked.controller}\0{asked.purpose}\0{asked.channel}".encode()
        self._proof = [
            str(role)
            for role in ((Column.PHONE_CONSENT_AT if asked.channel == Channel.TELEPHONE else Column.CONSENT_AT),)
            if role in have
        ]
        self._context = {name: str(role) for name, role in _CONTEXT.items() if role in have}
        self._content = {name: str(role) for name, role in _CONTENT.items() if role in have}
        self.consent = Key(asked.purpose, asked.channel, asked.controller)

    def rows(self, after: int = 0) -> Iterator[Prepared]:
        """Prepare the rows after a row, in order."""
        for chunk in self._judging.chunks(after):
            yield from map(self.prepare, chunk)

    def prepare(self, row: Mapping[str, Any]) -> Prepared:
        """Return a row ready to be written."""
        point = self._point(row)
        reasons = self._judging.reasons(row)
        cells = {role: row[role] for role in self._roles if row[role] is not None}
        rules, missing = reasons.rules, reasons.missing
        form = self._forms.get(row.get(Column.FORM) or "")
        behind = self._judging.of_form("" if form is None else form.name, rules)
        rules = tuple(dict.fromkeys((*rules, *behind.broken)))
        if reasons.verdict != "refused":
            missing = (*missing, *behind.unanswered)
            lacking = self._lacking(row, has_form=form is not None)
            rules = tuple(dict.fromkeys((*rules, *(UNPROVED[each] for each in lacking))))
            missing = (*missing, *lacking)
        if point is None:
            missing = (*missing, POINT)
        refusals = () if point is None else tuple(tokens_against(point))
        return Prepared(
            row["row"],
            self._digest(cells),
            None if point is None else Tokens(point, token(point), refusals[0]),
            refusals,
            rules,
            missing,
            cells,
            is_refusal(row),
            reasons.verdict == "refused",
            row["given_at_"] if is_given(row) else None,
            "" if form is None else form.digest,
            self._act(row.get(Column.CONSENT_ACT)),
            {name: row[role] for name, role in self._context.items() if row[role] is not None},
            {name: row[role] for name, role in self._content.items() if row[role] is not None},
        )

    def _lacking(self, row: Mapping[str, Any], *, has_form: bool) -> list[str]:
        """Return what a row that claims an agreement does not prove; one that claims none is left to the law."""
        if self._channel not in ON_CONSENT or is_silent(row):
            return []
        shown = {
            WHO: bool(row.get(Column.PROOF)),
            WHEN: is_given(row) and all(row[role] for role in self._proof) and bool(self._proof),
            WHAT: has_form,
            WHOSE: row["names_"] == YES,
        }
        return [name for name, is_there in shown.items() if not is_there]

    @staticmethod
    def _act(said: str | None) -> str:
        """Return the act of agreement where it is a word we know: nothing else a supplier wrote goes into a core."""
        plain = unicodedata.normalize("NFKD", said or "").strip().lower()
        word = "".join(char for char in plain if not unicodedata.combining(char))
        return word if word in POSITIVE_ACTS else ""

    def _point(self, row: Mapping[str, Any]) -> Point | None:
        for role in self._points:
            if row[role] is not None:
                try:
                    return contact_point(self._kind, row[role])
                except SubjectError:
                    continue
        return None

    def _digest(self, cells: Mapping[str, str]) -> bytes:
        told = json.dumps(cells, ensure_ascii=False, separators=(",", ":")).encode()
        return hmac.digest(self._key, self._about + b"\0" + told, hashlib.sha256)[:DIGEST]


def kept_aside(judging: Judging) -> Iterator[tuple[int, str]]:
    """Yield the rows that the reader could not use, with its reason: nothing else of them was kept."""
    path = judging.reading.kept_aside_path
    if path is None:
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield int(row["row"]), row["reason"]


def batched(rows: Iterable[Prepared], size: int) -> Iterator[list[Prepared]]:
    """Yield rows in lists of a size."""
    batch: list[Prepared] = []
    for each in rows:
        batch.append(each)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
