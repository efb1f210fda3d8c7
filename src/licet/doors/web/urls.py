"""Every address of the server. Pages for accounts lie under ``/console/``; what anybody may open lies outside it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from licet.doors.web import accounts, console, errors, forms, persons, publishing, served
from licet.doors.web.admin import site
from licet.doors.web.person.urls import urlpatterns as person_addresses

urlpatterns: list[URLPattern | URLResolver] = [
    path("", console.entrance, name="entrance"),
    path("health", console.health, name="health"),
    path("login", accounts.log_in, name="login"),
    path("logout", accounts.log_out, name="logout"),
    path("first/<uidb64>/<token>", accounts.choose_password, name="choose-password"),
    path("console/", console.home_page, name="console"),
    path("console/person", persons.person, name="person"),
    path("console/forms", publishing.overview, name="publishing"),
    path("console/forms/publish", publishing.publish, name="publishing-publish"),
    path("console/forms/approve", publishing.approve, name="publishing-approve"),
    path("console/accounts/", site.urls),
    path("f/<slug:slug>", forms.form, name="form"),
    path("f/<slug:slug>/<slug:lang>", forms.form_in, name="form-in"),
    path("f/<slug:slug>/<slug:lang>/sent", forms.sent, name="form-sent"),
    path("f/<slug:slug>/<slug:lang>/refused", forms.refused, name="form-refused"),
    path("confirm/<str:link>", forms.confirm, name="confirm"),
    *person_addresses,
    re_path(r"^static/(?!.*\.\.)(?P<path>(?:licet|admin)/[\w./-]+)$", served.static, name="static"),
]
# Those of persons stand beside their views.

handler400 = errors.bad_request
handler403 = errors.refused
handler404 = errors.not_found
handler500 = errors.failed
