"""Ask for one's rights (GDPR 15 to 20) from one's own page: recorded at once, with the day by which it is answered."""

from __future__ import annotations

from typing import Final

from babel.dates import format_date
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from licet.audit.report.words import LOCALES
from licet.doors.web.limits import limited
from licet.doors.web.person.centre import not_a_link
from licet.doors.web.person.links import followed
from licet.doors.web.person.told import subject_of
from licet.doors.web.words import in_language, say
from licet.rights.requests import receive
from licet.terms.days import date_of
from licet.terms.errors import InputError

RIGHTS: Final = ("access", "rectification", "erasure", "portability")
_LONGEST: Final = 2000


@require_http_methods(["POST"])
@limited("rights", "20/hour")
def ask_for_a_right(request: HttpRequest, controller: str, link: str) -> HttpResponse:
    """Record a request, and say by when it is answered."""
    try:
        found = followed(controller, link)
    except InputError:
        return not_a_link(request, controller)
    right, subject, language = request.POST.get("right", ""), subject_of(found.token), in_language(get_language())
    if right not in RIGHTS or subject is None:
        return render(request, "error.html", {"code": 400}, status=400)
    words = request.POST.get("words", "")[:_LONGEST]
    made = receive(right, None, subject=subject, via="page", text=words, controller_slug=controller)
    due = str(format_date(date_of(made.due_on), "long", LOCALES[language]))
    told = say("prefs.done.asked", language, day=due)
    return render(request, "person/done.html", {"told": told, "slug": controller, "link": link})
