"""``licet link``: the addresses that a message carries for one person."""

from __future__ import annotations

from licet.doors.cli.asked import House, Json
from licet.doors.exits import Exit


def link(
    *,
    controller: str,
    kind: str | None = None,
    data: House = None,
    json: Json = False,
) -> Exit:
    """Print a person's page and one-click address, for messages of a controller; the contact point is read from standard input.

    Nothing is recorded and nobody need be known: put the second address into List-Unsubscribe (RFC 8058), the first into the text.

    Parameters
    ----------
    controller
        On whose behalf the message is sent (its slug).
    kind
        email, telephone or post, where it cannot be told from what is said.
    """
    from licet.doors.cli.person import point_said
    from licet.doors.cli.printing import put, put_json
    from licet.doors.config import load
    from licet.doors.running import opened

    with opened(load(data).data):
        from licet.doors.web.person.links import link_for
        from licet.ledger import home
        from licet.subjects import controller as known

        slug = known(controller).slug
        text, base = link_for(point_said(kind), slug), load(home().data).base_url
    page, click = f"{base}/p/{slug}/{text}", f"{base}/u/{slug}/{text}"
    headers = {"List-Unsubscribe": f"<{click}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    if json:
        put_json({"page": page, "one_click": click, "headers": headers})
    else:
        put("\n".join([page, *(f"{name}: {value}" for name, value in headers.items())]))
    return Exit.CLEAN
