"""Take a mail apart without trusting it: headers, parts and text, whatever the bytes.

The parser of the standard library recurses on nested parts and is quadratic on some headers (``;;;;…``), so the bytes
are looked at first: what no mailer writes is refused before it is parsed. Nothing is loaded from afar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from typing import Final

from licet.terms.errors import DocumentError

MOST_BYTES: Final = 25_000_000
"""The size up to which large mail systems take a mail; a campaign is a hundred times smaller."""

MOST_PARTS: Final = 200
DEEPEST: Final = 20
_MOST_LINES: Final = 600_000
_MOST_WORK: Final = 20_000_000
"""Lines times nested boundaries: the parser compares each line with every boundary open around it."""
_MOST_HEADERS: Final = 2_000
_LONGEST_FIELD: Final = 8_192
_LONGEST_TEXT: Final = 2_000_000

_STRUCTURE: Final = re.compile(
    rb"(?:\A|[\r\n])content-[a-z-]{2,30}[ \t]*:[^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*", re.IGNORECASE
)
_CHARSETS: Final = re.compile(
    r"\A(?:us[-_]?ascii|ascii|utf[-_]?(?:8|16|32)[-_a-z]*|iso[-_]?8859[-_]?\d+|latin[-_]?\d+|(?:windows|cp)[-_]?\d+|koi8[-_][rut]"
    r"|euc[-_][a-z]{2}|iso[-_]?2022[-_][a-z0-9_-]+|gb\w+|big5\w*|s(?:hift)?[-_]?jis\w*|mac[-_]?roman)\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One leaf of a mail: its media type, its parsed form, how deep it lies, and what it is said to be."""

    media_type: str
    message: Message
    depth: int
    attached: bool


class Mime:
    """A mail taken apart. ``parts`` are its leaves in order; a mail within it (message/rfc822) is one leaf."""

    def __init__(self, data: bytes) -> None:
        self.data: Final = data
        self.message: Final = parsed(data)
        self.parts: Final = tuple(_leaves(self.message))

    def header(self, name: str) -> str:
        """Return a header as text on one line, empty when it is not there."""
        return header(self.message, name)

    def headers(self, name: str) -> tuple[str, ...]:
        """Return every header of that name as text."""
        return tuple(_unfolded(value) for value in self.message.get_all(name, []))

    def has(self, name: str) -> bool:
        """Tell whether a header of that name is there, be it empty."""
        return name in self.message


def contents(source: bytes | Path) -> bytes:
    """Return the bytes of a mail, given as such or as a file.

    Raises `DocumentError` when the file is missing, is none, is empty, or is larger than ``MOST_BYTES``.
    """
    if isinstance(source, bytes):
        return _sized(source, "the mail")
    try:
        if not source.is_file():
            raise DocumentError(f"no file `{source.name}`; give a mail saved as .eml")
        with source.open("rb") as file:
            return _sized(file.read(MOST_BYTES + 1), f"`{source.name}`")
    except (OSError, ValueError):  # ValueError: a NUL in the name
        raise DocumentError(f"`{source.name}` cannot be opened; check that the file may be read") from None


def _sized(data: bytes, name: str) -> bytes:
    if not data.strip():
        raise DocumentError(f"{name} is empty; save the mail again with its source")
    if len(data) > MOST_BYTES:
        raise DocumentError(f"{name} is larger than `{MOST_BYTES}` bytes; save it without its attachments")
    return data


def parsed(data: bytes) -> Message:
    """Parse a mail. Raises `DocumentError` for bytes that are no mail, or one made to exhaust its reader."""
    _refuse_traps(data)
    try:
        message = message_from_bytes(data, policy=compat32)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, AssertionError, IndexError, KeyError):
        raise DocumentError("the mail has parts that cannot be taken apart; save it again with its source") from None
    if not message.keys():
        raise DocumentError("no mail header was found; give the source of a mail (.eml)")
    if len(message.keys()) > _MOST_HEADERS:
        raise DocumentError(f"the mail has more than `{_MOST_HEADERS}` headers; look at its source by hand")
    return message


