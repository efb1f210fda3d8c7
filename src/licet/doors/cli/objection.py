"""``licet object`` and ``licet withdraw``: what somebody said by letter or by telephone, in force at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from licet.doors.cli.asked import Answer, House, Json, Lang, language
from licet.doors.cli.printing import put, put_json
from licet.doors.exits import Exit

WORDS = {
    "fr": {
        "objection": "opposition en vigueur, portée `{scope}` (événement {event})",
        "withdrawal": "retrait en vigueur, portée `{scope}` (événement {event})",
    },
    "en": {
        "objection": "objection in force, scope `{scope}` (event {event})",
        "withdrawal": "withdrawal in force, scope `{scope}` (event {event})",
    },
}


def object_(
    *,
    controller: str | None = None,
    channel: str = "",
    brand: str = "",
    everyone: Annotated[bool, Parameter(negative=())] = False,
    kind: str | None = None,
    via: str = "operator",
    data: House = None,
    lang: Answer = None,
    as_json: Json = False,
) -> Exit:
    """Record an objection; the address or number is read from standard input. It is in force when the command returns.

    Accepted for people who are not known, and after an erasure.

    Parameters
    ----------
    controller
        Whose messages are refused (its slug): all of its accounts, brands and channels.
    channel
        Only this channel: email, sms, fax, automated_call, telephone or post.
    brand
        Only this brand.
    everyone
        Every controller of this house.
    kind
        email, telephone or post, where it cannot be told from what is said.
    via
        How it arrived: letter, telephone, reply, operator…
    """
    from licet.terms.errors import UsageError
    from licet.terms.scopes import EVERYONE, scope_of

    if everyone == (controller is not None):
        raise UsageError("an objection is to one `--controller` or to `--everyone`")
    if controller is not None:
        scope = scope_of(controller, channel, brand)
    else:
        scope = f"{EVERYONE}/channel/{channel}" if channel else EVERYONE
    return _refuse(scope, controller, kind, via, data, lang=lang, cause="objection", as_json=as_json)


def withdraw(
    *,
    controller: str,
    channel: str = "",
    purpose: str = "",
    kind: str | None = None,
    via: str = "operator",
    data: House = None,
    lang: Answer = None,
    as_json: Json = False,
) -> Exit:
    """Record that somebody withdraws consent (GDPR 7(3)); the address or number is read from standard input.

    Accepted for people who are not known: then nothing of theirs is held, and the refusal stands all the same.

    Parameters
    ----------
    controller
        To whose benefit the consent was (its slug).
    channel
        Only this channel: email, sms, fax, automated_call, telephone or post.
    purpose
        Only this purpose; needs a channel.
    kind
        email, telephone or post, where it cannot be told from what is said.
    via
        How it arrived: letter, telephone, reply, operator…
    """
    from licet.terms.scopes import scope_of

    scope = scope_of(controller, channel, purpose=purpose)
    return _refuse(scope, controller, kind, via, data, lang=lang, cause="withdrawal", as_json=as_json)


def _refuse(
    scope: str,
    controller: str | None,
    kind: str | None,
    via: str,
    data: Path | None,
    *,
    lang: Lang | None,
    cause: str,
    as_json: bool,
) -> Exit:
    from licet.doors.config import load
    from licet.doors.running import opened

    with opened(load(data).data):
        from licet.doors.cli.person import point_said
        from licet.objections.record import object_to
        from licet.subjects import controller as known

        if controller is not None:
            known(controller)
        done = object_to(point_said(kind), scope, via=via, cause=cause)
    said = {"scope": scope, "event": done.index, "recorded_at": done.recorded_at}
    if as_json:
        put_json(said)
    else:
        put(WORDS[language(lang)][cause].format(**said))
    return Exit.CLEAN
