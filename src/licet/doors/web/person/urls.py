"""The addresses of persons: nothing of a person stands in them but a keyed token."""

from __future__ import annotations

from django.urls import path

from licet.doors.web.person import asked_for, centre, one_click, papers, rights

_LINK = "<slug:controller>/<str:link>"

urlpatterns = [
    path("preferences/<slug:slug>", asked_for.ask, name="person-ask"),
    path(f"u/{_LINK}", one_click.one_click, name="one-click"),
    path(f"p/{_LINK}", centre.centre, name="person"),
    path(f"p/{_LINK}/stop", centre.stop, name="person-stop"),
    path(f"p/{_LINK}/withdraw/<int:number>", centre.withdraw_one, name="person-withdraw"),
    path(f"p/{_LINK}/rights", rights.ask_for_a_right, name="person-rights"),
    path(f"p/{_LINK}/receipt.<str:form>", papers.receipt, name="person-receipt"),
    path(f"p/{_LINK}/proof/<int:index>", papers.proof, name="person-proof"),
    path(f"p/{_LINK}/shown/<str:digest>", papers.shown, name="person-shown"),
]
