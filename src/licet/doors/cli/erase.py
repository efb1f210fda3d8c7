"""``licet erase``, ``restrict`` and ``release``: forget a person, or keep what is proof and use it for nothing else."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Literal

from cyclopts import Parameter

from licet.doors.cli.asked import Answer, House, Json, day, language
from licet.doors.exits import Exit

_SAID = {
    "fr": {
        "erased": "Effacé : {events} événement(s), événement d'effacement {event}.",
        "horizon": "Clé hors d'atteinte à partir du {horizon} : la dernière copie connue des clés expire alors.",
        "waived": "Vous avez renoncé à une preuve qui pouvait être demandée jusqu'au {waived}.",
        "recipients": "À prévenir (art. 19 du RGPD) : {recipients}.",
        "left": "Reste à faire : {left}.",
        "restricted": "Limité jusqu'au {until} : conservé comme preuve, utilisé pour rien d'autre (événement {event}).",
        "released": "Limitation levée (événement {event}).",
    },
    "en": {
        "erased": "Erased: {events} event(s), event of the erasure {event}.",
        "horizon": "Key out of reach from {horizon} on: the last known copy of the keys expires then.",
        "waived": "You gave up a proof that could be asked for until {waived}.",
        "recipients": "To be told (GDPR 19): {recipients}.",
        "left": "Left to do: {left}.",
        "restricted": "Restricted until {until}: kept as proof, used for nothing else (event {event}).",
        "released": "Restriction ended (event {event}).",
    },
}


def erase(
    *,
    reason: Literal["art17_request", "objection", "retention_end", "court", "error"],
    owner: str,
    id: str | None = None,  # noqa: A002  # the word of the command line
    kind: str | None = None,
    segment: Annotated[list[Literal["subject", "context", "content"]] | None, Parameter(negative=())] = None,
    rewrite: bool = True,
    data: House = None,
    lang: Answer = None,
    as_json: Json = False,
) -> Exit:
    """Erase a person, or some segments of one; the address or number is read from standard input unless `--id` is given.

    What was refused stays refused. Everybody else's proofs stay as they are. Refused while a proof is owed, for an objection
    or the end of a term: restrict instead.

    Parameters
    ----------
    reason
        Why; after a request, an objection or a judgment nobody is brought in again unasked.
    owner
        The account or function that answers for it, such as `dpo`; it stands in the log.
    id
        The reference of the person (32 hexadecimal digits).
    kind
        email, telephone or post, where it cannot be told from what is said.
    segment
        Erase only this class: subject, context (IP and browser) or content; may be given several times.
    rewrite
        Rewrite the tables afterwards, which locks them for a while.
    """
    from licet.doors.cli.person import person_said
    from licet.doors.cli.printing import put, put_json
    from licet.doors.config import load
    from licet.doors.running import opened

    words = _SAID[language(lang)]
    with opened(load(data).data):
        from licet.retention import erasing
        from licet.retention.cleaning import clean

        subject = person_said(id, kind)
        if segment:
            done = erasing.erase_segments(subject, segment, reason=reason, owner=owner)
        else:
            done = erasing.erase(subject, reason=reason, owner=owner)
        cleaned = clean(rewrite=rewrite)
    if as_json:
        put_json({**asdict(done), "cleaned": cleaned.done, "left": cleaned.left})
        return Exit.CLEAN
    put(words["erased"].format(events=done.events, event=done.event))
    put(words["horizon"].format(horizon=_date(done.key_backup_horizon)))
    if done.waived is not None:
        put(words["waived"].format(waived=_iso(done.waived)))
    if done.recipients:
        put(words["recipients"].format(recipients=", ".join(done.recipients)))
    if cleaned.left:
        put(words["left"].format(left="; ".join(cleaned.left)))
    return Exit.CLEAN


def restrict(
    *,
    reason: Literal["art18_request", "accuracy", "claim", "objection", "retention_end", "erasure_deferred"],
    owner: str,
    id: str | None = None,  # noqa: A002  # the word of the command line
    kind: str | None = None,
    until: str | None = None,
    data: House = None,
    lang: Answer = None,
    as_json: Json = False,
) -> Exit:
    """Keep what is held of a person as proof alone, until its limitation; the address is read from standard input unless `--id` is given.

    Parameters
    ----------
    reason
        Why.
    owner
        The account or function that answers for it, such as `dpo`.
    id
        The reference of the person (32 hexadecimal digits).
    kind
        email, telephone or post, where it cannot be told from what is said.
    until
        The last day it is kept, as 2031-12-01 (default: five years, the general limitation; not read in a primary text).
    """
    from licet.doors.cli.person import person_said
    from licet.doors.cli.printing import put, put_json
    from licet.doors.config import load
    from licet.doors.running import opened
    from licet.terms.days import day_of

    last = day(until)
    with opened(load(data).data):
        from licet.retention import restricting

        said = restricting.restrict(
            person_said(id, kind), reason=reason, owner=owner, until=None if last is None else day_of(last)
        )
    told = {"event": said.index, "until": _iso(said.core["until"])}
    if as_json:
        put_json(told)
    else:
        put(_SAID[language(lang)]["restricted"].format(**told))
    return Exit.CLEAN


def release(
    *,
    owner: str,
    id: str | None = None,  # noqa: A002  # the word of the command line
    kind: str | None = None,
    data: House = None,
    lang: Answer = None,
    as_json: Json = False,
) -> Exit:
    """End a restriction; tell the person first (GDPR 18(3)). The address is read from standard input unless `--id` is given.

    Parameters
    ----------
    owner
        The account or function that answers for it, such as `dpo`.
    id
        The reference of the person (32 hexadecimal digits).
    kind
        email, telephone or post, where it cannot be told from what is said.
    """
    from licet.doors.cli.person import person_said
    from licet.doors.cli.printing import put, put_json
    from licet.doors.config import load
    from licet.doors.running import opened

    with opened(load(data).data):
        from licet.retention import restricting

        said = restricting.release(person_said(id, kind), owner=owner)
    if as_json:
        put_json({"event": said.index})
    else:
        put(_SAID[language(lang)]["released"].format(event=said.index))
    return Exit.CLEAN


def _iso(number: object) -> str:
    from licet.terms.days import iso_of

    return iso_of(int(str(number)))


def _date(instant: int) -> str:
    from licet.terms.instants import local_day

    return _iso(local_day(instant, "Europe/Paris"))
