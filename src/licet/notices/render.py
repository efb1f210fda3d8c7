"""From a form's description to the bytes of its page: the same description gives the same bytes, for ever.

No script, no token, no date: what stands here is what the person sees, so that its digest is that of what was shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from licet.notices.form import LANGUAGES, Form, Request
from licet.terms.words import Channel

_HERE: Final = Path(__file__).parent
_TYPES: Final = {"email": "email", "telephone": "tel", "name": "text", "postcode": "text"}
_AUTOCOMPLETE: Final = {"email": "email", "telephone": "tel", "name": "name", "postcode": "postal-code"}
CSS: Final = _HERE / "form.css"

Names = Mapping[str, str]
"""Slug of a controller or partner → its name."""


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((_HERE / "words.yaml").read_text("utf-8"))
    return found


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )


def rendered(form: Form, version: int, lang: str, names: Names, lists: Mapping[str, Sequence[str]]) -> bytes:
    """Return the page of a form; ``lists`` are the partner lists by slug, each the slugs of partners in order."""
    said = dict(_words()[lang])
    controller = names[form.controller]
    for each in ("withdrawal", "proof"):
        said[each] = said[each].format(contact=form.contact.email)
    said |= {"types": _TYPES, "autocomplete": _AUTOCOMPLETE}
    page = _environment().get_template("page.html")
    return page.render(
        form=form,
        version=version,
        lang=lang,
        w=said,
        languages=LANGUAGES,
        calls=any(Channel.TELEPHONE in request.channels for request in form.requests),
        labels=[_label(form, request, lang, names, lists) for request in form.requests],
        information=_information(form, lang, controller, names, lists),
    ).encode()


def digest(page: bytes) -> str:
    """Return the name of what was shown: SHA-256 in hexadecimal."""
    return hashlib.sha256(page).hexdigest()


def beneficiaries(form: Form, request: Request, lists: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return whom an agreement would serve: the controller, or each partner of the list that is shown."""
    return (form.controller,) if request.partners is None else tuple(lists[request.partners])


def _label(form: Form, request: Request, lang: str, names: Names, lists: Mapping[str, Sequence[str]]) -> str:
    said = _words()[lang]
    if request.label is not None:
        return request.label.in_(lang)
    channels = _joined([said["channels"][channel] for channel in request.channels], lang)
    if Channel.TELEPHONE in request.channels:
        channels += said["call_period"]
    filled = {"channels": channels, "controller": names[form.controller], "offers": request.offers.in_(lang)}
    if request.partners is None:
        return str(said["own_label"].format(**filled))
    partners = _joined([names[each] for each in lists[request.partners]], lang)
    return str(said["partner_label"].format(partners=partners, data=_data(form, lang), **filled))


def _information(form: Form, lang: str, controller: str, names: Names, lists: Mapping[str, Sequence[str]]) -> list[str]:
    said = _words()[lang]
    contact = form.contact.email if form.contact.address is None else f"{form.contact.email}, {form.contact.address}"
    partners = [names[each] for request in form.requests if request.partners for each in lists[request.partners]]
    if form.recipients is not None:
        recipients = said["notice_recipients"].format(recipients=form.recipients.in_(lang))
    elif partners:
        joined = _joined(list(dict.fromkeys(partners)), lang)
        recipients = said["notice_partners"].format(partners=joined, controller=controller)
    else:
        recipients = said["notice_no_recipients"].format(controller=controller)
    lines = [
        said["notice_controller"].format(controller=controller, contact=contact),
        said["notice_dpo"].format(dpo=form.dpo.email) if form.dpo else "",
        said["notice_purposes"].format(data=_data(form, lang)),
        recipients,
        said["notice_retention"].format(retention=form.retention.in_(lang)),
        said["notice_rights"],
        said["notice_complaint"],
    ]
    return [line for line in lines if line]


def _data(form: Form, lang: str) -> str:
    return ", ".join(_words()[lang]["data"][field.kind] for field in form.fields)


def _joined(words: Sequence[str], lang: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {_words()[lang]['and']} {words[-1]}"
