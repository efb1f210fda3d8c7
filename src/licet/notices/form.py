"""A form as it is described in YAML, read strictly: a typing error is an error, never a box less.

What the law would refuse can be described all the same (a box that comes ticked, partners by kind only): it is the law that
refuses it, with its article, and not the reader of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from licet.notices.faults import misfit, parsed
from licet.notices.yaml_lines import Path
from licet.terms.errors import DocumentError
from licet.terms.words import Channel, Purpose

LANGUAGES: Final = ("fr", "en")
OWN: Final = "own"
"""In ``offers_of``: the controller itself, beside the names of partner groups."""
Language = Literal["fr", "en"]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=63)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=254)]
Passage = Literal["age_question", "call_notice", "call_proof", "withdrawal", "refusal_effect"]
"""What Licet writes on a form without being asked, and a form may leave out; leaving it out is judged."""
POINT_OF_CHANNEL: Final = {
    Channel.EMAIL: "email",
    Channel.SMS: "telephone",
    Channel.FAX: "telephone",
    Channel.AUTOMATED_CALL: "telephone",
    Channel.TELEPHONE: "telephone",
    Channel.POST: "post",
}
"""The kind of field without which a channel reaches nobody."""
Misfit = tuple[Path, str]
"""Where two parts do not fit together, and what to do."""
REACHING: Final = frozenset(POINT_OF_CHANNEL.values())


class Strict(BaseModel):
    """A part of a description: no other key than those it has, and never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(Strict):
    """A text in the languages of what it belongs to."""

    fr: Words | None = None
    en: Words | None = None

    def in_(self, lang: str) -> str:
        """Return the text in a language; what has none there is empty, and refused when the form is read."""
        return (self.en if lang == "en" else self.fr) or ""


class DataField(Strict):
    """A datum that is asked for. One that reaches nobody says what it is needed for: else it is not asked (GDPR 5(1)(c))."""

    kind: Literal["email", "telephone", "post", "name", "postcode", "text"]
    name: Slug | None = None
    label: Said | None = None
    required: bool = False
    needed_for: Said | None = None

    @property
    def key(self) -> str:
        """What it is called on the page: its kind, or its own name."""
        return self.name or self.kind


class Calls(Strict):
    """For how many months people would agree to be called (C. conso R.223-1), and whether a word during a call ends it."""

    months: Annotated[int, Field(ge=1, le=120)]
    ended_by_voice: bool


class Request(Strict):
    """One agreement asked for by one act: a purpose, its channels, and to whose benefit.

    ``offers_of`` is the controller (``own``) or a group of ``partners``. ``ask``: a ``box``, a ``pair`` of answers, or the
    ``button`` that sends the form. ``label`` replaces the sentence that Licet writes, and is then read by the reader of pages.
    """

    id: Slug
    purpose: Purpose = Purpose.COMMERCIAL
    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]
    offers: Said | None = None
    offers_of: Annotated[tuple[Slug, ...], Field(min_length=1)] = (OWN,)
    ask: Literal["box", "pair", "button"] = "box"
    label: Said | None = None
    ticked: bool = False
    required: bool = False
    calls: Calls | None = None

    @property
    def groups(self) -> tuple[str, ...]:
        """The partner groups whose offers it asks for."""
        return tuple(each for each in self.offers_of if each != OWN)

    @property
    def asks_for_calls(self) -> bool:
        """Whether people would be called (L.223-1)."""
        return Channel.TELEPHONE in self.channels


class Partners(Strict):
    """A group of partners: what they are, and by which names people see them (slugs of controllers)."""

    kind: Said
    named: tuple[Slug, ...] = ()


class Contact(Strict):
    """How somebody is reached."""

    email: Line
    address: Line | None = None


