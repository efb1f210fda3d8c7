"""The words of a mail system to the sender, told apart from the mail that came back with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from licet.reading.complaints.reasons import listed
from licet.reading.mails.mime import Mime, text_of
from licet.reading.mails.page import read_page
from licet.reading.mails.wording import folded
from licet.terms.errors import DocumentError

_LONGEST: Final = 100_000
_RETURNED_HEADER: Final = re.compile(
    r"(?:received|return-path|dkim-signature|message-id|x-[a-z-]{2,40}|mime-version|delivered-to|authentication-results|content-type|from)[ \t]*:",
    re.IGNORECASE,
)
_ENVELOPE_LINE: Final = re.compile(r"From \S.{0,200}\d\d:\d\d")
_FENCE: Final = re.compile(r"\s*(?:[-=*_#>]{2,}|-)?\s*")


@dataclass(frozen=True, slots=True)
class Notice:
    """What a mail system wrote (``text``), and the text of the mail that came back below it (``rest``)."""

    text: str
    rest: str


def notice_of(mime: Mime) -> Notice:
    """Return the text that comes before the returned mail: of the parts before it, and up to a line that announces it."""
    texts: list[str] = []
    for part in mime.parts:
        if part.media_type.startswith("message/") or part.media_type.startswith("text/rfc822"):
            if part.media_type in {"message/delivery-status", "message/feedback-report"}:
                continue
            break
        if part.media_type.startswith("multipart/"):  # a boundary that never comes: the text stands as it is
            texts.append(text_of(part.message))
        elif (
            part.media_type.startswith("text/")
            and not part.attached
            and not (part.media_type == "text/html" and any(texts))
        ):
            texts.append(_text(part.media_type, text_of(part.message)))
    return _split("\n".join(texts)[:_LONGEST])


def _text(media_type: str, text: str) -> str:
    if media_type != "text/html":
        return text
    try:
        return read_page(text).text
    except DocumentError:
        return ""


def _split(text: str) -> Notice:
    lines = text.splitlines()
    begins = listed("failure", "returned")
    written = False
    for number, line in enumerate(lines):
        bare = folded(line)[:200]
        bare = _FENCE.sub("", bare, count=1)
        announced = begins.match(bare) is not None and len(bare) < 120  # noqa: PLR2004  # a heading, not a sentence
        pasted = _two_headers(lines, number) or _ENVELOPE_LINE.match(line)
        if (announced and written) or (pasted and written):
            after = number + 1 if announced else number
            return Notice("\n".join(lines[:number]), "\n".join(lines[after:]))
        written = written or bool(bare.strip())
    return Notice(text, "")


def _two_headers(lines: list[str], number: int) -> bool:
    """Tell whether a returned header begins here: a Received or Return-Path line, or two header lines at the margin."""
    line = lines[number]
    if not _RETURNED_HEADER.match(line):
        return False
    following = lines[number + 1] if number + 1 < len(lines) else ""
    strong = line[:9].lower() in {"received:", "return-pa", "dkim-sign"}
    return strong or (_RETURNED_HEADER.match(following) is not None)
