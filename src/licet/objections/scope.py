"""How far a refusal goes, as text: it is kept in entries, in ``refusals.log``, in links, and must be read in ten years.

``everyone``, ``controller/<slug>`` (every account, brand and channel of it), ``controller/<slug>/channel/<channel>``,
``controller/<slug>/brand/<name>``.
"""

from __future__ import annotations

import re
from typing import Final

from licet.terms.errors import UsageError
from licet.terms.words import Channel

EVERYONE: Final = "everyone"
_CHANNELS: Final = "|".join(Channel)
_SCOPE: Final = re.compile(
    rf"everyone|controller/[a-z0-9-]{{1,63}}(?:/channel/(?:{_CHANNELS})|/brand/[a-z0-9-]{{1,63}})?"
)


def scope_of(controller: str, channel: str = "", brand: str = "") -> str:
    """Return the scope of a refusal; by default all of the controller's accounts, brands and channels."""
    narrower = f"/channel/{channel}" if channel else f"/brand/{brand}" if brand else ""
    return checked(f"controller/{controller}{narrower}")


def checked(scope: str) -> str:
    """Return a scope; raise ``UsageError`` when it is none."""
    if _SCOPE.fullmatch(scope) is None:
        raise UsageError(
            "a refusal covers `everyone` or `controller/<slug>`, with `/channel/<channel>` or `/brand/<name>`"
        )
    return scope


def scopes_against(controller: str, channel: str, brand: str = "") -> tuple[str, ...]:
    """Return every scope that stops a message of a controller on a channel."""
    whole = f"controller/{controller}"
    found = (EVERYONE, whole, f"{whole}/channel/{channel}")
    return (*found, f"{whole}/brand/{brand}") if brand else found
