"""A link to one's page, mailed on request: the same answer whether or not the address is known, and once an hour at most."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from licet.collection.mail import Mail, queue
from licet.doors.config import load
from licet.doors.web.limits import allows, limited
from licet.doors.web.person.links import link_for
from licet.doors.web.words import in_language, say
from licet.ledger import Transaction, home
from licet.ledger.record import act
from licet.subjects import contact_point, controller, find, token
from licet.subjects.models import Controller
from licet.subjects.points import Point
from licet.terms.errors import SubjectError, UsageError

LABEL = "link-mail"


@act
def mail_link(tx: Transaction, point: Point, owner: Controller, lang: str) -> bool:
    """Queue the mail with the link when the address is known; an unknown one is not stored. Tell which."""
    subject = find(point)
    if subject is None:
        return False
    words = in_language(lang)
    mail = Mail(
        "preferences",
        words,
        say("prefs.ask.mail_subject", words),
        say("prefs.ask.mail_text", words, name=owner.name, link="{link}"),
        f"{load(home().data).base_url}/p/{owner.slug}/{link_for(point, owner.slug)}",
    )
    queue(tx, subject, point, mail, throttle=token(point, LABEL))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@limited("link", "10/hour")
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for an address; say the same whatever is known of it."""
    try:
        owner = controller(slug)
    except UsageError:
        return render(request, "error.html", {"code": 404}, status=404)
    shown: dict[str, object] = {"controller": owner.name, "slug": owner.slug}
    if request.method == "POST":
        try:
            point = contact_point("email", request.POST.get("email", ""))
        except SubjectError:
            return render(request, "person/ask.html", shown | {"bad": True}, status=422)
        if allows("link-of", "3/hour", token(point, LABEL).hex()):
            mail_link(point, owner, get_language() or "fr")
        shown["sent"] = True
    return render(request, "person/ask.html", shown)
