"""A link to one's page, mailed on request: the same answer, as soon, whether or not the address is known.

The answer is given before anybody looks whether it is: how long it takes tells nothing either. An address is sent one mail an
hour at most, whoever types it how often.
"""

from __future__ import annotations

import logging
from threading import Thread
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from licet.collection.mail import Mail, queue
from licet.doors.config import load
from licet.doors.web.limits import allows, limited
from licet.doors.web.logs import place_of
from licet.doors.web.person.links import link_for
from licet.doors.web.words import in_language, say
from licet.ledger import Transaction, home
from licet.ledger.record import act
from licet.subjects import contact_point, find, token
from licet.subjects.models import Controller
from licet.subjects.points import EMAIL, Point
from licet.terms.errors import SubjectError

if TYPE_CHECKING:
    from licet.audit.report.words import Language

LABEL: Final = "link-mail"
MAILER: Final = "licet-link-mail"
_log = logging.getLogger("licet.person")


@act
def mail_link(tx: Transaction, point: Point, owner: Controller, base_url: str, language: Language) -> bool:
    """Queue the mail with the link when the address is known; an unknown one is not stored. Tell which."""
    subject = find(point)
    if subject is None:
        return False
    mail = Mail(
        "preferences",
        language,
        say("prefs.ask.mail_subject", language),
        say("prefs.ask.mail_text", language, name=owner.name, link="{link}"),
        f"{base_url}/p/{owner.slug}/{link_for(point, owner.slug)}",
    )
    queue(tx, subject, point, mail, throttle=token(point, LABEL))
    return True


def _mail_later(point: Point, owner: Controller, base_url: str, language: Language) -> None:
    def mail() -> None:
        try:
            mail_link(point, owner, base_url, language)
        except Exception as error:  # noqa: BLE001  # nobody waits for it: the log is told, without the message
            _log.warning("a link was not mailed: %s", place_of(error))

    Thread(target=mail, name=MAILER, daemon=True).start()


@csrf_exempt  # who has no session cannot be made to use it
@require_http_methods(["GET", "HEAD", "POST"])
@limited("link", "10/hour")
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for an address; say the same whatever is known of it."""
    owner = Controller.objects.filter(slug=slug).first()
    if owner is None:
        return render(request, "error.html", {"code": 404}, status=404)
    shown: dict[str, object] = {"controller": owner.name}
    if request.method == "POST":
        try:
            point = contact_point(EMAIL, request.POST.get("email", ""))
        except SubjectError:
            return render(request, "person/ask.html", shown | {"bad": True}, status=422)
        if allows("link-of", "3/hour", token(point, LABEL).hex()):
            _mail_later(point, owner, load(home().data).base_url, in_language(get_language()))
        shown["sent"] = True
    return render(request, "person/ask.html", shown)
