"""What a person's link carries (specs/link.md): the token of a contact point, signed for one controller.

It holds no address and needs no table: an objection through it works for somebody unknown, or erased since. It does not
expire, since a person must be able to object years after the message; whoever has the link may do what the person may, and
sees no address in full.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Final

from licet.ledger import home
from licet.subjects.points import SUPPRESSION, Point, token
from licet.terms.errors import InputError

VERSION: Final = b"\x01"
TOKEN: Final = 32
TAG: Final = 16
LABEL: Final = "person-link"
_CONTEXT: Final = b"licet/link/v1\x00"


@dataclass(frozen=True, slots=True)
class Link:
    """For which controller (its slug), and the token by which the contact point is refused; ``text`` as it was followed."""

    controller: str
    token: bytes
    text: str = field(default="", compare=False)


def written(link: Link, key: bytes) -> str:
    """Return the last part of the address: base64url without padding of version, token and tag."""
    return _text(VERSION + link.token + _tag(link, key))


def read(controller: str, text: str, key: bytes) -> Link:
    """Return what a link carries; raise ``InputError`` unless it is one, of this version, made for this controller."""
    try:
        carried = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        carried = b""
    if len(carried) != len(VERSION) + TOKEN + TAG or _text(carried) != text or carried[:1] != VERSION:
        raise InputError("this link is not whole: copy it again from the message")
    link = Link(controller, carried[1 : 1 + TOKEN], text)
    if not hmac.compare_digest(carried[1 + TOKEN :], _tag(link, key)):
        raise InputError("this link is not one of ours")
    return link


def link_for(point: Point, controller: str) -> str:
    """Return the last part of the address of a person's page, for messages of a controller to a contact point."""
    return written(Link(controller, token(point, SUPPRESSION)), home().derived(LABEL))


def followed(controller: str, text: str) -> Link:
    """Return what a link of this house carries; raise ``InputError`` as ``read`` does."""
    return read(controller, text, home().derived(LABEL))


def _text(carried: bytes) -> str:
    return base64.urlsafe_b64encode(carried).rstrip(b"=").decode()


def _tag(link: Link, key: bytes) -> bytes:
    said = b"%b%b\x00%b%b" % (_CONTEXT, link.controller.encode(), VERSION, link.token)
    return hmac.digest(key, said, hashlib.sha256)[:TAG]