def _refuse_traps(data: bytes) -> None:
    lines = data.count(b"\n") + data.count(b"\r")
    low = data.lower()
    nests = low.count(b"boundary") + low.count(b"message/")
    if lines > _MOST_LINES or lines * nests > _MOST_WORK:
        raise DocumentError(f"the mail has `{lines}` lines in nested parts; save it without its attachments")
    if any(len(match.group()) > _LONGEST_FIELD for match in _STRUCTURE.finditer(data)):
        raise DocumentError(f"a content header is longer than `{_LONGEST_FIELD}` bytes; look at the source by hand")


def _leaves(message: Message) -> Iterator[Part]:
    waiting = [(message, 0)]
    seen = 0
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        if seen > MOST_PARTS or depth > DEEPEST:
            raise DocumentError(f"the mail nests more than `{MOST_PARTS}` parts or `{DEEPEST}` levels; look by hand")
        kind = media_type(part)
        if part.is_multipart() and not kind.startswith("message/"):
            waiting.extend((p, depth + 1) for p in reversed(inner_of(part)))
        else:
            yield Part(kind, part, depth, _attached(part))


def inner_of(part: Message) -> list[Message]:
    """Return the parts within a part. A text is never asked for this way: the library would decode it by any charset."""
    payload = part.get_payload() if part.is_multipart() else None
    return [p for p in payload if isinstance(p, Message)] if isinstance(payload, list) else []


def payload_of(part: Message) -> bytes:
    """Return the bytes of a leaf, its transfer encoding undone as far as it makes sense."""
    try:
        payload = part.get_payload(decode=True)
    except Exception:  # noqa: BLE001  # a broken transfer encoding
        return b""
    return payload if isinstance(payload, bytes) else b""


def media_type(part: Message) -> str:
    """Return the media type of a part, ``text/plain`` when its header makes no sense."""
    try:
        return part.get_content_type()
    except Exception:  # noqa: BLE001  # the parameter parser of the standard library fails in many ways on bad headers
        return "text/plain"


def _attached(part: Message) -> bool:
    return _unfolded(part.get("content-disposition", "")).lower().lstrip().startswith("attachment")


def header(message: Message, name: str) -> str:
    """Return a header as text on one line, empty when it is not there."""
    return _unfolded(message.get(name, ""))


def _unfolded(value: object) -> str:
    text = " ".join(str(value)[:_LONGEST_FIELD].split())
    if "=?" in text:
        try:
            text = "".join(_word(raw, charset) for raw, charset in decode_header(text))
        except Exception:  # noqa: BLE001  # broken encoded words (base64, charset names) stay as they are written
            return text
    return " ".join(text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").split())


def _word(raw: bytes | str, charset: str | None) -> str:
    return raw if isinstance(raw, str) else decoded(raw, charset)


def decoded(raw: bytes, charset: str | None) -> str:
    """Decode text by its declared charset, else as UTF-8, else as cp1252: no byte is an error."""
    for name in (charset if charset and _CHARSETS.match(charset) else None, "utf-8"):
        if name:
            try:
                return raw.decode(name)
            except (LookupError, ValueError):
                continue
    return raw.decode("cp1252", "replace")


def text_of(part: Message) -> str:
    """Return the text of a leaf, its transfer encoding and charset undone as far as they make sense.

    Raises `DocumentError` beyond two million characters: a text cut short could not be said to lack anything.
    """
    try:
        charset = part.get_content_charset()
    except Exception:  # noqa: BLE001  # a broken parameter: as if none were given
        charset = None
    text = decoded(payload_of(part), charset)
    if len(text) > _LONGEST_TEXT:
        raise DocumentError(f"a text of the mail is longer than `{_LONGEST_TEXT}` characters; look at it by hand")
    return text


def addresses(*values: str) -> tuple[tuple[str, str], ...]:
    """Return the (name, address) pairs of address headers; what cannot be parsed is left out."""
    try:
        pairs = getaddresses([v[:_LONGEST_FIELD] for v in values])
    except Exception:  # noqa: BLE001  # hostile headers
        return ()
    return tuple((name.strip(), address.strip()) for name, address in pairs if address or name)


def domain_of(address: str) -> str:
    """Return the domain of an address in lower case, empty when it has none."""
    return address.rpartition("@")[2].strip("<>. ").lower() if "@" in address else ""


def instant(value: str) -> datetime | None:
    """Return a mail date as an aware instant; a date without a zone is UTC (RFC 5322 3.3, ``-0000``)."""
    try:
        moment = parsedate_to_datetime(value[:200])
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except Exception:  # noqa: BLE001  # no date, or one out of any calendar
        return None
