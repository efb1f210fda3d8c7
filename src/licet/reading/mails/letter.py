"""Gather what the items of a mail are looked for in: who sends it to whom, its texts, links and images."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import unquote, urlsplit

from licet.reading.mails.mime import Mime, addresses, domain_of, text_of
from licet.reading.mails.page import Image, Link, read_page
from licet.reading.mails.redaction import redacted
from licet.reading.mails.wording import Text
from licet.terms.errors import DocumentError

_URL: Final = re.compile(r"(?:https?://|www\.|mailto:)[^\s<>\"'\])]{3,4000}", re.IGNORECASE)
_MOST_LINKS: Final = 5_000
_LONGEST: Final = 300_000
"""Characters of visible text: a long newsletter has 30,000."""
_FEW_LETTERS: Final = 200
"""Characters of text below which a mail with images says what it says in its images."""


@dataclass(frozen=True)
class Letter:
    """A mail as the items see it. ``hidden`` is text that its addressee cannot see."""

    mime: Mime
    written: str
    hidden: str
    links: tuple[Link, ...]
    images: tuple[Image, ...]

    @cached_property
    def text(self) -> Text:
        """The visible text, ready for searching."""
        return Text(self.written)

    @cached_property
    def sender(self) -> tuple[str, str]:
        """The display name and address of From, either of which may be empty."""
        given = addresses(*self.mime.headers("from"))
        return given[0] if given else ("", "")

    @cached_property
    def people(self) -> tuple[str, ...]:
        """The addressee's addresses and names, longest first, to be cut from every quotation."""
        pairs = addresses(*(v for h in ("to", "cc", "delivered-to", "x-original-to") for v in self.mime.headers(h)))
        given = {word for name, address in pairs for word in (address, address.replace("@", "="), name, *name.split())}
        return tuple(sorted((w for w in given if len(w) > 2), key=len, reverse=True))[:50]  # noqa: PLR2004

    @cached_property
    def addressees(self) -> tuple[str, ...]:
        """The addresses this copy was sent to, in lower case."""
        pairs = addresses(*(v for h in ("to", "delivered-to", "x-original-to") for v in self.mime.headers(h)))
        return tuple(sorted({address.lower() for _, address in pairs if "@" in address}))

    @property
    def readable(self) -> bool:
        """Whether the words of the mail are text; else they stand in images, which nobody read."""
        drawn = any(i.seen for i in self.images)
        return bool(self.written) and (not drawn or len(self.written) >= _FEW_LETTERS)

    def quoted(self, words: str) -> str:
        """Return words of the mail without what tells its addressee."""
        return redacted(words, self.people)

    @property
    def domain(self) -> str:
        """The domain of the sender's address."""
        return domain_of(self.sender[1])


def letter_of(mime: Mime) -> Letter:
    """Gather texts, links and images of a mail: HTML as it is drawn; plain text where there is no HTML."""
    texts: list[str] = []
    plain: list[str] = []
    hidden: list[str] = []
    links: list[Link] = []
    images: list[Image] = []
    for part in mime.parts:
        if part.attached:
            continue
        if part.media_type == "text/html":
            page = read_page(text_of(part.message))
            texts.append(page.text)
            hidden.append(page.hidden)
            links.extend(page.links)
            images.extend(page.images)
        elif part.media_type == "text/plain":
            plain.append(text_of(part.message))
    if not any(texts):
        texts.extend(plain)
    if sum(map(len, texts)) > _LONGEST:
        raise DocumentError(f"the mail holds more than `{_LONGEST}` characters of text; look at it by hand")
    links.extend(_plain_links(plain))
    return Letter(mime, "\n".join(texts), "\n".join(hidden), tuple(links[:_MOST_LINKS]), tuple(images[:_MOST_LINKS]))


def _plain_links(plain: list[str]) -> list[Link]:
    """Return the addresses in plain text; the words of such a link are the line it ends and the one before."""
    links: list[Link] = []
    for text in plain:
        for match in _URL.finditer(text):
            before = text[max(0, match.start() - 120) : match.start()].splitlines()[-2:]
            href = match.group().rstrip(".,;:!?")
            links.append(Link(f"https://{href}" if href.lower().startswith("www.") else href, " ".join(before).strip()))
            if len(links) == _MOST_LINKS:
                return links
    return links


def host_of(href: str) -> str:
    """Return the host of a web address in lower case, empty for anything else."""
    try:
        parts = urlsplit(href.strip())
        return (parts.hostname or "") if parts.scheme.lower() in {"http", "https"} else ""
    except ValueError:
        return ""


def mailed_to(href: str) -> str:
    """Return the address of a ``mailto:`` link, empty for anything else."""
    return unquote(href.strip()[7:].partition("?")[0]) if href.strip().lower().startswith("mailto:") else ""
