"""The preference centre: one page that shows everything, and posts that each do one thing and say what they did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from licet.consent.models import Consent
from licet.consent.record import Evidence, key_of, withdraw
from licet.doors.web.person.behind import READS, behind_a_link, done, name_of_controller, page_of
from licet.doors.web.person.links import Link
from licet.doors.web.person.objecting import object_by
from licet.doors.web.person.pages import page
from licet.doors.web.person.reading import owner_of
from licet.doors.web.person.told import held, subject_of
from licet.doors.web.words import in_language, say
from licet.terms.scopes import EVERYONE, scope_of

if TYPE_CHECKING:
    from licet.audit.report.words import Language

OFTEN = "60/minute"


def _language() -> Language:
    return in_language(get_language())


@behind_a_link(*READS)
def centre(request: HttpRequest, link: Link) -> HttpResponse:
    """Show what is held on the person of a link; reading one's own page is recorded nowhere."""
    owner = owner_of(link.token)
    name, contact = owner.controllers.get(link.controller, (link.controller, ""))
    told = held(link.token, owner, _language())
    shown = {"held": told, "controller": name, "contact": contact, "page": page_of(link)}
    return page(request, "person/centre.html", shown)


@behind_a_link("POST")
def stop(request: HttpRequest, link: Link) -> HttpResponse:
    """Object to a controller altogether, or to everybody."""
    everyone = request.POST.get("scope") == EVERYONE
    index = object_by(link, EVERYONE if everyone else scope_of(link.controller), "link")
    words = "prefs.scope.everyone" if everyone else "prefs.scope.whole"
    covered = say(words, _language(), name=name_of_controller(link.controller))
    told = say("prefs.done.objected", _language(), scope=covered)
    mine = () if index is None or subject_of(link.token) is None else (index,)
    return done(request, link, told, *mine)


@behind_a_link("POST", rate=OFTEN)
def withdraw_one(request: HttpRequest, link: Link, number: int) -> HttpResponse:
    """Withdraw one consent of the person."""
    subject = subject_of(link.token)
    row = None if subject is None else Consent.objects.filter(pk=number, subject=subject).first()
    if subject is None or row is None:
        raise Http404
    said = withdraw(subject, [key_of(row)], Evidence("link", "button_about_the_agreement"))
    told = say(
        "prefs.done.withdrawn",
        _language(),
        name=name_of_controller(row.beneficiary),
        purpose=say(f"prefs.purpose.{row.purpose}", _language()),
        channel=say(f"prefs.channel.{row.channel}", _language()),
    )
    return done(request, link, told, *(each.index for each in said))
