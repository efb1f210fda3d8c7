"""The register of suppliers: who they are, what was signed, through which forms they collect, how they were checked.

A check that finds a defect stops the use of the supplier in the same act (PAR-08.known-defect): its imports are refused from
then on, and what it brought is withheld (``quarantine``). Only a later check that finds nothing, and says so, resumes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from licet.collection.supply import Check, Paper, Supplier
from licet.law.facts.sources import SOURCES
from licet.ledger import Draft, Transaction, declare
from licet.ledger.record import act
from licet.terms.days import iso_of
from licet.terms.errors import UsageError
from licet.terms.instants import local_day

ADDED: Final = "collection:supplier:added"
CONTRACTED: Final = "collection:supplier:contracted"
FORM_KEPT: Final = "collection:supplier:form_kept"
CHECKED: Final = "collection:supplier:checked"
STOPPED: Final = "collection:supplier:stopped"
RESUMED: Final = "collection:supplier:resumed"
declare(ADDED, CONTRACTED, FORM_KEPT, CHECKED, STOPPED, RESUMED)

ZONE: Final = "Europe/Paris"
CONTRACT: Final = "contract"
FORM: Final = "form"
WAYS: Final = SOURCES.fact("taking.way").choices
LOOKED_AT: Final = ("form", "sample", "contract", "complaint", "visit")
"""What a check looked at. A complaint is no check of ours, but it tells of a defect (PAR-08)."""
OUTCOMES: Final = ("sound", "doubtful", "defective")
CONSEQUENCES: Final = ("none", "asked", "stopped", "resumed", "withheld")
EXAMINED: Final = ("form", "sample")
"""What counts as a check in law: forms seen or proofs drawn, not promises (``checks.made``)."""
LONGEST_PAPER: Final = 5_000_000
WHOLE: Final = 10_000
"""A share is kept in ten-thousandths."""


@act
def add_supplier(
    tx: Transaction,
    slug: str,
    name: str,
    *,
    way: str = "bought_or_rented",
    continuing: bool = False,
    answers: Mapping[str, object] | None = None,
    bound: float = 0.05,
) -> Supplier:
    """Register a supplier, or say anew what holds of it. ``answers`` are a row of ``sources`` of a dossier; ``bound`` a share."""
    if not slug.isascii() or not slug.replace("-", "").isalnum() or slug != slug.lower() or not name.strip():
        raise UsageError("a supplier has a slug of lower-case letters, digits and hyphens, and a name")
    if way not in WAYS:
        raise UsageError(f"this way is none of {', '.join(f'`{each}`' for each in WAYS)}")
    if not 0 <= bound < 1:
        raise UsageError("the bound is a share of bad proofs, from 0 to below 1, such as 0.05")
    told = json.dumps(dict(answers or {}), sort_keys=True, default=str)
    kept = {
        "name": name.strip(),
        "way": way,
        "continuing": continuing,
        "answers": told,
        "bound": round(bound * WHOLE),
    }
    made, _ = Supplier.objects.update_or_create(slug=slug, defaults=kept, create_defaults={**kept, "added_at": tx.now})
    digest = hashlib.sha256(told.encode()).hexdigest()
    core = {"supplier": slug, "way": way, "continuing": continuing, "bound": kept["bound"], "answers_sha256": digest}
    tx.record(Draft(ADDED, core))
    return made


def supplier(slug: str) -> Supplier:
    """Return a supplier; raise ``UsageError`` for an unknown slug."""
    found = Supplier.objects.filter(slug=slug).first()
    if found is None:
        raise UsageError(f"`{slug}` is no supplier of this house: `licet supplier add` registers one")
    return found


@act
def keep_paper(
    tx: Transaction, slug: str, kind: str, name: str, page: Path, answers: Mapping[str, object] | None = None
) -> Paper:
    """Keep the exact bytes of a contract or of a version of a form; the same bytes twice change nothing."""
    supplier(slug)
    stored = _bytes_of(page)
    digest = hashlib.sha256(stored).hexdigest()
    told = json.dumps(dict(answers or {}), sort_keys=True, default=str)
    known = Paper.objects.filter(supplier=slug, kind=kind, name=name).first()
    if known is not None:
        if (known.digest, known.answers) != (digest, told):
            raise UsageError(
                f"`{name}` is kept already with other bytes or answers: a new version has a name of its own"
            )
        return known
    event = CONTRACTED if kind == CONTRACT else FORM_KEPT
    said = tx.record(
        Draft(
            event,
            {"supplier": slug, "name": name, "answers_sha256": hashlib.sha256(told.encode()).hexdigest()},
            shown=(digest,),
        )
    )
    return Paper.objects.create(
        supplier=slug,
        kind=kind,
        name=name,
        digest=digest,
        suffix=page.suffix.lower()[:12],
        stored=stored,
        answers=told,
        added_at=tx.now,
        event=said.index,
    )


def refuse_unreadable(page: Path) -> None:
    """Raise ``UsageError`` for a paper that cannot be kept."""
    _bytes_of(page)


def _bytes_of(page: Path) -> bytes:
    try:
        stored = page.read_bytes()
    except OSError as error:
        raise UsageError(f"`{page}` cannot be read: {(error.strerror or 'unknown reason').lower()}") from None
    if not stored or len(stored) > LONGEST_PAPER:
        raise UsageError(f"`{page}` is empty, or longer than {LONGEST_PAPER // 1_000_000} MB")
    return stored


@act
def check(
    tx: Transaction,
    slug: str,
    *,
    subject: str,
    outcome: str,
    consequence: str = "none",
    on: int | None = None,
    note: str = "",
) -> Check:
    """Record a check. One that finds a defect stops the use at once; one that is sound may resume it.

    ``note`` names no person. Withholding what was imported follows in small acts: ``quarantine.withhold``. One batch alone is
    withheld by the answers to its sample, and by nobody's word.
    """
    if consequence == "withheld":
        raise UsageError("a batch is withheld by the answers to its sample: a defect that is known stops the supplier")
    return record_check(tx, slug, subject, outcome, consequence, on, note)


def record_check(
    tx: Transaction, slug: str, subject: str, outcome: str, consequence: str, on: int | None, note: str
) -> Check:
    """Record a check inside an act."""
    found, today = supplier(slug), local_day(tx.now, ZONE)
    for word, words in ((subject, LOOKED_AT), (outcome, OUTCOMES), (consequence, CONSEQUENCES)):
        if word not in words:
            raise UsageError(f"`{word}` is none of {', '.join(words)}")
    day = today if on is None else on
    if day > today:
        raise UsageError("a check lies on a day that has come")
    if outcome == "defective" and consequence != "withheld":
        consequence = "stopped"
    if consequence == "resumed" and outcome != "sound":
        raise UsageError("only a check that found nothing resumes a supplier")
    core = {"supplier": slug, "on": iso_of(day), "looked_at": subject, "outcome": outcome, "consequence": consequence}
    said = tx.record(Draft(CHECKED, core))
    if consequence == "stopped" and found.stopped_on is None:
        found.stopped_on = day
        found.save(update_fields=["stopped_on"])
        tx.record(Draft(STOPPED, {"supplier": slug, "on": iso_of(day), "by_event": said.index}))
    if consequence == "resumed" and found.stopped_on is not None:
        found.stopped_on = None
        found.save(update_fields=["stopped_on"])
        tx.record(Draft(RESUMED, {"supplier": slug, "by_event": said.index}))
    return Check.objects.create(
        supplier=slug, on=day, subject=subject, outcome=outcome, consequence=consequence, note=note, event=said.index
    )


@dataclass(frozen=True)
class Standing:
    """What the register says of a supplier, as the law asks it."""

    supplier: Supplier
    forms: tuple[Paper, ...]
    contracts: tuple[Paper, ...]
    checks: tuple[Check, ...]

    @property
    def is_checked(self) -> bool:
        """Whether the house itself examined forms or drew proofs."""
        return any(each.subject in EXAMINED for each in self.checks)

    @property
    def has_proof(self) -> bool:
        """Whether something was produced that shows agreements: a form kept, or a sample with valid proofs."""
        return bool(self.forms) or any(each.subject == "sample" and each.outcome == "sound" for each in self.checks)


def standing(slug: str) -> Standing:
    """Return what the register holds of a supplier; raise ``UsageError`` when it is unknown."""
    found = supplier(slug)
    papers = list(Paper.objects.filter(supplier=slug).order_by("pk"))
    return Standing(
        found,
        tuple(each for each in papers if each.kind == FORM),
        tuple(each for each in papers if each.kind == CONTRACT),
        tuple(Check.objects.filter(supplier=slug).order_by("on", "pk")),
    )


def suppliers() -> list[Supplier]:
    """Return every supplier by slug."""
    return list(Supplier.objects.order_by("slug"))


def others_produce(slug: str) -> bool:
    """Tell whether another supplier of the house produced forms or proofs (PAR-08.silent)."""
    return Paper.objects.filter(kind=FORM).exclude(supplier=slug).exists()
