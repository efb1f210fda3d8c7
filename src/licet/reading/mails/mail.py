"""Read one campaign mail, or a store of them: what it says of its sender, how to stop it, and what it tells people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from licet.reading.mails.compare import Comparison, compare_letters
from licet.reading.mails.headers import header_items
from licet.reading.mails.items import message_items
from licet.reading.mails.letter import Letter, host_of, letter_of
from licet.reading.mails.mailboxes import Stack
from licet.reading.mails.mime import Mime, contents, instant
from licet.reading.mails.notice import notice_items
from licet.reading.mails.stopping import stop_items
from licet.reading.mails.trackers import Marks, marks_of, tracker_items
from licet.reading.sightings import Sightings

KIND = "mail"


@dataclass(frozen=True, slots=True)
class MailReading:
    """What a campaign mail says.

    ``sightings`` answer facts of the tables of messages and trackers (``headers.list_unsubscribe`` is our own),
    ``notice`` those of the table of notices. ``sent_at`` is an aware instant in UTC, ``None`` without a usable date;
    ``size`` in bytes; ``link_hosts`` and ``image_hosts`` sorted, each once. Sender name, subject line and the
    mail itself may hold personal data: they do not show in its repr.
    """

    kind: str
    sightings: Sightings
    notice: Sightings
    from_domain: str
    sent_at: datetime | None
    size: int
    link_hosts: tuple[str, ...]
    image_hosts: tuple[str, ...]
    marks: Marks
    sender: str = field(repr=False)
    subject_line: str = field(repr=False)
    letter: Letter = field(repr=False, compare=False)

    @property
    def everything(self) -> Mapping[str, object]:
        """Every sighting by its item, messages and notice together."""
        return MappingProxyType({**self.sightings, **self.notice})


def read_mail(source: bytes | Path, *, known_names: Sequence[str] = ()) -> MailReading:
    """Read a campaign mail, given as bytes or as an .eml file.

    ``known_names`` are names and brands of the advertiser; without them ``names_advertiser`` is never ``found``.
    Nothing is loaded or tried: links, pixels and signatures are read as they stand. Raises `DocumentError` for what is
    no mail, too large (25 MB; 1 MB of HTML) or made to exhaust its reader; nothing else, whatever the bytes.
    Source: CPCE L.34-5 al. 5; GDPR 13, 14; RFC 2369, RFC 8058.
    """
    mime = Mime(contents(source))
    letter = letter_of(mime)
    sightings = {
        **message_items(letter, known_names),
        **stop_items(letter),
        **header_items(letter),
        **tracker_items(letter),
    }
    return MailReading(
        kind=KIND,
        sightings=MappingProxyType(sightings),
        notice=MappingProxyType(notice_items(letter)),
        from_domain=letter.domain,
        sent_at=instant(mime.header("date")),
        size=len(mime.data),
        link_hosts=tuple(sorted({h for k in letter.links if (h := host_of(k.href))})),
        image_hosts=tuple(sorted({h for i in letter.images if (h := host_of(i.src))})),
        marks=marks_of(letter),
        sender=letter.sender[0],
        subject_line=mime.header("subject"),
        letter=letter,
    )


def read_mails(path: Path, *, known_names: Sequence[str] = ()) -> Stack[MailReading]:
    """Read the mails at ``path`` one by one: an .eml file, a folder of them at any depth, or an mbox of any size.

    Iterate over what is returned; a bad mail is kept aside there, with its place and reason, and counted. Raises
    `DocumentError` while iterating when nothing stands at ``path`` or it cannot be opened.
    """
    return Stack(path, lambda data: read_mail(data, known_names=known_names))


def compare_mails(first: MailReading, second: MailReading) -> Comparison:
    """Compare two copies of one campaign that went to two people.

    An image or link whose address differs between the copies by a token only is tied to the addressee:
    ``tracker.individual`` is then ``found``; ``clicks.kept_one_by_one`` stays unclear, for a link tied to its addressee
    does not say what is recorded. Copies to one person, or mails of two templates, leave both unclear.
    """
    return compare_letters(first.letter, second.letter)
