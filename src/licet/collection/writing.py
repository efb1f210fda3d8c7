"""Write rows of an import inside one short act: whoever is refused by then is not let in, whatever the preview said.

All that costs time was done before (``rows``). What is looked up here, for a few dozen rows at once: rows written before,
refusals, people, consents that ended.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from licet.collection import looking
from licet.collection.judging import Asked
from licet.collection.rows import POINT, REFUSED_ALREADY, RESTRICTED, Prepared, Preparing, every_point
from licet.collection.supply import ACCEPTED, QUARANTINED
from licet.consent.imported import Reported, import_many
from licet.consent.record import Key
from licet.ledger import Draft, Recorded, Transaction, declare
from licet.ledger.record import act
from licet.objections.asking import kinds_listed, refused
from licet.objections.record import object_to, suppress, suppression_tokens
from licet.subjects.bulk import Tokens, add_points, carrying, known, people_for
from licet.subjects.restriction import restricted
from licet.terms.errors import UsageError
from licet.terms.scopes import scope_of

ROW_QUARANTINED: Final = "collection:row:quarantined"
ROW_ACCEPTED: Final = "collection:row:accepted"
declare(ROW_QUARANTINED, ROW_ACCEPTED)

REPEATED: Final = "repeated"
LONGEST: Final = 400
Row = looking.Row
_OUTCOME: Final = 4
"""Where a line of `looking.INSERT` says how its row ended."""


@dataclass
class Job:
    """What the acts of one import have in common."""

    batch: int
    supplier: str
    key: Key
    kinds: frozenset[str]
    inform_by: int | None
    began: float = 0.0
    worked: float = 0.0

    @classmethod
    def of(cls, asked: Asked, preparing: Preparing, batch: int, inform_by: int | None) -> Job:
        """Return the job of an import."""
        return cls(batch, asked.standing.supplier.slug, preparing.consent, preparing.kinds, inform_by)

    def held(self) -> float:
        """Return for how many seconds the last act has held the lock; once it is answered, its commit included."""
        return time.monotonic() - self.began


@dataclass(slots=True)
class Sorted:
    """Rows of an act by what becomes of them."""

    enter: list[Prepared]
    keep: list[Prepared]
    refused: list[Prepared]
    released: dict[bytes, int]
    repeated: int = 0


class Newcomers:
    """People made in an act, by reference: the first event of each carries the contact point, whichever event it is."""

    def __init__(self, made: Mapping[bytes, Tokens]) -> None:
        self.made = made
        self.carried: list[tuple[bytes, Tokens, int]] = []
        self._waiting = dict(made)

    def first(self, subject: bytes) -> Tokens | None:
        """Return the contact point that the next event of a person must carry, once."""
        return self._waiting.pop(subject, None)

    def begun(self, recorded: Recorded) -> None:
        """Keep which event it was, where it was a person's first."""
        subject = recorded.subject or b""
        if recorded.seq == 0 and subject in self.made:
            self.carried.append((subject, self.made[subject], recorded.index))


@act
def write(tx: Transaction, job: Job, rows: Sequence[Prepared]) -> Counter[str]:
    """Write rows with the progress of their import; return how many ended how. Raise ``UsageError`` once it was stopped."""
    job.began = time.monotonic()
    _refuse_stopped(job)
    found = _sorted(job, rows)
    lines = _refused(tx, job, found.refused)
    people, made = people_for(tx, _tokens([*found.enter, *found.keep]))
    tx.preload([each for each in people if each not in made])
    subjects, new = iter(people), Newcomers(made)
    entered = [(each, next(subjects)) for each in found.enter]
    kept = [(each, next(subjects) if each.tokens else tx.new_subject()) for each in found.keep]
    let_in, ended = _without_ended(job, entered, new.made)
    lines += _let_in(tx, job, let_in, new, found.released)
    lines += [_quarantined(tx, job, each, subject, keep=True, new=new) for each, subject in kept]
    lines += [
        _quarantined(tx, job, each, subject, keep=False) for each, subject in ended if each.digest not in found.released
    ]
    add_points(tx, new.carried)
    looking.insert(lines)
    quarantined = sum(line[_OUTCOME] == QUARANTINED for line in lines)
    released = sum(each.digest in found.released for each, _ in let_in)
    looking.move(job.batch, len(let_in), quarantined - released, found.repeated, rows[-1].row)
    job.worked = job.held()
    return Counter({ACCEPTED: len(let_in), QUARANTINED: quarantined, REPEATED: found.repeated})


