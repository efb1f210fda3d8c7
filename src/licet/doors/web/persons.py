"""The page of one person: found by an address that is posted, never part of a URL; the reading is recorded first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from licet.doors.reads import REASONS, read_person
from licet.doors.web.roles import DPO, INSPECTOR, OPERATOR, actor, role_required
from licet.doors.web.words import in_language, name_of, say
from licet.ledger.history import Event
from licet.subjects import contact_point, find
from licet.subjects.points import EMAIL, KINDS
from licet.terms.errors import SubjectError

_SHOWN = 200
_LONGEST = 500


class Search(forms.Form):
    """By which contact point, and why."""

    kind = forms.ChoiceField()
    point = forms.CharField(max_length=_LONGEST, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    why = forms.ChoiceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # as Django calls it
        super().__init__(*args, **kwargs)
        language = in_language(get_language())
        for name, codes in (("kind", KINDS), ("why", REASONS)):
            field = self.fields[name]
            field.choices = [(each, name_of(f"console.{name}", each, language)) for each in codes]  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            field.label = say(f"console.person.{name}", language)
            if self.is_bound and self.errors.get(name):
                field.widget.attrs["aria-describedby"] = f"{name}-error"

    def clean(self) -> dict[str, Any]:
        """Read the contact point in its one writing."""
        told = super().clean() or {}
        if "kind" in told and "point" in told:
            try:
                told["found"] = contact_point(told["kind"], told["point"])
            except SubjectError:
                self.add_error("point", say("console.person.no_point", in_language(get_language())))
        return told


@role_required(OPERATOR, DPO, INSPECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest) -> HttpResponse:
    """Ask for a contact point; when one is posted, show the person."""
    form = Search(request.POST or None, initial={"kind": EMAIL})
    shown: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        subject = find(form.cleaned_data["found"])
        shown["searched"] = True
        if subject is not None:
            read = read_person(subject, actor=actor(request), why=form.cleaned_data["why"])
            newest = read.events[::-1]
            shown |= {
                "points": read.points,
                "events": [_told(event) for event in newest[:_SHOWN]],
                "count": len(newest),
                "shown": min(len(newest), _SHOWN),
            }
    return render(request, "person.html", shown)


def _told(event: Event) -> dict[str, object]:
    told = [
        (name, str(value))
        for name, value in event.core.items()
        if not name.startswith("subject_") and name not in {"kind", "happened_at", "recorded_at", "shown"}
    ]
    personal = [
        (each, str(value))
        for name in ("subject", "context", "content")
        for each, value in (event.opened(name) or {}).items()
    ]
    return {
        "index": event.index,
        "kind": event.kind,
        "happened_at": event.happened_at,
        "told": told,
        "personal": personal,
        "digest": event.commitment.hex(),
    }
