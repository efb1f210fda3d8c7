"""Stop by one click (RFC 8058): the post of a mail program, without cookie, redirect or question; anything else changes nothing.

It covers every account, brand and channel of the controller, and is answered once it is on the disk twice: in the record,
and in ``refusals.log``.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from licet.doors.web.limits import limited
from licet.doors.web.person.links import followed
from licet.objections.record import object_to
from licet.objections.scope import scope_of
from licet.subjects import controllers
from licet.terms.errors import InputError


@csrf_exempt  # RFC 8058, section 3.1: the post carries no cookie, so there is nothing to forge with
@require_http_methods(["GET", "HEAD", "POST", "OPTIONS"])
@limited("one-click", "600/minute")
def one_click(request: HttpRequest, controller: str, link: str) -> HttpResponse:
    """Object by a post; show by a get what a post would do."""
    try:
        found = followed(controller, link)
    except InputError:
        return render(request, "person/not_a_link.html", status=404)
    if request.method == "POST":
        object_to(None, scope_of(found.controller), by_token=found.token, via="one-click")
        return HttpResponse("OK\n", content_type="text/plain; charset=utf-8")
    if request.method == "OPTIONS":
        return HttpResponse(headers={"Allow": "GET, HEAD, POST, OPTIONS"})
    names = {each.slug: each.name for each in controllers()}
    shown = {"controller": names.get(controller, controller), "slug": controller, "link": link}
    return render(request, "person/one_click.html", shown)
