"""Object by a link: recorded the first time and some times more, and always in force before the answer."""

from __future__ import annotations

from typing import Final

from licet.doors.web.limits import allows
from licet.doors.web.person.links import Link
from licet.objections.models import Renewal, Suppression
from licet.objections.record import object_to

RECORDED: Final = "12/hour"
"""How often the same objection of one link is recorded anew: a link posted in a loop must not fill the log."""


def object_by(link: Link, scope: str, via: str) -> int | None:
    """Object, durably; return the index of the event, ``None`` when it stood already and was said too often to note again."""
    if not allows("objection", RECORDED, link.token.hex(), scope) and _stands(link, scope):
        return None
    return object_to(None, scope, by_token=link.token, via=via).index


def _stands(link: Link, scope: str) -> bool:
    """Tell whether just this is refused, and nothing was agreed to since."""
    said = Suppression.objects.filter(token=link.token, scope=scope).values_list("refused_at", flat=True).first()
    return said is not None and not Renewal.objects.filter(token=link.token, renewed_at__gt=said).exists()
