"""Stop by one click (RFC 8058): the post of a mail program, without cookie, redirect or question; anything else changes nothing.

It covers every account, brand and channel of the controller, and is answered once it is on the disk twice: in the record,
and in ``refusals.log``.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse

from licet.doors.web.person.behind import behind_a_link, name_of_controller, page_of
from licet.doors.web.person.links import Link
from licet.doors.web.person.objecting import object_by
from licet.doors.web.person.pages import page
from licet.terms.scopes import scope_of

ALLOWED = ("GET", "HEAD", "POST", "OPTIONS")
LONGEST: Final = 64 * 1024
"""Bytes of a body that are read, and ignored: RFC 8058 sends 26."""


@behind_a_link(*ALLOWED)
def one_click(request: HttpRequest, link: Link) -> HttpResponse:
    """Object by a post, whatever its body; show by a get what a post would do."""
    if request.method == "POST":
        # a body left unread makes the server close the connection, and the next click on it is lost
        request.read(LONGEST)
        object_by(link, scope_of(link.controller), "one-click")
        return HttpResponse("OK\n", content_type="text/plain; charset=utf-8")
    if request.method == "OPTIONS":
        return HttpResponse(headers={"Allow": ", ".join(ALLOWED)})
    shown = {"controller": name_of_controller(link.controller), "page": page_of(link)}
    return page(request, "person/one_click.html", shown)
