"""Find a person, make one, add a contact point: each inside an act."""

from __future__ import annotations

from typing import Final

from licet.ledger import Draft, Transaction, declare, sealer
from licet.ledger.record import act
from licet.ledger.statements import row, rows
from licet.subjects.models import ContactPoint, Controller
from licet.subjects.points import SUPPRESSION, Point, token
from licet.terms.errors import SubjectError, UsageError

ADDED = "subjects:contact_point:added"
CONTROLLER_ADDED = "subjects:controller:added"
declare(ADDED, CONTROLLER_ADDED)

WHOSE: Final = "SELECT subject FROM subjects_contactpoint WHERE token = %s"
OF_REFUSAL: Final = "SELECT subject FROM subjects_contactpoint WHERE suppression_token = %s ORDER BY token LIMIT 1"
POINTS_OF: Final = "SELECT kind, token, sealed FROM subjects_contactpoint WHERE subject = %s ORDER BY event"
IS_CONTROLLER: Final = "SELECT 1 FROM subjects_controller WHERE slug = %s"


def find(point: Point) -> bytes | None:
    """Return the reference of the person whom a contact point reaches, ``None`` when nobody is known by it."""
    return of_token(token(point))


def of_token(named: bytes) -> bytes | None:
    """Return the person whose contact point has a token."""
    found = row(WHOSE, (named,))
    return None if found is None else bytes(found[0])


def of_refusal(named: bytes) -> bytes | None:
    """Return the person whose contact point is refused by a token: the one that links carry."""
    found = row(OF_REFUSAL, (named,))
    return None if found is None else bytes(found[0])


def person_for(tx: Transaction, point: Point, source: str = "") -> bytes:
    """Return the person whom a point reaches, made with this point when unknown. ``source`` names no person."""
    return find(point) or add_point(tx, tx.new_subject(), point, source)


def add_point(tx: Transaction, subject: bytes, point: Point, source: str = "") -> bytes:
    """Add a contact point to a person, and return that person; raise ``SubjectError`` when it is another's."""
    known = find(point)
    if known is not None:
        if known != subject:
            raise SubjectError("this contact point is another person's: nobody is merged")
        return subject
    core = {"point_kind": point.kind, **({"source": source} if source else {})}
    said = tx.record(Draft(ADDED, core, subject, personal={"subject": {point.kind: point.value}}))
    named = token(point)
    ContactPoint.objects.create(
        token=named,
        suppression_token=token(point, SUPPRESSION),
        kind=point.kind,
        subject=subject,
        sealed=tx.seal(subject, "subject", point.value.encode(), named),
        added_at=tx.now,
        event=said.index,
    )
    return subject


def points_of(subject: bytes, tx: Transaction | None = None) -> list[Point]:
    """Return the contact points of a person, oldest first; those whose key is gone are left out.

    Within an act give its transaction: the keys of those who were made in the same batch are known to it alone.
    """
    opener, found = tx or sealer(), []
    for kind, named, sealed in rows(POINTS_OF, (subject,)):
        plain = opener.unseal(subject, "subject", bytes(sealed), bytes(named))
        if plain is not None:
            found.append(Point(kind, plain.decode()))
    return found


@act
def add_controller(
    tx: Transaction, slug: str, name: str, *, email: str = "", address: str = "", country: str = "FR"
) -> Controller:
    """Register a controller, partner or advertiser; saying the same again changes its coordinates, never its slug."""
    if not slug.isascii() or not slug.replace("-", "").isalnum() or slug != slug.lower() or not name.strip():
        raise UsageError("a controller has a slug of lower-case letters, digits and hyphens, and a name")
    made, _ = Controller.objects.update_or_create(
        slug=slug,
        defaults={"name": name.strip(), "email": email, "address": address, "country": country},
        create_defaults={
            "name": name.strip(),
            "email": email,
            "address": address,
            "country": country,
            "added_at": tx.now,
        },
    )
    tx.record(Draft(CONTROLLER_ADDED, {"controller": slug, "country": country}))
    return made


def controllers() -> list[Controller]:
    """Return every controller by slug."""
    return list(Controller.objects.order_by("slug"))


def is_controller(slug: str) -> bool:
    """Tell whether a slug is a controller's."""
    return row(IS_CONTROLLER, (str(slug),)) is not None


def controller(slug: str) -> Controller:
    """Return a controller; raise ``UsageError`` for an unknown slug."""
    found = Controller.objects.filter(slug=slug).first()
    if found is None:
        raise UsageError(f"`{slug}` is no controller of this house: `licet controller add` registers one")
    return found
