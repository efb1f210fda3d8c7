"""Ask for one's rights (GDPR 15 to 20) from one's own page: recorded at once, with the day by which it is answered."""

from __future__ import annotations

from typing import Final

from babel.dates import format_date
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from licet.audit.report.words import LOCALES
from licet.doors.web.person.behind import behind_a_link, done
from licet.doors.web.person.links import Link
from licet.doors.web.person.told import subject_of
from licet.doors.web.words import in_language, say
from licet.rights.requests import receive
from licet.terms.days import date_of

RIGHTS: Final = ("access", "rectification", "erasure", "restriction", "portability")
"""Objecting has a button of its own, and needs no request."""
_LONGEST: Final = 2000


@behind_a_link("POST", rate="20/hour")
def ask_for_a_right(request: HttpRequest, link: Link) -> HttpResponse:
    """Record a request, and say by when it is answered."""
    right, subject, language = request.POST.get("right", ""), subject_of(link.token), in_language(get_language())
    if right not in RIGHTS or subject is None:
        return render(request, "error.html", {"code": 400}, status=400)
    words = request.POST.get("words", "").replace("\x00", "")[:_LONGEST]
    made = receive(right, None, subject=subject, via="page", text=words, controller_slug=link.controller)
    due = str(format_date(date_of(made.due_on), "long", LOCALES[language]))
    return done(request, link, say("prefs.done.asked", language, right=say(f"prefs.rights.{right}", language), day=due))
