"""Addresses that were typed on a form and never confirmed: kept for a month, then forgotten like any other person.

Anybody may type another's address. Where nothing else is known of a person than such a request, and the form serves nothing but
offers, there is no purpose left for which the address would be held.
"""

from __future__ import annotations

from typing import Final

from licet.collection.forms_tables import Confirmation
from licet.ledger import clock
from licet.ledger.models import Event
from licet.notices.publish import current

KEPT: Final = 30 * 24 * 3600
"""Seconds after the request: the link has ended long before."""
_NOTHING_ELSE: Final = frozenset(
    {
        "subjects:contact_point:added",
        "collection:form:answered",
        "collection:confirmation:asked",
        "collection:confirmation:declined",
        "collection:mail:sent",
        "collection:mail:given_up",
        "consent:record:requested",
        "consent:record:refused",
        "consent:context:erased",
    }
)
MOST: Final = 10_000


def never_confirmed() -> list[bytes]:
    """Return the people of whom nothing is known but a request that nobody confirmed within a month."""
    asked = (
        Confirmation.objects.exclude(answer="confirmed").filter(asked_at__lt=clock.now() - KEPT).order_by("asked_at")
    )
    found: dict[bytes, None] = {}
    serves: dict[tuple[str, int], bool] = {}
    for row in asked[:MOST]:
        form = (row.form, row.version)
        if form not in serves:
            published = current(*form)
            serves[form] = published is None or published.form.service is not None
        if not serves[form]:
            found[bytes(row.subject)] = None
    return [subject for subject in found if _is_nothing_else_known(subject)]


def _is_nothing_else_known(subject: bytes) -> bool:
    kinds = Event.objects.filter(subject=subject).values_list("kind", "recorded_at")
    since = clock.now() - KEPT
    return bool(kinds) and all(kind in _NOTHING_ELSE and at < since for kind, at in kinds)