def _refuse_stopped(job: Job) -> None:
    if looking.is_stopped(job.batch):
        raise UsageError(f"the use of `{job.supplier}`, or of this file, was stopped: what it brought is withheld")


def _sorted(job: Job, rows: Sequence[Prepared]) -> Sorted:
    written = looking.written([each.digest for each in rows])
    refusing = refused_of(rows, job.key, job.kinds) | beside_a_refusal(rows)
    found, twins = Sorted([], [], [], {}), set[bytes]()
    for each in rows:
        outcome, event = written.get(each.digest, ("", 0))
        is_refused = each.refuses or each.digest in refusing
        again = bool(outcome) and not (outcome == QUARANTINED and each.is_let_in and not is_refused)
        if again or each.digest in twins:
            found.repeated += 1
            continue
        twins.add(each.digest)
        if outcome:
            found.released[each.digest] = event
        if is_refused:
            found.refused.append(each)
        elif each.is_let_in:
            found.enter.append(each)
        else:
            found.keep.append(each)
    return found


def refused_of(rows: Sequence[Prepared], key: Key, kinds: frozenset[str]) -> set[bytes]:
    """Return the digests of the rows whose contact point was refused. Only those that may be are asked about exactly.

    ``kinds`` are the wider kinds for which the rows have tokens; all may be, once a list of another kind was read.
    """
    doubtful = [each for each in rows if each.tokens is not None]
    if kinds_listed() <= kinds:
        hit = looking.ever_refused([token for each in rows for token in each.refusals])
        doubtful = [each for each in doubtful if not hit.isdisjoint(each.refusals)] if hit else []
    if not doubtful:
        return set()
    points = [each.tokens.point for each in doubtful if each.tokens is not None]
    exact = refused(points, key.beneficiary, key.channel, purpose=key.purpose)
    return {each.digest for each, is_refused in zip(doubtful, exact, strict=True) if is_refused}


def beside_a_refusal(rows: Sequence[Prepared]) -> set[bytes]:
    """Return the digests of the rows whose contact point refuses in another row of the same lot."""
    refusing = {each.refusals[0] for each in rows if each.refuses and each.refusals}
    return {each.digest for each in rows if each.refusals and each.refusals[0] in refusing}


def _without_ended(
    job: Job, entered: list[tuple[Prepared, bytes]], fresh: Mapping[bytes, Tokens]
) -> tuple[list[tuple[Prepared, bytes]], list[tuple[Prepared, bytes]]]:
    """Set apart those whose consent ended, or whose data are restricted: an import never takes it up again."""
    asked = [subject for _, subject in entered if subject not in fresh]
    if not asked:
        return entered, []
    archived, ended = restricted(asked), looking.ended(asked, job.key)
    for each, subject in entered:
        if subject in archived:
            each.rules = (RESTRICTED,)
            ended.add(subject)
    let_in = [each for each in entered if each[1] not in ended]
    return let_in, [each for each in entered if each[1] in ended]


def ended_of(rows: Sequence[Prepared], key: Key) -> dict[bytes, str]:
    """Return, by digest, the rule against those rows whose person's consent ended, or whose data are restricted."""
    owners = known([each.own for each in _tokens(rows)])
    if not owners:
        return {}
    asked = list(owners.values())
    rules = dict.fromkeys(looking.ended(asked, key), REFUSED_ALREADY) | dict.fromkeys(restricted(asked), RESTRICTED)
    whose = {each.digest: owners.get(each.tokens.own, b"") for each in rows if each.tokens is not None}
    return {digest: rules[subject] for digest, subject in whose.items() if subject in rules}


def _let_in(
    tx: Transaction, job: Job, entered: list[tuple[Prepared, bytes]], new: Newcomers, released: dict[bytes, int]
) -> list[Row]:
    agreed = [each for each in entered if each[0].given_at is not None]
    reported = [_reported(job, each, subject, new.first(subject)) for each, subject in agreed]
    said = import_many(tx, job.key, reported, new.made)
    events = {each.digest: one for (each, _), one in zip(agreed, said, strict=True)}
    lines: list[Row] = []
    for each, subject in entered:
        recorded = events.get(each.digest)
        if recorded is None:  # by a way past consent: nothing was agreed to
            recorded = tx.record(_first(Draft(ROW_ACCEPTED, _core(job, each), subject), new.first(subject)))
        new.begun(recorded)
        event = recorded.index
        if each.digest in released:
            tx.erase(subject, ("content",), indices=[released[each.digest]])
            looking.release(each.digest, event)
            continue
        lines.append(
            (bytearray(each.digest), job.batch, each.row, bytearray(subject), ACCEPTED, "", "", event, job.inform_by)
        )
    return lines


