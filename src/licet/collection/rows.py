"""What a row of a file must show to be let in: who agreed, when, to what words, to whose benefit; and its digest.

All of it is worked out before an act takes the writer's lock: contact points, tokens, digests, verdicts.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final

import orjson

from licet.audit.cells import POSITIVE_ACTS
from licet.collection.judging import ON_CONSENT, Judging, Reasons
from licet.consent.record import Key
from licet.ledger import home
from licet.ledger.ahead import Ahead, Made
from licet.objections.tokens import WIDER, tokens_against
from licet.reading.columns import Column
from licet.subjects.bulk import SUBJECT, Tokens
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
_FORM, _ACT, _PROOF = str(Column.FORM), str(Column.CONSENT_ACT), str(Column.PROOF)
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What rows alike in masks, form and proofs come to: the rules against them, and what they lack."""

    rules: tuple[str, ...]
    missing: tuple[str, ...]
    is_certain: bool


class Preparing:
    """Prepares the rows of one file. ``kinds`` are the wider kinds of refusals that are compared with (``objections.tokens``)."""

    def __init__(self, judging: Judging, kinds: frozenset[str] = WIDER) -> None:
        asked = judging.asked
        self.kinds = kinds
        self._judging = judging
        self._kind = KIND_OF_CHANNEL[Channel(asked.channel)]
        have = judging.reading.columns
        self._points = [str(role) for role in _ROLES[self._kind] if role in have]
        self._roles = sorted(str(role) for role in have)
        self._forms = {
            known: each for each in asked.standing.forms for known in (each.name, each.digest, each.digest[:16])
        }
        self._home = home()
        self._about = f"{asked.standing.supplier.slug}\0{asked.controller}\0{asked.purpose}\0{asked.channel}\0".encode()
        self._is_proof_owed = asked.channel in ON_CONSENT
        dated = Column.PHONE_CONSENT_AT if asked.channel == Channel.TELEPHONE else Column.CONSENT_AT
        self._dated = str(dated) if dated in have else None
        self._context = {name: str(role) for name, role in _CONTEXT.items() if role in have}
        self._content = {name: str(role) for name, role in _CONTENT.items() if role in have}
        self._outcomes: dict[tuple[object, ...], Outcome] = {}
        self.consent = Key(asked.purpose, asked.channel, asked.controller)

    def rows(self, after: int = 0) -> Iterator[Prepared]:
        """Prepare the rows after a row, in order, to be looked at."""
        for chunk in self._judging.chunks(after):
            yield from map(self.prepare, chunk)

    def sealed(self, after: int = 0) -> Iterator[Prepared]:
        """Prepare the rows after a row, in order, to be written: those that are let in are sealed, should it be for newcomers."""
        ahead = Ahead()
        for each in self.rows(after):
            if each.tokens is not None and each.is_let_in and not each.refuses:
                each.tokens = each.tokens._replace(newcomer=_newcomer(ahead, each, each.tokens))
            yield each

    def prepare(self, row: Mapping[str, Any]) -> Prepared:
        """Return a row ready to be written."""
        cells = {role: said for role in self._roles if (said := row[role]) is not None}
        form = self._forms.get(cells.get(_FORM, ""))
        point = self._point(cells)
        outcome = self._outcome(row, cells, form, has_point=point is not None)
        refusals = () if point is None else tuple(tokens_against(point, self.kinds))
        return Prepared(
            row["row"],
            self._home.keyed("import-row", self._about + orjson.dumps(cells))[:DIGEST],
            None if point is None else Tokens(point, token(point), refusals[0]),
            refusals,
            outcome.rules,
            outcome.missing,
            cells,
            row["refuses_"],
            outcome.is_certain,
            row["given_at_"],
            "" if form is None else form.digest,
            _act(cells.get(_ACT)),
            {name: cells[role] for name, role in self._context.items() if role in cells},
            {name: cells[role] for name, role in self._content.items() if role in cells},
        )

    def _outcome(self, row: Mapping[str, Any], cells: Mapping[str, str], form: Any, *, has_point: bool) -> Outcome:  # noqa: ANN401  # a row of ``Paper``
        """Return what a row comes to; each combination is worded once."""
        reasons = self._judging.reasons(row)
        lacking = self._lacking(row, cells, has_form=form is not None)
        place = (id(reasons), form and form.name, lacking, has_point)  # the judging keeps its reasons
        found = self._outcomes.get(place)
        if found is None:
            found = self._outcomes[place] = self._worded(reasons, "" if form is None else form.name, lacking)
            if not has_point:
                found = self._outcomes[place] = replace(found, missing=(*found.missing, POINT))
        return found

    def _worded(self, reasons: Reasons, form: str, lacking: tuple[str, ...]) -> Outcome:
        behind = self._judging.of_form(form, reasons.rules)
        rules = tuple(dict.fromkeys((*reasons.rules, *behind.broken)))
        if reasons.verdict == "refused":
            return Outcome(rules, reasons.missing, is_certain=True)
        rules = tuple(dict.fromkeys((*rules, *(UNPROVED[each] for each in lacking))))
        return Outcome(rules, (*reasons.missing, *behind.unanswered, *lacking), is_certain=False)

    def _lacking(self, row: Mapping[str, Any], cells: Mapping[str, str], *, has_form: bool) -> tuple[str, ...]:
        """Return what a row that claims an agreement does not prove; one that claims none is left to the law."""
        if not self._is_proof_owed or row["silent_"]:
            return ()
        is_dated = row["given_at_"] is not None and bool(cells.get(self._dated or ""))
        if has_form and is_dated and row["named_"] and cells.get(_PROOF):
            return ()
        shown = {WHO: bool(cells.get(_PROOF)), WHEN: is_dated, WHAT: has_form, WHOSE: row["named_"]}
        return tuple(name for name, is_there in shown.items() if not is_there)

    def _point(self, cells: Mapping[str, str]) -> Point | None:
        for role in self._points:
            if role in cells:
                try:
                    return contact_point(self._kind, cells[role])
                except SubjectError:
                    continue
        return None


def every_point(cells: Mapping[str, str]) -> Iterator[Point]:
    """Yield every contact point that a row tells, of whatever channel; what cannot be read as one is passed over."""
    for kind, roles in _ROLES.items():
        for told in (cells[role] for role in map(str, roles) if role in cells):
            with suppress(SubjectError):
                yield contact_point(kind, told)


def _newcomer(ahead: Ahead, each: Prepared, tokens: Tokens) -> Made:
    kind, value = tokens.point.kind, tokens.point.value
    told = {SUBJECT: {kind: value}, "context": each.context, "content": each.content}
    return ahead.made({name: said for name, said in told.items() if said}, value.encode(), tokens.own)


@lru_cache(maxsize=256)
def _act(said: str | None) -> str:
    """Return the act of agreement where it is a word we know: nothing else a supplier wrote goes into a core."""
    plain = unicodedata.normalize("NFKD", said or "").strip().lower()
    word = "".join(char for char in plain if not unicodedata.combining(char))
    return word if word in POSITIVE_ACTS else ""


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
