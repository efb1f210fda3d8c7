"""Forms in the console: what is published, what the law refused, and the second person who may publish it all the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from licet.doors.web.roles import APPROVER, OPERATOR, ROLES, actor, role_required, roles_of
from licet.doors.web.words import in_language, say
from licet.notices import publish as room
from licet.notices.models import OverrideRequest
from licet.terms.errors import LicetError

_LONGEST = 100_000


class PublishForm(forms.Form):
    """A form's description, and why it should be published although the law refuses it."""

    described = forms.CharField(
        max_length=_LONGEST, strip=False, widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"})
    )
    reason = forms.CharField(max_length=room.LONGEST_REASON, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # as Django calls it
        super().__init__(*args, **kwargs)
        language = in_language(get_language())
        for name, field in self.fields.items():
            field.label = say(f"publishing.{name}.label", language)
            field.help_text = say(f"publishing.{name}.help", language)
            shown = [f"{name}-help", *([f"{name}-error"] if self.is_bound and self.errors.get(name) else [])]
            field.widget.attrs["aria-describedby"] = " ".join(shown)


@role_required(*ROLES)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the published forms and the requests that wait."""
    return _page(request, PublishForm())


@role_required(OPERATOR)
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Publish a form; show what the law has against it when it is refused."""
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        done = room.publish(
            form.cleaned_data["described"], by=actor(request), override_reason=form.cleaned_data["reason"]
        )
    except LicetError as error:
        form.add_error("described", str(error))
        return _page(request, form, status=422)
    language = in_language(get_language())
    if done.version is None:
        key = "refused" if done.request is None else "asked"
        return _page(request, form, broken=[_told(asdict(each)) for each in done.broken], said=key, status=422)
    messages.success(request, say("publishing.published", language, form=done.form, n=done.version))
    return redirect("publishing")


@role_required(APPROVER)
@require_POST
def approve(request: HttpRequest) -> HttpResponse:
    """Publish a refused form as a second person; nobody does it for what he asked himself."""
    number = request.POST.get("request", "")
    language = in_language(get_language())
    asked = OverrideRequest.objects.filter(pk=number if number.isdecimal() and len(number) < 10 else 0).first()  # noqa: PLR2004
    if asked is None or asked.closed:
        messages.error(request, say("publishing.no_request", language))
    elif asked.requested_by == actor(request):
        messages.error(request, say("publishing.own", language))
    else:
        done = room.approve(asked.pk, by=actor(request))
        messages.success(request, say("publishing.published", language, form=done.form, n=done.version))
    return redirect("publishing")


def _told(broken: Mapping[str, Any]) -> dict[str, str]:
    french = in_language(get_language()) == "fr"
    told = {name: str(broken[name]) for name in ("rule", "citation", "status", "where")}
    return {**told, "sentence": str(broken["sentence_fr" if french else "sentence"])}


def _page(
    request: HttpRequest,
    form: PublishForm,
    *,
    broken: list[dict[str, str]] | None = None,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    roles = roles_of(request.user)
    waiting = [
        {
            "row": row,
            "broken": [_told(each) for each in json.loads(row.broken or "[]")],
            "approvable": APPROVER in roles and row.requested_by != actor(request),
        }
        for row in room.open_requests()
    ]
    shown = {"form": form, "broken": broken or [], "said": said, "waiting": waiting, "may_publish": OPERATOR in roles}
    return render(request, "publishing.html", {**shown, "published": room.published_forms()}, status=status)
