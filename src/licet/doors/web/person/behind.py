"""What stands behind a good link, and is refused to any other.

The link is the authority: who has it may act, who has not cannot guess it. So no page behind one needs a cookie, nor a
token against forged posts; people who refuse cookies can refuse messages too. Its holder is limited by the link, never by
the network address, which a mail provider shares among millions; bad links are limited by address.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from licet.doors.web.limits import allows, too_many, who
from licet.doors.web.person.links import Link, followed
from licet.doors.web.person.pages import page
from licet.subjects.models import Controller
from licet.terms.errors import InputError

P = ParamSpec("P")
_View = Callable[Concatenate[HttpRequest, Link, P], HttpResponseBase]
_Answer = Callable[..., HttpResponseBase]

READS: Final = ("GET", "HEAD")
BAD_LINKS: Final = "60/minute"


def behind_a_link(*methods: str, rate: str = "") -> Callable[[_View[P]], _Answer]:
    """Let a view answer by these methods whoever has a good link; ``rate`` limits the posts of one link.

    The view is given what the link carries. A page that only takes posts sends a look at it back to the person's page.
    """

    def decorate(view: _View[P]) -> _Answer:
        def checked(
            request: HttpRequest, controller: str, link: str, /, *more: P.args, **named: P.kwargs
        ) -> HttpResponseBase:
            try:
                found = followed(controller, link)
            except InputError:
                return not_a_link(request, controller)
            if request.method not in methods:
                return _another_way(request, found, methods)
            if rate and request.method == "POST" and not allows(view.__name__, rate, found.token.hex()):
                return too_many(request)
            return view(request, found, *more, **named)

        @csrf_exempt
        @wraps(view)
        def answer(
            request: HttpRequest, controller: str, link: str, *more: P.args, **named: P.kwargs
        ) -> HttpResponseBase:
            said = checked(request, controller, link, *more, **named)
            said["X-Robots-Tag"] = "noindex"
            return said

        return answer

    return decorate


def _another_way(request: HttpRequest, found: Link, methods: tuple[str, ...]) -> HttpResponse:
    if request.method not in READS:
        return HttpResponseNotAllowed(methods)
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponseRedirect(page_of(found) + asked)


def not_a_link(request: HttpRequest, controller: str) -> HttpResponse:
    """Return the page that helps with a link cut short or forged."""
    if not allows("bad-link", BAD_LINKS, who(request)):
        return too_many(request)
    known = Controller.objects.filter(slug=controller).exists()
    return render(request, "person/not_a_link.html", {"slug": controller if known else ""}, status=404)


def page_of(link: Link) -> str:
    """Return the address of the person's page behind a link."""
    return reverse("person", args=(link.controller, link.text))


def name_of_controller(slug: str) -> str:
    """Return the name of a controller; its slug where it is not registered any more."""
    return Controller.objects.filter(slug=slug).values_list("name", flat=True).first() or slug


def done(request: HttpRequest, link: Link, told: str, *events: int) -> HttpResponse:
    """Return the page that says what was done; ``events`` are those of the log whose proof it offers."""
    shown = {"told": told, "page": page_of(link), "events": events, "controller": name_of_controller(link.controller)}
    return page(request, "person/done.html", shown)
