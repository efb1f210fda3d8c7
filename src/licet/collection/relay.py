"""The mail relay, as its URL describes it; a password never goes over a line that others can read."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import parseaddr
from typing import Final
from urllib.parse import unquote, urlsplit

from licet.terms.errors import InputError

SECONDS: Final = 30
_NEAR: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@contextmanager
def connected(url: str, name: str = "localhost") -> Iterator[smtplib.SMTP]:
    """Open a connection to the relay, encrypted when it can be; raise ``InputError`` when a password would be read by others.

    ``name`` is how the house introduces itself: the domain that its mails come from, so that no resolver is asked for one.
    Raises ``OSError`` or ``smtplib.SMTPException`` when the relay cannot be reached.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in {"smtp", "smtps"} or not host:
        raise InputError("`smtp_url` is written as `smtp://user:password@host:587`, or `smtps://…` for TLS throughout")
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        relay: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, name, timeout=SECONDS, context=context)
    else:
        relay = smtplib.SMTP(host, parts.port or 25, name, timeout=SECONDS)
    try:
        relay.ehlo_or_helo_if_needed()
        encrypted = parts.scheme == "smtps"
        if not encrypted and relay.has_extn("starttls"):
            relay.starttls(context=context)
            relay.ehlo()
            encrypted = True
        if parts.username:
            if not encrypted and host not in _NEAR:
                raise InputError("the relay of `smtp_url` offers no TLS: a password would be read on the way")
            relay.login(unquote(parts.username), unquote(parts.password or ""))
        yield relay
    finally:
        with suppress(OSError, smtplib.SMTPException):
            relay.quit()
        relay.close()


def domain_of(sender: str) -> str:
    """Return the domain of the address that mails come from."""
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"
