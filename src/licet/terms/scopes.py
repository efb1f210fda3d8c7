"""How far a refusal goes, as text: it is kept in entries, in ``refusals.log``, in links, and must be read in ten years.

::

    everyone                                               every controller of this house
    everyone/channel/<channel>                             the same, on one channel: a national register
    controller/<slug>                                      every account, brand and channel of it (the default)
    controller/<slug>/channel/<channel>
    controller/<slug>/channel/<channel>/purpose/<purpose>
    controller/<slug>/brand/<name>
"""

from __future__ import annotations

import re
from typing import Final

from licet.terms.errors import UsageError
from licet.terms.words import Channel, Purpose

EVERYONE: Final = "everyone"
_NAME: Final = "[a-z0-9-]{1,63}"
_CHANNEL: Final = f"/channel/(?P<%s>{'|'.join(Channel)})"
_SCOPE: Final = re.compile(
    rf"everyone(?:{_CHANNEL % 'register'})?|controller/(?P<controller>{_NAME})"
    rf"(?:{_CHANNEL % 'channel'}(?:/purpose/(?P<purpose>{'|'.join(Purpose)}))?|/brand/(?P<brand>{_NAME}))?"
)


def scope_of(controller: str, channel: str = "", brand: str = "", purpose: str = "") -> str:
    """Return the scope of a refusal; by default all of the controller's accounts, brands and channels."""
    if purpose and not channel:
        raise UsageError("a refusal of one purpose names its channel")
    narrower = f"/channel/{channel}" if channel else f"/brand/{brand}" if brand else ""
    return checked(f"controller/{controller}{narrower}" + (f"/purpose/{purpose}" if purpose else ""))


def checked(scope: str) -> str:
    """Return a scope; raise ``UsageError`` when it is none."""
    _parts(scope)
    return scope


def scopes_against(
    controller: str, channel: str, brand: str = "", purpose: str = Purpose.COMMERCIAL
) -> tuple[str, ...]:
    """Return every scope that stops a message of a controller on a channel, for a purpose, of a brand if one is named."""
    whole = f"controller/{controller}"
    narrow = f"{whole}/channel/{channel}"
    found = (EVERYONE, f"{EVERYONE}/channel/{channel}", whole, narrow, f"{narrow}/purpose/{purpose}")
    return (*found, f"{whole}/brand/{brand}") if brand else found


def covers(scope: str, controller: str, channel: str, purpose: str) -> bool:
    """Tell whether a refusal covers everything that is said on a channel for a purpose; one of a single brand never does."""
    parts = _parts(scope)
    if parts["controller"] is None:
        return parts["register"] in {None, channel}
    return (
        parts["controller"] == controller
        and parts["brand"] is None
        and parts["channel"] in {None, channel}
        and parts["purpose"] in {None, purpose}
    )


def channel_of(scope: str) -> str | None:
    """Return the channel to which a refusal is narrowed, ``None`` when it covers several."""
    parts = _parts(scope)
    return parts["channel"] or parts["register"]


def _parts(scope: str) -> dict[str, str | None]:
    found = _SCOPE.fullmatch(scope)
    if found is None:
        raise UsageError(
            "a refusal covers `everyone` or `controller/<slug>`, narrowed by `/channel/<channel>`, by that and"
            " `/purpose/<purpose>`, or by `/brand/<name>`"
        )
    return found.groupdict()
