"""The preference centre: one page that shows everything, and posts that each do one thing and say what they did."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from licet.consent.models import Consent
from licet.consent.receipt import receipt_of
from licet.consent.receipt_page import receipt_page
from licet.consent.record import Evidence, key_of, withdraw
from licet.doors.web.limits import limited
from licet.doors.web.person.links import Link, followed
from licet.doors.web.person.told import held, subject_of
from licet.doors.web.words import in_language, say
from licet.ledger import home
from licet.notices.shown import shown_by
from licet.objections.record import object_to
from licet.objections.scope import EVERYONE, scope_of
from licet.subjects import controllers
from licet.terms.errors import InputError

if TYPE_CHECKING:
    from licet.audit.report.words import Language


def _language() -> Language:
    return in_language(get_language())


def _names() -> dict[str, str]:
    return {each.slug: each.name for each in controllers()}


def not_a_link(request: HttpRequest, controller: str) -> HttpResponse:
    """Return the page that helps with a link cut short or forged."""
    known = controller if controller in _names() else ""
    return render(request, "person/not_a_link.html", {"slug": known}, status=404)


@require_safe
def centre(request: HttpRequest, controller: str, link: str) -> HttpResponse:
    """Show what is held on the person of a link; reading one's own page is recorded nowhere."""
    try:
        found = followed(controller, link)
    except InputError:
        return not_a_link(request, controller)
    return render(request, "person/centre.html", _page(found, link))


def _page(found: Link, link: str) -> dict[str, object]:
    return {
        "held": held(found.token, _language()),
        "slug": found.controller,
        "controller": _names().get(found.controller, found.controller),
        "link": link,
    }


@require_http_methods(["POST"])
@limited("person", "60/minute")
def stop(request: HttpRequest, controller: str, link: str) -> HttpResponse:
    """Object to a controller altogether, or to everybody."""
    try:
        found = followed(controller, link)
    except InputError:
        return not_a_link(request, controller)
    scope = EVERYONE if request.POST.get("scope") == EVERYONE else scope_of(controller)
    object_to(None, scope, by_token=found.token, via="link")
    name = _names().get(controller, controller)
    words = "prefs.scope.everyone" if scope == EVERYONE else "prefs.scope.whole"
    told = say("prefs.done.objected", _language(), scope=say(words, _language(), name=name))
    return _done(request, controller, link, told)


@require_http_methods(["POST"])
@limited("person", "60/minute")
def withdraw_one(request: HttpRequest, controller: str, link: str, number: int) -> HttpResponse:
    """Withdraw one consent of the person."""
    try:
        found = followed(controller, link)
    except InputError:
        return not_a_link(request, controller)
    subject = subject_of(found.token)
    row = None if subject is None else Consent.objects.filter(pk=number, subject=subject).first()
    if subject is None or row is None:
        raise Http404
    withdraw(subject, [key_of(row)], Evidence("link", "button_about_the_agreement"))
    return _done(request, controller, link, say("prefs.done.withdrawn", _language()))


def _done(request: HttpRequest, controller: str, link: str, told: str) -> HttpResponse:
    return render(request, "person/done.html", {"told": told, "slug": controller, "link": link})


@require_safe
def receipt(request: HttpRequest, controller: str, link: str, form: str) -> HttpResponse:
    """Give the receipt, as a page or as JSON-LD to keep."""
    try:
        found = followed(controller, link)
    except InputError:
        return not_a_link(request, controller)
    subject = subject_of(found.token)
    if subject is None:
        raise Http404
    made = receipt_of(subject, _language(), request.build_absolute_uri(f"/p/{controller}/{link}"))
    if form == "html":
        return HttpResponse(receipt_page(made, _language()), content_type="text/html; charset=utf-8")
    answer = HttpResponse(json.dumps(made, ensure_ascii=False, indent=1), content_type="application/ld+json")
    answer["Content-Disposition"] = f'attachment; filename="licet-{home().origin.rpartition("/")[2]}.jsonld"'
    return answer


@require_safe
def shown(request: HttpRequest, controller: str, link: str, digest: str) -> HttpResponse:
    """Give what the person was shown, byte for byte; only what one of their own consents points at."""
    try:
        found = followed(controller, link)
    except InputError:
        return not_a_link(request, controller)
    subject = subject_of(found.token)
    kept = shown_by(digest)
    if subject is None or kept is None or not Consent.objects.filter(subject=subject, shown=digest).exists():
        raise Http404
    answer = HttpResponse(bytes(kept.stored), content_type="text/html; charset=utf-8")
    answer["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline' 'self'; form-action 'none'; sandbox"
    )
    return answer
