"""The items of a campaign mail that answer facts of the table of messages: who speaks, of what, under which subject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from licet.reading.mails.headers import reply_kind
from licet.reading.mails.letter import Letter
from licet.reading.mails.stopping import is_no_reply
from licet.reading.mails.wording import folded, matching, phrases
from licet.reading.sightings import QUOTE_LENGTH, Sighting, absent, found, unclear

_BEGINNING: Final = 200
_FEWEST_HINTS: Final = 3
_SHORTEST_NAME: Final = 2


def message_items(letter: Letter, known_names: Sequence[str] = ()) -> dict[str, Sighting]:
    """Return ``act.channel``, ``names_advertiser``, ``promotes`` and ``subject_line``."""
    return {
        "act.channel": found("a mail", "headers", value="email"),
        "names_advertiser": _advertiser(letter, known_names),
        "promotes": _promotes(letter),
        "subject_line": _subject_line(letter),
    }


def _advertiser(letter: Letter, known_names: Sequence[str]) -> Sighting:
    """Look for the names given; without one of them, what the sender calls itself is for a person to weigh."""
    shown = letter.sender[0]
    for name in (n.strip() for n in known_names):
        if len(name) < _SHORTEST_NAME:
            continue
        wanted = matching((folded(name).replace("*", " "),))
        if hit := letter.text.first(wanted):
            return found(
                letter.quoted(hit.quote) or name, f"body, line {letter.text.line(hit.place)}", note="by the name given"
            )
        if wanted.search(folded(shown)):
            return found(shown, "From", note="by the name given")
    if shown and not _is_bare(shown, letter.sender[1]):
        asked = "none of the names given was found" if known_names else "no name of the advertiser was given"
        return unclear(f"{asked}; the sender calls itself so", quote=letter.quoted(shown), where="From")
    if not letter.readable:
        return unclear("the words of the mail stand in images; From holds no name", quote=letter.domain, where="From")
    if known_names:
        return absent("From and body", note="From holds no name, and none of the names given stands in the body")
    return unclear(
        "From holds no name, and no name to look for in the body was given", quote=letter.domain, where="From"
    )


def _is_bare(name: str, address: str) -> bool:
    return "@" in name or is_no_reply(name) or folded(name) == folded(address.partition("@")[0])


def _promotes(letter: Letter) -> Sighting:
    sure, hint = phrases("offer", "sure"), phrases("offer", "hint")
    hit = letter.text.first(sure)
    if hit:
        return found(letter.quoted(hit.quote), f"body, line {letter.text.line(hit.place)}")
    subject = folded(letter.mime.header("subject"))
    if sure and sure.search(subject):
        return found(letter.quoted(letter.mime.header("subject")), "Subject")
    hits = letter.text.every(hint) if hint else []
    if len(hits) >= _FEWEST_HINTS:
        return unclear("words of an offer, none of them plain", quote=letter.quoted(hits[0].quote), where="body")
    return unclear("no word of an offer was recognised; the image of a seller is promoted without any")


def _subject_line(letter: Letter) -> Sighting:
    """Set the subject line beside the beginning of the mail: only a person tells whether one speaks of the other."""
    subject = letter.mime.header("subject")
    if not subject:
        return absent("headers", value="none", note="no subject line")
    feigned = reply_kind(letter)
    beginning = " ".join(letter.written.split())[:_BEGINNING]
    quote = letter.quoted(f"{subject[: QUOTE_LENGTH - _BEGINNING - 5]} ‖ {beginning}")
    note = "the subject line, and the beginning of the mail, for a person to compare"
    return unclear(f"{note}; {feigned.note}" if feigned else note, quote=quote, where="Subject ‖ body")
