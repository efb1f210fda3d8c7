"""Contact points in their one writing, and the keyed tokens by which they are found.

E-mail: trimmed, without what prints nothing, NFC, lower case, the domain as its A-label (IDNA 2008 after UTS 46).
Telephone: E.164, as read in a region. Post: words in one case and one spacing, found whatever their accents and commas. Two writings that a mail system may tell apart (the case of a local part)
are one here: for an objection the wider reading errs on the safe side.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import idna
import phonenumbers

from licet.ledger import home
from licet.terms.errors import SubjectError
from licet.terms.words import Channel

EMAIL: Final = "email"
TELEPHONE: Final = "telephone"
POST: Final = "post"
SUPPRESSION: Final = "suppression"
"""The label of the tokens that refusals and links carry: another key than that of the register."""
KINDS: Final = (EMAIL, TELEPHONE, POST)
KIND_OF_CHANNEL: Final = {
    Channel.EMAIL: EMAIL,
    Channel.SMS: TELEPHONE,
    Channel.FAX: TELEPHONE,
    Channel.AUTOMATED_CALL: TELEPHONE,
    Channel.TELEPHONE: TELEPHONE,
    Channel.POST: POST,
}
"""Which kind of contact point each channel reaches."""

_LONGEST_LOCAL: Final = 64
_LONGEST: Final = 254
_LOCAL: Final = re.compile(r"[^\s@\x00-\x1f\x7f\"(),:;<>\[\\\]\ufffd]+")
_LONGEST_POST: Final = 500


@dataclass(frozen=True, slots=True)
class Point:
    """A contact point in its one writing. Its text is personal: never printed by ``repr``."""

    kind: str
    value: str = field(repr=False)


def contact_point(kind: str, text: str, region: str = "FR") -> Point:
    """Return a contact point; raise ``SubjectError``, which never repeats the text, when it is none."""
    if kind == EMAIL:
        return Point(kind, normalise_email(text))
    if kind == TELEPHONE:
        return Point(kind, normalise_telephone(text, region))
    if kind == POST:
        return Point(kind, _normalise_post(text))
    raise SubjectError(f"`{kind}` is no kind of contact point; they are {', '.join(KINDS)}")


def normalise_email(text: str) -> str:
    """Return an e-mail address in its one writing."""
    local, at, domain = unicodedata.normalize("NFC", _printed(text).strip()).lower().rpartition("@")
    if not at or not _LOCAL.fullmatch(local) or len(local.encode()) > _LONGEST_LOCAL or ".." in local:
        raise SubjectError("this is no e-mail address")
    domain = _domain(domain.rstrip("."))
    if not domain or len(local) + 1 + len(domain) > _LONGEST:
        raise SubjectError("this is no e-mail address: its domain is none")
    return f"{local}@{domain}"


@lru_cache(maxsize=1024)  # of a list, most addresses stand in a few dozen domains
def _domain(written: str) -> str:
    """Return a domain in its one writing, blank when it is none."""
    domain = written
    if not domain.isascii() or "xn--" in domain:
        try:
            domain = idna.encode(domain, uts46=True).decode("ascii").lower()
        except (idna.IDNAError, UnicodeError):
            return ""
    return domain if _is_domain(domain) else ""


_LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?")


def _is_domain(domain: str) -> bool:
    labels = domain.split(".")
    return len(labels) > 1 and all(map(_LABEL.fullmatch, labels)) and not labels[-1].isdecimal()


def normalise_telephone(text: str, region: str = "FR") -> str:
    """Return a telephone number as E.164, read as dialled in a region (ISO 3166 code)."""
    try:
        number = phonenumbers.parse(text.strip(), region)
    except phonenumbers.NumberParseException:
        raise SubjectError("this is no telephone number") from None
    if not phonenumbers.is_possible_number(number) or number.extension:
        raise SubjectError("this is no telephone number")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _normalise_post(text: str) -> str:
    words = " ".join(unicodedata.normalize("NFKC", _printed(text)).casefold().split())
    if not any(map(str.isalnum, words)) or len(words) > _LONGEST_POST:
        raise SubjectError("this is no postal address")
    return words


def _printed(text: str) -> str:
    """Return a text without what prints nothing: a byte order mark, soft hyphens, zero-width spaces come along when one pastes."""
    return text if text.isascii() else "".join(char for char in text if unicodedata.category(char) != "Cf")


def _found_by(point: Point) -> str:
    """Return what tells a point from others: of a postal address letters and digits alone, without their accents."""
    if point.kind != POST:
        return point.value
    bare = (char for char in unicodedata.normalize("NFKD", point.value) if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in bare).casefold().split())


def token(point: Point, label: str = "contact-point") -> bytes:
    """Return the 32 bytes by which a point is found: HMAC-SHA-256 under a key of the label, over kind, 00, value."""
    return home().keyed(label, f"{point.kind}\0{_found_by(point)}".encode())
