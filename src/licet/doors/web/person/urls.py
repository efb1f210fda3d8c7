"""The addresses of persons: nothing of a person stands in them but a keyed token."""

from __future__ import annotations

from django.urls import path

from licet.doors.web.person import asked_for, centre, one_click, rights

_LINK = "<slug:controller>/<str:link>"

urlpatterns = [
    path("preferences/<slug:slug>", asked_for.ask, name="person-ask"),
    path(f"u/{_LINK}", one_click.one_click, name="one-click"),
    path(f"p/{_LINK}", centre.centre, name="person"),
    path(f"p/{_LINK}/stop", centre.stop, name="person-stop"),
    path(f"p/{_LINK}/withdraw/<int:number>", centre.withdraw_one, name="person-withdraw"),
    path(f"p/{_LINK}/receipt.<str:form>", centre.receipt, name="person-receipt"),
    path(f"p/{_LINK}/shown/<str:digest>", centre.shown, name="person-shown"),
    path(f"p/{_LINK}/rights", rights.ask_for_a_right, name="person-rights"),
]
