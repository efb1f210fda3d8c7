"""``licet rights``: what persons ask for, by when, and what was answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from licet.doors.cli.asked import Answer, House, Json, Lang, day, language
from licet.doors.exits import Exit

if TYPE_CHECKING:
    from licet.rights.models import Request

Switch = Annotated[bool, Parameter(negative=())]

_SAID = {
    "fr": {
        "received": "Demande {request} ({right}) reçue : à répondre au plus tard le {due_on}.",
        "in_force": "L'opposition est en vigueur.",
        "extended": "Demande {request} : délai porté au {due_on} ; la personne doit en avoir été avisée, motifs à l'appui.",
        "answered": "Demande {request} : réponse enregistrée ({outcome}).",
        "none": "Aucune demande n'attend de réponse.",
        "open": "{request}  {right}  reçue le {received_on}, à répondre le {due_on} ({left} jour(s))",
        "exported": "Écrit : {files}. Remettez-les à la personne, puis détruisez-les.",
    },
    "en": {
        "received": "Request {request} ({right}) received: to be answered by {due_on}.",
        "in_force": "The objection is in force.",
        "extended": "Request {request}: term now {due_on}; the person must have been told so, and why.",
        "answered": "Request {request}: answer recorded ({outcome}).",
        "none": "No request waits for an answer.",
        "open": "{request}  {right}  received {received_on}, to be answered by {due_on} ({left} day(s))",
        "exported": "Written: {files}. Hand them to the person, then destroy them.",
    },
}


def receive(
    right: Literal["access", "rectification", "erasure", "restriction", "portability", "objection"],
    /,
    *,
    id: str | None = None,  # noqa: A002  # the word of the command line
    kind: str | None = None,
    controller: str = "",
    on: str | None = None,
    via: Literal["letter", "mail", "telephone", "page", "operator"] = "operator",
    text: Path | None = None,
    identity_doubted: Switch = False,
    data: House = None,
    lang: Answer = None,
    as_json: Json = False,
) -> Exit:
    """Record a request; the address or number is read from standard input unless `--id` is given. An objection is in force at once.

    Parameters
    ----------
    right
        What is asked for.
    id
        The reference of the person (32 hexadecimal digits).
    kind
        email, telephone or post, where it cannot be told from what is said.
    controller
        To whom an objection is made (default: every controller of this house).
    on
        The day it arrived, as 2026-12-01 (default: today).
    via
        How it arrived.
    text
        A file with its words; kept sealed, of a stranger not at all.
    identity_doubted
        Note that you asked who it is; it delays no objection, and no term.
    """
    from licet.doors.cli.person import person_said, point_said
    from licet.doors.cli.printing import put
    from licet.doors.config import load
    from licet.doors.running import opened
    from licet.terms.days import day_of

    came, words = day(on), _SAID[language(lang)]
    with opened(load(data).data):
        from licet.rights import requests

        request = requests.receive(
            right,
            None if id is not None else point_said(kind),
            subject=None if id is None else person_said(id),
            via=via,
            text=_read(text),
            received_on=None if came is None else day_of(came),
            controller_slug=controller,
            identity_doubted=identity_doubted,
        )
        _told(words["received"], request, as_json=as_json)
    if right == "objection" and not as_json:
        put(words["in_force"])
    return Exit.CLEAN


def extend(
    request: int,
    /,
    *,
    why: Literal["complexity", "number"],
    owner: str,
    text: Path | None = None,
    data: House = None,
    lang: Answer = None,
    as_json: Json = False,
) -> Exit:
    """Take two months longer; the person must have been told within the first one, and why (GDPR 12(3)).

    Parameters
    ----------
    request
        Its number.
    why
        The ground.
    owner
        The account or function that answers for it, such as `dpo`.
    text
        A file with what the person was told; kept sealed.
    """
    from licet.doors.config import load
    from licet.doors.running import opened

    with opened(load(data).data):
        from licet.rights import requests

        done = requests.extend(request, why=why, owner=owner, text=_read(text))
        _told(_SAID[language(lang)]["extended"], done, as_json=as_json)
    return Exit.CLEAN


def answer(
    request: int,
    /,
    *,
    outcome: Literal["done", "partly", "refused", "nothing_held"],
    owner: str,
    text: Path | None = None,
    given: Path | None = None,
    data: House = None,
    lang: Answer = None,
    as_json: Json = False,
) -> Exit:
    """Record what was answered. A refusal states its reasons and how to complain (GDPR 12(4)).

    Parameters
    ----------
    request
        Its number.
    outcome
        What was answered.
    owner
        The account or function that answers for it, such as `dpo`.
    text
        A file with the words of the answer; kept sealed.
    given
        The document handed over; its SHA-256 alone is kept.
    """
    from licet.doors.config import load
    from licet.doors.running import opened

    with opened(load(data).data):
        from licet.rights import requests

        document = b"" if given is None else given.read_bytes()
        done = requests.answer(request, outcome=outcome, owner=owner, text=_read(text), given=document)
        _told(_SAID[language(lang)]["answered"], done, as_json=as_json)
    return Exit.CLEAN


def list_(*, data: House = None, lang: Answer = None, as_json: Json = False) -> Exit:
    """List the open requests, the most urgent first. Exits 2 when one is late."""
    from dataclasses import asdict

    from licet.doors.cli.printing import put, put_json
    from licet.doors.config import load
    from licet.doors.running import opened
    from licet.terms.days import iso_of

    words = _SAID[language(lang)]
    with opened(load(data).data):
        from licet.rights import requests

        found = requests.deadlines()
    told = [{**asdict(each), "received_on": iso_of(each.received_on), "due_on": iso_of(each.due_on)} for each in found]
    if as_json:
        put_json(told)
    else:
        for line in [words["open"].format(**each) for each in told] or [words["none"]]:
            put(line)
    return Exit.BREACH if any(each.left < 0 for each in found) else Exit.CLEAN


def export(
    *,
    out: Path,
    id: str | None = None,  # noqa: A002  # the word of the command line
    kind: str | None = None,
    portable: Switch = False,
    data: House = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> Exit:
    """Write all that is held of a person, as JSON and as text, into a new folder; the address is read from standard input unless `--id` is given.

    That it was read is recorded, and is in what is written.

    Parameters
    ----------
    out
        The folder to make.
    id
        The reference of the person (32 hexadecimal digits).
    kind
        email, telephone or post, where it cannot be told from what is said.
    portable
        Only what the person handed over (GDPR 20).
    lang
        The language of the text, `fr` or `en`.
    """
    import json

    from licet.doors.cli.person import person_said
    from licet.doors.cli.printing import put, put_json
    from licet.doors.cli.writing import refuse_existing, write_secret
    from licet.doors.config import load
    from licet.doors.running import opened

    refuse_existing(out)
    words = language(lang)
    with opened(load(data).data):
        from licet.doors.reads import read_person
        from licet.rights import held

        subject = person_said(id, kind)
        held.held(subject)  # nobody is made up, and no reading recorded, of somebody unknown
        read_person(subject, actor="cli", why="request")
        told = held.provided(subject) if portable else held.held(subject)
    out.mkdir(mode=0o700)
    names = ("donnees.json", "donnees.txt") if words == "fr" else ("data.json", "data.txt")
    write_secret(out / names[0], (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
    write_secret(out / names[1], held.as_text(told, words).encode())
    if as_json:
        put_json({"files": [str(out / each) for each in names]})
    else:
        put(_SAID[words]["exported"].format(files=", ".join(f"`{out / each}`" for each in names)))
    return Exit.CLEAN


def _told(sentence: str, request: Request, *, as_json: bool) -> None:
    from licet.doors.cli.printing import put, put_json
    from licet.terms.days import iso_of

    told = {
        "request": request.pk,
        "right": str(request.right),
        "due_on": iso_of(request.due_on),
        "outcome": request.outcome,
    }
    if as_json:
        put_json(told)
    else:
        put(sentence.format(**told))


def _read(place: Path | None) -> str:
    from licet.terms.errors import InputError

    if place is None:
        return ""
    try:
        return place.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise InputError(f"`{place}` is no text that can be read") from None