def _reported(job: Job, each: Prepared, subject: bytes, first: Tokens | None) -> Reported:
    shown = (each.form,) if each.form else ()
    core = _core(job, each)
    if first is None or first is not each.tokens or first.newcomer is None:
        return Reported(subject, each.given_at or 0, each.act, shown, core, each.context, each.content, first=first)
    core["point_kind"] = first.point.kind  # the row that was sealed for a newcomer is the first of that person
    return Reported(subject, each.given_at or 0, each.act, shown, core, each.context, sealed=first.newcomer.segments)


def _first(draft: Draft, first: Tokens | None) -> Draft:
    return draft if first is None else carrying(draft, first)


def _core(job: Job, each: Prepared) -> dict[str, object]:
    return {"import": job.batch, "row": each.row, "supplier": job.supplier}


def _take_up(tx: Transaction, row: Prepared, scope: str) -> None:
    """Refuse every contact point of a row that tells of a refusal: who said no by e-mail is not called on the number beside it.

    Whoever else is known by such a number keeps their own consents: it is the number that is left alone.
    """
    said = {} if row.tokens is None else suppression_tokens(row.tokens.point)
    if row.tokens is not None:
        object_to.within(tx, row.tokens.point, scope, via="import")
    beside = {token: kind for point in every_point(row.cells) for token, kind in suppression_tokens(point).items()}
    suppress(tx, {token: kind for token, kind in beside.items() if token not in said}, scope, "objection")


def _refused(tx: Transaction, job: Job, refused: list[Prepared]) -> list[Row]:
    """Set aside those who are refused: nothing of their row is kept, and what the file says of a refusal is taken up."""
    subjects = known([each.own for each in _tokens(refused)])
    lines = []
    for each in refused:
        subject = subjects.get(each.tokens.own) if each.tokens else None
        if each.refuses:
            _take_up(tx, each, scope_of(job.key.beneficiary))
        each.rules = tuple(dict.fromkeys((REFUSED_ALREADY, *each.rules)))
        lines.append(_quarantined(tx, job, each, subject or tx.new_subject(), keep=False))
    return lines


def _tokens(rows: Sequence[Prepared]) -> list[Tokens]:
    return [each.tokens for each in rows if each.tokens is not None]


def _quarantined(
    tx: Transaction, job: Job, each: Prepared, subject: bytes, *, keep: bool, new: Newcomers | None = None
) -> Row:
    """Record a row that is not let in; its cells are sealed where they are kept."""
    rules = each.rules or ((REFUSED_ALREADY,) if not keep else ())
    core = {**_core(job, each), "rules": list(rules), "missing": list(each.missing)}
    personal = {"content": dict(each.cells)} if keep else {}
    draft = Draft(ROW_QUARANTINED, core, subject, personal=personal)
    if new is None:
        said = tx.record(draft)
    else:
        said = tx.record(_first(draft, new.first(subject)))
        new.begun(said)
    return _line(job, each.digest, each.row, subject, rules, each.missing, said.index)


def _line(
    job: Job, digest: bytes, row: int, subject: bytes, rules: Sequence[str], missing: Sequence[str], event: int
) -> Row:
    told = (" ".join(rules)[:LONGEST], " ".join(missing)[:LONGEST])
    return (bytearray(digest), job.batch, row, bytearray(subject), QUARANTINED, *told, event, job.inform_by)


@act
def write_aside(tx: Transaction, job: Job, rows: Sequence[tuple[int, str, bytes]]) -> Counter[str]:
    """Record rows that the reader could not use: their number and its reason, under a reference of nobody."""
    _refuse_stopped(job)
    known_rows = looking.written([digest for *_, digest in rows])
    lines: list[Row] = []
    for row, reason, digest in rows:
        if digest in known_rows:
            continue
        subject, missing = tx.new_subject(), [POINT, f"kept-aside:{reason}"]
        core = {"import": job.batch, "row": row, "supplier": job.supplier, "rules": [], "missing": missing}
        said = tx.record(Draft(ROW_QUARANTINED, core, subject))
        lines.append(_line(job, digest, row, subject, (), missing, said.index))
    looking.insert(lines)
    repeated = len(rows) - len(lines)
    looking.move(job.batch, 0, len(lines), repeated, 0)
    return Counter({QUARANTINED: len(lines), REPEATED: repeated})
