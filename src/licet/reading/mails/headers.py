"""What the headers of a mail offer to have it stop: List-Unsubscribe (RFC 2369) and one click (RFC 8058).

Signatures are read, not verified: that takes the signer's key from the DNS at the time of sending.
"""

from __future__ import annotations

import re
from typing import Final

from licet.reading.mails.letter import Letter, host_of, mailed_to
from licet.reading.sightings import Sighting, absent, found, unclear

_URI: Final = re.compile(r"<\s*([^<>]{1,4000}?)\s*>")
_ONE_CLICK: Final = re.compile(r"\s*List-Unsubscribe\s*=\s*One-Click\s*", re.IGNORECASE)
_SIGNED: Final = re.compile(r"(?:\A|;)\s*h\s*=([^;]*)", re.IGNORECASE)
_LIST, _POST = "List-Unsubscribe", "List-Unsubscribe-Post"
_SIGNATURE: Final = "DKIM-Signature"


def header_items(letter: Letter) -> dict[str, Sighting]:
    """Return the items of the headers.

    ``headers.list_unsubscribe`` (any address), ``header_unsubscribe_https``, ``header_one_click_post``,
    ``header_pair_is_signed``.
    """
    return {
        "headers.list_unsubscribe": _list_unsubscribe(letter),
        "header_unsubscribe_https": _https(letter),
        "header_one_click_post": _one_click(letter),
        "header_pair_is_signed": _signed_pair(letter),
    }


def offered(letter: Letter) -> tuple[str, ...]:
    """Return the addresses of List-Unsubscribe: web and mail, whatever else is left out."""
    uris = [u for value in letter.mime.headers(_LIST) for u in _URI.findall(value)]
    return tuple(uri for uri in ("".join(u.split()) for u in uris) if host_of(uri) or mailed_to(uri))


def _list_unsubscribe(letter: Letter) -> Sighting:
    if not letter.mime.has(_LIST):
        return absent("headers", note=f"no {_LIST} header")
    uris = offered(letter)
    written = letter.quoted(letter.mime.header(_LIST))
    if not uris:
        return absent(_LIST, quote=written, note="the header holds no web or mail address in angle brackets (RFC 2369)")
    return found(written, _LIST)


def _https(letter: Letter) -> Sighting:
    """Look for an https address: a program cannot press a button by mail (RFC 8058, 3.1)."""
    secure = [u for u in offered(letter) if u.lower().startswith("https:")]
    if secure:
        return found(letter.quoted(secure[0]), _LIST)
    if not letter.mime.has(_LIST):
        return absent("headers", note=f"no {_LIST} header")
    return absent(_LIST, quote=letter.quoted(letter.mime.header(_LIST)), note="it offers no https address")


def _one_click(letter: Letter) -> Sighting:
    """Look for exactly ``List-Unsubscribe=One-Click``, once (RFC 8058, 3.1)."""
    if not letter.mime.has(_POST):
        return absent("headers", note=f"no {_POST} header")
    written = letter.quoted(letter.mime.header(_POST))
    if len(letter.mime.headers(_POST)) != 1 or not _ONE_CLICK.fullmatch(letter.mime.header(_POST)):
        return absent(_POST, quote=written, note="it is not exactly `List-Unsubscribe=One-Click`, once (RFC 8058, 3.1)")
    return found(written, _POST)


def _signed_pair(letter: Letter) -> Sighting:
    """Look for a signature that covers both headers (RFC 8058, 4); whether it is valid is not for a reader to say."""
    if not letter.mime.has(_POST) or not letter.mime.has(_LIST):
        return absent("headers", note="there is no one-click header to sign")
    signatures = letter.mime.headers(_SIGNATURE)
    if not signatures:
        return absent("headers", note=f"no {_SIGNATURE} header; the copy may have lost it on its way")
    covers = ""
    for signature in signatures:
        match = _SIGNED.search(signature)
        names = {n.strip().lower() for n in match.group(1).split(":")} if match else set()
        if {_LIST.lower(), _POST.lower()} <= names:
            return found(
                f"h={match.group(1).strip() if match else ''}", _SIGNATURE, note="the signature itself was not verified"
            )
        covers = match.group(1).strip() if match else covers
    return absent(_SIGNATURE, quote=f"h={covers}", note=f"no signature covers both {_LIST} and {_POST}")


def reply_kind(letter: Letter) -> Sighting | None:
    """Return an unclear sighting when the subject line begins as a reply or forward that no header bears out."""
    subject = letter.mime.header("subject")
    match = re.match(r"\s*(re|fw|fwd|tr|ref|rép|réf)\s*(?:\[\d{1,3}\])?\s*:", subject, re.IGNORECASE)
    if not match or letter.mime.header("in-reply-to") or letter.mime.header("references"):
        return None
    return unclear(
        f"the subject line begins with `{match.group().strip()}`, yet neither In-Reply-To nor References names a mail it replies to",
        quote=letter.quoted(subject),
        where="Subject",
    )
