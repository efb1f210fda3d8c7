"""From a form's description to the bytes of its page: the same description gives the same bytes, for ever.

No script, no token, no date, and the styles within: what stands here is all that the person sees, so that its digest is that
of what was shown, down to the size of a button.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any, Final

import yaml
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from licet.notices.form import OWN, POINT_OF_CHANNEL, REACHING, DataField, Form, Request

_TYPES: Final = {"email": "email", "telephone": "tel"}
_AUTOCOMPLETE: Final = {"email": "email", "telephone": "tel", "name": "name", "postcode": "postal-code"}

Names = Mapping[str, str]
"""Slug of a controller or partner → its name."""


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def words(lang: str) -> Mapping[str, Any]:
    """Return the sentences that Licet writes, in a language."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(_text("words.yaml"))
    return found[lang]


@cache
def stylesheet() -> str:
    """Return the styles of every page that a person is shown."""
    return _text("form.css")


def style_source(page: bytes) -> str:
    """Return what a content security policy allows of a page of ours: the styles within it, and no others.

    They are read from the page, since a version keeps those of its day.
    """
    styles = page.partition(b"<style>")[2].partition(b"</style>")[0]
    return f"'sha256-{base64.b64encode(hashlib.sha256(styles).digest()).decode()}'"


@cache
def environment() -> Environment:
    """Return what renders pages: everything is escaped, and nothing may be missing."""
    return Environment(
        loader=FunctionLoader(_text), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )


def styled() -> Markup:
    """Return the styles as they stand within a page."""
    return Markup(stylesheet())  # noqa: S704  # our own file, nothing of a form is in it


def rendered(form: Form, version: int, lang: str, names: Names) -> bytes:
    """Return the page of a version of a form; ``names`` are those of its controller and partners."""
    said, service = words(lang), form.service is not None
    button, asks = form.by_button, bool(form.requests)
    if button is not None:
        submit, refuse = label_of(form, button, lang, names), said["button_no"]
    else:
        submit, refuse = said["submit" if asks else "submit_bare"], said["refuse"]
    page = environment().get_template("page.html")
    return page.render(
        form=form,
        version=version,
        lang=lang,
        w=said,
        css=styled(),
        others=[(each, words(each)["language"]) for each in form.languages if each != lang],
        fields=[_field(field, lang, service=service) for field in form.fields],
        requests=[_request(form, each, lang, names) for each in form.requests],
        beside=_beside(form, lang),
        submit=submit,
        refuse=refuse if asks and form.refusal == "button" else "",
        link=asks and form.refusal == "link",
        information=_information(form, lang, names),
    ).encode()


def digest(shown: bytes) -> str:
    """Return the name of what was shown: SHA-256 in hexadecimal."""
    return hashlib.sha256(shown).hexdigest()


def beneficiaries(form: Form, request: Request) -> tuple[str, ...]:
    """Return whom an agreement would serve, by slug: the controller, each partner named."""
    own = (form.controller,) if OWN in request.offers_of else ()
    return tuple(dict.fromkeys((*own, *(each for group in request.groups for each in form.partners[group].named))))


# ------------------------------------------------------------------------------------------------ parts of a page


@dataclass(frozen=True, slots=True)
class _Field:
    key: str
    kind: str
    type: str
    autocomplete: str
    label: str
    hint: str
    required: bool


def field_label(field: DataField, lang: str) -> str:
    """Return what a field is called on the page."""
    return field.label.in_(lang) if field.label else str(words(lang)["fields"][field.kind])


def _field(field: DataField, lang: str, *, service: bool) -> _Field:
    said = words(lang)
    if field.needed_for is not None:
        hint = f"{said['for']} {field.needed_for.in_(lang)}"
    else:
        hint = said["reaching_service" if service else "reaching"] if field.kind in REACHING else ""
    kind, complete = _TYPES.get(field.kind, "text"), _AUTOCOMPLETE.get(field.kind, "")
    return _Field(field.key, field.kind, kind, complete, field_label(field, lang), hint, field.required)


def _request(form: Form, request: Request, lang: str, names: Names) -> dict[str, Any]:
    said, groups = words(lang), request.groups
    kinds = _kinds(form, request, lang)
    which = "both" if groups and OWN in request.offers_of else "partner" if groups else "own"
    return {
        "id": request.id,
        "ask": request.ask,
        "ticked": request.ticked,
        "required": request.required,
        "label": label_of(form, request, lang, names),
        "legend": said[f"{which}_legend"].format(controller=names[form.controller], kinds=kinds),
        "partners": partner_names(form, request, names),
    }


def partner_names(form: Form, request: Request, names: Names) -> list[str]:
    """Return the partners of a request by the names under which they are shown."""
    return [names[each] for group in request.groups for each in form.partners[group].named]


def _kinds(form: Form, request: Request, lang: str) -> str:
    return ", ".join(form.partners[group].kind.in_(lang) for group in request.groups)