class Form(Strict):
    """A collection form. ``licet_form`` is the version of this format."""

    licet_form: Literal[1]
    form: Slug
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = LANGUAGES
    controller: Slug
    title: Said
    what_for: Said
    service: Said | None = None
    fields: Annotated[tuple[DataField, ...], Field(min_length=1, max_length=40)]
    requests: Annotated[tuple[Request, ...], Field(max_length=40)] = ()
    partners: dict[Slug, Partners] = {}
    people: Literal["adults", "children_too"] = "adults"
    refusal: Literal["button", "link", "none"] = "button"
    contact: Contact
    dpo: Contact | None = None
    representative: Contact | None = None
    retention: Said | None = None
    recipients: Said | None = None
    outside_eea: Said | Literal[False] | None = None
    automated_decisions: Said | Literal[False] | None = None
    leaves_out: tuple[Passage, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> Form:
        for check in (_twice, _unreached, _unnamed, _untranslated):
            for place, what in check(self):
                raise misfit(place, what)
        return self

    def asks(self, kind: str) -> bool:
        """Tell whether the form has a field of a kind."""
        return any(field.kind == kind for field in self.fields)

    def says(self, passage: Passage) -> bool:
        """Tell whether a passage that Licet writes stands on the page."""
        return passage not in self.leaves_out

    @property
    def asks_age(self) -> bool:
        """Whether the age is asked for: where children may be, unless it was left out."""
        return self.people == "children_too" and self.says("age_question")

    @property
    def by_button(self) -> Request | None:
        """The request that the sending button itself makes, if one does."""
        return next((each for each in self.requests if each.ask == "button"), None)


def _twice(form: Form) -> Iterator[Misfit]:
    seen: set[object] = {"version", "answer", "age", *(f"request-{each.id}" for each in form.requests)}
    for place, field in enumerate(form.fields):
        if not seen.isdisjoint({field.key, ("kind", field.kind)}):
            yield ("fields", place), "is asked for twice, or called as another part of the page: give it another `name`"
        seen |= {field.key, ("kind", field.kind)} if field.kind in REACHING else {field.key}
    for place, request in enumerate(form.requests):
        asked = {(request.purpose, channel, whose) for channel in request.channels for whose in request.offers_of}
        if not seen.isdisjoint({("id", request.id), *asked}):
            yield ("requests", place), "asks for what another request asks for, or has its `id`: each thing has one act"
        if request.ask == "button" and ("ask", "button") in seen:
            yield ("requests", place, "ask"), "is the second `button`: one button cannot ask twice"
        seen |= {("id", request.id), ("ask", request.ask), *asked}


def _unreached(form: Form) -> Iterator[Misfit]:
    for place, request in enumerate(form.requests):
        for channel in request.channels:
            if not form.asks(POINT_OF_CHANNEL[channel]):
                what = f"asks for `{channel}`, and the form has no field `{POINT_OF_CHANNEL[channel]}`: add it"
                yield ("requests", place, "channels"), what


def _unnamed(form: Form) -> Iterator[Misfit]:
    for place, request in enumerate(form.requests):
        for group in request.groups:
            if group not in form.partners:
                yield (
                    ("requests", place, "offers_of"),
                    f"names `{group}`, whom `partners` does not describe: add it there",
                )
        if request.asks_for_calls is not (request.calls is not None):
            what = "asks people to be called: add `calls`, with `months` and `ended_by_voice`"
            other = "has `calls`, and `telephone` is none of its channels: remove one, or add the other"
            yield ("requests", place), what if request.asks_for_calls else other
    for place, field in enumerate(form.fields):
        if field.kind == "text" and (field.name is None or field.label is None):
            yield ("fields", place), "is of kind `text`: give it a `name` and a `label`"
    for slug, group_ in form.partners.items():
        if len(set(group_.named)) < len(group_.named):
            yield ("partners", slug, "named"), "names a partner twice: keep one"


def _untranslated(form: Form) -> Iterator[Misfit]:
    for lang in form.languages:
        for place, said in texts(form):
            if not said.in_(lang):
                yield place, f"has no text in `{lang}`, one of the form's languages: add it"


def texts(part: Strict, place: Path = ()) -> Iterator[tuple[Path, Said]]:
    """Yield every text of a part with its place."""
    for name in type(part).model_fields:
        value, at = getattr(part, name), (*place, name)
        if isinstance(value, Said):
            yield at, value
        elif isinstance(value, Strict):
            yield from texts(value, at)
        inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
        for key, one in inside:
            if isinstance(one, Strict):
                yield from texts(one, (*at, key))


def read_form(path: FilePath) -> tuple[str, Form]:
    """Read a form from a file, and return its text with it; raise ``DocumentError`` that tells where and what to do."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise DocumentError(f"`{path.name}` is not UTF-8 text: save it as UTF-8") from None
    except OSError as error:
        raise DocumentError(f"`{path}` cannot be read: {(error.strerror or 'unknown reason').lower()}") from None
    return text, parse_form(text, path.name)


def parse_form(text: str, name: str = "form") -> Form:
    """Read a form from its text; raise ``DocumentError``."""
    return parsed(Form, text, name)
