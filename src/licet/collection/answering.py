"""Read what came back from a form: which requests were agreed to, what was filled in, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from licet.notices.form import POINT_OF_CHANNEL, REACHING, Form, Request
from licet.notices.publish import Published
from licet.notices.render import beneficiaries
from licet.subjects.points import Point, contact_point
from licet.terms.errors import SubjectError

LONGEST: Final = 500
YES: Final = "yes"
REFUSE: Final = "refuse"
LEFT_EMPTY: Final = "left_empty"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an answer: the field of the page, and why (``missing``, ``unreadable``, ``age``, ``child``, ``long``)."""

    field: str
    why: str


class Unanswerable(Exception):  # noqa: N818  # it is an answer of the page, not a failure
    """The form was not filled in so that it can be taken; nothing of it was kept."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("the form was not filled in")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person did on a page: contact points and other data, and of each request the act by which it was answered."""

    published: Published
    lang: str
    page: str
    points: Mapping[str, Point] = field(repr=False)
    data: Mapping[str, str] = field(repr=False)
    agreed: Mapping[str, str]
    refused: Mapping[str, str]
    age_told: bool = False

    def keys_of(self, request: Request) -> list[tuple[str, str, str]]:
        """Return the consents that a request is about: purpose, channel, beneficiary."""
        return keys_of(self.published.form, request)


def keys_of(form: Form, request: Request) -> list[tuple[str, str, str]]:
    """Return the consents that a request is about: purpose, channel, and each beneficiary that people saw named."""
    return [
        (str(request.purpose), str(channel), whose)
        for channel in request.channels
        for whose in beneficiaries(form, request)
    ]


def read_answer(published: Published, lang: str, page: str, told: Mapping[str, str]) -> Answer:
    """Return what a person did; raise ``Unanswerable`` with every fault. ``page`` is the digest of what they saw.

    A form on which everything is refused asks for nothing: whoever leaves it empty is not asked again.
    """
    form = published.form
    refuses_all = told.get("answer") == REFUSE and form.by_button is None
    agreed, refused = _requests(form, told, refuses_all=refuses_all)
    faults: list[Fault] = []
    points: dict[str, Point] = {}
    data: dict[str, str] = {}
    for each in form.fields:
        text = told.get(each.key, "").strip()
        if not text:
            if each.required and not refuses_all:
                faults.append(Fault(each.key, "missing"))
        elif len(text) > LONGEST:
            faults.append(Fault(each.key, "long"))
        elif each.kind in REACHING:
            try:
                points[each.kind] = contact_point(each.kind, text)
            except SubjectError:
                faults.append(Fault(each.key, "unreadable"))
        else:
            data[each.key] = text
    faults += _unreachable(form, agreed, points, faults)
    faults += _age(form, told, agreed)
    if faults:
        raise Unanswerable(tuple(faults))
    return Answer(published, lang, page, points, data, agreed, refused, form.asks_age and bool(agreed))


def _requests(form: Form, told: Mapping[str, str], *, refuses_all: bool) -> tuple[dict[str, str], dict[str, str]]:
    agreed: dict[str, str] = {}
    refused: dict[str, str] = {}
    for each in form.requests:
        said = told.get(f"request-{each.id}", "")
        if each.ask == "button":
            pressed = told.get("answer") != REFUSE
            (agreed if pressed else refused)[each.id] = "pressed_button"
        elif refuses_all:
            refused[each.id] = "refused_all"
        elif said == YES:
            act = "left_preticked_box" if each.ticked else "ticked_box" if each.ask == "box" else "answered_yes"
            agreed[each.id] = act
        else:
            refused[each.id] = "answered_no" if said == "no" else LEFT_EMPTY
    return agreed, refused


def _unreachable(
    form: Form, agreed: Mapping[str, str], points: Mapping[str, Point], faults: list[Fault]
) -> list[Fault]:
    """Return the contact points without which what was agreed to reaches nobody."""
    spoken = {each.field for each in faults}
    keys: dict[str, str] = {each.kind: each.key for each in form.fields if each.kind in REACHING}
    needed = {POINT_OF_CHANNEL[c] for each in form.requests if each.id in agreed for c in each.channels}
    # one box for e-mail and SMS may be ticked by who leaves one of the two out: the other is simply not agreed to
    reached = [each for each in form.requests if each.id in agreed and _reaches(each, points)]
    if len(reached) == len(agreed):
        return []
    return [Fault(keys[kind], "missing") for kind in sorted(needed) if kind not in points and keys[kind] not in spoken][
        :1
    ]


def _reaches(request: Request, points: Mapping[str, Point]) -> bool:
    return any(POINT_OF_CHANNEL[channel] in points for channel in request.channels)


def _age(form: Form, told: Mapping[str, str], agreed: Mapping[str, str]) -> list[Fault]:
    if not form.asks_age or not agreed:
        return []
    said = told.get("age", "")
    if said == "15":
        return []
    return [Fault("age", "child" if said == "under" else "missing")]