def label_of(form: Form, request: Request, lang: str, names: Names) -> str:
    """Return the sentence by which a person agrees to a request."""
    if request.label is not None:
        return request.label.in_(lang)
    said, groups = words(lang), request.groups
    named = bool(partner_names(form, request, names))
    if request.asks_for_calls and not (groups and OWN in request.offers_of):
        which, joint = ("partner_calls" if groups else "own_calls"), "about"
    elif groups and OWN in request.offers_of:
        which, joint = "both_label", "offers"
    else:
        which, joint = (("partner_label" if named else "kinds_label") if groups else "own_label"), "offers"
    offers = request.offers.in_(lang).rstrip(".") if request.offers else ""
    return str(
        said[which].format(
            channels=joined([said["channels"][channel] for channel in request.channels], lang),
            controller=names[form.controller],
            offers=said[joint].format(offers=offers) if offers else "",
            data=_data(form, lang, reaching=request),
            kinds=_kinds(form, request, lang),
            months=request.calls.months if request.calls else "",
        )
    )


def _beside(form: Form, lang: str) -> list[str]:
    """Return what is told just before the buttons: what refusing does, how one withdraws, how one gets a proof."""
    said, lines = words(lang), list[str]()
    if not form.requests:
        return lines
    calls = [each.calls for each in form.requests if each.calls]
    if form.says("refusal_effect"):
        lines.append(said["refusal"] + (f" {said['refusal_service']}" if form.service else ""))
    if form.says("withdrawal"):
        voice = f" {said['by_voice']}" if any(each.ended_by_voice for each in calls) else ""
        lines.append(said["withdrawal"].format(contact=form.contact.email) + voice)
    if calls and form.says("call_proof"):
        lines.append(said["proof"].format(contact=form.contact.email))
    return lines


def _information(form: Form, lang: str, names: Names) -> list[str]:
    """Return what is told of the processing (GDPR 13), a line each."""
    said, controller = words(lang), names[form.controller]
    contact = ", ".join(filter(None, (form.contact.email, form.contact.address)))
    partners = joined(list(dict.fromkeys(n for each in form.requests for n in partner_names(form, each, names))), lang)
    if form.recipients is not None:
        recipients = said["notice_recipients"].format(recipients=form.recipients.in_(lang))
    else:
        which = "notice_partners" if partners else "notice_no_recipients"
        recipients = said[which].format(partners=partners, controller=controller)
    return [
        said["notice_controller"].format(controller=controller, contact=contact),
        *([said["notice_representative"].format(contact=form.representative.email)] if form.representative else []),
        *([said["notice_dpo"].format(contact=form.dpo.email)] if form.dpo else []),
        *_purposes(form, lang),
        recipients,
        *([said["notice_transfers"].format(transfers=form.outside_eea.in_(lang))] if form.outside_eea else []),
        *(
            [said["notice_automated"].format(decisions=form.automated_decisions.in_(lang))]
            if form.automated_decisions
            else []
        ),
        *([said["notice_retention"].format(retention=form.retention.in_(lang))] if form.retention else []),
        said["notice_rights"].format(contact=form.contact.email),
        *([said["notice_withdrawal"]] if form.requests and form.says("withdrawal") else []),
        said["notice_complaint"],
    ]


def _purposes(form: Form, lang: str) -> list[str]:
    said, lines, data = words(lang), list[str](), _data(form, lang)
    if form.service is not None:
        lines.append(said["notice_service"].format(data=data, service=form.service.in_(lang).rstrip(".")))
    if form.requests:
        lines.append(said["notice_consent"].format(data=data))
    return lines


def _data(form: Form, lang: str, reaching: Request | None = None) -> str:
    """Return the data asked for, by name; for one request those that reach people through its channels."""
    said = words(lang)
    return ", ".join(
        said["data"].get(field.kind) or field_label(field, lang).lower()
        for field in form.fields
        if reaching is None or _reaches(field, reaching) or field.kind == "name"
    )


def _reaches(field: DataField, request: Request) -> bool:
    return field.kind in {POINT_OF_CHANNEL[channel] for channel in request.channels}


def joined(parts: list[str], lang: str) -> str:
    """Return words in a row, the last two with `and` between."""
    return " ".join(
        filter(None, (", ".join(parts[:-1]), words(lang)["sentence_and"] if parts[1:] else "", *parts[-1:]))
    )


# ------------------------------------------------------------------------------------------------ the words alone


class _Reader(HTMLParser):
    """Takes the words out of a page of ours, a line for each block."""

    _BLOCKS: Final = frozenset({"p", "h1", "h2", "li", "legend", "label", "button", "div", "title", "dt", "dd"})

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent = tag == "style"
        if tag in self._BLOCKS:
            self.lines.append("")
        if tag == "input":
            said = dict(attrs)
            if said.get("type") in {"checkbox", "radio"}:
                self.lines.append("[x] " if "checked" in said else "[ ] ")

    def handle_endtag(self, tag: str) -> None:
        self._silent = False
        if tag in self._BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.lines[-1] += data


def text_of(page: bytes) -> str:
    """Return the words of a page as plain text: a line a block, an empty box before what it stands for."""
    reader = _Reader()
    reader.feed(page.decode())
    reader.close()
    return "\n".join(filter(None, (" ".join(line.split()) for line in reader.lines))).replace("[ ]\n", "[ ] ") + "\n"
