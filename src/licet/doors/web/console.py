"""The first page of the console: how much there is, what left the house last, what needs somebody."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from django.db import connection
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from licet.doors.config import load
from licet.doors.doctor import alarms
from licet.doors.web.roles import ROLES, role_required, roles_of
from licet.ledger import checkpoints, home, stamps
from licet.ledger.models import Event, Head
from licet.rights.requests import deadlines
from licet.subjects.models import ContactPoint, Controller

T = TypeVar("T")
_FRESH = 60.0
_DEADLINES = 50
_kept: dict[tuple[str, str], tuple[float, object]] = {}


def _each_minute(name: str, count: Callable[[], T]) -> T:
    """Return what was counted less than a minute ago, else count: on a large base it takes a while."""
    key = (name, str(home().data))
    at, held = _kept.get(key, (0.0, None))
    if time.monotonic() - at > _FRESH or key not in _kept:
        held = count()
        _kept[key] = (time.monotonic(), held)
    return held  # type: ignore[return-value]  # what was counted under this name


def _counts() -> list[tuple[str, int]]:
    kinds = Event.objects.exclude(kind="").values("kind").annotate(n=Count("index")).order_by("kind")
    return [(str(row["kind"]), int(row["n"])) for row in kinds]


def _known() -> tuple[int, int]:
    return ContactPoint.objects.values("subject").distinct().count(), Controller.objects.count()


@role_required(*ROLES)
@require_safe
def home_page(request: HttpRequest) -> HttpResponse:
    """Show the state of the house."""
    config = load(home().data)
    persons, controllers = _each_minute("known", _known)
    published = checkpoints.newest()
    return render(
        request,
        "home.html",
        {
            "origin": home().origin,
            "size": Head.objects.values_list("size", flat=True).get(id=1),
            "persons": persons,
            "controllers": controllers,
            "kinds": _each_minute("kinds", _counts),
            "published": published,
            "published_root": published.root.hex() if published else "",
            "stamp": stamps.newest(),
            "alarms": _each_minute("alarms", lambda: alarms(config)),
            "deadlines": deadlines()[:_DEADLINES],
            "roles": sorted(roles_of(request.user)),
        },
    )


@require_safe
def entrance(_request: HttpRequest) -> HttpResponseRedirect:
    """Send whoever comes to the door to the console."""
    return redirect("console")


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Say that the house answers and its database too: for whoever watches over the process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
