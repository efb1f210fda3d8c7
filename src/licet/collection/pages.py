"""The pages and mails around a form: what was wrong, what was taken, what waits to be confirmed. Pure: words in, bytes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml
from jinja2 import Environment, FunctionLoader, StrictUndefined

from licet.collection.answering import Fault
from licet.notices.render import styled

TELLING: Final = ("sent", "refused", "changed", "elsewhere", "gone", "expired", "confirmed", "declined", "unknown_link")
"""The pages that only tell something."""


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _words(lang: str) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(_text("form_words.yaml"))
    return found[lang]


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_text), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )


def _page(lang: str, title: str, **more: object) -> bytes:
    said = {"lines": (), "requests": (), "faults": (), "buttons": (), "back": "", "named": "", **more}
    page = _environment().get_template("form_page.html")
    return page.render(lang=lang, title=title, css=styled(), **said).encode()


@dataclass(frozen=True, slots=True)
class Line:
    """One agreement that waits: its sentence, as the form said it, and the partners whom it names."""

    label: str
    partners: tuple[str, ...] = ()


def confirming_page(lang: str, *, title: str, controller: str, contact: str, lines: Sequence[Line]) -> bytes:
    """Return the page behind the link of a confirming mail: what is asked for, and two buttons alike."""
    said = _words(lang)
    return _page(
        lang,
        said["confirm_title"],
        lines=[said["confirm_asked"].format(title=title, controller=controller)],
        requests=lines,
        named=said["named"],
        after=[said["confirm_effect"], said["confirm_contact"].format(contact=contact)],
        buttons=[("yes", said["confirm_yes"]), ("no", said["confirm_no"])],
    )


def confirming_mail(lang: str, *, title: str, controller: str, contact: str) -> tuple[str, str]:
    """Return the subject line and the text of a confirming mail, with ``{link}`` where its link goes.

    It says who asks, what for and what to do, and nothing else: an advertisement in it would be one without consent.
    """
    said = _words(lang)
    filled = {"title": _plain(title), "controller": _plain(controller), "contact": _plain(contact), "link": "{link}"}
    return said["mail_subject"].format(**filled), said["mail_text"].format(**filled)


def _plain(text: str) -> str:
    """Return words as one line without braces, so that they can be no place for a link."""
    return " ".join(text.replace("{", "(").replace("}", ")").split())


def telling_page(lang: str, what: str, *, back: str = "") -> bytes:
    """Return a page that tells one thing (``TELLING``); ``back`` is the address of the form, where there is a way back."""
    said = _words(lang)
    link = (back, said["back"]) if back else ""
    return _page(lang, said[what]["title"], lines=said[what]["lines"], back=link)


def faults_page(lang: str, faults: Sequence[Fault], labels: dict[str, str], *, back: str) -> bytes:
    """Return the page that says what is wrong with an answer, each fault with a link to its field."""
    said = _words(lang)
    told = [
        (f"{back}#{each.field}", said["faults"][each.why].format(field=labels.get(each.field, each.field)))
        for each in faults
    ]
    return _page(lang, said["faults_title"], lines=said["faults_lines"], faults=told, back=(back, said["back"]))
