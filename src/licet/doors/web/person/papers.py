"""What a person takes along: the receipt, the proof of an event, the very page that was shown."""

from __future__ import annotations

import json
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from licet.consent.receipt import receipt_of
from licet.consent.receipt_page import receipt_page
from licet.doors.web.person.behind import READS, behind_a_link, page_of
from licet.doors.web.person.links import Link
from licet.doors.web.person.told import subject_of
from licet.doors.web.words import in_language
from licet.ledger import checkpoints, history, tree
from licet.ledger.models import Event
from licet.notices.shown import shown_by
from licet.verify.proof import InclusionProof

SHEET: Final = (
    "default-src 'none'; style-src 'unsafe-inline' 'self'; form-action 'none'; frame-ancestors 'none'; sandbox"
)
"""What a page kept as it was shown may do: look as it did, and nothing else."""
_FORMS: Final = ("html", "jsonld")


def _person(link: Link) -> bytes:
    """Return the person of a link; raise ``Http404`` when nothing is held on anybody by it."""
    subject = subject_of(link.token)
    if subject is None:
        raise Http404
    return subject


def _kept(stored: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(stored, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@behind_a_link(*READS)
def receipt(request: HttpRequest, link: Link, form: str) -> HttpResponse:
    """Give the receipt, as a page or as JSON-LD to keep."""
    subject, language = _person(link), in_language(get_language())
    if form not in _FORMS:
        raise Http404
    made = receipt_of(subject, language, request.build_absolute_uri(page_of(link)))
    if form == "jsonld":
        return _kept(json.dumps(made, ensure_ascii=False, indent=1).encode(), "application/ld+json", "licet.jsonld")
    return HttpResponse(receipt_page(made, language), content_type="text/html; charset=utf-8")


@behind_a_link(*READS)
def proof(_request: HttpRequest, link: Link, index: int) -> HttpResponse:
    """Give the proof that an event of the person stands in the log (C2SP tlog-proof), under a published checkpoint."""
    if not Event.objects.filter(index=index, subject=_person(link)).exists():
        raise Http404
    checkpoint = checkpoints.publish(at_least=index + 1)
    hashes = tree.inclusion(index, checkpoints.size_of(checkpoint))
    stored = InclusionProof(index, tuple(hashes), checkpoint).stored()
    return _kept(stored, "text/plain; charset=utf-8", f"{index}.tlog-proof")


@behind_a_link(*READS)
def shown(_request: HttpRequest, link: Link, digest: str) -> HttpResponse:
    """Give what the person was shown, byte for byte; only what one of their own events points at."""
    events, kept = history.events_of(_person(link)), shown_by(digest)
    if kept is None or not any(digest in each.core.get("shown", ()) for each in events):  # type: ignore[operator]  # a list of digests
        raise Http404
    kind = "text/plain" if kept.kind == "mail" else "text/html"
    answer = HttpResponse(bytes(kept.stored), content_type=f"{kind}; charset=utf-8")
    answer["Content-Security-Policy"] = SHEET
    return answer
