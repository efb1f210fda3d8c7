"""A form as it is described in YAML, read strictly: a typing error is an error, never a box less."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from licet.terms.errors import DocumentError
from licet.terms.words import Channel, Purpose

LANGUAGES = ("fr", "en")
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=63)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(_Strict):
    """A text in both languages."""

    fr: Words
    en: Words

    def in_(self, lang: str) -> str:
        """Return the text in a language."""
        return self.en if lang == "en" else self.fr


class DataField(_Strict):
    """A datum that is asked for, and what for: a field without a use is not asked (GDPR 5(1)(c))."""

    kind: Literal["email", "telephone", "name", "postcode"]
    required: bool = False
    used_for: Said


class Request(_Strict):
    """One agreement asked for by one box: a purpose, its channels, and to whose benefit.

    ``partners`` names a partner list instead of the controller. ``label`` replaces the sentence that Licet writes,
    ``ticked`` shows the box ticked: both are judged like everything else.
    """

    purpose: Purpose = Purpose.COMMERCIAL
    channels: Annotated[list[Channel], Field(min_length=1)]
    offers: Said
    partners: Slug | None = None
    label: Said | None = None
    ticked: bool = False


class Contact(_Strict):
    """How the controller, or its data protection officer, is reached."""

    email: Words
    address: Words | None = None


class Form(_Strict):
    """A collection form. ``version`` 1 is that of this format."""

    licet_form: Literal[1]
    form: Slug
    controller: Slug
    title: Said
    what_for: Said
    fields: Annotated[list[DataField], Field(min_length=1)]
    requests: list[Request] = []
    contact: Contact
    dpo: Contact | None = None
    retention: Said
    recipients: Said | None = None
    outside_eea: bool | None = None
    decides_automatically: bool | None = None
    withdrawal_by_voice: bool | None = None
    for_children: bool = False
    telephone_notice: bool = True
    refusal_told: bool = True
    withdrawal_told: bool = True

    @model_validator(mode="after")
    def _fits(self) -> Form:
        kinds = [field.kind for field in self.fields]
        if len(set(kinds)) < len(kinds):
            raise ValueError("each kind of field is asked for once")
        for request in self.requests:
            for channel in request.channels:
                needed = "email" if channel is Channel.EMAIL else "telephone"
                if channel is not Channel.POST and needed not in kinds:
                    raise ValueError(f"`{channel}` is asked for, but the form has no field `{needed}`")
        return self

    def asks(self, kind: str) -> bool:
        """Tell whether the form has a field of a kind."""
        return any(field.kind == kind for field in self.fields)


def read_form(path: Path) -> Form:
    """Read a form; raise ``DocumentError``, which names each key that is wrong and says what is expected."""
    try:
        return parse_form(path.read_text("utf-8"), path.name)
    except UnicodeDecodeError:
        raise DocumentError(f"`{path.name}` is not UTF-8 text") from None


def parse_form(text: str, name: str = "form") -> Form:
    """Read a form from its text."""
    try:
        said: Any = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        raise DocumentError(f"`{name}` is not YAML{where}") from None
    if not isinstance(said, dict):
        raise DocumentError(f"`{name}` describes no form: it begins with `licet_form: 1`")
    try:
        return Form.model_validate(said)
    except ValidationError as error:
        raise DocumentError(f"`{name}`: {'; '.join(map(_fault, error.errors()[:5]))}") from None


def _fault(error: Any) -> str:  # noqa: ANN401  # pydantic's own record
    place = ".".join(str(each) for each in error["loc"])
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{f'`{place}`: ' if place else ''}{message[:1].lower()}{message[1:]}"
