"""Partner lists: who was named to people, from which day on."""

from __future__ import annotations

from collections.abc import Sequence

from licet.ledger import Draft, Transaction, declare
from licet.ledger.record import act
from licet.notices.models import PartnerList
from licet.subjects import controller
from licet.terms.errors import UsageError

PUBLISHED = "notices:partner_list:published"
declare(PUBLISHED)


@act
def publish_partner_list(tx: Transaction, slug: str, partners: Sequence[str]) -> PartnerList:
    """Publish the partners of a list, dated, as its next version; the same ones in the same order make no new version.

    Each is the slug of a controller of this house. Raises ``UsageError`` for an unknown one, and for a list of nobody.
    """
    if not partners or len(set(partners)) < len(partners):
        raise UsageError("a partner list names at least one partner, and each once")
    written = "\n".join(f"{each}\t{' '.join(controller(each).name.split())}" for each in partners)
    last = newest_list(slug)
    if last is not None and last.partners == written:
        return last
    version = 1 if last is None else last.version + 1
    made = PartnerList.objects.create(slug=slug, version=version, partners=written, published_at=tx.now)
    tx.record(Draft(PUBLISHED, {"list": slug, "version": version, "partners": list(partners)}))
    return made


def newest_list(slug: str) -> PartnerList | None:
    """Return a list as it stands today."""
    return PartnerList.objects.filter(slug=slug).order_by("-version").first()
