"""Read the fields of a machine-readable part: message/delivery-status, message/feedback-report, or such lines in a text."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from email.message import Message
from typing import Final

from licet.reading.complaints.report import Original
from licet.reading.mails.mime import (
    Mime,
    Part,
    addresses,
    decoded,
    domain_of,
    header,
    inner_of,
    instant,
    payload_of,
    text_of,
)
from licet.reading.mails.redaction import ADDRESS
from licet.terms.errors import DocumentError

Fields = dict[str, list[str]]
"""Field name in lower case → its values, in order, on one line each."""

_FIELD: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,50})[ \t]*:(.*)")
RECIPIENT: Final = ("original-recipient", "final-recipient", "x-actual-recipient")
_LONGEST: Final = 300_000
_REDACTED: Final = re.compile(r"redact|undisclosed|hidden|removed|anonym|xxxx|\*{2,}|suppress", re.IGNORECASE)
_ORIGINALS: Final = ("message/rfc822", "message/global", "message/partial", "message/rfc822-headers")
_HEADERS: Final = ("text/rfc822-headers", "text/rfc822-header", "text/rfc822", "message/global-headers")


def blocks_of(part: Part) -> list[Fields]:
    """Return the blocks of fields of a machine-readable part, its transfer encoding undone if it has one."""
    inner = inner_of(part.message)
    if not inner:
        return blocks_in(text_of(part.message))
    found = [fields for p in inner if p.keys() for fields in _of_message(p)]
    if found:
        return found
    raw = "\n".join(decoded(payload_of(p), None) for p in inner)[:_LONGEST]
    return blocks_in(_undone(raw, header(part.message, "content-transfer-encoding").lower()))


def _undone(raw: str, encoding: str) -> str:
    data = raw.encode("utf-8", "surrogateescape")
    try:
        if encoding == "base64":
            return decoded(base64.b64decode(data), None)
    except (binascii.Error, ValueError):
        return raw
    return decoded(quopri.decodestring(data), None) if encoding == "quoted-printable" else raw


def _of_message(message: Message) -> list[Fields]:
    """Return the blocks of one run of fields: some systems leave out the blank line between two addressees."""
    blocks: list[Fields] = [{}]
    for name, value in list(message.items())[:2_000]:
        low = name.lower()
        if low in RECIPIENT and any(n in blocks[-1] for n in ("action", "status")) and low in blocks[-1]:
            blocks.append({})
        blocks[-1].setdefault(low, []).append(" ".join(_readable(str(value)[:8_192]).split()))
    return blocks


def _readable(raw: str) -> str:
    return decoded(raw.encode("utf-8", "surrogateescape"), None)


def blocks_in(text: str) -> list[Fields]:
    """Return the blocks of ``Name: value`` lines in a text; a blank line ends a block, an indented one goes on."""
    blocks: list[Fields] = []
    fields: Fields = {}
    last: list[str] | None = None
    for line in text[:_LONGEST].splitlines():
        match = _FIELD.match(line)
        if match:
            last = fields.setdefault(match.group(1).lower(), [])
            last.append(match.group(2).strip())
        elif last is not None and line[:1] in {" ", "\t"} and line.strip():
            last[-1] = f"{last[-1]} {line.strip()}"[:8_192]
        else:
            last = None
            if fields and not line.strip():
                blocks.append(fields)
                fields = {}
    return [*blocks, fields] if fields else blocks


def first(fields: Fields, *names: str) -> str:
    """Return the first value of the first of these fields that has one."""
    return next((value for name in names for value in fields.get(name, ()) if value), "")


def address_in(value: str) -> str:
    """Return the address of a typed field (``rfc822; a@b``), as written but without its brackets; or what stands there."""
    after = value.partition(";")[2] if ";" in value else value
    match = ADDRESS.search(after)
    if match:
        return match.group()
    bare = re.search(r"<?([^\s<>;]{1,200}@[^\s<>;]{1,200})>?", after)  # quoted local parts, addresses in UTF-8
    return bare.group(1) if bare else after.strip(" <>")[:200]


def is_redacted(address: str) -> bool:
    """Tell whether an address names nobody: missing, blotted out, or a hash in its place."""
    return "@" not in address or _REDACTED.search(address) is not None


def original_of(mime: Mime, rest: str = "") -> Original:
    """Return the marks of the mail reported on: from the part that holds it, or from ``rest``, the text after a notice."""
    for headers in _originals(mime):
        return headers
    blocks = blocks_in(rest.lstrip()) if rest else []
    return _original(blocks[0]) if blocks else Original()


def _originals(mime: Mime) -> Iterator[Original]:
    for part in mime.parts:
        try:
            if part.media_type in _ORIGINALS:
                yield _original(max(blocks_of(part), key=len, default={}))
            elif part.media_type in _HEADERS:
                yield _original(max(blocks_in(text_of(part.message)), key=len, default={}))
        except DocumentError:  # too long to be headers
            continue


def _original(fields: Fields) -> Original:
    to = [
        a
        for _, a in addresses(first(fields, "x-original-to", "delivered-to", "to", "x-hmxmroriginalrecipient"))
        if "@" in a
    ]
    sender = addresses(first(fields, "from"))
    return Original(
        message_id=first(fields, "message-id").strip("<> "),
        return_path=first(fields, "return-path").strip("<> "),
        list_unsubscribe=first(fields, "list-unsubscribe"),
        to=to[0] if len(to) == 1 else "",
        from_domain=domain_of(sender[0][1]) if sender else "",
        sent_at=instant(first(fields, "date")) if first(fields, "date") else None,
    )
