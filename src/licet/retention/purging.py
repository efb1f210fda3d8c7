"""Do what is due: archive, erase, strip circumstances, empty the quarantine, let old refusals lapse; with a proof.

Each person archived is an act, people erased go twenty an act in one event. What a run did is an event of its own: counts,
and by it the events before it that hold the indices.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final

from licet.collection.quarantine import purge as empty_quarantine
from licet.collection.unconfirmed import never_confirmed
from licet.consent.context import erase_due as erase_contexts
from licet.ledger import Draft, Transaction, declare
from licet.ledger.record import act
from licet.objections.lapsing import lapse
from licet.retention import copies
from licet.retention.cleaning import clean
from licet.retention.erasing import AT_ONCE, erase_many
from licet.retention.restricting import RETENTION_END, owner_named, restrict
from licet.retention.schedule import Due, due
from licet.terms.errors import UsageError

RUN: Final = "retention:run:done"
declare(RUN)
WORKER: Final = "worker"


@dataclass(slots=True)
class Done:
    """What a run did: people archived and erased, contexts, quarantined rows and refusals erased, copies of keys destroyed.

    ``left`` counts people who said something meanwhile: the next run looks again.
    """

    archived: int = 0
    erased: int = 0
    contexts: int = 0
    quarantined: int = 0
    suppressions: int = 0
    key_copies: int = 0
    left: int = 0


def run(owner: str, found: Due | None = None) -> Done:
    """Do what is due, by default today; return what was done. Interrupted, it is run again."""
    owner_named(owner)
    what, done = due() if found is None else found, Done()
    for subject in what.archive:
        try:
            restrict(subject, reason=RETENTION_END, owner=owner)
            done.archived += 1
        except UsageError:  # restricted or forgotten since
            done.left += 1
    gone = list(dict.fromkeys((*what.erase, *what.lapsed, *never_confirmed())))
    for start in range(0, len(gone), AT_ONCE):
        some = gone[start : start + AT_ONCE]
        try:
            done.erased += erase_many(some, reason=RETENTION_END, owner=owner).persons
        except UsageError:
            done.left += len(some)
    done.contexts = erase_contexts()
    done.quarantined = empty_quarantine()
    done.suppressions = lapse(what.refusals)
    done.key_copies = copies.prune()
    if any(asdict(done).values()):
        _prove(owner, done, what.day)
    return done


def tick() -> Done:
    """Run as the worker does, once a day; tables are not rewritten then, which would lock them."""
    done = run(WORKER)
    if done.erased or done.contexts or done.quarantined:
        clean(rewrite=False)
    return done


@act
def _prove(tx: Transaction, owner: str, done: Done, day: int) -> None:
    tx.record(Draft(RUN, {**asdict(done), "owner": owner, "day": day}))
